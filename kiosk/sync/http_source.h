#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "kiosk/sync/http.h"
#include "kiosk/sync/source.h"

namespace kiosk {

/// The static tree over HTTP.
class HttpSource final : public Source {
public:
    /// `base`: address without a final slash.
    HttpSource(Http& http, std::string base, std::chrono::milliseconds deadline)
        : http_(http), base_(std::move(base)), deadline_(deadline)
    {
    }

    protocol::Result<Fetched> get(const Fetch& fetch) override;
    void get_all(std::span<const Fetch> fetches,
                 const std::function<bool(std::size_t, protocol::Result<Fetched>)>& each) override;
    [[nodiscard]] bool stopped() const override { return http_.stopped(); }

    /// What the last bad answer asked for, if it did; forgotten when read.
    std::optional<std::chrono::seconds> take_retry_after();

private:
    [[nodiscard]] HttpRequest request(const Fetch& fetch) const;
    protocol::Result<Fetched> judge(const Fetch& fetch, protocol::Result<HttpAnswer> answer);

    Http& http_;
    std::string base_;
    std::chrono::milliseconds deadline_;
    std::optional<std::chrono::seconds> retry_after_;
};

}  // namespace kiosk
