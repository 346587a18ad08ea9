"""The options of a program, according to ../options/PROGRAM.txt.

A line is `name value|flag [type [default]]`; the first two fields (name and kind) are those of the
real program's options.
"""

import os

_DIRECTORY = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "options")


class Option:
    def __init__(self, name, kind, type="text", default=""):
        self.name = name
        self.is_flag = kind == "flag"
        self.type = type
        self.default = False if self.is_flag else default


def options_of(program):
    with open(os.path.join(_DIRECTORY, program + ".txt"), encoding="utf-8") as lines:
        options = [Option(*line.split()) for line in lines if line.strip() and not line.startswith("#")]
    return {option.name: option for option in options}


def usage(program, options):
    names = (f"  --{o.name}" + ("" if o.is_flag else "=<value>") for o in options.values())
    return "\n".join([f"Usage: {program} [options]  (stand-in for development)", *names])
