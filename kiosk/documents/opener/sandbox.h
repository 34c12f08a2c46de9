#pragma once

namespace kiosk::opener {

/// Before anything else: dies with its parent, own process group, no core, no new rights, bounded memory,
/// processor time and files, nothing open but 0 and 1. False: it could not be done, and nothing may be read.
[[nodiscard]] bool shut_in();

/// From here on the kernel gives memory and the two pipes and carries out nothing else. An open() is answered
/// by the spare fonts alone; asking for a socket, a process, a program or another process's memory ends this
/// one. False: the kernel would not; nothing may be looked at then.
[[nodiscard]] bool close_sandbox();

}  // namespace kiosk::opener
