#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "province/law/rule_book.h"

namespace province {

/// The bodies of a province: ubnd, mttq and hdnd of every unit, ubnd, mttq and thanhtra of the province.
std::vector<std::string> bodies_of(const RuleBook& law);

/// "Ủy ban nhân dân xã Phú Lộc", from the texts of the reader's language.
std::string body_name(const RuleBook& law, std::string_view body);

}  // namespace province
