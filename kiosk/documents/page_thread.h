#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/documents/page_order.h"
#include "protocol/base/result.h"

namespace kiosk {

using PageNews = std::variant<paged::Opened, paged::Refused, paged::Drawn, paged::Worded, paged::Failed>;

struct PageOptions {
    std::filesystem::path program;  ///< commune-page
    /// Checked bytes of an attachment; on the page thread, which owns whatever it needs.
    std::function<protocol::Result<std::string>(const FileName&)> read;
    std::function<void(PageNews)> on_news;  ///< on the page thread; must not block
    /// Processor time for opening a file, and for one piece of a page; by the clock four times that.
    std::chrono::milliseconds most{8000};
    std::chrono::milliseconds idle{20'000};  ///< a process that nobody asks for so long is ended
};

/// The thread that has pages drawn. It starts commune-page when something is wanted, one process a file, and
/// ends it when another file is wanted, when nothing is, and after a while without questions. A process that
/// dies or is too slow costs the page it was at: the next page gets a new one.
class PageThread {
public:
    explicit PageThread(PageOptions options);
    /// Ends what is under way at once.
    ~PageThread();
    PageThread(const PageThread&) = delete;
    PageThread& operator=(const PageThread&) = delete;

    /// From now on this is wanted, most urgent first, and nothing else. Empty: the file is left. Any thread.
    void order(std::vector<PageOrder> orders);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace kiosk
