"""Who reaches a learner's work, evidence, portfolio and links: the learner, and nobody else.

Every endpoint is tried as its owner, as another learner, and by somebody without an account; what
opens by a secret also after the secret has ended.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from prep.services.enrolments import enrol
from prep.services.learners import delete_learner
from prep.storage.database import Database, transaction
from prep.storage.learners import LearnerRow
from prep.storage.metadata import metadata
from tests.practising import Practice
from tests.web.browser import plain
from tests.web.conftest import PLAN
from tests.web.marked import LEAVES, MARK, Marked, fill
from tests.web.visiting import Visitor
from tests.web.ways import BLUEPRINTS, BY_SECRET, WAYS, Way, fields_of, filled, method_of, unknown


@pytest.fixture
def theirs(owner_id: int, server_database: Database, now: datetime) -> Practice:
    """The owner at the level of services."""
    return Practice(server_database, owner_id, now)


@pytest.fixture
def ids(theirs: Practice) -> Marked:
    """What the owner has."""
    return fill(theirs)


@pytest.fixture
def stranger(other: Visitor, owner_id: int, server_database: Database, now: datetime) -> Visitor:
    """Another learner, who prepares for the same exam and has nothing of their own."""
    with transaction(server_database) as db:
        found = db.scalars(select(LearnerRow.id).where(LearnerRow.id != owner_id)).one()
        enrol(db, found, "pmp", PLAN, today=now.date(), now=now)
    return other


def go(visitor: Visitor, app: Flask, way: Way, ids: Marked) -> TestResponse:
    """Try one way, with a valid token where a form is sent."""
    path = filled(way.path, ids)
    if method_of(app, way.endpoint) == "GET":
        return visitor.get(path)
    return visitor.post(path, {**fields_of(way, ids), "csrf_token": token_of(visitor)})


def token_of(visitor: Visitor) -> str:
    """A token of this session, whoever's it is."""
    is_inside = visitor.get("/settings").status_code == 200
    return visitor.token("/settings" if is_inside else "/account/login")


def told(response: TestResponse) -> str:
    """All that an answer says, its headers too, small letters; a packed file is unpacked."""
    body = response.data
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return f"{response.headers}\n{body.decode(errors='replace')}".casefold()


def assert_leads_there(app: Flask, way: Way, ids: Marked) -> None:
    """The address of a way belongs to its endpoint."""
    path = filled(way.path, ids).partition("?")[0]
    assert app.url_map.bind("").match(path, method=method_of(app, way.endpoint))[0] == way.endpoint


def assert_tells_nothing(response: TestResponse) -> None:
    for word in (MARK, LEAVES):
        assert word.casefold() not in told(response)


def rows_of(database: Database, learner_id: int) -> dict[str, list[Any]]:
    """All that is stored of a learner, by table."""
    with database.reader() as db:
        return {
            table.name: sorted(map(str, db.execute(select(table).where(owns == learner_id))))
            for table in metadata.sorted_tables
            if (owns := table.c.get("learner_id")) is not None
        }


def test_every_endpoint_is_in_the_table(server: Flask) -> None:
    rules = list(server.url_map.iter_rules())
    endpoints = {rule.endpoint for rule in rules if rule.endpoint.split(".")[0] in BLUEPRINTS}

    assert {way.endpoint for way in (*WAYS, *BY_SECRET)} == endpoints
    assert {endpoint.split(".")[0] for endpoint in endpoints} == BLUEPRINTS


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_only_its_owner_reaches_or_changes_anything(
    server: Flask,
    owner: Visitor,
    stranger: Visitor,
    anonymous: Visitor,
    theirs: Practice,
    ids: Marked,
    way: Way,
) -> None:
    assert_leads_there(server, way, ids)
    before = rows_of(theirs.database, theirs.learner_id)

    outside = go(anonymous, server, way, ids)
    assert outside.status_code in (302, 303)
    assert outside.location.startswith("/account/login")
    assert_tells_nothing(outside)

    response = go(stranger, server, way, ids)
    assert response.status_code == way.stranger
    assert_tells_nothing(response)
    if way.stranger == 404:
        assert plain(response) == plain(go(stranger, server, way, unknown(ids)))
    assert rows_of(theirs.database, theirs.learner_id) == before

    response = go(owner, server, way, ids)
    assert response.status_code == way.owner
    assert not way.shows or any(word.casefold() in told(response) for word in (MARK, LEAVES))


@pytest.mark.parametrize("who", ["stranger", "anonymous"])
def test_no_other_page_of_the_product_tells_anything_of_it(
    request: pytest.FixtureRequest, server: Flask, ids: Marked, who: str
) -> None:
    visitor = request.getfixturevalue(who)
    rules = server.url_map.iter_rules()
    paths = [rule.rule for rule in rules if "GET" in (rule.methods or ()) and not rule.arguments]
    assert "/dashboard" in paths
    assert "/settings/export.json" in paths

    for path in paths:
        assert_tells_nothing(visitor.get(path))


@pytest.mark.parametrize("way", BY_SECRET, ids=str)
@pytest.mark.parametrize("who", ["stranger", "anonymous"])
def test_a_secret_opens_to_everybody_what_it_is_for(
    request: pytest.FixtureRequest, server: Flask, ids: Marked, way: Way, who: str
) -> None:
    assert_leads_there(server, way, ids)

    response = go(request.getfixturevalue(who), server, way, ids)

    assert response.status_code == way.stranger
    if way.endpoint == "mentor.show":
        assert LEAVES.casefold() in told(response)
        assert MARK.casefold() not in told(response)


def by_the_pages(owner: Visitor, server: Flask, ids: Marked, _: Practice) -> None:
    for endpoint in ("mentor.revoke_link", "calendar.revoke_link"):
        (way,) = (way for way in WAYS if way.endpoint == endpoint)
        assert go(owner, server, way, ids).status_code == 303


def by_leaving(_owner: Visitor, _server: Flask, _ids: Marked, theirs: Practice) -> None:
    with transaction(theirs.database) as db:
        delete_learner(db, theirs.learner_id)


@pytest.mark.parametrize("way", BY_SECRET, ids=str)
@pytest.mark.parametrize("end", [by_the_pages, by_leaving])
@pytest.mark.parametrize("who", ["owner", "stranger", "anonymous"])
def test_after_its_end_a_secret_opens_nothing_to_anybody(
    request: pytest.FixtureRequest,
    server: Flask,
    owner: Visitor,
    theirs: Practice,
    ids: Marked,
    way: Way,
    end: Callable[..., None],
    who: str,
) -> None:
    visitor = request.getfixturevalue(who)
    end(owner, server, ids, theirs)

    response = go(visitor, server, way, ids)

    assert response.status_code == 404
    assert_tells_nothing(response)
    assert plain(response) == plain(go(visitor, server, way, unknown(ids)))


@pytest.mark.parametrize("path", ["/mentor/{calendar}", "/calendar/{mentor}.ics"])
def test_a_secret_opens_only_what_it_was_made_for(
    anonymous: Visitor, ids: Marked, path: str
) -> None:
    response = anonymous.get(filled(path, ids))

    assert response.status_code == 404
    assert_tells_nothing(response)
