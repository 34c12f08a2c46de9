#include "kiosk/documents/opener/sandbox.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>

#include "kiosk/documents/opener/spare_fonts.h"
#include "tests/support/catch.h"

using namespace kiosk::opener;

namespace {

constexpr const char* kFont = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf";

/// How a process ends that does this inside of the sandbox: its exit code, or the signal as a negative
/// number.
int fate_of(const std::function<int()>& deed)
{
    const pid_t child = fork();
    if (child == 0) {
        if (!shut_in()) _exit(100);
        open_spare_fonts();
        if (!close_sandbox()) _exit(101);
        _exit(deed());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("inside of the sandbox no file can be opened but a spare font", "[kiosk][documents][sandbox]")
{
    CHECK(fate_of([] { return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 7 : 1; }) == 7);
    CHECK(fate_of([] { return open("/tmp/x", O_WRONLY | O_CREAT, 0600) < 0 && errno == EACCES ? 7 : 1; }) ==
          7);
    CHECK(fate_of([] { return open("/proc/self/mem", O_RDWR) < 0 ? 7 : 1; }) == 7);
    CHECK(fate_of([] {
              char magic[4] = {};
              const int font = open(kFont, O_RDONLY);
              return font >= 0 && read(font, magic, 4) == 4 && magic[1] == 1 ? 7 : 1;
          }) == 7);
    CHECK(fate_of([] {
              struct stat seen {};
              return stat("/etc/passwd", &seen) != 0 ? 7 : 1;
          }) == 7);
}

TEST_CASE("inside of the sandbox a socket, a process or a program is the end", "[kiosk][documents][sandbox]")
{
    CHECK(fate_of([] { return socket(AF_INET, SOCK_STREAM, 0); }) == -SIGSYS);
    CHECK(fate_of([] { return socket(AF_UNIX, SOCK_STREAM, 0); }) == -SIGSYS);
    CHECK(fate_of([] { return fork() == 0 ? 1 : 2; }) == -SIGSYS);
    CHECK(fate_of([] {
              char* const words[] = {nullptr};
              return execv("/bin/true", words);
          }) == -SIGSYS);
}

TEST_CASE("inside of the sandbox nobody is killed and no memory becomes code", "[kiosk][documents][sandbox]")
{
    CHECK(fate_of([] { return kill(getppid(), 0) != 0 ? 7 : 1; }) == 7);
    CHECK(fate_of([] {
              void* page =
                  mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return page == MAP_FAILED ? 7 : 1;
          }) == 7);
    CHECK(fate_of([] {
              void* page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) != 0 ? 7 : 1;
          }) == 7);
}
