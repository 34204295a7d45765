import re
from datetime import datetime

import pytest

from prep.storage.database import Database
from tests.acting import UNDATED, document, page, plan, save, sit_all
from tests.practising import Practice, counted_statements
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of


def test_without_actions_it_says_what_to_begin(me: Visitor, mine: Practice) -> None:
    response = me.get("/at-work")

    assert response.status_code == 200
    text = text_of(response.text)
    assert "Begin with one of these" in text
    assert response.text.count("See and plan it") == 3
    assert response.text.count("button--primary") == 1
    assert 'href="/at-work/exercises"' in response.text
    assert 'href="/portfolio"' in response.text


def test_the_open_action_that_presses_most_comes_first(me: Visitor, mine: Practice) -> None:
    plan(mine, "risk-1")
    doing = plan(mine, "risk-2")
    save(mine, doing)
    waiting = plan(mine, "risk-3")
    document(mine, waiting)

    text = text_of(me.get("/at-work").text)

    assert text.index("risk-2") < text.index("Also open") < text.index("risk-1")
    assert text.index("risk-1") < text.index("risk-3")
    assert "Check 1 of 3 is for Tuesday, 24 November" in text


def test_a_due_check_presses_most(me: Visitor, mine: Practice) -> None:
    earlier = mine.later(days=-1)
    due = plan(earlier, "risk-3")
    document(earlier, due, UNDATED)
    save(mine, plan(mine, "risk-2"))

    text = text_of(me.get("/at-work").text)

    assert text.index("risk-3") < text.index("Also open")
    assert "Check 1 of 3 is due" in text
    assert "Start check" in text


def test_what_is_done_stands_with_the_figures_before_and_after(me: Visitor, mine: Practice) -> None:
    early = mine.later(days=-30)
    action_id = plan(early)
    document(early, action_id, UNDATED)
    sit_all(early, action_id)

    text = text_of(me.get("/at-work").text)

    after = page(mine, action_id).action.after
    assert after is not None
    assert "before too early to say (0 answers)" in text
    assert f"after {round(after.mastery.share * 100)} %" in text


def test_an_exercise_that_is_open_is_not_proposed_again(me: Visitor, mine: Practice) -> None:
    before = me.get("/at-work").text
    first = re.findall(r'href="/at-work/exercises/([\w-]+)\?', before)[0]
    plan(mine, first)

    assert f"/at-work/exercises/{first}?" not in me.get("/at-work").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?task=process.1", {"risk-1", "risk-2"}),
        ("?task=people.1&minutes=60", None),
        ("?task=people.1&minutes=30", set()),
        ("?setting=vendor", set()),
        ("?task=people.99&role=king&minutes=many&setting=nowhere", None),
    ],
)
def test_filters_narrow_the_proposals_and_unknown_ones_are_ignored(
    me: Visitor, mine: Practice, query: str, expected: set[str] | None
) -> None:
    response = me.get("/at-work" + query)

    proposed = set(re.findall(r'href="/at-work/exercises/([\w-]+)\?', response.text))
    assert response.status_code == 200
    if expected is None:
        assert len(proposed) == 3
    else:
        assert proposed == expected
    if not proposed:
        assert "Nothing fits all of that" in response.text


def test_the_role_changes_how_an_exercise_is_told(me: Visitor, mine: Practice) -> None:
    assert "As security, take" in me.get("/at-work?role=security").text
    assert "As developer, take" in me.get("/at-work").text  # the role of the plan


def test_statements_stay_few_and_flat(me: Visitor, mine: Practice) -> None:
    counts = []
    me.get("/at-work")  # reads the bank, once for everybody
    for n in range(1, 8):
        with counted_statements(mine.database) as sent:
            assert me.get("/at-work").status_code == 200
        counts.append(len(sent))
        action_id = plan(mine, f"risk-{n}")
        if n % 2:
            document(mine, action_id)
    assert max(counts) <= 15
    assert len(set(counts[1:])) == 1


def test_before_set_up_it_leads_there(newcomer: Visitor) -> None:
    assert newcomer.get("/at-work").location == "/setup"


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    assert anonymous.get("/at-work").location == "/account/login?next=/at-work"


def test_wrong_methods_are_refused(me: Visitor) -> None:
    assert me.post("/at-work").status_code in (400, 405)


def test_others_see_nothing_of_it(
    owner: Visitor, other: Visitor, owner_id: int, server_database: Database, now: datetime
) -> None:
    action_id = plan(Practice(server_database, owner_id, now), "risk-4")
    own = f'href="/at-work/{action_id}"'
    assert own in owner.get("/at-work").text
    other.submit("/setup/plan", "/setup/plan", {"certification": "pmp", "job_role": "qa"})
    seen = other.get("/at-work")
    assert seen.status_code == 200
    assert own not in seen.text


# ---- the today page and the bar ------------------------------------------------------------------


def test_today_proposes_work_once_something_was_answered(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    assert 'id="at-work"' not in me.get("/today").text
    quiz_id = serve_quiz(local_database, learner_id, ["pmp-people-1-001"], now=now)
    give_answer(local_database, learner_id, quiz_id, 1, is_right=False, now=now)

    response = me.get("/today").text

    assert 'id="at-work"' in response
    assert 'href="/at-work?task=people.1"' in response


def test_today_shows_the_open_action_and_a_due_check(me: Visitor, mine: Practice) -> None:
    earlier = mine.later(days=-1)
    action_id = plan(earlier)
    assert "I have begun" in me.get("/today").text
    document(earlier, action_id, UNDATED)

    form = me.form("/today", f"/at-work/{action_id}/checks/1")
    response = me.post(f"/at-work/{action_id}/checks/1", form.fields)

    assert response.status_code == 303
    assert response.location.startswith("/quiz/")
    assert "Check 1 of 3 is open" in text_of(me.get("/today").text)


@pytest.mark.parametrize("path", ["/library", "/settings"])
def test_what_left_the_bar_is_reached_from_more(me: Visitor, path: str) -> None:
    page = me.get("/today").text
    more = page[page.index('<details class="account more">') : page.index("</details>")]
    assert f'href="{path}"' in more
    assert me.get(path).status_code == 200


def test_today_s_statements_stay_few_and_flat(me: Visitor, mine: Practice) -> None:
    mine.complete(mine.custom(task_id="people.1"))
    counts = []
    me.get("/today")  # reads the bank, once for everybody
    for n in range(1, 6):
        with counted_statements(mine.database) as sent:
            assert me.get("/today").status_code == 200
        counts.append(len(sent))
        action_id = plan(mine, f"risk-{n}")
        if n % 2:
            document(mine, action_id)
    assert max(counts) <= 15
    assert len(set(counts[1:])) == 1
