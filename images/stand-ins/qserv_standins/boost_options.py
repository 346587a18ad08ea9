"""Parses the command line as boost::program_options does in qserv-czar-http.

Every usage error is an uncaught exception: SIGABRT (134).
"""

from .option_list import options_of
from .runtime import abort


def parse(program, short_names, arguments):
    """Returns the defaults overridden by the given options, as a map from name to string or True."""
    options = options_of(program)
    given = {}
    try:
        _parse(options, short_names, list(arguments), given)
    except ValueError as error:
        abort(error)
    return {name: option.default for name, option in options.items()} | given


def _parse(options, short_names, arguments, given):
    while arguments:
        argument = arguments.pop(0)
        name, separator, value = _name_of(options, short_names, argument)
        option = options[name]
        if name in given:
            raise ValueError(f"option '--{name}' cannot be specified more than once")
        if option.is_flag:
            if separator:
                raise ValueError(f"option '--{name}' does not take any arguments")
            given[name] = True
            continue
        if not separator:
            # An argument that looks like an option is never used as a value: use `--name=value` for such a value.
            if not arguments or arguments[0].startswith("-") and arguments[0] != "-":
                raise ValueError(f"the required argument for option '--{name}' is missing")
            value = arguments.pop(0)
        elif value == "":
            raise ValueError(f"the argument for option '--{name}' should follow immediately after the equal sign")
        if option.type == "number" and not value.isdecimal() or option.type == "port" and not _is_port(value):
            raise ValueError(f"the argument ('{value}') for option '--{name}' is invalid")
        given[name] = value


def _name_of(options, short_names, argument):
    if argument.startswith("--") and len(argument) > 2:
        written, separator, value = argument[2:].partition("=")
        return _guess(options, written), separator, value
    if argument.startswith("-") and argument[1:] in short_names:
        return short_names[argument[1:]], "", ""
    if argument.startswith("-"):
        raise ValueError(f"unrecognized option '{argument}'")
    raise ValueError("too many positional options have been specified on the command line")


def _guess(options, written):
    if written in options:
        return written
    candidates = [name for name in options if name.startswith(written)]
    if not candidates:
        raise ValueError(f"unrecognized option '--{written}'")
    if len(candidates) > 1:
        raise ValueError(f"option '--{written}' is ambiguous and matches " + ", ".join(f"'--{c}'" for c in candidates))
    return candidates[0]


def _is_port(value):
    return value.isdecimal() and int(value) <= 65535
