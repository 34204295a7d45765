"""Which certification: what each issuer asks, with source and date, from its blueprint."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from prep.storage.banks import CertificationRow, list_certifications


@dataclass(frozen=True, slots=True)
class CertificationFacts:
    """One certification to compare.

    domains: names and shares of the exam in percent. training_rule: what changes on 1 December
    2026; empty where nothing does. attempts, renewal: a sentence each; empty where nothing is
    known. read_on: when the sources were read. sources: addresses and files.
    """

    id: str
    name: str
    short_name: str
    vendor: str
    summary: str
    marks: str
    outline: str
    in_force_from: date
    read_on: date
    questions: str
    minutes: int
    pass_mark: str
    domains: tuple[tuple[str, float], ...]
    eligibility: str
    eligibility_source: str
    training_hours: float
    training_rule: str
    attempts: str
    renewal: str
    sources: tuple[str, ...]


def compare_certifications(db: Session) -> list[CertificationFacts]:
    """All certifications, in the order in which the help with choosing tries them."""
    rows = sorted(list_certifications(db), key=lambda row: row.facts["fits"]["rank"])
    return [_facts(row) for row in rows]


def _facts(row: CertificationRow) -> CertificationFacts:
    facts, outline = row.facts, row.blueprint
    details = outline["details"]
    asked = details["eligibility"]
    return CertificationFacts(
        id=row.id,
        name=facts["name"],
        short_name=facts["short_name"],
        vendor=facts["vendor"],
        summary=facts["summary"],
        marks=facts["marks"],
        outline=outline["outline"],
        in_force_from=date.fromisoformat(outline["in_force_from"]),
        read_on=date.fromisoformat(details["researched_on"]),
        questions=_questions(outline["questions_total"], details),
        minutes=outline["minutes"],
        pass_mark=_pass_mark(details["result"]),
        domains=tuple((domain["name"], domain["weight"]) for domain in outline["domains"]),
        eligibility=facts["eligibility"]["text"],
        eligibility_source=facts["eligibility"]["source"],
        training_hours=asked["training_hours"],
        training_rule=asked.get("training_rule_from_2026_12_01", ""),
        attempts=_attempts(details["attempts"]),
        renewal=_renewal(details["maintenance"]),
        sources=tuple(outline["sources"]),
    )


def _questions(total: int, details: Mapping[str, Any]) -> str:
    return f"At most {total}" if details.get("questions_total_is_maximum") else str(total)


def _pass_mark(result: Mapping[str, Any]) -> str:
    if scale := result.get("scale"):
        return f"{scale['pass']} or more on a scale from {scale['low']} to {scale['high']}."
    return "The issuer publishes no pass mark."


def _attempts(rule: Mapping[str, Any]) -> str:
    if "per_eligibility_period" in rule:
        times, years = rule["per_eligibility_period"], rule["eligibility_period_years"]
        wait = rule["wait_after_third_years"]
        return (
            f"{times} in an eligibility period of {_years(years)}; then {_years(wait)} of waiting."
        )
    if "wait_before_third_and_later_days" in rule:
        days = rule["wait_before_third_and_later_days"]
        return f"A second at any time; {days} days of waiting before each later one."
    return ""


def _renewal(rule: Mapping[str, Any]) -> str:
    if rule.get("lifetime"):
        return "It does not expire."
    if rule.get("pdus"):
        return f"{rule['pdus']} professional development units in every {_years(rule['years'])}."
    return ""


def _years(count: int) -> str:
    return "one year" if count == 1 else f"{count} years"
