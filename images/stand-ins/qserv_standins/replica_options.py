"""Command line of the qserv-replica-* programs: `--name=value` in one argument, flags without a value, nothing else.

Types of an option: `text`; `number`, checked while parsing (exit 2); `late-number`, `late-number0` and `late-port`, kept as
text and checked once the database has been read (exit 1). Only late-number0 may be zero.
"""

from .option_list import options_of, usage
from .runtime import Exit, failed


class ReplicaOptions:
    def __init__(self, program, arguments):
        self._options = options_of(program)
        self._values = {name: option.default for name, option in self._options.items()}
        if "--help" in arguments:
            raise Exit(1, usage(program, self._options))
        for argument in arguments:
            try:
                self._take(argument)
            except ValueError as error:
                raise Exit(2, f"{error}\n{usage(program, self._options)}") from None

    def __getitem__(self, name):
        return self._values[name]

    def number(self, name):
        return int(self._values[name])

    def check_late(self):
        """Checks the values that the real programs check after reading the configuration from the database."""
        for name, option in self._options.items():
            if option.type.startswith("late-"):
                _check_late(option, self._values[name])

    def check_early_limits(self):
        for name in ("db-reconnect-timeout", "db-max-reconnects", "db-transaction-timeout", "schema-upgrade-wait-timeout"):
            if self.number(name) == 0:
                raise failed(f"the value of {name} must be greater than 0")

    def _take(self, argument):
        if not argument.startswith("--"):
            raise ValueError(f"unexpected argument '{argument}'")
        name, separator, value = argument[2:].partition("=")
        option = self._options.get(name)
        if option is None:
            raise ValueError(f"unknown option '{name}'")
        if option.is_flag:
            if separator:
                raise ValueError(f"'{name}' is a flag and takes no value")
            self._values[name] = True
            return
        if not separator:
            raise ValueError(f"'{name}' is not a flag")
        if value == "":
            return  # silently ignored by the real programs, the default is kept
        if option.type == "number" and not value.isdecimal():
            raise ValueError(f"'{name}': '{value}' is not a number")
        self._values[name] = value


def _check_late(option, value):
    if not (value.isdecimal() or option.type == "late-number0" and value.lstrip("-").isdecimal()):
        raise failed(f"'{option.name}': bad lexical cast: '{value}'")
    number = int(value)
    if number == 0 and option.type != "late-number0":
        raise failed(f"'{option.name}': 0 is not allowed")
    if option.type == "late-port" and number > 65535:
        raise failed(f"'{option.name}': '{value}' is not a port")
