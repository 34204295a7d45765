"""The import rules hold, and each of them fails when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FRAMEWORKS = ("flask", "flask_login", "flask_security", "werkzeug", "click", "sqlalchemy", "yaml")

BREAKERS = [
    ("app > config", "prep/storage/database.py", "import prep.services.seeds"),
    ("app > config", "prep/newcomer.py", ""),
    ("The learning core", "prep/learning/memory.py", "import random"),
    ("The learning core", "prep/learning/items.py", "import sqlalchemy"),
    ("Only the learning core", "prep/services/seeds.py", "import highspy"),
    ("Only web, CLI", "prep/services/seeds.py", "import flask"),
    ("Web, CLI and content write no SQL", "prep/web/clock.py", "import sqlalchemy"),
    ("Pages reach rows", "prep/web/pages/today.py", "import prep.storage.practice"),
    ("No cycles", "prep/web/clock.py", "import prep.web.pages.today"),
]


def test_the_core_loads_no_framework() -> None:
    script = (
        "import importlib, pkgutil, sys, prep.learning as core\n"
        "for module in pkgutil.iter_modules(core.__path__):\n"
        "    importlib.import_module('prep.learning.' + module.name)\n"
        f"loaded = [name for name in {FRAMEWORKS!r} if name in sys.modules]\n"
        "sys.exit(', '.join(loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, f"prep.learning loads {done.stderr.strip()}"


def test_every_import_rule_holds(tmp_path: Path) -> None:
    code, output = _lint_imports(_copied(tmp_path))
    assert code == 0, output


@pytest.mark.parametrize(("contract", "path", "line"), BREAKERS)
def test_a_broken_import_rule_is_reported(
    tmp_path: Path, contract: str, path: str, line: str
) -> None:
    project = _copied(tmp_path)
    module = project / path
    module.write_text(f"{line}\n" + (module.read_text() if module.exists() else ""))
    code, output = _lint_imports(project)
    assert code != 0
    assert any(row.startswith(contract) and "BROKEN" in row for row in output.splitlines()) or (
        "newcomer" in path and "newcomer" in output
    ), output


def _copied(folder: Path) -> Path:
    shutil.copytree(ROOT / "prep", folder / "prep", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _lint_imports(project: Path) -> tuple[int, str]:
    command = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=project, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr
