#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "protocol/base/result.h"
#include "province/text/give_up.h"
#include "province/text/texts.h"

namespace province {

// What the commands say, in the reader's language.

inline std::string word(std::string_view key) { return std::string(texts().get(key)); }

/// A line on the standard output.
inline void say(const std::string& text) { std::printf("%s\n", text.c_str()); }

/// The value, or the command ends as failed with the text `failed`, which says {why}.
template <class T>
T value_or_end(protocol::Result<T> result, std::string_view failed)
{
    if (!result) give_up(kFailed, texts().fill(failed, {{"why", result.error().detail}}));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace province
