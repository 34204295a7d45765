"""`prep serve` before it serves."""

import socket

import pytest

from prep.cli.serve import refuse_taken_port


def test_a_port_that_somebody_listens_on_is_refused_with_the_fix() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"127.0.0.1:{port} cannot be used .*PREP_PORT"):
            refuse_taken_port("127.0.0.1", port)


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)
