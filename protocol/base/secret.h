#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace protocol {

/// Overwrites memory in a way the compiler does not leave out.
void wipe(void* memory, std::size_t size);
/// Overwrites a string's bytes and empties it.
void wipe(std::string& text);

/// Overwrites what calls that have returned left on this thread's stack, 256 KiB deep: short strings live
/// there unwiped. 10 µs.
void wipe_stack();

/// Fixed bytes that are wiped when they go away: seeds and keys.
template <std::size_t N>
class SecretArray {
public:
    SecretArray() = default;
    explicit SecretArray(const std::array<std::uint8_t, N>& bytes) : bytes_(bytes) {}
    SecretArray(const SecretArray&) = default;
    SecretArray& operator=(const SecretArray&) = default;
    SecretArray(SecretArray&& other) noexcept : bytes_(other.bytes_) { wipe(other.data(), N); }
    SecretArray& operator=(SecretArray&& other) noexcept
    {
        if (this != &other) {
            bytes_ = other.bytes_;
            wipe(other.data(), N);
        }
        return *this;
    }
    ~SecretArray() { wipe(data(), N); }

    [[nodiscard]] std::uint8_t* data() { return bytes_.data(); }
    [[nodiscard]] const std::uint8_t* data() const { return bytes_.data(); }
    [[nodiscard]] static constexpr std::size_t size() { return N; }
    [[nodiscard]] std::string_view view() const { return {reinterpret_cast<const char*>(data()), N}; }

private:
    std::array<std::uint8_t, N> bytes_{};
};

using SecretSeed = SecretArray<32>;

/// Text or bytes of any length, wiped when they go away or are replaced; every copy wipes itself too. What a
/// resident types lives in this until it is sealed.
class SecretString {
public:
    SecretString() = default;
    /// Takes the bytes over; the caller's own string is wiped.
    explicit SecretString(std::string&& text);
    explicit SecretString(std::string_view text) { assign(text); }
    SecretString(const SecretString& other) { assign(other.view()); }
    SecretString& operator=(const SecretString& other)
    {
        if (this != &other) assign(other.view());
        return *this;
    }
    SecretString(SecretString&& other) noexcept;
    SecretString& operator=(SecretString&& other) noexcept;
    ~SecretString() { wipe(text_); }

    void assign(std::string_view text);
    void clear() { wipe(text_); }
    friend bool operator==(const SecretString& a, const SecretString& b) { return a.view() == b.view(); }
    [[nodiscard]] std::string_view view() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] std::size_t size() const { return text_.size(); }

private:
    std::string text_;
};

}  // namespace protocol
