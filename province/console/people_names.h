#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "province/console/visit.h"

namespace province::console {

/// What people and offices are called, as far as the body that somebody acts for has to do with them.
class PeopleNames {
public:
    static protocol::Result<PeopleNames> of(const Visit& visit);

    /// The name, or the login of somebody who works here no more.
    std::string name(std::string_view login) const;
    /// "Ủy ban nhân dân xã Phú Lộc", or the code of a body that the registry does not know.
    std::string office(std::string_view body) const;
    /// The village's name, or its code where no record names it.
    std::string village(std::string_view code) const;

    /// Does this person work at the desk of the body?
    bool has(std::string_view login) const { return desk_.contains(login); }
    /// Those of the desk, for a select: value, word, chosen.
    std::vector<Fields> options(std::string_view chosen) const;
    /// Who works at the desk or approves, and has a key of their own: for the sealed lane.
    std::vector<Fields> key_holders() const;
    bool holds_key(std::string_view login) const { return key_holders_.contains(login); }
    /// Bodies that stand today but this one, for a select; the province's first. `area` empty: of any.
    std::vector<Fields> other_offices(std::string_view area = {}) const;
    bool is_other_office(std::string_view body) const { return receivers_.contains(body); }
    std::vector<Fields> villages(std::string_view chosen) const;
    bool is_village(std::string_view code) const { return villages_.contains(code); }

private:
    std::map<std::string, std::string, std::less<>> names_;  // of the whole commune
    std::map<std::string, std::string, std::less<>> offices_, villages_;
    std::set<std::string, std::less<>> desk_, key_holders_, receivers_;
};

}  // namespace province::console
