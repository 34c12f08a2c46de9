#include <SDL.h>
#include <SDL_syswm.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "kiosk/platform/screen.h"
#include "protocol/base/log.h"

namespace kiosk {

namespace {

struct CloseQueue {
    void operator()(wl_event_queue* queue) const { wl_event_queue_destroy(queue); }
};
struct CloseShm {
    void operator()(wl_shm* shm) const { wl_shm_destroy(shm); }
};

/// Memory that the compositor reads too. One of a few: it may not be written while the compositor holds it.
class Buffer {
public:
    Buffer() = default;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() { clear(); }

    [[nodiscard]] bool exists() const { return buffer_ != nullptr; }
    [[nodiscard]] bool held() const { return held_; }
    [[nodiscard]] wl_buffer* handle() const { return buffer_; }
    void hand_over() { held_ = true; }

    /// False: no memory. Everything in it is missing at first.
    [[nodiscard]] bool create(wl_shm* shm, int width, int height)
    {
        const std::size_t bytes =
            std::size_t{4} * static_cast<unsigned>(width) * static_cast<unsigned>(height);
        const int file = memfd_create("commune-kiosk", MFD_CLOEXEC);
        if (file < 0) return false;
        void* memory = MAP_FAILED;
        if (ftruncate(file, static_cast<off_t>(bytes)) == 0)
            memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        if (memory != MAP_FAILED) {
            wl_shm_pool* pool = wl_shm_create_pool(shm, file, static_cast<int>(bytes));
            buffer_ = wl_shm_pool_create_buffer(pool, 0, width, height, width * 4, WL_SHM_FORMAT_XRGB8888);
            wl_shm_pool_destroy(pool);
            static constexpr wl_buffer_listener kListener{
                [](void* self, wl_buffer* /*buffer*/) { static_cast<Buffer*>(self)->held_ = false; }};
            wl_buffer_add_listener(buffer_, &kListener, this);
            pixels_ = static_cast<std::uint32_t*>(memory);
            bytes_ = bytes;
            width_ = width;
            missing_.assign(1, {0, 0, width, height});
        }
        close(file);
        return exists();
    }

    void clear()
    {
        if (buffer_ != nullptr) wl_buffer_destroy(buffer_);
        if (pixels_ != nullptr) munmap(pixels_, bytes_);
        buffer_ = nullptr;
        pixels_ = nullptr;
        held_ = false;
    }

    /// What it does not have yet of the frames drawn since it was filled.
    void miss(std::span<const Area> changed)
    {
        constexpr std::size_t kMost = 64;
        missing_.insert(missing_.end(), changed.begin(), changed.end());
        if (missing_.size() <= kMost) return;
        Area all = missing_.front();
        for (const Area& area : missing_) all = all.with(area);
        missing_.assign(1, all);
    }

    void fill(const std::vector<std::uint32_t>& from)
    {
        for (const Area& area : missing_)
            for (int y = area.y0; y < area.y1; ++y) {
                const auto at = static_cast<std::size_t>(y) * static_cast<unsigned>(width_) +
                                static_cast<unsigned>(area.x0);
                std::memcpy(pixels_ + at, from.data() + at,
                            std::size_t{4} * static_cast<unsigned>(area.width()));
            }
        missing_.clear();
    }

private:
    wl_buffer* buffer_ = nullptr;
    std::uint32_t* pixels_ = nullptr;
    std::size_t bytes_ = 0;
    int width_ = 0;
    bool held_ = false;
    std::vector<Area> missing_;
};

class WaylandScreen final : public Screen {
public:
    WaylandScreen(wl_display* display, wl_surface* surface) : display_(display), surface_(surface) {}

    /// Asks the compositor for shared memory, on a queue of our own: SDL's events stay SDL's.
    [[nodiscard]] bool connect()
    {
        queue_.reset(wl_display_create_queue(display_));
        auto* own = static_cast<wl_display*>(wl_proxy_create_wrapper(display_));
        if (own == nullptr) return false;
        wl_proxy_set_queue(reinterpret_cast<wl_proxy*>(own), queue_.get());
        wl_registry* registry = wl_display_get_registry(own);
        wl_proxy_wrapper_destroy(own);
        static constexpr wl_registry_listener kListener{
            [](void* self, wl_registry* from, std::uint32_t name, const char* what,
               std::uint32_t /*version*/) {
                if (std::string_view{what} == wl_shm_interface.name)
                    static_cast<WaylandScreen*>(self)->shm_.reset(
                        static_cast<wl_shm*>(wl_registry_bind(from, name, &wl_shm_interface, 1)));
            },
            [](void* /*self*/, wl_registry* /*from*/, std::uint32_t /*name*/) {}};
        wl_registry_add_listener(registry, &kListener, this);
        wl_display_roundtrip_queue(display_, queue_.get());
        wl_registry_destroy(registry);
        return shm_ != nullptr;
    }

    std::optional<Pixels> pixels(int width, int height) override
    {
        const bool fresh = width != canvas_.width || height != canvas_.height;
        if (fresh) {
            pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
            canvas_ = {pixels_.data(), width, height, width};
            for (Buffer& buffer : buffers_) buffer.clear();
        }
        return Pixels{canvas_, fresh};
    }

    bool show(std::span<const Area> changed) override
    {
        for (Buffer& buffer : buffers_) buffer.miss(changed);
        Buffer* buffer = free_buffer();
        if (buffer == nullptr) {
            protocol::log::warning("display", "the compositor keeps every buffer");
            return false;
        }
        buffer->fill(pixels_);
        wl_surface_attach(surface_, buffer->handle(), 0, 0);
        for (const Area& area : changed)
            wl_surface_damage_buffer(surface_, area.x0, area.y0, area.width(), area.height());
        wl_surface_commit(surface_);
        buffer->hand_over();
        wl_display_flush(display_);
        return true;
    }

    Canvas last() const override { return canvas_; }

private:
    /// One that the compositor does not read. SDL reads the connection; here its news is only looked at.
    Buffer* free_buffer()
    {
        wl_display_dispatch_queue_pending(display_, queue_.get());
        for (int asked = 0; asked < 2; ++asked) {
            for (Buffer& buffer : buffers_)
                if (buffer.exists() && !buffer.held()) return &buffer;
            for (Buffer& buffer : buffers_)
                if (!buffer.exists() && buffer.create(shm_.get(), canvas_.width, canvas_.height))
                    return &buffer;
            wl_display_roundtrip_queue(display_, queue_.get());
        }
        return nullptr;
    }

    wl_display* display_;
    wl_surface* surface_;
    std::unique_ptr<wl_event_queue, CloseQueue> queue_;
    std::unique_ptr<wl_shm, CloseShm> shm_;
    std::vector<std::uint32_t> pixels_;  ///< the frame as it should be; buffers lag behind it
    Canvas canvas_;
    std::array<Buffer, 3> buffers_;
};

}  // namespace

std::unique_ptr<Screen> wayland_screen(SDL_Window* window)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) == SDL_FALSE || info.subsystem != SDL_SYSWM_WAYLAND)
        return nullptr;
    auto screen = std::make_unique<WaylandScreen>(info.info.wl.display, info.info.wl.surface);
    if (wl_proxy_get_version(reinterpret_cast<wl_proxy*>(info.info.wl.surface)) <
            WL_SURFACE_DAMAGE_BUFFER_SINCE_VERSION ||
        !screen->connect()) {
        protocol::log::error("display", "the compositor offers no shared memory");
        return nullptr;
    }
    return screen;
}

}  // namespace kiosk
