"""Before serving: the schema and the question banks, brought up to date with progress shown."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext
from rich.console import Console

from prep.cli.bank import bank
from prep.cli.context import database, settings
from prep.cli.state import rebuild_emptied
from prep.content.fingerprint import fingerprint
from prep.content.loader import load_banks
from prep.errors import BankHasErrors
from prep.services.banks import BankSync, sync_banks
from prep.storage.banks import find_fingerprint, save_fingerprint
from prep.storage.database import transaction
from prep.storage.migrating import upgrade


@bank.command("sync")
@with_appcontext
def sync_command() -> None:
    """Bring the database in line with the bank files: all of them, or none."""
    try:
        synced = sync(now=datetime.now(UTC))
    except BankHasErrors as error:
        click.echo(str(error))
        click.echo("Nothing was changed.", err=True)
        raise SystemExit(1) from None
    for line in synced:
        click.echo(_sentence(line))


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the schema of this version."""
    upgrade(settings().database_url, settings().migrations)
    rebuild_emptied()
    click.echo("The database is up to date.")


def prepare(console: Console) -> None:
    """Bring the schema and the banks up to date, saying so. Unchanged banks are not read again.

    Banks with problems are listed and left out: what was synced before keeps serving.
    """
    with console.status("Preparing the database"):
        upgrade(settings().database_url, settings().migrations)
    rebuild_emptied()
    console.print("✓ The database is up to date")
    if _are_banks_unchanged():
        console.print("✓ The question banks are unchanged")
        return
    with console.status("Reading the question banks"):
        try:
            synced = sync(now=datetime.now(UTC))
        except BankHasErrors as error:
            console.print(f"✗ The question banks have {len(error.problems)} problems:", style="red")
            console.print(str(error), markup=False, highlight=False)
            console.print("The banks synced before stay in use.")
            return
    for line in synced:
        console.print(f"✓ {_sentence(line)}", highlight=False)


def sync(*, now: datetime) -> list[BankSync]:
    """Sync the bank files of the settings into the database."""
    found = fingerprint(settings().banks)
    loaded = load_banks(settings().banks)
    with transaction(database()) as db:
        synced = sync_banks(db, loaded, now=now)
        save_fingerprint(db, found, now=now)
    return synced


def _are_banks_unchanged() -> bool:
    with transaction(database()) as db:
        return find_fingerprint(db) == fingerprint(settings().banks)


def _sentence(line: BankSync) -> str:
    changes = {
        "new": line.created,
        "changed": line.changed,
        "retired": line.retired,
        "restored": line.restored,
    }
    said = ", ".join(f"{count} {word}" for word, count in changes.items() if count)
    return f"{line.certification_id}: {line.items} questions" + (f" ({said})" if said else "")
