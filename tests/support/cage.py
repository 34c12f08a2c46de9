"""A Wayland session as in a hall: cage with one full-screen program, here inside a virtual X server. Standard library only.

Pointer by xdotool, pictures by grim. Everything of the session runs as an ordinary user.
"""
import ctypes
import os
import pathlib
import pwd
import re
import shutil
import struct
import subprocess
import zlib

from lab import Failed, Kiosk, until

TOOLS = ("cage", "Xwayland", "xdotool", "grim", "Xvfb", "setpriv")
ROOM = (2300, 2000)  # of the X server that the session's screens are windows of
USER = "nobody"  # whom the session runs as when a test is started by root


def missing():
    """Tools that are not on this machine."""
    return [tool for tool in TOOLS if shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None]


def ppm(data):
    """(width, height, RGB bytes) of a binary PPM."""
    head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    if not head:
        raise Failed("grim gave no picture")
    return int(head.group(1)), int(head.group(2)), data[head.end():]


def png(path):
    """(width, height, RGB bytes) of a PNG as the kiosk writes it: 8-bit RGB, rows without filters."""
    data = pathlib.Path(path).read_bytes()
    at, width, height, packed = 8, 0, 0, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    rows = zlib.decompress(packed)
    stride = 3 * width + 1
    if any(rows[y * stride] for y in range(height)):
        raise Failed("a PNG with filters")
    return width, height, b"".join(rows[y * stride + 1:(y + 1) * stride] for y in range(height))


class Desktop:
    """The little of a window manager that cage needs: words for closing a window, known before cage asks for them."""

    def __init__(self, name):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XInternAtom.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(name.encode()))
        self.protocols, self.delete = (self.x11.XInternAtom(self.display, word, 0) for word in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        self.x11.XSync(self.display, 0)

    def close(self, window):
        event = (ctypes.c_long * 24)()  # an XClientMessageEvent within an XEvent
        event[0], event[4], event[5], event[6], event[7] = 33, window, self.protocols, 32, self.delete
        self.x11.XSendEvent(self.display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self.x11.XSync(self.display, 0)


class Session:
    """cage on `screens` outputs of 1024 × 768 side by side; the kiosk spans them all."""

    def __init__(self, lab, screens=1):
        self.lab = lab
        self.folder = lab.folder / "session"
        self.folder.mkdir()
        self.user = USER if os.geteuid() == 0 else None
        lab.folder.chmod(0o755)
        for folder in (self.folder, lab.socket_folder):
            self.own(folder)
        self.folder.chmod(0o700)
        self.screens = screens
        self.windows = []

    def own(self, path):
        if self.user:
            os.chown(path, pwd.getpwnam(self.user).pw_uid, -1)

    def environment(self):
        plain = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
        return {**plain, "LC_ALL": "C.UTF-8", "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder), "DISPLAY": self.lab.display,
                "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_X11_OUTPUTS": str(self.screens)}

    def as_user(self, command):
        """An ordinary user, who may yet read a checkout that lies in root's own home."""
        if not self.user:
            return [*map(str, command)]
        user = pwd.getpwnam(self.user)
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--inh-caps=-all,+dac_read_search",
                "--ambient-caps=-all,+dac_read_search", "--bounding-set=-all,+dac_read_search", *map(str, command)]

    def run(self, *command, **more):
        done = subprocess.run(self.as_user(command), env={**self.environment(), **more}, capture_output=True)
        if done.returncode:
            raise Failed(f"{' '.join(map(str, command))}: {done.stderr.decode(errors='replace')}")
        return done.stdout

    def kiosk(self, options=()):
        """cage and the kiosk in it, told to be driven and watched through its socket, touched by the pointer only."""
        self.lab.virtual_display(*ROOM)
        self.desktop = Desktop(self.lab.display)
        log = self.lab.folder / "cage.log"
        config = shutil.copy(self.lab.demo / "kiosk" / "kiosk.toml", self.folder)
        self.own(config)
        self.own(shutil.copy(self.lab.demo / "kiosk" / "device.seed", self.folder))
        command = self.lab.kiosk_command(self.folder / "data", self.lab.socket_folder / "cage", options, config)
        with log.open("wb") as out:
            self.process = self.lab.start(self.as_user(["cage", "--", *command]), stdout=out, stderr=out, env=self.environment())
        kiosk = Kiosk(self.process, self.lab.socket_folder / "cage", log)
        self.lab.kiosks.append(kiosk)
        self.windows = until("the outputs of cage", self.outputs, 30)
        for window in self.windows[:-1]:
            self.xdotool("windowmove", window, ROOM[0] - 1024, 0)
        return kiosk.connect()

    def outputs(self):
        """The X windows that are its screens, in the order of their making; the root is none of them."""
        search = ["xdotool", "search", "--onlyvisible", "--name", ".*"]
        found = subprocess.run(search, env=self.environment(), capture_output=True, text=True).stdout.split()
        own = [int(number) for number in found if self.geometry(number) != ROOM]
        return sorted(own) if len(own) >= self.screens else None

    def geometry(self, window):
        command = ["xdotool", "getwindowgeometry", "--shell", str(window)]
        said = subprocess.run(command, env=self.environment(), capture_output=True, text=True).stdout
        return tuple(int(re.search(rf"(?m)^{name}=(\d+)", said).group(1)) for name in ("WIDTH", "HEIGHT")) if said else None

    def xdotool(self, *command):
        subprocess.run(["xdotool", *map(str, command)], env=self.environment(), check=True, capture_output=True)

    def resize(self, window, width, height):
        self.xdotool("windowsize", window, width, height)

    def unplug(self, window):
        """The screen is gone: its output is asked to close, as a window's frame would ask it."""
        self.desktop.close(window)

    def point(self, window, x, y, *, press=True):
        self.xdotool("mousemove", "--window", window, round(x), round(y))
        if press:
            self.xdotool("mousedown", 1)
            self.xdotool("mouseup", 1)

    def display_name(self):
        return until("the Wayland socket", lambda: next((p.name for p in self.folder.glob("wayland-?")), None))

    def picture(self):
        """What the compositor shows."""
        return ppm(self.run("grim", "-t", "ppm", "-", WAYLAND_DISPLAY=self.display_name()))
