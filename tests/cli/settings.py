"""Settings as a learner's own machine has them."""

from pathlib import Path

from prep.config import Settings


def local_settings(folder: Path, database_url: str) -> Settings:
    """Local mode, with its data and banks in a folder of the test."""
    return Settings(
        mode="local",
        host="127.0.0.1",
        port=8000,
        data_dir=folder,
        database_url=database_url,
        banks=folder,
        secret_key="s" * 32,
        allowed_hosts=(),
        mail_url=None,
        mail_from="Prep <prep@example.org>",
    )
