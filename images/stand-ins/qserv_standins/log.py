"""Log lines on stdout, in the format of the real programs. Never log a password."""

import os
import sys
import time

_name = os.path.basename(sys.argv[0])


def info(message):
    _write("INFO ", message)


def warn(message):
    _write("WARN ", message)


def error(message):
    _write("ERROR", message)


def _write(level, message):
    now = time.time()
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
    sys.stdout.write(f"[{stamp}.{int(now * 1000) % 1000:03d}Z] {level} stand-in.{_name} - {message}\n")
    sys.stdout.flush()
