"""A relay that counts what goes over the wire: bytes up, bytes down, request turns. Standard library only."""
import socket
import threading


class Turn:
    """One request and its answer, as far as they have come."""

    def __init__(self):
        self.up = b""
        self.down = b""

    @property
    def path(self):
        return self.up.split(b" ", 2)[1].decode("latin-1") if self.up.count(b" ") > 1 else ""

    @property
    def status(self):
        return self.down[9:12].decode("latin-1")

    @property
    def quiet_poll(self):
        return self.path.endswith("/checkpoint") and self.status == "304"


class Relay:
    """Stands before a port of this machine. A turn is a stretch of bytes upwards after an answer, or the first one."""

    def __init__(self, port):
        self.target = port
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.turns = []
        threading.Thread(target=self.run, daemon=True).start()

    def reset(self):
        with self.lock:
            self.turns = []

    def counts(self, quiet_polls=True):
        """Of all turns, or of all but polls that were told 304."""
        with self.lock:
            turns = [turn for turn in self.turns if quiet_polls or not turn.quiet_poll]
            return {"up": sum(len(turn.up) for turn in turns), "down": sum(len(turn.down) for turn in turns), "turns": len(turns)}

    def run(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        server = socket.create_connection(("127.0.0.1", self.target))
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        current = [None]

        def move(source, sink, upwards):
            try:
                while piece := source.recv(1 << 16):
                    with self.lock:
                        if upwards:
                            if current[0] is None or current[0].down:
                                current[0] = Turn()
                                self.turns.append(current[0])
                            current[0].up += piece
                        elif current[0] is not None:
                            current[0].down += piece
                    sink.sendall(piece)
            except OSError:
                pass
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        threading.Thread(target=move, args=(client, server, True), daemon=True).start()
        move(server, client, False)
        client.close()
        server.close()

    def stop(self):
        self.listener.close()
