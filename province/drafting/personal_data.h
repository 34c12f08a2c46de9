#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace province {

/// Something in a text that looks like a person's data and must not go on a public board unseen.
struct PersonalData {
    enum class Kind {
        Identity,   ///< 12 digits (căn cước) or 9 (chứng minh nhân dân)
        Phone,      ///< a Vietnamese telephone number, mobile or fixed
        Account,    ///< a bank account, named as one
        BirthDate,  ///< a full date of birth, named as one, or below the head of a column of them
        People,     ///< five or more rows that begin with a person or household, or a number and a name
        Unseen,     ///< of a file: pages without words, or more words than are looked through
    };
    Kind kind = Kind::Identity;
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t length = 0;
};
std::string_view kind_name(PersonalData::Kind kind);  // "identity", …

/// In order of place, none within another. Digits may be grouped by single spaces, dots or hyphens,
/// and so may columns of a table (the words of a PDF). Sums of
/// money, document numbers and the work numbers in `allowed` (digits only) are not taken for data.
std::vector<PersonalData> find_personal_data(std::string_view text,
                                             const std::vector<std::string>& allowed = {});

/// The numbers in a field for work telephones, as `allowed` takes them; several stand apart by , ; / or
/// "hoặc".
std::vector<std::string> work_numbers(std::string_view field);

/// The text with each digit of what was found replaced by "•", but the last two; lists of people stay as they
/// are: they need a person's judgement.
std::string masked(std::string_view text, const std::vector<PersonalData>& found);

}  // namespace province
