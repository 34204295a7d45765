"""`prep form`: mock exam forms that ship with a bank. Needs no database."""

import secrets
from pathlib import Path

import click
import yaml

from prep.cli.bank import banks_option
from prep.content.bank import Bank
from prep.content.forms import LARGEST_SEED, exam_pool, form_document, form_problems, item_ids
from prep.content.loader import load_banks
from prep.errors import InvalidInput
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.ordering import Form
from prep.learning.assembly.outline import FULL, rules_for
from prep.learning.assembly.rules import FormRules
from prep.learning.assembly.shortages import Shortages
from prep.services.forms import form_rng


@click.group()
def form() -> None:
    """Mock exam forms: assemble, check."""


@form.command("assemble")
@click.argument("certification")
@click.argument("name")
@click.option("--kind", default=FULL, show_default=True, help="full, half, section:ID, domain:ID.")
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="Draw the same form again.")
@banks_option
def assemble_command(
    certification: str, name: str, kind: str, seed: int | None, folder: Path
) -> None:
    """Write form NAME from questions that are in no other form, or say what is missing."""
    if not name.replace("-", "").isalnum():
        raise click.BadParameter(f"{name!r} is no name; use letters, digits and hyphens.")
    bank = next((one for one in _banks(folder) if one.certification.id == certification), None)
    if bank is None:
        raise click.BadParameter(f"there is no bank {certification!r}.")
    used_seed = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    found = _assembled(bank, _rules(bank, kind), used_seed, name)
    if isinstance(found, Shortages):
        click.echo("\n".join(found.sentences))
        raise SystemExit(1)
    path = folder / certification / "forms" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    document = form_document(found, form_id=name, kind=kind, seed=used_seed)
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    click.echo(f"{len(found.item_ids)} questions: written to {path}")


@form.command()
@banks_option
def check(folder: Path) -> None:
    """Hold every form against its rules, and say whether there is enough for another full one."""
    has_problems = False
    for bank in _banks(folder):
        problems = list(form_problems(bank))
        has_problems |= bool(problems)
        name = bank.certification.id
        click.echo(f"{name}: {len(exam_pool(bank))} exam questions, {len(bank.forms)} forms")
        for problem in problems:
            click.echo(f"  {problem}")
        click.echo(f"  {_prospect(bank)}")
    if has_problems:
        raise SystemExit(1)


def _prospect(bank: Bank) -> str:
    """Whether the questions in no form make another full one."""
    found = _assembled(bank, rules_for(bank.blueprint, FULL), 0, "")
    if isinstance(found, Form):
        return "enough is left for another full form"
    first, *others = found.sentences
    return f"not enough for another full form: {first}" + (
        f"; and {len(others)} more" if others else ""
    )


def _assembled(bank: Bank, rules: FormRules, seed: int, name: str) -> Form | Shortages:
    others = [item_ids(one) for one in bank.forms if one.id != name]
    return assemble(
        exam_pool(bank),
        rules,
        excluded=frozenset().union(*others),
        rng=form_rng(bank.certification.id, rules.kind, seed),
    )


def _banks(folder: Path) -> tuple[Bank, ...]:
    """The banks. Ends the command with their problems, if they have any."""
    loaded = load_banks(folder)
    if loaded.problems:
        click.echo("\n".join(map(str, loaded.problems)))
        raise SystemExit(1)
    return loaded.banks.banks


def _rules(bank: Bank, kind: str) -> FormRules:
    try:
        return rules_for(bank.blueprint, kind)
    except InvalidInput as error:
        raise click.BadParameter(error.message, param_hint="--kind") from None
