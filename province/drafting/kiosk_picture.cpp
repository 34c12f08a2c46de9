#include "province/drafting/kiosk_picture.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "protocol/limits.h"
#include "protocol/records/json.h"
#include "province/drafting/desktop.h"
#include "province/files/files.h"
#include "province/files/staged_files.h"
#include "province/publish/draft_reader.h"

namespace province {

using protocol::Fault;
using protocol::Json;
using protocol::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestPicture = 8 * protocol::limits::kMiB;
// No attached file has such a name: it would be written over.
constexpr const char* kRecord = ".record.json";
constexpr const char* kScreen = ".screen.png";

/// RECORD.json as `commune-kiosk --render` reads it.
Result<std::string> record_of(const Draft& draft, const DraftToDraw& shown, protocol::Time now)
{
    Json record;
    Json card = draft.card;
    record.set("draft", shown.published ? 0 : 1);
    for (const auto& [role, file] : draft.files)
        if (role == "minutes") record.set("minutes", protocol::to_profile_line(file.blob.bytes));
    Json::Array villages;
    for (const auto& village : shown.villages) {
        Json one;
        one.set("id", village.id);
        one.set("name", village.name);
        villages.push_back(std::move(one));
    }
    if (!villages.empty()) record.set("villages", Json{std::move(villages)});
    if (!draft.villages.empty()) {
        Json::Array scope;
        for (const auto& village : draft.villages) scope.emplace_back(village);
        card.set("scope", Json{std::move(scope)});
    }
    record.set("t", draft.t);
    record.set("card", std::move(card));
    record.set("body", protocol::to_profile_line(draft.body));
    record.set("pub", shown.body);
    record.set("at", protocol::unix_seconds(now));
    if (!draft.item.empty()) record.set("law", draft.item);
    if (draft.from) record.set("from", protocol::format_date(*draft.from));
    if (draft.until) record.set("until", protocol::format_date(*draft.until));
    return protocol::canonical(record);
}

/// Runs it in `folder`, with nothing of ours but the time it has. Its exit code.
Result<int> run(const fs::path& program, const fs::path& folder, std::chrono::milliseconds time)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    std::array<std::string, 4> words{program.string(), "--render", (folder / kRecord).string(),
                                     (folder / kScreen).string()};
    std::array<char*, 5> arguments{words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                                   nullptr};
    std::string language = "LANG=C.UTF-8", home = "HOME=" + folder.string();
    std::array<char*, 3> environment{language.data(), home.data(), nullptr};
    pid_t pid = -1;
    const int code =
        ::posix_spawn(&pid, words[0].c_str(), &actions, &attributes, arguments.data(), environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (code == ENOENT || code == EACCES) return protocol::fail(Fault::NotFound, words[0] + " is missing");
    if (code != 0) return protocol::fail(Fault::Storage, std::string("posix_spawn: ") + std::strerror(code));

    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    pollfd ended{handle, POLLIN, 0};
    const bool in_time = handle >= 0 && ::poll(&ended, 1, static_cast<int>(time.count())) == 1;
    if (handle >= 0) ::close(handle);
    if (!in_time) ::kill(-pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) return protocol::fail(Fault::Busy, "commune-kiosk --render takes too long");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

fs::path kiosk_program()
{
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path() / "commune-kiosk";
}

Result<std::string> kiosk_picture(const fs::path& program, const DataFolder& data, const DraftToDraw& shown,
                                  protocol::Time now, const RuleBook& law, std::chrono::milliseconds time)
{
    constexpr int kNoRecord = 2;
    const auto desktop = Desktop::make(data);
    if (!desktop) return tl::unexpected{desktop.error()};
    if (auto laid = desktop->lay(shown.files); !laid) return tl::unexpected{laid.error()};
    const auto file = desktop->source("ban-xem-thu");
    if (auto written = write_new_file(file, shown.source, 0600, Flush::No); !written)
        return tl::unexpected{written.error()};
    Problems ignored;
    const auto draft = read_draft_so_far(file, protocol::local_date(now), law, ignored);
    if (!draft) return protocol::fail(Fault::Malformed, "no draft yet");
    const auto record = record_of(*draft, shown, now);
    if (!record) return tl::unexpected{record.error()};
    if (auto written = write_new_file(desktop->folder() / kRecord, *record, 0600, Flush::No); !written)
        return tl::unexpected{written.error()};
    const auto code = run(program, desktop->folder(), time);
    if (!code) return tl::unexpected{code.error()};
    if (*code == kNoRecord) return protocol::fail(Fault::Malformed, "the kiosk cannot show it yet");
    if (*code != 0) return protocol::fail(Fault::Storage, "commune-kiosk --render failed");
    return read_file(desktop->folder() / kScreen, kLargestPicture);
}

}  // namespace province
