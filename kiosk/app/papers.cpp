#include <algorithm>
#include <utility>
#include <variant>

#include "kiosk/app/flow.h"

namespace kiosk::flow {

using protocol::pages::Draw;

namespace {

bool is_whole(const Draw& piece, const PaperFile& file)
{
    return piece.x == 0 && piece.y == 0 && piece.wide == piece.width &&
           piece.tall == protocol::pages::height_at(file.pages[piece.page], piece.width);
}

std::size_t bytes_of(const Draw& piece) { return std::size_t{4} * piece.wide * piece.tall; }

bool is_here(const PaperFile& file, const Draw& piece)
{
    const auto page = file.pieces.find(piece.page);
    return page != file.pieces.end() && std::any_of(page->second.begin(), page->second.end(),
                                                    [&](const Piece& p) { return p.place == piece; });
}

/// Pages that nobody looks at any more give their memory back.
void drop_unwished(Papers& papers)
{
    for (auto& [n, file] : papers.files) {
        const int number = n;
        std::erase_if(file.pieces, [&](const auto& page) {
            return std::none_of(papers.wishes.begin(), papers.wishes.end(), [&](const PageWish& wish) {
                return wish.n == number && wish.piece && wish.piece->page == page.first;
            });
        });
        std::erase_if(file.words, [&](const auto& page) {
            return std::none_of(papers.wishes.begin(), papers.wishes.end(), [&](const PageWish& wish) {
                return wish.n == number && wish.words == page.first;
            });
        });
    }
}

/// What is still to be drawn, in the order of the wishes, as far as memory goes.
std::vector<PageOrder> missing(const Papers& papers)
{
    std::vector<PageOrder> orders;
    std::size_t bytes = 0;
    for (const PageWish& wish : papers.wishes) {
        const PageOrder order{{papers.index, wish.n}, wish.piece, wish.words};
        const PaperFile* file = papers.file(wish.n);
        if (file != nullptr && file->trouble) continue;
        if (wish.words) {
            if (file == nullptr || !file->words.contains(*wish.words)) orders.push_back(order);
            continue;
        }
        if (!wish.piece) {
            if (file == nullptr || !file->opened()) orders.push_back(order);
            continue;
        }
        bytes += bytes_of(*wish.piece);
        if (bytes > kMostPaperBytes) break;
        if (file != nullptr && (file->failed.contains(wish.piece->page) || is_here(*file, *wish.piece)))
            continue;
        orders.push_back(order);
    }
    return orders;
}

PaperFile* file_of(State& state, const FileName& name)
{
    Papers& papers = state.papers;
    if (papers.visit != state.visit().number || papers.index != name.index) return nullptr;
    return &papers.files[name.n];
}

}  // namespace

void want_pages(State& state, const act::WantPages& want, Commands& commands)
{
    const auto* document = std::get_if<DocumentView>(&state.visit().view);
    const auto* pages = std::get_if<PagesView>(&state.visit().view);
    if (document == nullptr && pages == nullptr) return;
    const std::int64_t index = document != nullptr ? document->index : pages->index;
    Papers& papers = state.papers;
    if (papers.visit != state.visit().number || papers.index != index) {
        papers = {};
        papers.visit = state.visit().number;
        papers.index = index;
    }
    papers.wishes = want.wishes;
    // The page in the middle is wanted first.
    if (auto* view = std::get_if<PagesView>(&state.visits.back().view);
        view != nullptr && !papers.wishes.empty() && papers.wishes.front().piece)
        view->page = papers.wishes.front().piece->page;
    drop_unwished(papers);
    auto orders = missing(papers);
    if (orders == papers.ordered) return;
    papers.ordered = orders;
    // Nothing is missing, but the file is still looked at: its process stays.
    if (orders.empty() && !papers.wishes.empty()) return;
    commands.emplace_back(cmd::OrderPages{std::move(orders)});
}

void leave_pages(State& state, Commands& commands)
{
    if (state.papers.visit == 0 || (!state.visits.empty() && state.papers.visit == state.visit().number))
        return;
    state.papers = {};
    commands.emplace_back(cmd::OrderPages{});
}

void paper_opened(State& state, const paged::Opened& opened)
{
    PaperFile* file = file_of(state, opened.file);
    if (file == nullptr) return;
    if (file->pages != opened.pages) {
        file->pieces.clear();
        file->failed.clear();
    }
    file->pages = opened.pages;
    file->trouble.reset();
}

void paper_refused(State& state, const paged::Refused& refused)
{
    PaperFile* file = file_of(state, refused.file);
    if (file == nullptr) return;
    file->trouble = refused.why;
    file->pieces.clear();
}

void paper_drawn(State& state, const paged::Drawn& drawn)
{
    PaperFile* file = file_of(state, drawn.file);
    if (file == nullptr || drawn.piece.page >= file->pages.size()) return;
    const bool wished =
        std::any_of(state.papers.wishes.begin(), state.papers.wishes.end(), [&](const PageWish& wish) {
            return wish.n == drawn.file.n && wish.piece && wish.piece->page == drawn.piece.page;
        });
    if (!wished) return;
    auto& pieces = file->pieces[drawn.piece.page];
    const bool whole = is_whole(drawn.piece, *file);
    std::erase_if(pieces, [&](const Piece& old) { return is_whole(old.place, *file) == whole; });
    const auto at = whole ? pieces.begin() : pieces.end();
    pieces.insert(at, {drawn.piece, drawn.picture});
}

void paper_worded(State& state, const paged::Worded& worded)
{
    PaperFile* file = file_of(state, worded.file);
    const bool wished = std::any_of(
        state.papers.wishes.begin(), state.papers.wishes.end(),
        [&](const PageWish& wish) { return wish.n == worded.file.n && wish.words == worded.page; });
    if (file != nullptr && wished) file->words[worded.page] = worded.words;
}

void paper_failed(State& state, const paged::Failed& failed)
{
    if (PaperFile* file = file_of(state, failed.file)) file->failed[failed.page] = true;
}

void open_file(State& state, int n, Commands& commands)
{
    const auto* view = std::get_if<DocumentView>(&state.visit().view);
    if (view == nullptr || !view->document) return;
    const auto& files = view->document->attachments;
    const auto file = std::find_if(files.begin(), files.end(), [n](const auto& f) { return f.n == n; });
    if (file == files.end() || !file->here) return;
    PagesView pages;
    pages.index = view->document->row.index;
    pages.file = *file;
    const bool is_text = text_kind(pages.file.media).has_value();
    const FileName name{pages.index, n};
    open(state, Screen::Pages, std::move(pages));
    if (is_text) commands.emplace_back(cmd::LoadText{state.visit().number, name});
}

void loaded(State& state, const event::TextLoaded& loaded)
{
    for (Visit& visit : state.visits) {
        auto* pages = std::get_if<PagesView>(&visit.view);
        if (visit.number != loaded.visit || pages == nullptr) continue;
        pages->text = loaded.text;
        pages->trouble = loaded.trouble;
    }
}

}  // namespace kiosk::flow
