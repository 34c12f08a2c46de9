#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/law/law_book.h"
#include "protocol/tlog/note.h"
#include "province/feedback/opening_keys.h"
#include "province/registry/cases.h"
#include "province/registry/containers.h"
#include "province/registry/inbox.h"
#include "province/registry/moved_reports.h"
#include "province/registry/registry.h"
#include "province/registry/sealed_cases.h"

namespace province {

/// What stands for a resident's word without text where it is sealed anew: no container is empty.
inline constexpr std::string_view kSilentWord = " ";

/// One office at work on the reports sealed to it. What its key does not open does not exist for it.
/// The `act` of a step names the person; its body is this office.
class Desk {
public:
    /// The keys stand in `folder`/<body>/{recipient,recipient-1,…,desk}. NotFound, Refused or Malformed as
    /// read_box_key() says. `law`, which must outlive the desk, says whether a result is on time.
    static protocol::Result<Desk> open(Registry& registry, const protocol::LawBook& law,
                                       const std::string& folder, std::string body);
    /// `person`: the own key of who is at work, for the sealed lane.
    Desk(Registry& registry, const protocol::LawBook& law, std::string body, OpeningKeys recipient,
         protocol::SigningKey desk, std::optional<protocol::BoxKey> person = {});

    const std::string& body() const { return body_; }
    /// Whose answers these are.
    const protocol::Vkey& signer() const { return desk_.vkey(); }

    /// Can this desk open what is sealed to the office from now on?
    bool holds_key_in_use(const Inbox::Reach& reach) const;

    /// Puts into the inbox what came since somebody with this key was last here, and reopens the cases of
    /// which a resident says that they are not done. False: `most` is over, and more is left. Refused: new
    /// reports are sealed to a key that is not here; they wait for it.
    protocol::Result<bool> sort(std::chrono::milliseconds most = std::chrono::hours{1});

    /// "Việc chưa xong": the resident's word that an answer did not end the matter, or the answer to
    /// a question.
    struct Unfinished {
        int reply = 0;  ///< number of that answer
        protocol::Time received_at{};
        protocol::SecretString text;  ///< may be empty
    };

    /// Something that happened, with the office's words where this office sealed them.
    struct Told {
        CaseEvent event;
        std::optional<protocol::SecretString> words;
    };

    struct Report {
        std::int64_t n = 0;  ///< line of the inbox
        Case entry;
        protocol::Message message;
        int answers = 0;
        std::vector<Unfinished> unfinished;  ///< the first of each answer, in order of arrival
        std::vector<Told> history;
    };
    /// Opens the report of this line. The first opening gives it its number; each is a read in the audit
    /// log. NotFound: no such line, its bytes were removed, or it is sealed away from this person. Refused:
    /// it is in the sealed lane, and this person's key is another one since. Malformed: this program cannot
    /// read what the key opens (kUnreadable); a later one may.
    protocol::Result<Report> show(std::int64_t n, const Act& act);

    /// The line that a person means: a case number, or a line's number; the oldest unopened report for an
    /// empty text. NotFound for none; Refused when the number fits more than one.
    protocol::Result<std::int64_t> line(std::string_view handle);

    /// Lines of reports about this record, in order of arrival, of those that are sorted.
    protocol::Result<std::vector<InboxLine>> about(std::string_view record) const;

    struct Answer {
        std::string_view state;      ///< what the resident reads, and what becomes of the case
        std::string_view what = {};  ///< the event; empty: the state
        std::string_view text;
        std::string_view detail = {};  ///< codes, for the history
    };
    /// Signs, seals and files an answer, also to those whose reports were merged into this one. Refused: not
    /// opened before, another office has to answer, or the case has moved on from `seen`. Returns its number.
    protocol::Result<int> answer(std::int64_t n, int seen, const Answer& answer, const Act& act);

    /// Words for colleagues; only this office reads them.
    protocol::Result<void> note(const Case& of, std::string_view text, const Act& act);
    /// The resident said that it is done; `text`: how the office came to know, may be empty.
    protocol::Result<void> agree(const Case& of, int seen, std::string_view text, const Act& act);

    /// The question may be read by everybody, as draft number `draft` words it; `why`: what was changed and
    /// why. The report itself stays as it is.
    protocol::Result<void> make_public(const Case& of, int seen, std::string_view draft, std::string_view why,
                                       const Act& act);

    /// Into the sealed lane: report, later words and the office's own words are sealed anew to these two
    /// people of this desk, and the bytes that the office's key opens are gone. From within the lane: to two
    /// others. An office that gave it here, or got it from here, knows of it no more. Malformed: the same
    /// person twice, somebody without a key of their own, or merged with others.
    protocol::Result<void> seal_away(std::int64_t n, int seen, std::string_view first,
                                     std::string_view second, const Act& act);

    /// Another body and those who read along with it.
    struct Receiver {
        std::string body;
        std::vector<protocol::BoxPublicKey> readers;  ///< the body's own key first; up to three
    };
    /// Gives the report to another body: a copy sealed to its readers, with topic and lane as they are now
    /// and the clock that runs; the sender is told by `text`, and reads that body's answers with the same
    /// code. A report about an official goes to bodies of this one's area only, and to nobody beside them
    /// (else Malformed). From the sealed lane it goes to the inspectorate only, as a report about an
    /// official, and stays in the lane here. Refused and Malformed as answer() and MovedReports::move() say.
    protocol::Result<void> give(std::int64_t n, int seen, const Receiver& to, std::string_view text,
                                const Act& act);

private:
    struct Opened {
        std::string id;
        protocol::Message message;
    };
    Sorted unreadable(const Containers::Sealed& sealed) const;
    protocol::Result<Opened> open_line(const Inbox::Entry& entry);
    protocol::Result<Opened> open_entry(const Inbox::Entry& entry, const std::optional<Case>& of);
    protocol::Result<protocol::SecretString> open_apart(std::string_view sealed) const;
    protocol::Result<std::vector<Unfinished>> unfinished(const Inbox::Entry& entry, const Case& of);
    std::optional<protocol::SecretString> office_words(const Case& of, const CaseEvent& event) const;
    protocol::Result<std::vector<protocol::BoxPublicKey>> keys_of(std::string_view body,
                                                                  std::string_view first,
                                                                  std::string_view second);
    /// Words of the office for those who may know of the case.
    protocol::Result<std::string> for_readers(const Case& of, std::string_view text);
    protocol::Result<void> put_apart(const Case& of, const Containers::Sealed& sealed,
                                     const protocol::Message& word);
    protocol::Result<void> stand_alone(const Containers::Sealed& sealed, const protocol::Message& word);
    protocol::Result<void> sort_one(const Containers::Sealed& sealed, const protocol::Message& message,
                                    std::vector<Sorted>& found);
    protocol::Result<void> pass_on(const Case& of, const protocol::Message& word, protocol::Time at);
    protocol::Result<void> settle(const Case& of, const protocol::Message& word, protocol::Time at);
    /// The case of an item, if it has one; NotFound where it is sealed away from this person.
    protocol::Result<std::optional<Case>> known(const std::string& item, const Act& act);
    protocol::Result<Case> answerable(const Inbox::Entry& entry);
    protocol::Result<Cases::Answer> sealed_answer(const protocol::Message& to, const Answer& answer,
                                                  protocol::Time now);
    std::string item_of(std::string_view id, const protocol::Message& message) const;
    std::string mark_of(std::string_view record) const;
    std::string keyed(std::string_view purpose, std::string_view text) const;
    std::string for_us(std::string_view text) const;

    Registry* registry_;
    const protocol::LawBook* law_;
    std::string body_;
    OpeningKeys recipient_;
    protocol::SigningKey desk_;
    std::optional<protocol::BoxKey> person_;
};

}  // namespace province
