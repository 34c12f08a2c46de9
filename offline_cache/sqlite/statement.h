#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/result.h"

struct sqlite3_stmt;

namespace offline_cache::sqlite {

/// Bytes to bind as BLOB; a plain string_view binds as TEXT.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement. Values are bound in order by bind(...), then step() until it says false.
///
/// Bound text and blobs are copied, so they need not outlive the call. A view returned by text() or blob()
/// holds until the next step(), reset() or bind(). Not thread-safe; must not outlive its Database.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

    /// Binds all parameters from the first on, after a reset(). A value count that does not fit the SQL is
    /// our own mistake (assert).
    template <class... Values>
    Statement& bind(const Values&... values)
    {
        reset();
        (put(values), ...);
        return *this;
    }

    /// true: a row is ready; false: done. Busy and Storage faults as sqlite_fault() maps them.
    protocol::Result<bool> step();

    /// Steps to the end, for statements whose only answer is "done".
    protocol::Result<void> run();

    /// Forgets position and bindings, ready for bind().
    void reset();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    void put(std::int64_t value);
    void put(int value) { put(static_cast<std::int64_t>(value)); }
    void put(unsigned value) { put(static_cast<std::int64_t>(value)); }
    void put(std::uint64_t value) { put(static_cast<std::int64_t>(value)); }
    void put(bool value) { put(static_cast<std::int64_t>(value ? 1 : 0)); }
    void put(double value);
    void put(std::string_view value);
    void put(const std::string& value) { put(std::string_view{value}); }
    void put(const char* value) { put(std::string_view{value}); }
    void put(const Blob& value);
    void put(std::nullopt_t);
    template <class T>
    void put(const std::optional<T>& value)
    {
        if (value) {
            put(*value);
        } else {
            put(std::nullopt);
        }
    }

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int next_ = 1;
};

}  // namespace offline_cache::sqlite
