#pragma once

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "documents/page_process.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

/// A document of tests/support/make_documents.py.
inline std::string document(const std::string& name)
{
    std::ifstream file{places::documents() + "/" + name, std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline constexpr std::chrono::seconds kLong{60};  ///< never waited for where all is well

inline documents::PageProcess start_opener()
{
    auto process = documents::PageProcess::start(places::programs() + "/commune-page");
    REQUIRE(process);
    return std::move(*process);
}
