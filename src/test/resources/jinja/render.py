"""Renders each case with the real Jinja2 into NAME.expected: render.py CASES TO. An error is its kind and its line."""

import json
import pathlib
import sys
import traceback

import jinja2

cases, to = (pathlib.Path(word) for word in sys.argv[1:])
loader = jinja2.FileSystemLoader([cases, cases / "differences"])
environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, newline_sequence="\n")
variables = json.loads((cases / "variables.json").read_text("utf-8"))


def rendered(case):
    try:
        return environment.get_template(case.name).render(variables)
    except jinja2.TemplateSyntaxError as error:
        return f"error: line {error.lineno}"
    except Exception as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(case)]
        if not lines:
            raise
        kind = "undefined" if isinstance(error, jinja2.UndefinedError) else "error"
        return f"{kind}: line {lines[-1]}"


for folder in (cases, cases / "differences"):
    for case in sorted(folder.glob("*.jinja")):
        target = to / case.relative_to(cases).with_suffix(".expected")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(rendered(case).encode("utf-8"))
