#include "kiosk/app/store_reader.h"

#include <memory>
#include <utility>
#include <variant>

#include "kiosk/documents/text_file.h"
#include "offline_cache/search.h"
#include "offline_cache/sqlite/database.h"
#include "protocol/base/log.h"
#include "protocol/limits.h"
#include "protocol/records/card.h"
#include "protocol/routes.h"
#include "protocol/tlog/note.h"
#include "protocol/trust/manifest.h"

namespace kiosk {

bool StoreReader::run(const Command& command)
{
    if (std::holds_alternative<cmd::LoadHome>(command))
        home();
    else if (const auto* laws_query = std::get_if<cmd::LoadLaws>(&command))
        laws(laws_query->visit);
    else if (const auto* list_query = std::get_if<cmd::LoadList>(&command))
        list(*list_query);
    else if (const auto* document_query = std::get_if<cmd::LoadDocument>(&command))
        document(*document_query);
    else if (const auto* search_query = std::get_if<cmd::Search>(&command))
        search(*search_query);
    else if (const auto* text_query = std::get_if<cmd::LoadText>(&command))
        text(*text_query);
    else if (const auto* help_query = std::get_if<cmd::LoadHelp>(&command))
        help(*help_query);
    else
        return false;
    return true;
}

void StoreReader::forget() { content_.let_go(); }

void StoreReader::counts()
{
    event::Counts counts{};
    if (outbox_ != nullptr)
        if (const auto waiting = outbox_->counts()) counts.outbox = waiting->waiting;
    if (const auto information = content_.information_time()) counts.information = *information;
    if (const auto alarm = content_.history_alarm()) counts.history_alarm = *alarm;
    on_event_(counts);
}

void StoreReader::home()
{
    auto home = content_.home(clock_.now());
    if (!home) {
        protocol::log::error("store", "home: ", home.error().detail);
        return;
    }
    on_event_(event::HomeLoaded{std::make_shared<const offline_cache::Home>(std::move(*home))});
    if (auto place = content_.place()) on_event_(event::PlaceLoaded{std::move(*place)});
    address();
}

void StoreReader::address()
{
    auto note = content_.trust_manifest();
    if (!note || note->empty() || *note == manifest_) return;
    manifest_ = std::move(*note);
    // It was verified when it was stored; only its text is of interest here.
    const auto parts =
        protocol::split_note(manifest_, {protocol::limits::kTrustManifest, protocol::limits::kSignatures});
    const auto manifest = parts ? protocol::parse_manifest(parts->text)
                                : protocol::Result<protocol::TrustManifest>{tl::unexpected{parts.error()}};
    if (!manifest) return;
    // "https://tlog.hue.example/l/2026/": the tree stands above l/.
    const protocol::TrustedLog& log = manifest->logs.front();
    const std::string below = "/" + protocol::routes::log(protocol::routes::log_folder(log.key.name()), "");
    if (log.url.ends_with(below))
        on_event_(event::LogAddress{log.url.substr(0, log.url.size() - below.size())});
}

void StoreReader::help(const cmd::LoadHelp& query)
{
    constexpr int kMost = 4;
    offline_cache::ListQuery contacts;
    contacts.type = "contact";
    const auto window = content_.list(contacts, 0, 32, clock_.now());
    if (!window) return on_event_(event::HelpLoaded{});
    event::HelpLoaded found;
    for (const offline_cache::ItemRow& row : window->rows) {
        if (found.offices.size() == kMost) break;
        if (row.publisher.rfind(query.commune + ".", 0) != 0 || row.shelf != offline_cache::Shelf::Current)
            continue;
        const auto document = content_.document(row.index, clock_.now());
        const auto card = document ? protocol::parse_card(row.type, document->card)
                                   : protocol::Result<protocol::Card>{tl::unexpected{document.error()}};
        if (!card) continue;
        if (const auto* contact = std::get_if<protocol::Contact>(&card->details))
            found.offices.push_back({contact->office.empty() ? card->title : contact->office, contact->role,
                                     contact->room, contact->phone_work, contact->hours,
                                     contact->reception_day});
    }
    on_event_(std::move(found));
}

void StoreReader::laws(std::uint32_t visit)
{
    auto laws = content_.law_items(clock_.now());
    if (!laws) return on_event_(event::LoadFailed{visit, laws.error().fault});
    on_event_(event::LawsLoaded{visit, std::move(*laws)});
}

void StoreReader::list(const cmd::LoadList& query)
{
    auto window = content_.list(query.query, query.offset, query.count, clock_.now());
    if (!window) return on_event_(event::LoadFailed{query.visit, window.error().fault});
    on_event_(event::ListLoaded{query.visit, std::move(*window)});
}

void StoreReader::document(const cmd::LoadDocument& query)
{
    auto document = content_.document(query.index, clock_.now());
    if (!document) return on_event_(event::LoadFailed{query.visit, document.error().fault});
    event::DocumentLoaded loaded;
    loaded.visit = query.visit;
    if (!document->card.empty()) {
        if (auto card = protocol::parse_card(document->row.type, document->card))
            loaded.card = std::make_shared<const protocol::Card>(std::move(*card));
        else
            protocol::log::warning("store", "card of ", document->row.id, ": ", card.error().detail);
    }
    if (loaded.card != nullptr && !loaded.card->contact.empty())
        loaded.contact = contact(loaded.card->contact);
    loaded.document = std::make_shared<const offline_cache::Document>(std::move(*document));
    on_event_(std::move(loaded));
}

std::optional<ContactLink> StoreReader::contact(std::string_view record_id)
{
    const auto document = content_.document(record_id, clock_.now());
    if (!document || document->row.type != "contact" || document->withdrawal) return std::nullopt;
    const auto card = protocol::parse_card(document->row.type, document->card);
    const auto* contact = card ? std::get_if<protocol::Contact>(&card->details) : nullptr;
    if (contact == nullptr) return std::nullopt;
    return ContactLink{document->row.index, contact->office.empty() ? card->title : contact->office,
                       contact->room};
}

void StoreReader::text(const cmd::LoadText& query)
{
    TextFile file = text_file(content_.attachment(query.file.index, query.file.n));
    on_event_(event::TextLoaded{query.visit, std::move(file.text), file.trouble});
}

void StoreReader::search(const cmd::Search& query)
{
    offline_cache::SearchQuery wanted;
    wanted.text = query.text->view();
    if (newest_search_ != nullptr) wanted.dropped = [&] { return *newest_search_ > query.number; };
    auto result = offline_cache::search(content_, wanted, clock_.now());
    protocol::wipe(wanted.text);
    if (!result && result.error().fault == protocol::Fault::Busy && wanted.dropped && wanted.dropped())
        return;
    if (!result) {
        protocol::log::error("store", "search: ", result.error().detail);
        return on_event_(event::Found{query.number, nullptr});
    }
    on_event_(
        event::Found{query.number, std::make_shared<const offline_cache::SearchResult>(std::move(*result))});
}

}  // namespace kiosk
