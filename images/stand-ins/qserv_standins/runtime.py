"""Runs every stand-in without signal handlers and with the exit codes of the real programs."""

import os
import signal
import sys
import threading


class Exit(Exception):
    """Exits the program with an exit code and an optional message on stderr."""

    def __init__(self, code, message=None):
        super().__init__(message)
        self.code = code


def failed(reason):
    """Returns the message of the real replica programs for an exception in main()."""
    return Exit(1, f"main()  the application failed, exception: {reason}")


def run(main):
    """Runs main(arguments), which returns an exit code, or None to continue serving."""
    _restore_default_signals()
    start_thread(_work, main)
    threading.Event().wait()


def start_thread(function, *arguments):
    threading.Thread(target=_guarded, args=(function, arguments), daemon=True).start()


def abort(message):
    """Aborts like std::terminate: SIGABRT, exit code 134 in a shell."""
    _print_error(f"terminate called after throwing an exception\n  what():  {message}")
    os.abort()


def hang():
    """Blocks forever, like a real program that neither serves nor exits after a failure."""
    threading.Event().wait()


def _restore_default_signals():
    # CPython catches SIGINT unless it was inherited as ignored, and always ignores the other two. The real programs do neither.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def _work(main):
    try:
        code = main(sys.argv[1:])
    except Exit as end:
        if str(end) != "None":
            _print_error(str(end))
        code = end.code
    if code is not None:
        _leave(code)


def _guarded(function, arguments):
    # The real programs write to sockets with MSG_NOSIGNAL, Python's do not. Blocked in the threads that use sockets, the signal
    # does no harm, and the main thread, which /proc/PID/status shows, keeps the mask that it was started with.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPIPE})
    try:
        function(*arguments)
    except BaseException as error:
        abort(f"{type(error).__name__}: {error}")


def _print_error(message):
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def _leave(code):
    sys.stdout.flush()
    os._exit(code)
