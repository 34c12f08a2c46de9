#include "kiosk/documents/opener/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <initializer_list>

#include "kiosk/documents/opener/spare_fonts.h"

namespace kiosk::opener {

namespace {

constexpr rlim_t kMemory = rlim_t{512} << 20;
constexpr rlim_t kProcessorSeconds = 120;
constexpr rlim_t kOpenFiles = 96;

// AddressSanitizer's shadow needs more address space than any limit worth setting.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kShadowed = true;
#else
constexpr bool kShadowed = false;
#endif

bool limit(int what, rlim_t most)
{
    const rlimit both{most, most};
    return setrlimit(static_cast<__rlimit_resource_t>(what), &both) == 0;
}

#if defined(__x86_64__)
constexpr bool kAnswersOpen = true;
greg_t argument(const ucontext_t& at, int n) { return at.uc_mcontext.gregs[n == 0 ? REG_RDI : REG_RSI]; }
void answer(ucontext_t& at, long value) { at.uc_mcontext.gregs[REG_RAX] = value; }
#elif defined(__aarch64__)
constexpr bool kAnswersOpen = true;
long long argument(const ucontext_t& at, int n) { return static_cast<long long>(at.uc_mcontext.regs[n]); }
void answer(ucontext_t& at, long value) { at.uc_mcontext.regs[0] = static_cast<unsigned long long>(value); }
#else
constexpr bool kAnswersOpen = false;
long long argument(const ucontext_t&, int) { return 0; }
void answer(ucontext_t&, long) {}
#endif

/// The kernel hands every open() to this instead of carrying it out.
void on_open(int, siginfo_t* info, void* context)
{
    auto& at = *static_cast<ucontext_t*>(context);
    const int kept = errno;
#ifdef SYS_open
    const int path_at = info->si_syscall == SYS_open ? 0 : 1;
#else
    const int path_at = 1;
#endif
    const int font = spare_font(reinterpret_cast<const char*>(argument(at, path_at)));
    errno = kept;
    answer(at, font >= 0 ? font : -EACCES);
}

class Filter {
public:
    Filter() : context_(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}
    ~Filter()
    {
        if (context_ != nullptr) seccomp_release(context_);
    }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    /// Calls of another architecture are unknown to libseccomp there: that is no failure.
    void all(std::uint32_t action, std::initializer_list<const char*> names)
    {
        for (const char* name : names) {
            const int call = seccomp_syscall_resolve_name(name);
            if (call >= 0) good_ = good_ && seccomp_rule_add(context_, action, call, 0) == 0;
        }
    }
    /// Only when these bits of the argument have this value.
    void masked(const char* name, unsigned argument, scmp_datum_t bits, scmp_datum_t value)
    {
        const int call = seccomp_syscall_resolve_name(name);
        if (call < 0) return;
        const scmp_arg_cmp compare{argument, SCMP_CMP_MASKED_EQ, bits, value};
        good_ = good_ && seccomp_rule_add_array(context_, SCMP_ACT_ALLOW, call, 1, &compare) == 0;
    }
    bool load() { return context_ != nullptr && good_ && seccomp_load(context_) == 0; }

private:
    scmp_filter_ctx context_;
    bool good_ = true;
};

}  // namespace

bool shut_in()
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (prctl(PR_SET_DUMPABLE, 0) != 0) return false;
    setpgid(0, 0);
    // A font cache that wants to be renewed fails to be written instead of ending the process.
    signal(SIGXFSZ, SIG_IGN);
    // What libraries grumble about a file is nobody's business and may quote it.
    const int nowhere = ::open("/dev/null", O_WRONLY);
    if (nowhere < 0 || dup2(nowhere, 2) < 0 || close_range(3, ~0U, 0) != 0) return false;
    return (kShadowed || limit(RLIMIT_AS, kMemory)) && limit(RLIMIT_CPU, kProcessorSeconds) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, kOpenFiles);
}

bool close_sandbox()
{
    struct sigaction on_call {};
    on_call.sa_sigaction = on_open;
    on_call.sa_flags = SA_SIGINFO | SA_NODEFER;
    if (sigaction(SIGSYS, &on_call, nullptr) != 0) return false;

    Filter filter;
    filter.all(SCMP_ACT_ALLOW, {"read",           "write",       "readv",       "writev",
                                "close",          "fstat",       "lseek",       "_llseek",
                                "munmap",         "mremap",      "brk",         "madvise",
                                "futex",          "exit",        "exit_group",  "rt_sigreturn",
                                "rt_sigprocmask", "sigaltstack", "sched_yield", "clock_gettime",
                                "gettimeofday",   "time",        "getrandom",   "getpid",
                                "gettid",         "sysinfo",     "dup",         "restart_syscall"});
    // Memory that can be written never becomes code.
    for (const char* call : {"mmap", "mmap2", "mprotect"}) filter.masked(call, 2, PROT_EXEC, 0);
    // How the C library asks for an open file's size.
    filter.masked("newfstatat", 3, AT_EMPTY_PATH, AT_EMPTY_PATH);
    filter.masked("fstatat64", 3, AT_EMPTY_PATH, AT_EMPTY_PATH);
    // Libraries that look for a file are told that there is none; they go on without.
    filter.all(SCMP_ACT_ERRNO(EACCES),
               {"access", "faccessat", "faccessat2", "stat", "stat64", "lstat", "statx", "readlink",
                "readlinkat", "getcwd", "getdents64", "unlink", "unlinkat"});
    // No library of ours asks for these: whoever does has taken over the process.
    filter.all(SCMP_ACT_KILL_PROCESS, {"socket",
                                       "socketpair",
                                       "connect",
                                       "bind",
                                       "listen",
                                       "accept",
                                       "accept4",
                                       "sendto",
                                       "sendmsg",
                                       "fork",
                                       "vfork",
                                       "clone",
                                       "clone3",
                                       "execve",
                                       "execveat",
                                       "ptrace",
                                       "process_vm_readv",
                                       "process_vm_writev",
                                       "pidfd_getfd",
                                       "mount",
                                       "unshare",
                                       "setns",
                                       "chroot",
                                       "bpf",
                                       "io_uring_setup",
                                       "userfaultfd",
                                       "memfd_create",
                                       "keyctl",
                                       "perf_event_open"});
    // The sanitizers ask a pipe whether memory can be read.
    if (kShadowed) filter.all(SCMP_ACT_ALLOW, {"pipe", "pipe2"});
    filter.all(kAnswersOpen ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO(EACCES), {"open", "openat"});
    return filter.load();
}

}  // namespace kiosk::opener
