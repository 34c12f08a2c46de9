// commune-page: opens one PDF or picture, told through descriptor 0, and answers through descriptor 1
// (protocol/pages/messages.h). What the file does to it stays in here.

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/documents/opener/opened_file.h"
#include "kiosk/documents/opener/pipe.h"
#include "kiosk/documents/opener/sandbox.h"
#include "kiosk/documents/opener/warm_up.h"

#ifdef __SANITIZE_ADDRESS__
/// The leak search would start a thread, which the sandbox forbids.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options()   // NOLINT(bugprone-reserved-identifier)
{
    return "detect_leaks=0";
}
#endif

namespace {

namespace pages = protocol::pages;
using namespace kiosk::opener;

constexpr int kBadTalk = 2;
constexpr int kNoSandbox = 3;

pages::Answer refused(pages::Refusal why) { return pages::Refused{why}; }

std::unique_ptr<OpenedFile> make(std::string_view file)
{
    switch (kind_of(file)) {
        case FileKind::Pdf:
            return make_pdf(file);
        case FileKind::Png:
        case FileKind::Jpeg:
            return make_photo(file, kind_of(file));
        case FileKind::Unknown:
            break;
    }
    return nullptr;
}

pages::Answer open(OpenedFile* file)
{
    if (file == nullptr) return refused(pages::Refusal::NotReadable);
    try {
        return file->open();
    } catch (const std::bad_alloc&) {
        return refused(pages::Refusal::TooLarge);
    } catch (const std::exception&) {
        return refused(pages::Refusal::NotReadable);
    }
}

struct AnswerTo {
    OpenedFile& file;
    std::size_t page_count;
    pages::Answer operator()(const pages::Open&) const { return refused(pages::Refusal::NotReadable); }
    pages::Answer operator()(const pages::Draw& draw) const
    {
        if (draw.page >= page_count) return refused(pages::Refusal::NoSuchPage);
        return file.draw(draw);
    }
    pages::Answer operator()(const pages::Read& read) const
    {
        if (read.page >= page_count) return refused(pages::Refusal::NoSuchPage);
        return file.words(read.page);
    }
};

int serve(OpenedFile& file, std::size_t page_count)
{
    while (const auto frame = read_frame(1 + 6 * sizeof(std::uint32_t))) {
        const auto request = pages::decode_request(*frame);
        if (!request) return kBadTalk;
        pages::Answer answer = refused(pages::Refusal::NoSuchPage);
        try {
            answer = std::visit(AnswerTo{file, page_count}, *request);
        } catch (const std::exception&) {
            answer = refused(pages::Refusal::NoSuchPage);
        }
        if (!write_frame(pages::encode(answer))) return 0;
    }
    return 0;
}

}  // namespace

int main()
{
    if (!shut_in()) return kNoSandbox;
    auto frame = read_frame(pages::kMostRequest);
    if (!frame) return 0;
    auto request = pages::decode_request(*frame);
    frame.reset();
    if (!request || !std::holds_alternative<pages::Open>(*request)) return kBadTalk;
    const std::string bytes = std::move(std::get<pages::Open>(*request).file);
    // Which of the libraries is needed is seen from the first bytes; they are looked at by nobody before.
    if (kind_of(bytes) == FileKind::Pdf) warm_up();
    if (!close_sandbox()) return kNoSandbox;

    const std::unique_ptr<OpenedFile> file = make(bytes);
    const pages::Answer answer = open(file.get());
    if (!write_frame(pages::encode(answer))) return 0;
    const auto* opened = std::get_if<pages::Opened>(&answer);
    return opened == nullptr ? 0 : serve(*file, opened->pages.size());
}
