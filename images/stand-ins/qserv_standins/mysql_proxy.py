"""Stand-in for mysql-proxy: forwards each connection to the first available backend. No Lua, no czar plug-in."""

import os
import socket
import stat

from . import ini, log
from .http_server import accept_forever, listen
from .option_list import options_of, usage
from .runtime import Exit, start_thread

_LOG_LEVELS = ("error", "critical", "warning", "message", "info", "debug")
# A MySQL error packet, as the first one of a connection: length, number 0, 0xff, code 1105, state, message.
_MESSAGE = b"(proxy) all backends are down"
_ALL_DOWN = (len(_MESSAGE) + 9).to_bytes(3, "little") + b"\0\xff" + (1105).to_bytes(2, "little") + b"#07000" + _MESSAGE


def main(arguments):
    settings = _settings(arguments)
    for file in (settings["proxy-lua-script"], settings["lua-cpath"]):
        if file and not os.path.exists(file):
            raise Exit(1, f"mysql-proxy: {file}: No such file or directory")
    if settings["log-level"] not in _LOG_LEVELS:
        raise Exit(1, f"mysql-proxy: --log-level={settings['log-level']}: failed, log-level unknown")
    if not os.access(os.environ.get("QSERV_CONFIG", ""), os.R_OK):
        log.warn("QSERV_CONFIG names no readable file: the real plug-in could not start a czar")
    host, port = _place(settings["proxy-address"])
    backends = [_place(backend) for backend in settings["proxy-backend-addresses"].split(",")]
    timeout = _seconds(settings["proxy-connect-timeout"])
    try:
        listener = listen(port, host=host or "0.0.0.0")
    except OSError as failure:
        raise Exit(1, f"mysql-proxy: bind({settings['proxy-address']}) failed: {failure.strerror}") from None
    accept_forever(listener, lambda client, peer: _forward(client, backends, timeout))
    log.info(f"proxy listening on port {settings['proxy-address']}, backend: {settings['proxy-backend-addresses']}")


def _settings(arguments):
    """Returns the defaults, overridden by the file's group [mysql-proxy], then by the command line."""
    options = options_of("mysql-proxy")
    given = _command_line(options, list(arguments))
    if given.get("help"):
        print(usage("mysql-proxy", options))
        raise Exit(0)
    file = given.get("defaults-file")
    return {name: option.default for name, option in options.items()} | (_from_file(file) if file else {}) | given


def _command_line(options, arguments):
    given = {}
    while arguments:
        argument = arguments.pop(0)
        name, separator, value = argument[2:].partition("=")
        if not argument.startswith("--") or name not in options:
            raise Exit(1, f"mysql-proxy: Unknown option {argument} (use --help to show all options)")
        if options[name].is_flag:
            given[name] = True
            continue
        if not separator:
            if not arguments:
                raise Exit(1, f"mysql-proxy: Missing argument for --{name}")
            value = arguments.pop(0)
        given[name] = value
    return given


def _from_file(file):
    try:
        if os.stat(file).st_mode & stat.S_IRWXO:
            raise Exit(1, f"mysql-proxy: permissions of {file} aren't secure (0660 or stricter required)")
        return ini.read(file).get("mysql-proxy", {})
    except (OSError, ValueError) as failure:
        raise Exit(1, f"mysql-proxy: loading configuration from {file} failed: {failure}") from None


def _place(address):
    """Returns a (host, port) pair, or the path of a socket."""
    if address.startswith("/"):
        return address
    host, _, port = address.strip().rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Exit(1, f"mysql-proxy: '{address}' is not an address of the form host:port")
    return host, int(port)


def _seconds(text):
    try:
        return float(text)
    except ValueError:
        raise Exit(1, f"mysql-proxy: proxy-connect-timeout: '{text}' is not a number") from None


def _forward(client, backends, timeout):
    backend = next(filter(None, (_connected(place, timeout) for place in backends)), None)
    if backend is None:
        client.sendall(_ALL_DOWN)
        return
    with backend:
        start_thread(_pump, client, backend)
        _pump(backend, client)


def _connected(place, timeout):
    try:
        if isinstance(place, tuple):
            backend = socket.create_connection(place, timeout=timeout)
        else:
            backend = socket.socket(socket.AF_UNIX)
            backend.connect(place)
    except OSError as failure:
        log.warn(f"backend {place}: {failure}")
        return None
    backend.settimeout(None)
    return backend


def _pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    # Close both directions if one is closed: MySQL does not use half-closed connections.
    for connection in (source, target):
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
