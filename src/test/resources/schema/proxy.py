"""A proxy between an upgrade and its server that counts the statements and injects a fault at one of them.

usage: proxy.py LISTEN SERVER POINT PHASE ACTION VICTIM COUNT
  LISTEN  the port of the proxy
  SERVER  the port of the server
  POINT   the statement at which the fault is injected, from 1; 0: never
  PHASE   before (the server does not receive the statement), during (it receives it), after (it has answered)
  ACTION  kill (SIGKILL to the process whose ID is in the file VICTIM), cut (the proxy exits, which closes all connections),
          freeze (after SIGUSR1 no data passes and no connection is closed, as if the network were cut)
  VICTIM  the file with the ID of the process to kill; unused by other actions
  COUNT   a file with the number of statements so far; COUNT.fault is created when the fault is injected
"""
import os
import signal
import socket
import sys
import threading

LISTEN, SERVER, POINT = (int(argument) for argument in sys.argv[1:4])
PHASE, ACTION, VICTIM, COUNT = sys.argv[4:8]
COM_QUERY = 3
seen = 0
frozen = threading.Event()
lock = threading.Lock()


def inject_fault():
    with open(COUNT + ".fault", "w"):
        pass
    if ACTION == "kill":
        with open(VICTIM) as file:
            os.kill(int(file.read()), signal.SIGKILL)
    os._exit(0)


def block_if_frozen():
    if frozen.is_set():
        threading.Event().wait()


def packets(stream):
    """Yields the complete packets of a client."""
    rest = b""
    while data := stream.recv(65536):
        rest += data
        while len(rest) >= 4 and len(rest) >= 4 + int.from_bytes(rest[:3], "little"):
            size = 4 + int.from_bytes(rest[:3], "little")
            yield rest[:size]
            rest = rest[size:]


def is_statement(packet):
    return len(packet) > 4 and packet[3] == 0 and packet[4] == COM_QUERY


def count_statement():
    """Counts a statement; returns whether the fault is injected at it."""
    global seen
    with lock:
        seen += 1
        with open(COUNT, "w") as file:
            file.write(str(seen))
        return seen == POINT


class ProxiedConnection:
    def __init__(self, client):
        self.client = client
        self.server = socket.create_connection(("127.0.0.1", SERVER))
        self.faults_after_answer = False
        for stream in (self.client, self.server):
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self.up, daemon=True).start()
        threading.Thread(target=self.down, daemon=True).start()

    def up(self):
        for packet in packets(self.client):
            block_if_frozen()
            chosen = is_statement(packet) and count_statement()
            if chosen and PHASE == "before":
                inject_fault()
            self.faults_after_answer = chosen and PHASE == "after"
            self.server.sendall(packet)
            if chosen and PHASE == "during":
                inject_fault()
        self.end()

    def down(self):
        while data := self.server.recv(65536):
            block_if_frozen()
            if self.faults_after_answer:
                inject_fault()
            self.client.sendall(data)
        self.end()

    def end(self):
        block_if_frozen()
        for stream in (self.client, self.server):
            try:
                stream.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


if ACTION == "freeze":
    signal.signal(signal.SIGUSR1, lambda *_: frozen.set())
with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", LISTEN))
    listener.listen()
    print("listening", flush=True)
    while True:
        ProxiedConnection(listener.accept()[0])
