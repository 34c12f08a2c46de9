#pragma once

#include <string>

namespace province {

/// One half of a reset's code, to be read aloud: eight characters in two groups, without those that are
/// mistaken for one another (some 37 bits).
std::string half_code();

}  // namespace province
