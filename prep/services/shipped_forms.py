"""The forms that ship with a bank, from files into rows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from prep.content.bank import Bank, BankForm
from prep.content.forms import as_form
from prep.learning.assembly.outline import rules_for
from prep.services.form_rows import save_form
from prep.storage.banks import list_served_versions
from prep.storage.forms import FormRow, list_shipped_forms


def sync_forms(db: Session, bank: Bank, *, now: datetime) -> None:
    """Bring the rows in line with the form files.

    The same form at the same versions is the same row. Where an item has a new version, the form
    becomes a new row of the same name and the old one is retired, for attempts at it stay.
    """
    certification_id = bank.certification.id
    served = list_served_versions(db, certification_id, "exam")
    versions = {version.item_id: version.version for version in served}
    wanted = {_form_id(bank, form, versions): form for form in bank.forms}
    for row, _ in list_shipped_forms(db, certification_id):
        if row.id not in wanted:
            row.retired_at = now
    for form_id, form in wanted.items():
        if known := db.get(FormRow, form_id):
            known.retired_at = None
        else:
            save_form(
                db,
                form_id,
                as_form(form),
                rules_for(bank.blueprint, form.kind),
                bank.blueprint,
                versions,
                now=now,
                certification_id=certification_id,
                name=form.id,
                seed=form.seed,
            )


def _form_id(bank: Bank, form: BankForm, versions: Mapping[str, int]) -> UUID:
    """Made from all that the form says."""
    items = [[(item, versions[item]) for item in mine] for mine in form.sections.values()]
    said = (bank.certification.id, bank.blueprint.id, form.id, form.kind, form.seed, items)
    return uuid5(NAMESPACE_URL, repr(said))
