#include "kiosk/screens/document_files.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "kiosk/screens/paper.h"
#include "kiosk/ui/paint.h"

namespace kiosk {

using offline_cache::Attachment;
using protocol::pages::Shape;

namespace {

constexpr float kTallestPhoto = 180;  ///< mm

std::string size_words(const Ui& ui, std::int64_t bytes)
{
    const std::int64_t kilobytes = std::max<std::int64_t>(1, (bytes + 1023) / 1024);
    if (kilobytes < 1024) return std::to_string(kilobytes) + " KB";
    const std::int64_t tenths = kilobytes * 10 / 1024;
    return std::to_string(tenths / 10) + std::string{ui.tr("number.point")} + std::to_string(tenths % 10) +
           " MB";
}

std::string target_name(const Attachment& file) { return "document.file." + std::to_string(file.n); }

const PaperFile* paper_of(const Reading& reading, const Attachment& file)
{
    const Papers& papers = reading.state.papers;
    return papers.visit == reading.state.visit().number ? papers.file(file.n) : nullptr;
}

const TextStyle kCaption{.face = Face::Small, .quiet = true};

/// How large a photo stands in a column.
class Photo {
public:
    Photo(const Reading& reading, const Attachment& file, const Ui& ui, float column)
        : paper_(paper_of(reading, file)), shown_(file.here && (paper_ == nullptr || !paper_->trouble))
    {
        if (opened()) shape_ = paper_->pages.front();
        const float lean = static_cast<float>(shape_.height) / static_cast<float>(shape_.width);
        width_ = std::round(std::min(column, ui.mm(kTallestPhoto) / lean));
        height_ =
            std::max(ui.mm(20), static_cast<float>(height_at(shape_, static_cast<std::uint32_t>(width_))));
    }

    [[nodiscard]] bool shown() const { return shown_; }
    [[nodiscard]] bool opened() const { return paper_ != nullptr && paper_->opened(); }
    [[nodiscard]] const PaperFile* paper() const { return paper_; }
    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] float width() const { return width_; }
    [[nodiscard]] float height() const { return height_; }

private:
    const PaperFile* paper_;
    bool shown_;
    Shape shape_{4, 3};  ///< until it is known
    float width_ = 0;
    float height_ = 0;
};

/// A kind of file that this machine does not open: the phone may, and staff can.
std::string_view how_to_get(const Reading& reading)
{
    return phone_link(reading.state, reading.document).empty() ? "document.file_other"
                                                               : "document.file_phone";
}

/// A file that is not a picture on this page: opened by a touch, or only named.
void draw_row(const Reading& reading, const Attachment& file, Flow& flow, Action& action)
{
    Ui& ui = flow.ui();
    const PaperFile* paper = paper_of(reading, file);
    const bool broken = paper != nullptr && paper->trouble;
    const bool shown = file.here && can_be_shown(file) && !broken;
    const std::string_view what = shown       ? "document.file_open"
                                  : broken    ? "pages.failed"
                                  : file.here ? how_to_get(reading)
                                              : "document.file_coming";
    const std::string detail = std::string{ui.tr(what)} + " · " + size_words(ui, file.bytes);
    if (!shown) {
        flow.entry(Icon::Attachment, "**" + file.name + "** · " + detail);
        return;
    }
    const Rect place = flow.place(list_row_height(ui, false, true, false));
    RowText row;
    row.icon = is_photo(file) ? Icon::Image : Icon::Document;
    row.title = bare_name(file);
    row.detail = detail;
    if (flow.seen(place) && list_row(ui, place, target_name(file), row)) action = act::OpenFile{file.n};
}

}  // namespace

float photo_height(const Reading& reading, const Attachment& file, std::string_view words, Ui& ui,
                   float width)
{
    const Photo photo{reading, file, ui, width};
    if (!photo.shown()) return 0;
    return photo.height() + ui.mm(1) + text_height(ui, width, words, kCaption);
}

void draw_photo(const Reading& reading, const Attachment& file, std::string_view words, Ui& ui, Rect place,
                std::vector<PageWish>& wishes, Action& action)
{
    const Photo photo{reading, file, ui, place.width()};
    Rect frame = place.cut_top(photo.height(), ui.mm(1));
    frame = {std::round(frame.x0), std::round(frame.y0), std::round(frame.x0) + photo.width(),
             std::round(frame.y0) + photo.height()};
    static const PaperFile kNothing;
    draw_sheet(ui, frame, photo.opened() ? *photo.paper() : kNothing, 0);
    text(ui, place, words, kCaption);
    const std::string_view label = words.empty() ? bare_name(file) : words;
    if (ui.target(frame, target_name(file), label, {.text_mm = ui.cap_mm(Face::Small)}).fired)
        action = act::OpenFile{file.n};
    if (photo.opened())
        wish_sheet(wishes, file.n, 0, photo.shape(), frame, frame, photo.width());
    else
        wishes.push_back({file.n, std::nullopt});
}

const Attachment* photo_named(const Reading& reading, std::string_view source)
{
    const auto& files = reading.document.attachments;
    const auto found = std::find_if(files.begin(), files.end(), [&](const Attachment& file) {
        return is_photo(file) && file.name == source;
    });
    return found == files.end() ? nullptr : &*found;
}

void draw_body(const Reading& reading, Markdown& body, Flow& flow, std::vector<int>& in_text,
               std::vector<PageWish>& wishes, Action& action)
{
    if (body.empty()) return;
    Ui& ui = flow.ui();
    body.set_pictures([&](std::string_view source, std::string_view words, float width) {
        const Attachment* file = photo_named(reading, source);
        return file == nullptr ? 0.F : photo_height(reading, *file, words, ui, width);
    });
    const Rect place = flow.place(body.layout(ui, flow.width(), reading.zoom));
    if (flow.seen(place)) body.draw(ui, {place.x0, place.y0}, flow.width(), reading.zoom);
    body.set_pictures({});
    for (const Markdown::Picture& picture : body.pictures()) {
        const Attachment* file = photo_named(reading, picture.source);
        if (file == nullptr) continue;
        in_text.push_back(file->n);
        const Rect rect = picture.rect.moved(place.x0, place.y0);
        if (flow.seen(rect)) draw_photo(reading, *file, picture.words, ui, rect, wishes, action);
    }
}

void draw_files(const Reading& reading, const std::vector<int>& in_text, Flow& flow,
                std::vector<PageWish>& wishes, Action& action)
{
    Ui& ui = flow.ui();
    std::string_view headed;
    for (const Attachment& file : reading.document.attachments) {
        if (std::find(in_text.begin(), in_text.end(), file.n) != in_text.end()) continue;
        const bool form = file.n >= offline_cache::kFirstForm;
        const std::string_view head = form ? "procedure.forms" : "document.attachments";
        if (std::exchange(headed, head) != head)
            flow.heading(ui.tr(head), form ? Icon::Write : Icon::Attachment);
        const float height =
            is_photo(file) ? photo_height(reading, file, bare_name(file), ui, flow.width()) : 0;
        if (height <= 0) {
            draw_row(reading, file, flow, action);
            continue;
        }
        const Rect place = flow.place(height);
        if (flow.seen(place)) draw_photo(reading, file, bare_name(file), ui, place, wishes, action);
    }
}

void ask_for_pages(const State& state, const Ui& ui, std::vector<PageWish> wishes, Action& action)
{
    const bool mine = state.papers.visit == state.visit().number;
    const bool news = mine ? wishes != state.papers.wishes : !wishes.empty();
    if (news && !ui.pinching() && std::holds_alternative<std::monostate>(action))
        action = act::WantPages{std::move(wishes)};
}

}  // namespace kiosk
