from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.actions.planning import drop_action
from prep.services.mentoring import (
    MOST_LINKS,
    Mentoring,
    create_link,
    get_mentoring,
    revoke_link,
)
from prep.services.sign_offs import SignOff, get_mentor_page, sign_off
from prep.storage.database import Database, transaction
from prep.storage.evidence import find_evidence_of
from prep.storage.portfolio import list_projects
from tests.acting import document, drafted, plan, save
from tests.evidence_rows import project_row
from tests.practising import Practice, enrolled

GIVEN = SignOff("Bob", "Team lead", "Clear and in time.", has_seen=True)
SHAREABLE = drafted(confidentiality="shareable")


def made(practice: Practice, action_id: UUID, *, days: int = 14) -> str:
    """The secret of a new link."""
    with transaction(practice.database) as db:
        return create_link(db, practice.learner_id, action_id, days=days, now=practice.now)[0]


def mentoring(practice: Practice, action_id: UUID) -> Mentoring:
    with practice.database.reader() as db:
        return get_mentoring(db, practice.learner_id, action_id, now=practice.now)


def look(practice: Practice, secret: str) -> Any:
    with practice.database.reader() as db:
        return get_mentor_page(db, secret, now=practice.now)


def sign(practice: Practice, secret: str, given: SignOff = GIVEN) -> None:
    with transaction(practice.database) as db:
        sign_off(db, secret, given, now=practice.now)


@pytest.fixture
def practice(stocked: Database) -> Practice:
    return enrolled(stocked)


@pytest.fixture
def action_id(practice: Practice) -> UUID:
    """An action that is documented and may leave as it is."""
    action_id = plan(practice)
    document(practice, action_id, SHAREABLE)
    return action_id


def test_a_link_shows_the_exercise_and_the_evidence(practice: Practice, action_id: UUID) -> None:
    work = look(practice, made(practice, action_id)).work

    assert work.exercise_name == "Write down what may happen, risk-1"
    assert work.title == "Risk register"
    assert dict(work.texts) == {
        "Situation": "Two cutovers had failed.",
        "What was done": "I kept a register with the network team.",
        "Result": "The third went well.",
        "In figures": "9 of 11 risks answered",
        "People, by role": "Network lead",
    }
    assert len(work.done_when) == 3
    assert [said for _, said in work.rubric] == ["Yes", "Partly", "No", "Yes"]


def test_a_link_shows_nothing_of_plan_and_reflection(practice: Practice, action_id: UUID) -> None:
    shown = str(look(practice, made(practice, action_id)))

    for private in ("mail migration", "late lorry", "Alice", "rollout"):
        assert private not in shown


def test_of_redacted_evidence_only_the_redacted_wording_is_shown(practice: Practice) -> None:
    action_id = plan(practice)
    draft = drafted(confidentiality="redacted", redacted={"result": "It went well."})
    document(practice, action_id, draft)

    work = look(practice, made(practice, action_id)).work

    assert work.title == ""
    assert work.texts == (("Result", "It went well."),)


def test_what_stays_of_its_project_is_not_told_by_its_evidence(
    practice: Practice, action_id: UUID
) -> None:
    secret = made(practice, action_id)
    with transaction(practice.database) as db:
        db.add(project_row(practice.learner_id, confidentiality="private", name="cutovers"))
        db.flush()
        project_id = list_projects(db, practice.learner_id)[0].id
        find_evidence_of(db, practice.learner_id, action_id).project_id = project_id

    work = look(practice, secret).work

    assert "Situation" not in dict(work.texts)
    assert dict(work.texts)["Result"] == "The third went well."


def test_a_link_follows_the_evidence_and_shows_nothing_once_it_is_private(
    practice: Practice, action_id: UUID
) -> None:
    secret = made(practice, action_id)
    document(practice, action_id, drafted(confidentiality="shareable", result="Better still."))
    assert ("Result", "Better still.") in look(practice, secret).work.texts

    document(practice, action_id, drafted(confidentiality="private"))

    with pytest.raises(NotFound):
        look(practice, secret)
    with pytest.raises(NotFound):
        sign(practice, secret)
    found = mentoring(practice, action_id)
    assert found.work is None
    assert len(found.links) == 1


def test_a_link_shows_nothing_of_what_was_put_aside(practice: Practice, action_id: UUID) -> None:
    secret = made(practice, action_id)
    with transaction(practice.database) as db:
        drop_action(db, practice.learner_id, action_id, now=practice.now)

    with pytest.raises(NotFound):
        look(practice, secret)
    with pytest.raises(Conflict, match="Take it up again"):
        made(practice, action_id)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"confidentiality": "private"}, "private, so no link shows it"),
        ({"confidentiality": "redacted"}, "no redacted wording is written yet"),
    ],
)
def test_what_may_not_leave_cannot_be_linked_and_it_says_what_to_change(
    practice: Practice, changes: dict[str, str], told: str
) -> None:
    action_id = plan(practice)
    document(practice, action_id, drafted(**changes))

    assert told in mentoring(practice, action_id).obstacle
    with pytest.raises(Conflict, match=told):
        made(practice, action_id)


def test_a_draft_cannot_be_linked(practice: Practice) -> None:
    action_id = plan(practice)
    save(practice, action_id, SHAREABLE)

    assert mentoring(practice, action_id).work is None
    with pytest.raises(Conflict, match="Document this first"):
        made(practice, action_id)


@pytest.mark.parametrize("days", [1, 60])
def test_a_link_works_for_the_days_that_were_chosen(
    practice: Practice, action_id: UUID, days: int
) -> None:
    secret = made(practice, action_id, days=days)

    last_moment = practice.later(days=days, seconds=-1)
    assert look(last_moment, secret).open_until == practice.later(days=days).now.date()
    assert len(mentoring(last_moment, action_id).links) == 1
    assert mentoring(practice.later(days=days), action_id).links == ()
    with pytest.raises(NotFound):
        look(practice.later(days=days), secret)


@pytest.mark.parametrize("days", [-1, 0, 61, 10**8])
def test_other_numbers_of_days_are_refused(practice: Practice, action_id: UUID, days: int) -> None:
    with pytest.raises(InvalidInput, match="from 1 to 60"):
        made(practice, action_id, days=days)
    assert mentoring(practice, action_id).links == ()


def test_links_of_one_action_are_limited(practice: Practice, action_id: UUID) -> None:
    for _ in range(MOST_LINKS):
        made(practice, action_id)

    with pytest.raises(Conflict, match="Revoke one"):
        made(practice, action_id)
    assert len(mentoring(practice.later(days=14), action_id).links) == 0
    assert made(practice.later(days=14), action_id)


def test_a_revoked_link_is_dead_at_once_and_the_others_live(
    practice: Practice, action_id: UUID
) -> None:
    first = made(practice, action_id)
    second = made(practice.later(hours=1), action_id)
    (_, older) = mentoring(practice, action_id).links

    with transaction(practice.database) as db:
        revoke_link(db, practice.learner_id, action_id, older.id, now=practice.now)

    with pytest.raises(NotFound):
        look(practice, first)
    assert look(practice, second).work


def test_somebody_elses_action_and_links_are_not_found(
    practice: Practice, action_id: UUID, stocked: Database
) -> None:
    secret = made(practice, action_id)
    link_id = mentoring(practice, action_id).links[0].id
    other = enrolled(stocked)
    own = plan(other)
    document(other, own, SHAREABLE)

    for attempt in (
        lambda db: create_link(db, other.learner_id, action_id, days=14, now=other.now),
        lambda db: get_mentoring(db, other.learner_id, action_id, now=other.now),
        lambda db: revoke_link(db, other.learner_id, action_id, link_id, now=other.now),
        lambda db: revoke_link(db, other.learner_id, own, link_id, now=other.now),
        lambda db: revoke_link(db, practice.learner_id, action_id, uuid4(), now=other.now),
    ):
        with pytest.raises(NotFound), transaction(stocked) as db:
            attempt(db)
    assert look(practice, secret).work


def test_a_mentor_signs_off_and_the_learner_sees_it(practice: Practice, action_id: UUID) -> None:
    secret = made(practice, action_id)
    assert look(practice, secret).signed_on is None

    sign(practice.later(days=1), secret)

    assert look(practice, secret).signed_on == practice.later(days=1).now.date()
    (said,) = mentoring(practice, action_id).sign_offs
    assert (said.name, said.role, said.comment) == ("Bob", "Team lead", "Clear and in time.")
    assert said.signed_at == practice.later(days=1).now
    assert not said.is_outdated


def test_a_link_signs_once(practice: Practice, action_id: UUID) -> None:
    secret = made(practice, action_id)
    sign(practice, secret)
    sign(practice.later(days=1), secret, SignOff("Eve", "Nobody", "Bad.", has_seen=True))
    sign(practice, secret, SignOff("", "", "", has_seen=False))

    assert [said.name for said in mentoring(practice, action_id).sign_offs] == ["Bob"]


def test_two_links_sign_twice_and_a_sign_off_outlives_its_link(
    practice: Practice, action_id: UUID
) -> None:
    for name in ("Bob", "Cem"):
        sign(practice, made(practice, action_id), SignOff(name, "Lead", "", has_seen=True))
    with transaction(practice.database) as db:
        for link in get_mentoring(db, practice.learner_id, action_id, now=practice.now).links:
            revoke_link(db, practice.learner_id, action_id, link.id, now=practice.now)

    assert {said.name for said in mentoring(practice, action_id).sign_offs} == {"Bob", "Cem"}


def test_a_sign_off_says_when_the_evidence_was_changed_after_it(
    practice: Practice, action_id: UUID
) -> None:
    sign(practice, made(practice, action_id))
    document(practice.later(hours=1), action_id, SHAREABLE)

    assert mentoring(practice, action_id).sign_offs[0].is_outdated


def test_a_sign_off_is_for_what_the_mentor_read(practice: Practice, action_id: UUID) -> None:
    secret = made(practice, action_id)
    read = look(practice, secret).work.revision
    later = practice.later(hours=1)
    document(later, action_id, drafted(confidentiality="shareable", result="Something else."))

    with pytest.raises(InvalidInput, match="changed") as refused:
        sign(later, secret, replace(GIVEN, revision=read))
    assert refused.value.field == "has_seen"
    assert mentoring(practice, action_id).sign_offs == ()

    sign(later, secret, replace(GIVEN, revision=look(later, secret).work.revision))
    assert not mentoring(practice, action_id).sign_offs[0].is_outdated


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (SignOff("", "Lead", "", has_seen=True), "name"),
        (SignOff("Bob", "", "", has_seen=True), "role"),
        (SignOff("B" * 121, "Lead", "", has_seen=True), "name"),
        (SignOff("Bob", "L" * 121, "", has_seen=True), "role"),
        (SignOff("Bob", "Lead", "x" * 2001, has_seen=True), "comment"),
        (SignOff("Bob", "Lead", "a\0b", has_seen=True), "comment"),
        (SignOff("Bob", "Lead", "", has_seen=False), "has_seen"),
    ],
)
def test_a_sign_off_that_lacks_something_names_the_field_and_stores_nothing(
    practice: Practice, action_id: UUID, given: SignOff, field: str
) -> None:
    secret = made(practice, action_id)

    with pytest.raises(InvalidInput) as refused:
        sign(practice, secret, given)

    assert refused.value.field == field
    assert mentoring(practice, action_id).sign_offs == ()


def test_the_longest_texts_fit(practice: Practice, action_id: UUID) -> None:
    sign(practice, made(practice, action_id), SignOff("é" * 120, "🙂" * 120, "x" * 2000, True))

    assert len(mentoring(practice, action_id).sign_offs[0].comment) == 2000


def test_an_expired_link_cannot_sign(practice: Practice, action_id: UUID) -> None:
    secret = made(practice, action_id, days=1)

    with pytest.raises(NotFound):
        sign(practice.later(days=1), secret)
