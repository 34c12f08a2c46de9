#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"
#include "province/files/staged_files.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"
#include "province/phone_pages/phone_page.h"
#include "province/publish/log_state.h"

namespace province {

/// The pages v/<record id>, made from state.db and the blobs: derived, so they may be made anew at any time.
class PageWriter {
public:
    PageWriter(const DataFolder& data, LogState& state) : data_(data), state_(state) {}

    /// The bytes of a record's page as the log stands now. NotFound: no such record.
    protocol::Result<std::string> make(std::string_view record_id);

    /// Stages the pages of the records that the entries first … size−1 publish, revise or withdraw.
    protocol::Result<void> add_changed(std::int64_t first, std::int64_t size, StagedFiles& files);

    /// Every record id that has a page, in order.
    protocol::Result<std::vector<std::string>> record_ids();

    std::filesystem::path path(std::string_view record_id) const;

private:
    protocol::Result<PhoneRecord> gather(std::string_view record_id);
    protocol::Result<void> take_revision(std::int64_t index, std::string_view note, PhoneRecord& record);
    protocol::Result<void> take_withdrawal(std::int64_t index, std::string_view note, PhoneRecord& record);
    protocol::Result<void> take_content(std::int64_t index, PhoneRecord& record);

    protocol::Result<std::string> place_of(std::string_view pub);

    DataFolder data_;
    LogState& state_;
    std::optional<RuleBook> law_;  ///< read with the first page
};

}  // namespace province
