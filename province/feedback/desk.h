#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "protocol/feedback/container.h"
#include "protocol/feedback/message.h"
#include "protocol/tlog/note.h"
#include "province/registry/cases.h"
#include "province/registry/containers.h"
#include "province/registry/registry.h"

namespace province {

/// One office at work on the reports sealed to it. What its key does not open does not exist for it.
class Desk {
public:
    /// The keys stand in `folder`/<body>/{recipient,desk}. NotFound, Refused or Malformed as read_box_key()
    /// says.
    static protocol::Result<Desk> open(Registry& registry, const std::string& folder, std::string body);

    /// A report of this office: unopened ones have no case, and nothing of them is told but the day they
    /// came.
    struct Item {
        std::string id;
        protocol::Time received_at{};
        std::optional<Case> opened;

        /// What the commands take: the case number, or the first digits of an unopened report's id.
        std::string handle() const;
    };
    /// In order of arrival. A case whose newest answer did not end the matter becomes `reopened` here and in
    /// show().
    protocol::Result<std::vector<Item>> list();

    /// "Việc của tôi chưa xong": the resident's word that an answer did not end the matter.
    struct Unfinished {
        int reply = 0;  ///< number of that answer
        protocol::Time received_at{};
        protocol::SecretString text;  ///< may be empty
    };

    struct Report {
        Case entry;
        protocol::Message message;
        int answers = 0;
        std::vector<Unfinished> unfinished;  ///< the first of each answer, in order of arrival
    };
    /// Opens the report with this handle, or the oldest unopened one for an empty handle. The first opening
    /// gives it its number. NotFound for none; Refused when the handle fits more than one.
    protocol::Result<Report> show(std::string_view handle, protocol::Time now);

    /// Signs, seals and files an answer to a report that was opened before (else Refused). Returns its
    /// number.
    protocol::Result<int> answer(std::string_view handle, std::string_view status, std::string_view text,
                                 protocol::Time now);

private:
    Desk(Registry& registry, std::string body, protocol::BoxKey recipient, protocol::SigningKey desk);

    struct Found {
        Item item;
        protocol::Message message;
        std::vector<Unfinished> unfinished;
    };
    /// All that this office's key opens, with what was said of its answers; of a report that is gone such a
    /// word stands for itself.
    protocol::Result<std::vector<Found>> read_all();
    /// The case after what was said of its newest answer.
    protocol::Result<void> settle(Found& found);
    /// What this office's key opens of it; nothing if it is not for this office.
    protocol::Result<std::optional<Found>> try_open(const Containers::Sealed& sealed);
    protocol::Result<Found> find(std::string_view handle);
    std::string mark(std::string_view id) const;

    Registry* registry_;
    std::string body_;
    protocol::BoxKey recipient_;
    protocol::SigningKey desk_;
};

}  // namespace province
