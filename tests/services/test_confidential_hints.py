import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.services.confidential_hints import MOST_LISTED, confidential_hints

SEEN = [
    ("Write to jane.doe@corp.example.co.uk today.", "email address", "jane.doe@corp.example.co.uk"),
    ("The host at 10.0.0.254 was down.", "IP address", "10.0.0.254"),
    ("It moved to 192.168.1.7.", "IP address", "192.168.1.7"),
    ("Route 2001:db8:0:0:1:2:3:4 was lost.", "IP address", "2001:db8:0:0:1:2:3:4"),
    ("See intranet.acme.local for it.", "host name", "intranet.acme.local"),
    ("mail.example.com answers", "host name", "mail.example.com"),
    ("We restarted SRV-MAIL01 twice.", "host name", "SRV-MAIL01"),
    ("dc02 and sql-prod-3", "host name", "dc02"),
    ("dc02 and sql-prod-3", "host name", "sql-prod-3"),
    ("Call +43 1 234 56 78 first.", "telephone number", "+43 1 234 56 78"),
    ("Call 0800 123 4567.", "telephone number", "0800 123 4567"),
    ("Call (030) 1234-5678.", "telephone number", "(030) 1234-5678"),
    ("It cost €120,000 in all.", "amount of money", "€120,000"),
    ("It cost 1.250.000 EUR in all.", "amount of money", "1.250.000 EUR"),
    ("USD 250000 was paid", "amount of money", "USD 250000"),
]

HARMLESS = [
    "We cut the queue from 6 h to 40 min.",
    "9 of 11 risks were answered; 98.7 % uptime.",
    "It cost £4,000, and saved $99,999.",
    "Done from 2026-11-20 to 2026-11-23.",
    "On 20.11.2026 and 03/04/2026 we met.",
    "Version 2.4.1 of Python 3.11 and SQL Server 2019.",
    "The web app, the mail server and the database.",
    "E.g. two teams, i.e. ours and theirs. Then nothing.",
    "1,400 mailboxes, 12,500 tickets, 2,000,000 records.",
    "See notes.md and plan.xlsx.",
    "At 10:30:15 it ended.",
    "Ticket INC0012345 and change CHG-4711.",
]


@pytest.mark.parametrize(("text", "kind", "found"), SEEN)
def test_what_looks_confidential_is_named(text: str, kind: str, found: str) -> None:
    assert (kind, found) in [(hint.kind, hint.text) for hint in confidential_hints([text])]


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_wording_raises_no_alarm(text: str) -> None:
    assert confidential_hints([text]) == ()


def test_each_find_is_listed_once_and_the_list_stays_short() -> None:
    assert len(confidential_hints(["a@b.com a@b.com", "a@b.com"])) == 1
    many = " ".join(f"a{n}@b.com" for n in range(50))
    assert len(confidential_hints([many])) == MOST_LISTED


@given(st.lists(st.text(max_size=300), max_size=3))
def test_it_reads_anything_and_quotes_what_stands_there(texts: list[str]) -> None:
    for hint in confidential_hints(texts):
        assert any(hint.text in text for text in texts)


@given(st.text(alphabet="0123456789.:-+ ()€,'@a", max_size=400))
def test_a_telephone_number_has_as_many_digits_as_one(text: str) -> None:
    for hint in confidential_hints([text]):
        if hint.kind == "telephone number":
            assert 8 <= sum(character.isdigit() for character in hint.text) <= 15


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("We restarted web" + "a" * 400 + "! and SRV-MAIL01", ["SRV-MAIL01"]),
        ("app-" * 200 + "x dc02", ["dc02"]),
        ("1 " * 5_000 + "and €120,000", ["€120,000"]),
        ("a" * 10_000 + " a@b.com", ["a@b.com"]),
    ],
)
def test_a_long_run_of_characters_hides_nothing_and_is_read_at_once(
    text: str, others: list[str]
) -> None:
    found = [hint.text for hint in confidential_hints([text])]
    assert set(others) <= set(found)
