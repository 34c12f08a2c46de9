"""A relay that counts what goes over the wire: bytes up, bytes down, request turns. Standard library only."""
import socket
import threading


class Relay:
    """Stands before a port of this machine. A turn is a stretch of bytes upwards after an answer, or the first one."""

    def __init__(self, port):
        self.target = port
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.reset()
        threading.Thread(target=self.run, daemon=True).start()

    def reset(self):
        with self.lock:
            self.up = self.down = self.turns = self.connections = 0

    def counts(self):
        with self.lock:
            return {"up": self.up, "down": self.down, "turns": self.turns, "connections": self.connections}

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
        with self.lock:
            self.connections += 1
        asked = threading.Event()  # the client speaks: the next bytes down end the turn

        def move(source, sink, upwards):
            try:
                while piece := source.recv(1 << 16):
                    with self.lock:
                        if upwards:
                            self.up += len(piece)
                            if not asked.is_set():
                                self.turns += 1
                                asked.set()
                        else:
                            self.down += len(piece)
                            asked.clear()
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
