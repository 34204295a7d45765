"""What a benchmark needs and does not find."""

from importlib import import_module
from types import ModuleType


class Missing(SystemExit):
    """Data or a peer is not there; the message says what, and where it is had.

    A script that does not catch it ends with that message, and fails.
    """


def peer(module: str) -> ModuleType:
    """A module of the `bench` extra. Raises Missing where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise Missing(f"{error.name} is missing; install it with pip install '.[bench]'.") from None
