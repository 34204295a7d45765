"""Misconceptions that the latest answers point to, with the answers behind them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.learning.track_record import Proportion, proportion
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.dashboard.answers import LATEST_ANSWERS
from prep.services.questions import MisconceptionView, misconception_views
from prep.storage.answer_log import LatestAnswer, list_latest_answers
from prep.storage.banks import ItemVersionRow, list_item_versions
from prep.storage.practice import MOCK

MOST_BELIEFS = 8
MOST_ANSWERS = 3
MOST_EXERCISES = 2


@dataclass(frozen=True, slots=True)
class BehindIt:
    """An answer that points to a belief.

    choice: what was chosen, in words; None for types without whole options. concept_id: of the
    lesson; None for an item that is no longer asked.
    """

    answered_at: datetime
    stem: str
    choice: str | None
    concept_id: str | None
    concept_name: str
    in_mock: bool


@dataclass(frozen=True, slots=True)
class Cure:
    """An exercise at work against a belief."""

    exercise_id: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldBelief:
    """A misconception: how often it was chosen in how many answers that offered it.

    task_id: the task whose questions offered it most often; None for one of an older outline.
    """

    belief: MisconceptionView
    chosen: Proportion
    times: int
    last_at: datetime
    task_id: str | None
    answers: tuple[BehindIt, ...]
    cures: tuple[Cure, ...]


@dataclass(frozen=True, slots=True)
class BeliefProfile:
    """Beliefs, the most often chosen first, out of the latest answers since the oldest of them."""

    answers: int
    since: datetime | None
    beliefs: tuple[HeldBelief, ...]
    others: int


def get_belief_profile(db: Session, learner_id: int, certification_id: str) -> BeliefProfile:
    """The profile of the latest answers."""
    catalogue = get_catalogue(db, certification_id)
    rows = list_latest_answers(db, learner_id, certification_id, LATEST_ANSWERS)
    held = _held(rows)
    order = sorted(held, key=lambda name: (-len(held[name]), name))[:MOST_BELIEFS]
    shown = {name: held[name][:MOST_ANSWERS] for name in order}
    reader = _Reader(db, catalogue, rows, shown)
    return BeliefProfile(
        answers=len(rows),
        since=rows[-1].answered_at if rows else None,
        beliefs=tuple(reader.belief(name, held[name]) for name in order if name in reader.known),
        others=len(held) - len(order),
    )


def _held(rows: Sequence[LatestAnswer]) -> dict[str, list[LatestAnswer]]:
    """The answers that point to each misconception, the newest first."""
    held: dict[str, list[LatestAnswer]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(row.misconceptions):
            held[name].append(row)
    return held


class _Reader:
    """What there is to say of beliefs, read for all of them at once."""

    def __init__(
        self,
        db: Session,
        catalogue: Catalogue,
        rows: Sequence[LatestAnswer],
        shown: Mapping[str, Sequence[LatestAnswer]],
    ) -> None:
        self.known = misconception_views(db, set(shown))
        self._catalogue = catalogue
        self._offered = Counter(row.item_id for row in rows)
        self._shown = shown
        wanted = {(row.item_id, row.item_version) for part in shown.values() for row in part}
        self._versions = {(v.item_id, v.version): v for v in list_item_versions(db, wanted)}
        self._cures = _cures(catalogue, shown)

    def belief(self, name: str, rows: Sequence[LatestAnswer]) -> HeldBelief:
        """What there is to say of one."""
        tasks = self._tasks_offering(name)
        chances = max(len(rows), sum(tasks.values()))
        return HeldBelief(
            belief=self.known[name],
            chosen=proportion(len(rows), chances),
            times=len(rows),
            last_at=rows[0].answered_at,
            task_id=tasks.most_common(1)[0][0] if tasks else None,
            answers=tuple(self._behind(row, name) for row in self._shown[name]),
            cures=tuple(self._cures.get(name, ())[:MOST_EXERCISES]),
        )

    def _tasks_offering(self, name: str) -> Counter[str]:
        """How many of the answers were given where an option carries the belief, by task."""
        found: Counter[str] = Counter()
        for item_id, times in self._offered.items():
            content = self._catalogue.items.get(item_id)
            if content and name in content.misconceptions:
                found[content.task_id] += times
        return found

    def _behind(self, row: LatestAnswer, name: str) -> BehindIt:
        version = self._versions[row.item_id, row.item_version]
        concept = self._catalogue.concepts.get(version.concept_id)
        return BehindIt(
            answered_at=row.answered_at,
            stem=version.stem,
            choice=_choice(version, row, name),
            concept_id=concept.id if concept else None,
            concept_name=concept.name if concept else "",
            in_mock=row.mode == MOCK,
        )


def _choice(version: ItemVersionRow, row: LatestAnswer, name: str) -> str | None:
    """The option that carries the belief, where whole options were picked."""
    kind = item_type(version.type)
    picked = set(kind.picked(row.answer))
    carrying = {
        option["id"]
        for option in version.body.get("options", ())
        if option.get("misconception") == name
    }
    return next((c.text for c in kind.choices(version.body) if c.id in picked & carrying), None)


def _cures(catalogue: Catalogue, names: Iterable[str]) -> dict[str, list[Cure]]:
    """Exercises of the certification against each misconception, the shortest first."""
    wanted, cures = set(names), defaultdict(list)
    for exercise in sorted(catalogue.exercises.values(), key=lambda one: (one.minutes, one.id)):
        for name in wanted.intersection(exercise.misconceptions):
            cures[name].append(Cure(exercise.id, exercise.name))
    return cures
