#include "province/backup/child.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace province {

protocol::Result<void> run_program(const std::vector<std::string>& words)
{
    using protocol::Fault;
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return protocol::fail(Fault::Storage, "no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    std::vector<char*> arguments;
    std::vector<std::string> copies = words;
    for (std::string& word : copies) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    std::string said;
    std::array<char, 1024> piece{};
    for (;;) {
        const auto got = failed != 0 ? 0 : ::read(pipe[0], piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        said.append(piece.data(), static_cast<std::size_t>(got));
        if (said.size() > 4096) said.erase(0, said.size() - 4096);
    }
    ::close(pipe[0]);
    if (failed != 0) return protocol::fail(Fault::Storage, words[0] + " cannot be started");
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    while (said.ends_with('\n')) said.pop_back();
    const auto last = said.rfind('\n');
    return protocol::fail(Fault::Storage,
                          words[0] + ": " + (last == std::string::npos ? said : said.substr(last + 1)));
}

}  // namespace province
