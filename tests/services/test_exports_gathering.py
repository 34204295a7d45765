"""What leaves and what stays: by level, by mark, and never a wording that must stay."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.services.confidentiality import EVIDENCE_FIELDS, PROJECT_FIELDS
from prep.services.exports.document import PARTS, Person, PortfolioDocument
from prep.services.exports.gathering import Gathered, compose, gather
from prep.services.exports.json_resume import render_json_resume
from prep.services.exports.markdown import render_markdown
from prep.services.exports.rows import PortfolioRows
from prep.services.exports.tables import TABLES, render_table
from prep.services.exports.word import render_docx
from prep.storage.database import Database, transaction
from tests.evidence_rows import (
    action_row,
    bullet_row,
    evidence_row,
    exercise_row,
    experience_row,
    profile_row,
    project_row,
    story_row,
    training_row,
)
from tests.factories import MONDAY_NOON
from tests.rows import stored_learner

TODAY = MONDAY_NOON.date()


def portfolio(projects=(), evidence=(), bullets=(), stories=(), periods=()) -> PortfolioRows:
    return PortfolioRows(
        projects={row.id: row for row in projects},
        evidence={row.id: row for row in evidence},
        drafts={},
        bullets=tuple(bullets),
        stories=tuple(stories),
        periods=tuple(periods),
    )


def composed(rows: PortfolioRows, parts=tuple(PARTS)) -> Gathered:
    return compose(rows, parts, person=Person(), training=(), domains={}, today=TODAY)


def reasons(found: Gathered) -> dict[str, list[str]]:
    return {
        one.name: [two.why for two in found.stays if two.name == one.name] for one in found.stays
    }


def test_a_project_leaves_with_what_belongs_to_it() -> None:
    project = project_row(1)
    rows = portfolio(
        [project],
        [evidence_row(1, project_id=project.id)],
        [bullet_row(1, project_id=project.id)],
        [story_row(1, project_id=project.id)],
        [experience_row(1, project.id)],
    )
    found = composed(rows)
    (told,) = found.document.projects
    assert told.name == "Mail migration"
    assert told.bullets == ("Led a move of 1,400 mailboxes.",)
    assert [piece.title for piece in told.evidence] == ["Risk register"]
    assert [period.description for period in told.periods] == ["Led it."]
    assert (found.document.bullets, found.document.evidence) == ((), ())
    assert [story.title for story in found.document.stories] == ["A risk that came"]
    assert found.stays == ()


def test_what_belongs_to_no_project_stands_for_itself() -> None:
    found = composed(portfolio(evidence=[evidence_row(1)], bullets=[bullet_row(1)]))
    assert found.document.bullets == ("Led a move of 1,400 mailboxes.",)
    assert [piece.title for piece in found.document.evidence] == ["Risk register"]


def test_a_private_project_keeps_what_was_made_of_it_and_its_periods() -> None:
    project = project_row(1, confidentiality="private")
    rows = portfolio(
        [project],
        bullets=[bullet_row(1, project_id=project.id)],
        stories=[story_row(1, project_id=project.id)],
        periods=[experience_row(1, project.id)],
    )
    found = composed(rows)
    assert found.document.is_empty
    assert reasons(found) == {
        "Mail migration": ["It is private."],
        "Led a move of 1,400 mailboxes.": ["It is made from something that stays."],
        "A risk that came": ["It is made from something that stays."],
    }


def test_shareable_evidence_of_a_private_project_leaves_by_itself() -> None:
    project = project_row(1, confidentiality="private")
    found = composed(portfolio([project], [evidence_row(1, project_id=project.id)]))
    assert [piece.title for piece in found.document.evidence] == ["Risk register"]
    assert found.document.projects == ()


def test_a_line_behind_private_evidence_of_another_project_stays() -> None:
    project = project_row(1, confidentiality="private")
    evidence = evidence_row(1, project_id=project.id)
    found = composed(portfolio([project], [evidence], [bullet_row(1, evidence_id=evidence.id)]))
    assert found.document.bullets == ()


def test_what_is_not_marked_stays() -> None:
    rows = portfolio(
        bullets=[bullet_row(1, is_exported=False)], stories=[story_row(1, is_exported=False)]
    )
    found = composed(rows)
    assert found.document.is_empty
    assert [one.why for one in found.stays] == ["It is not marked for export."] * 2


def test_a_redacted_project_says_which_fields_stay() -> None:
    project = project_row(
        1, confidentiality="redacted", redacted={"name": "A move", "result": "It went well."}
    )
    found = composed(portfolio([project]))
    assert dict(found.document.projects[0].wording) == {"name": "A move", "result": "It went well."}
    assert reasons(found) == {
        "Mail migration": ["These stay: organisation, my role, team, reason, risks."]
    }


def test_a_redacted_row_without_wording_stays_with_that_reason() -> None:
    found = composed(portfolio([project_row(1, confidentiality="redacted")]))
    assert reasons(found) == {"Mail migration": ["It is redacted and has no redacted wording yet."]}


def test_what_repeats_a_wording_that_stays_is_held_back_and_named() -> None:
    project = project_row(
        1, confidentiality="redacted", organisation="North Harbour", redacted={"name": "A move"}
    )
    rows = portfolio(
        [project],
        [evidence_row(1, project_id=project.id, situation="North Harbour had two outages.")],
        [bullet_row(1, project_id=project.id, project_wording="Led a move at North Harbour.")],
        [story_row(1, project_id=project.id, action="Called north harbour.")],
        [experience_row(1, project.id, description="Led it for North Harbour.")],
    )
    found = composed(rows)
    why = "It repeats a wording that stays (organisation)."
    assert [one.why for one in found.stays].count(why) == 4
    assert "harbour" not in render_markdown(found.document).lower()
    assert [piece.title for piece in found.document.projects[0].evidence] == ["Risk register"]


def test_only_the_chosen_parts_leave() -> None:
    project = project_row(1)
    rows = portfolio(
        [project],
        [evidence_row(1, project_id=project.id)],
        [bullet_row(1, project_id=project.id)],
        [story_row(1)],
        [experience_row(1, project.id)],
    )
    assert composed(rows, ()).document.is_empty
    assert composed(rows, ("bullets",)).document == PortfolioDocument(
        TODAY, bullets=("Led a move of 1,400 mailboxes.",)
    )
    (told,) = composed(rows, ("projects",)).document.projects
    assert (told.bullets, told.evidence, told.periods) == ((), (), ())


def test_characters_that_no_document_holds_are_dropped() -> None:
    found = composed(portfolio([project_row(1, name="A\x0bB\x1f\uffffC\r\nD")]))
    assert found.document.projects[0].name == "ABC\nD"


@pytest.fixture
def learner_id(stocked: Database) -> int:
    """Somebody with one thing of every kind."""
    exercise, project_id, action_id = exercise_row(), uuid4(), uuid4()
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        for row in (
            exercise,
            action_row(learner_id, exercise.id, id=action_id),
            project_row(learner_id, id=project_id),
            evidence_row(learner_id, project_id=project_id),
            evidence_row(learner_id, action_id=action_id, title="Half done"),
            experience_row(learner_id, project_id, hours={"people": 40.0}),
            bullet_row(learner_id, project_id=project_id),
            story_row(learner_id),
            training_row(learner_id),
            profile_row(learner_id, headline="Administrator"),
        ):
            db.add(row)
            db.flush()
    return learner_id


def test_everything_of_one_learner_is_gathered(stocked: Database, learner_id: int) -> None:
    with stocked.reader() as db:
        found = gather(db, learner_id, tuple(PARTS), today=TODAY)
    told = found.document
    assert told.person == Person(name="Alice", headline="Administrator")
    assert [course.name for course in told.training] == ["Course"]
    assert told.projects[0].periods[0].hours == {"People": 40.0}
    assert reasons(found) == {"Half done": ["Its action is not documented yet."]}


def test_nothing_of_another_learner_is_gathered(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        other = stored_learner(db)
    with stocked.reader() as db:
        found = gather(db, other, tuple(PARTS), today=TODAY)
    assert found.document.is_empty
    assert found.stays == ()


LEVELS = st.sampled_from(["private", "redacted", "shareable"])
SUBSETS = st.just(tuple(PARTS)) | st.sets(st.sampled_from(tuple(PARTS))).map(tuple)


def marked(prefix: str, fields: tuple[str, ...]) -> dict[str, str]:
    """A wording with a marker of its own in every field."""
    return {field: f"zq{prefix}{n}qz" for n, field in enumerate(fields)}


def redacted(draw, prefix: str, fields: tuple[str, ...]) -> dict[str, str]:
    chosen = draw(st.sets(st.sampled_from(fields)))
    return {field: f"public {prefix} {field}" for field in chosen}


@st.composite
def portfolios(draw) -> tuple[PortfolioRows, set[str]]:
    """A project, evidence of it, and what is made of both; and the markers that must not leave."""
    names, facts = marked("p", PROJECT_FIELDS), marked("e", EVIDENCE_FIELDS)
    told = draw(st.sampled_from([*names.values(), *facts.values(), "nothing special"]))
    of_project = draw(st.sampled_from(tuple(names.values())))
    project = project_row(
        1,
        **names,
        public_name=draw(st.sampled_from(["", "A public name"])),
        confidentiality=draw(LEVELS),
        redacted=redacted(draw, "project", PROJECT_FIELDS),
    )
    evidence = evidence_row(
        1,
        **{**facts, "people": f"{facts['people']} and {of_project}"},
        project_id=project.id if draw(st.booleans()) else None,
        confidentiality=draw(LEVELS),
        redacted=redacted(draw, "evidence", EVIDENCE_FIELDS),
    )
    if evidence.project_id is None:
        evidence.people = facts["people"]
    is_exported = draw(st.booleans())
    made = {"project_id": project.id, "evidence_id": evidence.id, "is_exported": is_exported}
    rows = portfolio(
        [project],
        [evidence],
        [bullet_row(1, **made, it_wording="zqitqz", project_wording=f"zqbulletqz with {told}")],
        [story_row(1, **made, title="zqstoryqz", action=f"Did {told}")],
        [experience_row(1, project.id, description=f"zqperiodqz {of_project}")],
    )
    return rows, set(forbidden(project, evidence, names, facts, is_exported=is_exported))


def forbidden(project, evidence, names, facts, *, is_exported: bool) -> Iterator[str]:
    """Worked out from the levels alone, as their meaning has it."""
    yield "zqitqz"
    if project.confidentiality != "shareable":
        yield from names.values()
    elif project.public_name:
        yield names["name"]
    if evidence.confidentiality != "shareable":
        yield from facts.values()
    if project.confidentiality == "private":
        yield "zqperiodqz"
    if not is_exported or "private" in (project.confidentiality, evidence.confidentiality):
        yield from ("zqbulletqz", "zqstoryqz")


def everything_that_leaves(document: PortfolioDocument) -> str:
    """All formats in one text, what a packed file holds included."""
    with zipfile.ZipFile(io.BytesIO(render_docx(document))) as packed:
        parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    tables = [render_table(document, name) for name in TABLES]
    return "\n".join([render_markdown(document), render_json_resume(document), *tables, *parts])


@settings(max_examples=200)
@given(made=portfolios(), parts=SUBSETS)
def test_no_wording_that_must_stay_is_in_any_export(made, parts) -> None:
    rows, staying = made
    told = everything_that_leaves(composed(rows, parts).document)
    assert [marker for marker in staying if marker in told] == []


@given(made=portfolios())
def test_what_may_leave_does_leave(made) -> None:
    """The guard above would hold for an empty document too."""
    rows, _ = made
    (project,), (evidence,) = rows.projects.values(), rows.evidence.values()
    found = composed(rows).document
    assert bool(found.projects) == bool(
        project.confidentiality == "shareable"
        or (project.confidentiality == "redacted" and (project.redacted or project.public_name))
    )
    if evidence.confidentiality == "shareable":
        ((_, piece),) = found.all_evidence
        assert piece.wording["situation"] == evidence.situation
        assert piece.ended_on == date(2026, 11, 23)
