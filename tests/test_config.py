"""Every PREP_* variable: what it becomes, and the sentence when it is wrong."""

import stat
from pathlib import Path

import pytest

from prep.app import _create_app_for_commands, create_app
from prep.config import PROJECT_ROOT, Settings, read_settings
from prep.errors import ConfigError

SECRET = "0123456789abcdef" * 2
SERVER = {
    "PREP_MODE": "server",
    "PREP_SECRET_KEY": SECRET,
    "PREP_ALLOWED_HOSTS": "prep.example.org",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where this instance keeps its things."""
    return tmp_path / "data"


def read(folder: Path, **variables: str) -> Settings:
    return read_settings({"PREP_DATA_DIR": str(folder), **variables})


def test_without_variables_it_is_local_mode_on_this_machine(tmp_path: Path) -> None:
    settings = read_settings({"XDG_DATA_HOME": str(tmp_path)})

    assert settings.is_local
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.data_dir == tmp_path / "prep"
    assert settings.database_url == f"sqlite:///{tmp_path}/prep/prep.sqlite3"
    assert settings.banks == PROJECT_ROOT / "question_banks"
    assert settings.allowed_hosts == ("127.0.0.1", "localhost")
    assert (settings.mail_url, settings.mail_from) == (None, "prep@localhost")
    assert settings.trusted_proxies == 0
    assert settings.migrations.is_dir()


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("PREP_HOST", "localhost", "host", "localhost"),
        ("PREP_PORT", "1", "port", 1),
        ("PREP_PORT", "65535", "port", 65535),
        ("PREP_DATABASE_URL", "sqlite:////tmp/x.db", "database_url", "sqlite:////tmp/x.db"),
        (
            "PREP_DATABASE_URL",
            "postgresql://ana:secret@db/prep",
            "database_url",
            "postgresql+psycopg://ana:secret@db/prep",
        ),
        (
            "PREP_DATABASE_URL",
            "postgresql+psycopg://db/prep",
            "database_url",
            "postgresql+psycopg://db/prep",
        ),
        ("PREP_SECRET_KEY", SECRET, "secret_key", SECRET),
        ("PREP_MAIL_URL", "smtp://mail.example.org", "mail_url", "smtp://mail.example.org"),
        ("PREP_MAIL_URL", "smtps://u:p@mail:465", "mail_url", "smtps://u:p@mail:465"),
        ("PREP_MAIL_URL", "", "mail_url", None),
        ("PREP_MAIL_FROM", "Prep <p@example.org>", "mail_from", "Prep <p@example.org>"),
        ("PREP_TRUSTED_PROXIES", "2", "trusted_proxies", 2),
        ("PREP_TRUSTED_PROXIES", "", "trusted_proxies", 0),
    ],
)
def test_an_accepted_value_is_used(
    folder: Path, variable: str, value: str, field: str, expected: object
) -> None:
    assert getattr(read(folder, **{variable: value}), field) == expected


def test_the_folder_of_the_banks_can_be_chosen(folder: Path, tmp_path: Path) -> None:
    assert read(folder, PREP_BANKS=str(tmp_path)).banks == tmp_path


def test_server_mode_answers_to_the_names_that_it_is_given(folder: Path) -> None:
    names = " prep.example.org, prep.local ,,"

    settings = read(folder, **{**SERVER, "PREP_ALLOWED_HOSTS": names, "PREP_HOST": "0.0.0.0"})

    assert not settings.is_local
    assert settings.host == "0.0.0.0"
    assert settings.allowed_hosts == ("prep.example.org", "prep.local")


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PREP_MODE", "cloud", "PREP_MODE is 'cloud': use local or server."),
        ("PREP_HOST", "0.0.0.0", "PREP_HOST is '0.0.0.0', but local mode has no password"),
        ("PREP_HOST", "192.168.1.5", "use 127.0.0.1, or set PREP_MODE=server"),
        ("PREP_HOST", "prep.example.org", "PREP_HOST is 'prep.example.org'"),
        ("PREP_PORT", "0", "PREP_PORT is '0': use a number from 1 to 65535."),
        ("PREP_PORT", "65536", "PREP_PORT is '65536'"),
        ("PREP_PORT", "http", "PREP_PORT is 'http'"),
        ("PREP_DATABASE_URL", "mysql://db/prep", "PREP_DATABASE_URL begins with 'mysql'"),
        ("PREP_DATABASE_URL", "prep.sqlite3", "PREP_DATABASE_URL begins with no scheme"),
        ("PREP_BANKS", "/nowhere/at/all", "PREP_BANKS is '/nowhere/at/all'"),
        ("PREP_SECRET_KEY", "short", "PREP_SECRET_KEY needs at least 32 random characters"),
        ("PREP_MAIL_URL", "http://mail", "PREP_MAIL_URL: use smtp://USER:PASSWORD@HOST:PORT"),
        ("PREP_MAIL_URL", "smtp://", "PREP_MAIL_URL: use smtp://"),
        ("PREP_MAIL_URL", "smtp://mail:many", "PREP_MAIL_URL: use smtp://"),
        ("PREP_MAIL_URL", "smtp://[::1", "PREP_MAIL_URL: use smtp://"),
        ("PREP_MAIL_FROM", "prep", "PREP_MAIL_FROM is 'prep': use an address"),
        ("PREP_MAIL_FROM", "p@example.org\nBcc: q@example.org", "PREP_MAIL_FROM is"),
        ("PREP_TRUSTED_PROXIES", "-1", "PREP_TRUSTED_PROXIES is '-1': use the number"),
        ("PREP_TRUSTED_PROXIES", "yes", "PREP_TRUSTED_PROXIES is 'yes'"),
        ("PREP_TRUSTED_PROXIES", "6", "from 0 to 5"),
    ],
)
def test_a_wrong_value_is_refused_with_the_accepted_ones(
    folder: Path, variable: str, value: str, sentence: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read(folder, **{variable: value})

    assert variable in str(refused.value)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PREP_SECRET_KEY": ""}, "PREP_SECRET_KEY needs at least 32 random characters"),
        ({"PREP_SECRET_KEY": "x" * 31}, "PREP_SECRET_KEY needs at least 32 random characters"),
        ({"PREP_ALLOWED_HOSTS": ""}, "PREP_ALLOWED_HOSTS is ''"),
        ({"PREP_ALLOWED_HOSTS": " , "}, "PREP_ALLOWED_HOSTS is ''"),
        ({"PREP_ALLOWED_HOSTS": "https://prep.example.org"}, "without https://"),
        ({"PREP_ALLOWED_HOSTS": "*"}, "PREP_ALLOWED_HOSTS is '*'"),
    ],
)
def test_server_mode_refuses_to_start_without_a_secret_and_names(
    folder: Path, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ConfigError, match=sentence.replace("*", r"\*")):
        read(folder, **{**SERVER, **changes})


@pytest.mark.parametrize("missing", ["PREP_SECRET_KEY", "PREP_ALLOWED_HOSTS"])
def test_server_mode_refuses_to_start_when_one_is_missing(folder: Path, missing: str) -> None:
    variables = {name: value for name, value in SERVER.items() if name != missing}

    with pytest.raises(ConfigError, match=missing):
        read(folder, **variables)


def test_the_mail_password_is_not_repeated_in_a_refusal(folder: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read(folder, PREP_MAIL_URL="smtp://ana:hunter2@mail:many")

    assert "hunter2" not in str(refused.value)


def test_the_database_password_is_not_repeated_in_a_refusal(folder: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read(folder, PREP_DATABASE_URL="mysql://ana:hunter2@db/prep")

    assert "hunter2" not in str(refused.value)


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ConfigError, match=r"PREP_DATA_DIR is .* cannot be made"):
        read(tmp_path / "file" / "data")


def test_the_data_folder_is_for_its_owner_only(folder: Path) -> None:
    read(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_local_mode_makes_a_secret_once_and_keeps_it_private(folder: Path) -> None:
    first, second = read(folder), read(folder)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_the_application_does_not_start_with_a_wrong_setting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREP_DATA_DIR", str(folder))
    monkeypatch.setenv("PREP_MODE", "server")
    for variable in ("PREP_SECRET_KEY", "PREP_ALLOWED_HOSTS"):
        monkeypatch.delenv(variable, raising=False)

    with pytest.raises(ConfigError, match="PREP_SECRET_KEY"):
        create_app()
    with pytest.raises(SystemExit, match="prep: PREP_SECRET_KEY"):
        _create_app_for_commands()
