"""Parses INI files like Qserv's programs and mysql-proxy: names are case-sensitive, `#` and `;` start a comment line."""

import os


def read(path):
    """Returns a map from section to a map from key to text. Raises ValueError with the line, or OSError."""
    sections = {}
    section = None
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.strip()
            if not line or line[0] in "#;":
                continue
            if line[0] == "[" and line[-1] == "]":
                section = line[1:-1].strip()
                if section in sections:
                    raise ValueError(f"{path}({number}): duplicate section name")
                sections[section] = {}
                continue
            key, separator, value = line.partition("=")
            key = key.strip()
            if not separator or not key or section is None:
                raise ValueError(f"{path}({number}): '=' character not found in line")
            if key in sections[section]:
                raise ValueError(f"{path}({number}): duplicate key name")
            sections[section][key] = value.strip()
    return sections


def with_files(sections, directory):
    """Replaces each value `file:PATH` with that file's content, trimmed; a relative PATH is relative to directory."""
    return {name: {key: _content(value, directory) for key, value in keys.items()} for name, keys in sections.items()}


def _content(value, directory):
    if not value.startswith("file:"):
        return value
    with open(os.path.join(directory, value[len("file:"):]), encoding="utf-8") as file:
        return file.read().strip()
