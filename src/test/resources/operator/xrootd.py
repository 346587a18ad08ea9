#!/usr/bin/env python3
"""In place of xrootd and cmsd, which need Qserv's plugin for the operator's command lines: opens port 1094, and waits."""
import socket, sys

if sys.argv[0].endswith("/xrootd"):
    server = socket.create_server(("", 1094))
    while True:
        server.accept()[0].close()
socket.create_server(("127.0.0.1", 0)).accept()
