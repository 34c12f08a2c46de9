#include "province/people/key_wrapping.h"

#include <algorithm>
#include <map>

#include "protocol/base/password.h"
#include "protocol/base/random.h"
#include "protocol/base/secret_box.h"

namespace province {

using protocol::Fault;
using protocol::Result;
using protocol::SecretSeed;
using protocol::SecretString;

namespace {

std::string purpose(std::string_view login, std::string_view body, std::string_view kind)
{
    return "civic-wrapped-key/v1\n" + std::string(login) + "\n" + std::string(body) + "\n" +
           std::string(kind);
}

std::string_view line(std::string_view& text)
{
    const auto end = text.find('\n');
    const auto first = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return first;
}

}  // namespace

Result<std::vector<WrappedKey>> wrap_keys(Passwords& passwords, std::string_view login,
                                          const std::vector<BodyKey>& keys, std::string_view password)
{
    std::vector<WrappedKey> wrapped;
    if (keys.empty()) return wrapped;
    const std::string salt = protocol::random_bytes(protocol::kPasswordSalt);
    const auto key = passwords.key(password, salt);
    if (!key) return tl::unexpected{key.error()};
    for (const BodyKey& one : keys)
        wrapped.push_back({std::string(login), one.body, one.kind, salt,
                           protocol::seal_secret(*key, purpose(login, one.body, one.kind), one.text.view())});
    return wrapped;
}

Result<std::vector<BodyKey>> unwrap_keys(Passwords& passwords, const std::vector<WrappedKey>& wrapped,
                                         const std::vector<std::string>& wanted, std::string_view password)
{
    std::vector<BodyKey> keys;
    std::map<std::string, SecretSeed> by_salt;  // keys wrapped together share one
    for (const WrappedKey& one : wrapped) {
        if (!wanted.empty() && std::ranges::find(wanted, one.kind) == wanted.end()) continue;
        auto known = by_salt.find(one.salt);
        if (known == by_salt.end()) {
            auto key = passwords.key(password, one.salt);
            if (!key) return tl::unexpected{key.error()};
            known = by_salt.emplace(one.salt, std::move(*key)).first;
        }
        auto text = protocol::open_secret(known->second, purpose(one.login, one.body, one.kind), one.sealed);
        if (!text) return tl::unexpected{text.error()};
        keys.push_back({one.body, one.kind, std::move(*text)});
    }
    return keys;
}

SecretString join_keys(const std::vector<BodyKey>& keys)
{
    std::size_t size = 0;
    for (const BodyKey& key : keys) size += key.body.size() + key.kind.size() + key.text.size() + 3;
    std::string text;
    text.reserve(size);  // no copy is left behind by growing
    for (const BodyKey& key : keys) {
        text.append(key.body).append("\n").append(key.kind).append("\n").append(key.text.view());
        if (!text.ends_with('\n')) text += '\n';
    }
    return SecretString(std::move(text));
}

Result<std::vector<BodyKey>> split_keys(std::string_view text)
{
    std::vector<BodyKey> keys;
    while (!text.empty()) {
        BodyKey key;
        key.body = line(text);
        key.kind = line(text);
        key.text.assign(line(text));
        if (key.text.empty()) return protocol::fail(Fault::Malformed, "a session's keys are damaged");
        keys.push_back(std::move(key));
    }
    return keys;
}

}  // namespace province
