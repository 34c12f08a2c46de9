// commune-print: typesets one job and prints it, then ends. The kiosk starts it for each job, so that a
// printer that hangs holds nobody, and what a person wrote lives in a process that is gone a moment later.
//
//   commune-print --find     which queues there are: "slip <name>" and "page <name>" on standard output
//   commune-print            a job (kiosk/printing/job.h) on standard input; on standard output one word:
//                            printed | no_paper | stopped | failed
//   commune-print --pdf      the same job as PDF on standard output, printed nowhere
//
// Exit 0 when it was printed (found, written), 1 when not, 2 for a job or command line that is none.

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "kiosk/printing/job.h"
#include "kiosk/printing/printer.h"
#include "kiosk/printing/sheets.h"

namespace {

using namespace kiosk;
using protocol::Result;

constexpr int kDone = 0;
constexpr int kNotDone = 1;
constexpr int kNoJob = 2;

/// Nothing of a job may come to lie in a core file, nor be read by another program of the same user.
void keep_to_itself()
{
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::prctl(PR_SET_DUMPABLE, 0);
}

int say(std::string_view word, int code)
{
    std::printf("%.*s\n", static_cast<int>(word.size()), word.data());
    return code;
}

int complain(std::string_view why, int code)
{
    std::fprintf(stderr, "commune-print: %.*s\n", static_cast<int>(why.size()), why.data());
    return code;
}

/// The whole of standard input, at most a job's length.
std::optional<std::string> read_input()
{
    std::string all;
    std::array<char, 65'536> piece{};
    for (;;) {
        const ssize_t n = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (n < 0) return std::nullopt;
        if (n == 0) return all;
        all.append(piece.data(), static_cast<std::size_t>(n));
        if (all.size() > PrintJob::kLongestJob) return std::nullopt;
    }
}

Result<protocol::Strings> load_words(std::string_view language)
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto path = program.parent_path().parent_path() / "share" / "commune" / "text" /
                      (language == "en" ? "kiosk.en.txt" : "kiosk.vi.txt");
    std::ifstream file{path, std::ios::binary};
    if (!file) return protocol::fail(protocol::Fault::NotFound, path.string() + ": not readable");
    return protocol::Strings::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
}

std::string_view word_of(PrintTrouble trouble)
{
    switch (trouble) {
        case PrintTrouble::None:
            return "printed";
        case PrintTrouble::NoPaper:
            return "no_paper";
        case PrintTrouble::Stopped:
            return "stopped";
        case PrintTrouble::Failed:
            break;
    }
    return "failed";
}

int find()
{
    const auto queues = find_queues();
    if (!queues) return complain(queues.error().detail, kNotDone);
    if (!queues->slip.empty()) std::printf("slip %s\n", queues->slip.c_str());
    if (!queues->page.empty()) std::printf("page %s\n", queues->page.c_str());
    return kDone;
}

int print(const PrintJob& job, std::string_view pdf)
{
    const auto queues = find_queues();
    if (!queues) {
        complain(queues.error().detail, kNotDone);
        return say("failed", kNotDone);
    }
    const std::string_view what = job.get("what");
    const bool slip = what == "test_slip" || (what == "receipt" && !queues->slip.empty());
    const std::string& queue = slip ? queues->slip : queues->page;
    if (queue.empty()) return say("stopped", kNotDone);
    // Everybody who lists jobs sees the title: it tells what kind of sheet, never about what.
    const auto ended = print_pdf(pdf, queue, "commune-kiosk");
    if (!ended) {
        complain(ended.error().detail, kNotDone);
        return say("failed", kNotDone);
    }
    return say(word_of(*ended), *ended == PrintTrouble::None ? kDone : kNotDone);
}

}  // namespace

int main(int count, char** words)
{
    keep_to_itself();
    // A reader that has gone must not end us before the job is out of the spool.
    std::signal(SIGPIPE, SIG_IGN);
    const std::string_view option = count > 1 ? words[1] : "";
    if (count > 2 || (count == 2 && option != "--find" && option != "--pdf"))
        return complain("--find | --pdf", kNoJob);
    if (option == "--find") return find();

    auto input = read_input();
    if (!input) return complain("job: too long", kNoJob);
    const auto job = PrintJob::parse(*input);
    protocol::wipe(*input);
    if (!job) return complain(job.error().detail, kNoJob);
    const auto texts = load_words(job->get("lang"));
    if (!texts) return complain(texts.error().detail, kNotDone);
    const auto pdf = typeset(*job, *texts);
    if (!pdf) return complain(pdf.error().detail, kNoJob);
    if (option == "--pdf")
        return std::fwrite(pdf->data(), 1, pdf->size(), stdout) == pdf->size() ? kDone : kNotDone;
    return print(*job, *pdf);
}
