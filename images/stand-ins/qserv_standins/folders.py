"""Checks the working directories when the controller or a replica worker starts."""

import os

from .runtime import failed


def check(options, names):
    for name in names:
        path = options[name]
        if not os.path.isabs(path):
            raise failed(f"{name}: '{path}' is not an absolute path")
        if not options["do-not-create-folders"]:
            _create(name, path)
        if not os.path.isdir(path):
            raise failed(f"{name}: folder '{path}' doesn't exist")
        if not os.access(path, os.W_OK | os.X_OK):
            raise failed(f"{name}: folder '{path}' is not writable")


def _create(name, path):
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as failure:
        raise failed(f"{name}: folder '{path}' can't be created: {failure.strerror}") from None
