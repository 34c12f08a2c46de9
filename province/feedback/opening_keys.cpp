#include "province/feedback/opening_keys.h"

namespace province {

using protocol::Result;
using protocol::SecretString;

Result<SecretString> OpeningKeys::open(std::string_view sealed) const
{
    for (auto key = keys_.rbegin(); key + 1 != keys_.rend(); ++key)
        if (auto text = key->open(sealed)) return text;
    return keys_.front().open(sealed);
}

Result<SecretString> OpeningKeys::open_container(std::string_view container) const
{
    for (auto key = keys_.rbegin(); key + 1 != keys_.rend(); ++key)
        if (auto text = protocol::open_container(container, *key)) return text;
    return protocol::open_container(container, keys_.front());
}

}  // namespace province
