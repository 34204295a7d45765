"""Settings from PREP_* environment variables, checked before anything starts.

Every variable, its meaning and its default stands in `Settings`; the README lists the same.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from prep.errors import ConfigError

PROJECT_ROOT = Path(__file__).resolve().parents[1]
MODES = ("local", "server")
LOCAL_HOSTS = ("127.0.0.1", "localhost")
DATABASE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")
SHORTEST_SECRET = 32
MOST_PROXIES = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """How this instance runs.

    mode (PREP_MODE): `local` is one learner without a password on this machine only; `server`
        has accounts.
    host, port (PREP_HOST, PREP_PORT): where to listen.
    data_dir (PREP_DATA_DIR): the SQLite file and the generated secret live here.
    database_url (PREP_DATABASE_URL): SQLite in the data directory unless set.
    banks (PREP_BANKS): folder of the question banks.
    secret_key (PREP_SECRET_KEY): signs cookies and links; local mode makes its own.
    allowed_hosts (PREP_ALLOWED_HOSTS): names, comma-separated, that server mode answers to.
    mail_url, mail_from (PREP_MAIL_URL, PREP_MAIL_FROM): smtp:// or smtps:// with user, password,
        host and port; without it mails are written to the log.
    trusted_proxies (PREP_TRUSTED_PROXIES): how many proxies stand in front and set
        X-Forwarded-For and X-Forwarded-Proto; 0 believes no such header.
    """

    mode: str
    host: str
    port: int
    data_dir: Path
    database_url: str
    banks: Path
    secret_key: str
    allowed_hosts: tuple[str, ...]
    mail_url: str | None
    mail_from: str
    trusted_proxies: int = 0

    @property
    def is_local(self) -> bool:
        """Whether there is one learner and no log-in."""
        return self.mode == "local"

    @property
    def migrations(self) -> Path:
        """Folder of the migrations."""
        return PROJECT_ROOT / "migrations"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings. Raises ConfigError that names the variable and the accepted values."""
    mode = _one_of(environment, "PREP_MODE", MODES, default="local")
    host = environment.get("PREP_HOST", "127.0.0.1")
    if mode == "local" and host not in LOCAL_HOSTS:
        raise ConfigError(
            f"PREP_HOST is {host!r}, but local mode has no password and serves this machine only: "
            "use 127.0.0.1, or set PREP_MODE=server for accounts."
        )
    data_dir = _data_dir(environment)
    return Settings(
        mode=mode,
        host=host,
        port=_port(environment),
        data_dir=data_dir,
        database_url=_database_url(environment, data_dir),
        banks=_banks(environment),
        secret_key=_secret_key(environment, mode, data_dir),
        allowed_hosts=_allowed_hosts(environment, mode),
        mail_url=_mail_url(environment),
        mail_from=_mail_from(environment),
        trusted_proxies=_trusted_proxies(environment),
    )


def _one_of(
    environment: Mapping[str, str], name: str, accepted: tuple[str, ...], *, default: str
) -> str:
    value = environment.get(name, default)
    if value not in accepted:
        raise ConfigError(f"{name} is {value!r}: use {' or '.join(accepted)}.")
    return value


def _port(environment: Mapping[str, str]) -> int:
    value = environment.get("PREP_PORT", "8000")
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise ConfigError(f"PREP_PORT is {value!r}: use a number from 1 to 65535.")
    return int(value)


def _data_dir(environment: Mapping[str, str]) -> Path:
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    folder = Path(environment.get("PREP_DATA_DIR") or Path(home) / "prep").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigError(
            f"PREP_DATA_DIR is {str(folder)!r}, which cannot be made ({error.strerror}): "
            "use a folder that you may write to."
        ) from error
    return folder.resolve()


def _database_url(environment: Mapping[str, str], data_dir: Path) -> str:
    url = environment.get("PREP_DATABASE_URL") or f"sqlite:///{data_dir / 'prep.sqlite3'}"
    scheme, separator, _ = url.partition("://")
    if not separator or scheme not in DATABASE_SCHEMES:
        begins = repr(scheme) if separator else "no scheme"  # never the value: it has a password
        raise ConfigError(
            f"PREP_DATABASE_URL begins with {begins}: use sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/DATABASE."
        )
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _banks(environment: Mapping[str, str]) -> Path:
    folder = Path(environment.get("PREP_BANKS") or PROJECT_ROOT / "question_banks").expanduser()
    if not folder.is_dir():
        raise ConfigError(f"PREP_BANKS is {str(folder)!r}: use a folder that holds question banks.")
    return folder


def _secret_key(environment: Mapping[str, str], mode: str, data_dir: Path) -> str:
    secret = environment.get("PREP_SECRET_KEY")
    if secret is None and mode == "local":
        return _kept_secret(data_dir / "secret_key")
    if secret is None or len(secret) < SHORTEST_SECRET:
        raise ConfigError(
            f"PREP_SECRET_KEY needs at least {SHORTEST_SECRET} random characters: "
            "make them with `openssl rand -hex 32` and keep them."
        )
    return secret


def _kept_secret(path: Path) -> str:
    """The secret of local mode, made once and readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
    if not (secret := path.read_text()):
        secret = secrets.token_hex(32)
        path.write_text(secret)
    return secret


def _allowed_hosts(environment: Mapping[str, str], mode: str) -> tuple[str, ...]:
    if mode == "local":
        return LOCAL_HOSTS
    names = environment.get("PREP_ALLOWED_HOSTS", "").split(",")
    hosts = tuple(name.strip() for name in names if name.strip())
    if not hosts or any("/" in host or "*" in host for host in hosts):
        raise ConfigError(
            f"PREP_ALLOWED_HOSTS is {','.join(hosts)!r}: in server mode, list the names that "
            "people type, comma-separated, such as prep.example.org, without https://."
        )
    return hosts


def _mail_url(environment: Mapping[str, str]) -> str | None:
    url = environment.get("PREP_MAIL_URL")
    if url and not _is_mail_server(url):
        raise ConfigError(
            "PREP_MAIL_URL: use smtp://USER:PASSWORD@HOST:PORT, or smtps:// for TLS from the start."
        )
    return url or None


def _is_mail_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, or an open bracket
        return False


def _mail_from(environment: Mapping[str, str]) -> str:
    sender = environment.get("PREP_MAIL_FROM") or "prep@localhost"
    name, at, domain = sender.partition("@")
    if not (name and at and domain) or not sender.isprintable():
        raise ConfigError(
            f"PREP_MAIL_FROM is {sender!r}: use an address such as prep@example.org, "
            "or Prep <prep@example.org>."
        )
    return sender


def _trusted_proxies(environment: Mapping[str, str]) -> int:
    value = environment.get("PREP_TRUSTED_PROXIES") or "0"
    if not value.isdecimal() or int(value) > MOST_PROXIES:
        raise ConfigError(
            f"PREP_TRUSTED_PROXIES is {value!r}: use the number of proxies in front of Prep, "
            f"from 0 to {MOST_PROXIES}."
        )
    return int(value)
