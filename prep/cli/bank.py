"""`prep bank`: checking, exporting and briefing question banks. Needs no database."""

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import yaml

from prep.content.audit_export import audit_documents
from prep.content.bank import Bank, BankSet, Problem
from prep.content.briefs import PROFILES, brief_as_dict, draw_briefs
from prep.content.exercises.coverage import coverage_problems
from prep.content.item_types import ITEM_TYPES
from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from prep.learning.blueprint import Task

APPROACH_OF_DOMAIN = {"predictive": "predictive", "agile": "agile"}
"""Domains that are about one delivery approach, so that their cards draw no other."""

banks_option = click.option(
    "--banks",
    "folder",
    envvar="PREP_BANKS",
    default=Path("question_banks"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the question banks.",
)


@click.group()
def bank() -> None:
    """Question banks: check, export, brief."""


@bank.command()
@banks_option
def lint(folder: Path) -> None:
    """Print every problem of every bank file, one a line."""
    loaded = load_banks(folder)
    _stop_at([*loaded.problems, *lint_banks(loaded.banks), *coverage_problems(loaded.banks)])
    click.echo(f"{_summary(loaded.banks)}: clean")


@bank.command("export-audit")
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@banks_option
def export_audit(target: Path, folder: Path) -> None:
    """Write the banks to FOLDER in the format of the bank audit."""
    loaded = load_banks(folder)
    _stop_at(loaded.problems)
    target.mkdir(parents=True, exist_ok=True)
    for name, document in audit_documents(loaded.banks).items():
        text = json.dumps(document, indent=1, ensure_ascii=False)
        (target / name).write_text(text + "\n", encoding="utf-8")
    click.echo(f"{_summary(loaded.banks)}: written to {target}")


@bank.command()
@click.argument("certification")
@click.argument("task")
@click.option("--count", default=5, show_default=True, type=click.IntRange(1, 100))
@click.option(
    "--type",
    "kind",
    default="single",
    show_default=True,
    type=click.Choice(list(ITEM_TYPES)),
    help="Item type of the cards.",
)
@click.option("--seed", type=click.IntRange(0), help="Draw the same cards again.")
@banks_option
def brief(
    certification: str, task: str, count: int, kind: str, seed: int | None, folder: Path
) -> None:
    """Draw cards to write items by: key place, length ranks, form and tones, as YAML."""
    found = _bank_named(load_banks(folder).banks, certification)
    wanted = _task_named(found, task)
    used_seed = secrets.randbelow(2**32) if seed is None else seed
    approach = APPROACH_OF_DOMAIN.get(found.blueprint.domain_of(task).id)
    cards = draw_briefs(certification, [kind] * count, np.random.default_rng(used_seed), approach)
    document: dict[str, Any] = {
        "task": wanted.id,
        "name": wanted.name,
        "topics": list(wanted.topics),
        "seed": used_seed,
        "cards": [brief_as_dict(card) for card in cards],
    }
    click.echo(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), nl=False)


def _stop_at(problems: Sequence[Problem]) -> None:
    """Print the problems and end the command with 1, if there are any."""
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)


def _summary(banks: BankSet) -> str:
    concepts = sum(len(bank.concepts) for bank in banks.banks)
    items = sum(len(bank.items) for bank in banks.banks)
    return (
        f"{items} items, {concepts} concepts, {len(banks.banks)} banks, "
        f"{len(banks.exercises)} exercises"
    )


def _bank_named(banks: BankSet, certification: str) -> Bank:
    known = {
        bank.certification.id: bank for bank in banks.banks if bank.certification.id in PROFILES
    }
    if certification not in known:
        names = ", ".join(known)
        raise click.BadParameter(f"no brief cards for {certification!r}; use one of {names}.")
    return known[certification]


def _task_named(found: Bank, task: str) -> Task:
    known = {t.id: t for t in found.blueprint.tasks}
    if task not in known:
        names = ", ".join(known)
        raise click.BadParameter(
            f"{found.blueprint.short_name} has no task {task!r}; use one of {names}."
        )
    return known[task]
