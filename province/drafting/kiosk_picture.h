#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/drafting/desktop.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"
#include "province/publish/villages.h"

namespace province {

/// commune-kiosk beside the program that runs.
std::filesystem::path kiosk_program();

/// A text of an office, as far as it is written.
struct DraftToDraw {
    std::string source;
    std::vector<SourceFile> files;
    std::string body;                 ///< the office
    std::vector<Village> villages{};  ///< of its commune
    bool published = false;           ///< else the picture says that nothing of it is
};

/// It as a kiosk will show it, drawn by the kiosk itself (`program --render`), with its pictures: a PNG of
/// the whole screen, 1080 × 1920. What is missing from the source is left out. Malformed: it is too far from
/// whole for the kiosk; NotFound: no such program; Busy: not done within `time`, the process is ended. Any
/// thread.
protocol::Result<std::string> kiosk_picture(const std::filesystem::path& program, const DataFolder& data,
                                            const DraftToDraw& shown, protocol::Time now, const RuleBook& law,
                                            std::chrono::milliseconds time = std::chrono::seconds{15});

}  // namespace province
