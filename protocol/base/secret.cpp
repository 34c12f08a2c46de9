#include "protocol/base/secret.h"

#include <sodium.h>

#include <array>
#include <utility>

namespace protocol {

void wipe(void* memory, std::size_t size) { sodium_memzero(memory, size); }

[[gnu::noinline]] void wipe_stack()
{
    std::array<unsigned char, 256UL * 1024> below;  // NOLINT: not set on purpose
    sodium_memzero(below.data(), below.size());
}

void wipe(std::string& text)
{
    // The whole capacity: a shorter text may have replaced a longer one in the same buffer.
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

SecretString::SecretString(std::string&& text)
{
    assign(text);
    wipe(text);
}

SecretString::SecretString(SecretString&& other) noexcept : text_(std::move(other.text_))
{
    wipe(other.text_);  // a short string was copied, not moved
}

SecretString& SecretString::operator=(SecretString&& other) noexcept
{
    if (this != &other) {
        wipe(text_);
        text_ = std::move(other.text_);
        wipe(other.text_);
    }
    return *this;
}

void SecretString::assign(std::string_view text)
{
    std::string copy{text};  // `text` may point into our own bytes
    wipe(text_);
    text_.swap(copy);
}

}  // namespace protocol
