#include "kiosk/documents/opener/warm_up.h"

#include <poppler-document.h>
#include <poppler-global.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/documents/opener/opened_file.h"
#include "kiosk/documents/opener/spare_fonts.h"

namespace kiosk::opener {

namespace {

/// A page with one letter in each of the families that are substituted. No table of contents: poppler finds
/// the parts by itself.
std::string small_pdf()
{
    std::string pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 20 20]/Contents 4 0 R/Resources<</Font<<"
        "/A<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
        "/B<</Type/Font/Subtype/TrueType/BaseFont/Arial>>>>>>>>endobj\n";
    const std::string drawing = "BT /A 8 Tf 2 4 Td (a) Tj /B 8 Tf 6 0 Td (a) Tj ET";
    pdf += "4 0 obj<</Length " + std::to_string(drawing.size()) + ">>stream\n" + drawing +
           "\nendstream endobj\n";
    return pdf + "trailer<</Root 1 0 R>>\n";
}

}  // namespace

void warm_up()
{
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    open_spare_fonts();
    // Poppler throws its tables away with its last document: this one stays.
    static const std::string pdf = small_pdf();
    static const std::unique_ptr<OpenedFile> kept = make_pdf(pdf);
    if (!std::holds_alternative<pages::Opened>(kept->open())) return;
    (void)kept->draw({0, 20, 0, 0, 20, 20});
    (void)kept->words(0);
}

}  // namespace kiosk::opener
