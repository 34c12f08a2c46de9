#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocol/base/clock.h"
#include "protocol/base/result.h"
#include "province/init/layout.h"
#include "province/law/rule_book.h"

namespace province {

/// commune-kiosk beside the program that runs.
std::filesystem::path kiosk_program();

/// A source as a kiosk will show it, drawn by the kiosk itself (`program --render`): a PNG of its whole
/// screen, 1080 × 1920. What is missing from the source is left out. Malformed: it is too far from whole for
/// the kiosk; NotFound: no such program; Busy: not done within `time`, the process is ended. Any thread.
protocol::Result<std::string> kiosk_picture(const std::filesystem::path& program, const DataFolder& data,
                                            std::string_view source, std::string_view body,
                                            protocol::Time now, const RuleBook& law,
                                            std::chrono::milliseconds time = std::chrono::seconds{15});

}  // namespace province
