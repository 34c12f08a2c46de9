#include "tests/protocol/vectors.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "protocol/base/encoding.h"
#include "protocol/base/hash.h"
#include "tests/support/places.h"

using nlohmann::json;

const json& vectors(const char* name)
{
    static std::map<std::string, json> loaded;
    auto& file = loaded[name];
    if (file.is_null()) file = json::parse(std::ifstream{places::tests() + "/vectors/" + name + ".json"});
    return file;
}

std::string text(const json& value) { return value.get<std::string>(); }

std::string bytes(const json& value) { return protocol::from_hex(text(value)).value(); }

protocol::SecretSeed seed(const json& value)
{
    protocol::SecretSeed seed;
    const std::string raw = bytes(value);
    std::copy(raw.begin(), raw.end(), seed.data());
    return seed;
}

protocol::SecretSeed seed_of(std::string_view label) { return protocol::SecretSeed{protocol::sha256(label)}; }
