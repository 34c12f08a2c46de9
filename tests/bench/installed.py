"""How much a terminal puts onto a minimal Debian: apt is asked, nothing is installed."""
import pathlib
import re
import subprocess
import tempfile

from lab import Failed

NAMES = ("installed",)
ROOT = pathlib.Path(__file__).resolve().parents[2]


def said(*command):
    run_ = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if run_.returncode:
        raise Failed(f"{command[0]}: {run_.stderr.strip()}")
    return run_.stdout


def libraries(program):
    """Packages of every shared library the program is linked to, itself or through others."""
    paths = re.findall(r"=> (/\S+)", said("ldd", program))
    names = set()
    for path in paths:
        for one in (path, str(pathlib.Path(path).resolve())):
            found = subprocess.run(["dpkg", "-S", one], capture_output=True, text=True)
            if found.returncode == 0:
                names.add(found.stdout.split(": ")[0].split(",")[0].split(":")[0])
                break
        else:
            raise Failed(f"no package owns {path}")
    return names


def closure(names):
    """All that apt would put onto a machine that has nothing at all."""
    with tempfile.TemporaryDirectory() as folder:
        status = pathlib.Path(folder) / "status"
        status.touch()
        plan = said("apt-get", "-s", "-o", f"Dir::State::status={status}", "-o", "APT::Install-Recommends=false", "install", *sorted(names))
    return set(re.findall(r"^Inst (\S+)", plan, re.M))


def sizes(names):
    """MB of each package when unpacked."""
    shown = said("apt-cache", "show", "--no-all-versions", *sorted(names))
    pairs = re.findall(r"^Package: (\S+)$.*?^Installed-Size: (\d+)$", shown, re.M | re.S)
    return {name: int(kib) * 1024 / 1e6 for name, kib in pairs}


def minimal():
    """What debootstrap's smallest system has: the required packages and apt."""
    listing = said("dpkg-query", "-W", "-f", "${Package} ${Priority} ${Essential}\\n")
    return {line.split()[0] for line in listing.splitlines() if " required " in line + " " or line.endswith(" yes")} | {"apt"}


def listed(name):
    lines = (ROOT / "deploy" / "packages" / f"{name}.txt").read_text().split("\n")
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def stripped(program):
    """Bytes of it as the technicians' guide installs it: without what only a debugger reads."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / program.name
        said("strip", "-o", copy, program)
        return copy.stat().st_size


def run(bin, figures):
    """The program with its letters; and the same with the session it runs in, most of which is a graphics stack that it never uses."""
    programs = [path for path in (bin / "commune-kiosk", bin / "commune-page", bin / "commune-print") if path.exists()]
    wanted = listed("kiosk").union(*(libraries(program) for program in programs))
    own = sum(stripped(path) for path in programs) + sum(
        path.stat().st_size for part in ("text", "law") for path in (ROOT / "assets" / part).rglob("*") if path.is_file())
    base = closure(minimal())
    for name, packages in (("installed", wanted), ("installed-session", wanted | listed("session"))):
        added = sizes(closure(packages) - base)
        largest = sorted(added.items(), key=lambda pair: -pair[1])[:8]
        figures.note(name, [sum(added.values()) + own / 1e6], packages=len(added), own_mb=round(own / 1e6, 1),
                     largest={name: round(size, 1) for name, size in largest})
