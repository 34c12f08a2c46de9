#pragma once

#include <string>

namespace places {

// Where things are in this checkout and its build. Only places.cpp is compiled with their paths, so that the
// object of every test is the same in any checkout and a compiler cache serves them all.
const std::string& assets();
const std::string& tests();
const std::string& documents();  ///< files, good and bad, that support/make_documents.py made
const std::string& programs();

}  // namespace places
