#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "kiosk/sync/source.h"

/// The static tree straight from a folder, with a hook that spoils answers.
class FolderSource final : public kiosk::Source {
public:
    explicit FolderSource(std::filesystem::path root) : root_(std::move(root)) {}

    protocol::Result<kiosk::Fetched> get(const kiosk::Fetch& fetch) override
    {
        ++asked[fetch.path];
        kiosk::Fetched fetched = read(fetch);
        if (spoil) spoil(fetch, fetched);
        if (fetched.status >= 500 || fetched.status == 0)
            return protocol::fail(protocol::Fault::Offline, "spoiled");
        if (fetched.body.size() > fetch.max_bytes)
            return protocol::fail(protocol::Fault::Malformed, "too large");
        return fetched;
    }

    void get_all(std::span<const kiosk::Fetch> fetches,
                 const std::function<bool(std::size_t, protocol::Result<kiosk::Fetched>)>& each) override
    {
        for (std::size_t i = 0; i < fetches.size(); ++i) {
            if (!each(i, get(fetches[i]))) return;
        }
    }

    [[nodiscard]] bool stopped() const override { return false; }

    void serve(std::filesystem::path root) { root_ = std::move(root); }

    std::function<void(const kiosk::Fetch&, kiosk::Fetched&)> spoil;
    std::map<std::string, int> asked;

private:
    kiosk::Fetched read(const kiosk::Fetch& fetch) const
    {
        std::ifstream file{root_ / fetch.path, std::ios::binary};
        if (!file) return {404, {}, {}, {}};
        std::string bytes{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
        std::string etag = "\"" + std::to_string(std::hash<std::string>{}(bytes)) + "\"";
        if (fetch.etag == etag) return {304, {}, etag, {}};
        if (fetch.range_from && *fetch.range_from < bytes.size()) {
            return {206, bytes.substr(*fetch.range_from), etag, fetch.range_from};
        }
        return {200, std::move(bytes), std::move(etag), {}};
    }

    std::filesystem::path root_;
};
