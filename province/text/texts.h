#pragma once

#include <filesystem>
#include <string_view>

#include "protocol/base/result.h"
#include "protocol/base/strings.h"

namespace province {

/// <folder of the program>/../share/commune, where installed and built programs find their texts alike.
std::filesystem::path assets_folder();

/// Loads province.<language>.txt and console.<language>.txt ("vi" or "en") for this process. main() calls it
/// once, before the command line is parsed and before any thread starts; tests may call it again.
protocol::Result<void> load_texts(std::string_view language,
                                  const std::filesystem::path& assets = assets_folder());

/// The texts of the pages that residents read on their phones: Vietnamese, the kiosk's words and the
/// province's.
const protocol::Strings& page_texts();

/// The texts in the reader's language. A key that is missing reads as itself.
const protocol::Strings& texts();

}  // namespace province
