"""Stands between an upgrader and its server, counts the statements that pass, and does harm at one of them.

usage: proxy.py LISTEN SERVER POINT PHASE ACTION VICTIM COUNT
  POINT   the statement at which it does harm, from 1; 0: never
  PHASE   before (the server does not get the statement), during (it gets it), after (it has answered)
  ACTION  kill (SIGKILL for the process whose number is in the file VICTIM), cut (both connections end),
          freeze (from SIGUSR1 on nothing passes, and no connection ends, as when a network is cut)
  COUNT   a file that holds the number of statements that have passed; COUNT.harm is made when harm is done
"""
import os
import signal
import socket
import sys
import threading

LISTEN, SERVER, POINT = (int(word) for word in sys.argv[1:4])
PHASE, ACTION, VICTIM, COUNT = sys.argv[4:8]
QUERY = 3
seen = 0
frozen = threading.Event()
lock = threading.Lock()


def harm():
    with open(COUNT + ".harm", "w"):
        pass
    if ACTION == "kill":
        with open(VICTIM) as file:
            os.kill(int(file.read()), signal.SIGKILL)
    os._exit(0)


def stay_if_frozen():
    if frozen.is_set():
        threading.Event().wait()


def packets(stream):
    """The packets of a client, whole."""
    rest = b""
    while data := stream.recv(65536):
        rest += data
        while len(rest) >= 4 and len(rest) >= 4 + int.from_bytes(rest[:3], "little"):
            size = 4 + int.from_bytes(rest[:3], "little")
            yield rest[:size]
            rest = rest[size:]


def is_statement(packet):
    return len(packet) > 4 and packet[3] == 0 and packet[4] == QUERY


def passes():
    """Whether this statement is the one."""
    global seen
    with lock:
        seen += 1
        with open(COUNT, "w") as file:
            file.write(str(seen))
        return seen == POINT


class Link:
    def __init__(self, client):
        self.client = client
        self.server = socket.create_connection(("127.0.0.1", SERVER))
        self.last = False
        for stream in (self.client, self.server):
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self.up, daemon=True).start()
        threading.Thread(target=self.down, daemon=True).start()

    def up(self):
        for packet in packets(self.client):
            stay_if_frozen()
            chosen = is_statement(packet) and passes()
            if chosen and PHASE == "before":
                harm()
            self.last = chosen and PHASE == "after"
            self.server.sendall(packet)
            if chosen and PHASE == "during":
                harm()
        self.end()

    def down(self):
        while data := self.server.recv(65536):
            stay_if_frozen()
            if self.last:
                harm()
            self.client.sendall(data)
        self.end()

    def end(self):
        stay_if_frozen()
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
        Link(listener.accept()[0])
