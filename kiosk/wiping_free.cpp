#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

// Memory is overwritten when it is given back, whoever gives it back: our own containers, SQLite, SDL, Dear
// ImGui, curl. What a resident typed passes through many short-lived buffers of theirs; here is the one place
// where all of them end (kiosk.md §4). Left out of builds with sanitizers, which keep freed blocks
// themselves.
//
// glibc looks its own `free` up like everybody else's and keeps the real one under these names.

extern "C" void* __libc_malloc(std::size_t size);  // NOLINT(bugprone-reserved-identifier)
extern "C" void __libc_free(void* block);          // NOLINT(bugprone-reserved-identifier)

extern "C" void free(void* block) noexcept
{
    if (block == nullptr) return;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

extern "C" void* realloc(void* block, std::size_t size) noexcept
{
    if (block == nullptr) return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(block);
    if (size <= had && size >= had / 2) {
        explicit_bzero(static_cast<char*>(block) + size, had - size);
        return block;
    }
    void* const fresh = __libc_malloc(size);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, block, std::min(had, size));
    free(block);
    return fresh;
}
