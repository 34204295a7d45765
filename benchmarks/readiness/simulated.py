"""Forecasts for simulated learners: is the chance of a score honest, do intervals cover?"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from benchmarks.prediction.measures import calibration_error
from benchmarks.readiness.judging import brier_cells, brier_figure, covers
from benchmarks.readiness.learners import EXAM_ITEMS, World, make_learner
from benchmarks.readiness.rivals import (
    Rival,
    blind_to_learning,
    catsim,
    percent_correct,
    prep,
    separate_domains,
)
from benchmarks.report import Figure, Section
from prep.learning.composites import INTERVAL_Z
from prep.learning.score_distribution import ScoreDistribution

LEARNERS = 3_000
CUT = 0.55
"""The score whose chance is judged against the goals, which do not name theirs. At this one percent
correct comes closest to its figures there, 0.120 and 0.134, which do not depend on the error."""
CUTS = (0.55, 0.60, 0.65)
ANSWERS = 40
WORLDS = (
    ("2PL", World(0.0)),
    ("2PL", World(0.0, 0.3)),
    ("3PL", World(0.2)),
    ("3PL", World(0.2, 0.3)),
    ("3PL, steady learning", World(0.2, 0.3, 0.005)),
)
BRIER_GOALS = {WORLDS[2]: 0.124, WORLDS[3]: 0.129}
CALIBRATION_GOAL = 0.02

COVERAGE_LEARNERS = 5_000
"""So many because the extremes of 24 shares are judged: with 2,000 learners chance alone moves a
share by 0.013."""
CHECKPOINTS = (10, 20, 40, 80, 160, 320)
LEARNING = {"nobody improves": 0.0, "steady learning": 0.005}
SCORE_GOALS, ABILITY_GOALS = (0.88, 0.94), (0.88, 0.92)

TRUTH = "truth"
RIVALS: Mapping[str, Rival] = {
    "Prep": prep,
    "percent correct": percent_correct,
    "catsim, one ability": catsim,
    "separate domains": separate_domains,
}
MEASURING: Mapping[str, Rival] = {
    "Prep": prep,
    "blind to learning": blind_to_learning,
    "separate domains": separate_domains,
}


def brier_section(learners: int = LEARNERS) -> Section:
    """P(score >= cut) after 40 answers. Raises Missing without catsim."""
    part = Section(
        f"Readiness: chance of a score, {ANSWERS} answers",
        [
            f"{learners:,} simulated learners, four domains correlated 0.7, an exam of "
            f"{EXAM_ITEMS} unseen items: the chance of a score of the cut or better. *Error*: of "
            "the difficulties that forecasts are told, of which they know the size. Brier score "
            "with its 95 % interval, and calibration error over 15 bins, both averaged over all "
            "that luck can do in the exam, for a simulated learner's true chance is known."
        ],
        header=("items", "error", "cut", "forecast", "Brier", "95 %", "calibration error"),
    )
    for model, world in WORLDS:
        _brier_rows(part, model, world, learners)
    return part


def coverage_section(learners: int = COVERAGE_LEARNERS) -> Section:
    """Coverage of 90 % intervals, of the score and of the exam-weighted ability."""
    part = Section(
        "Readiness: coverage of 90 % intervals",
        [
            f"{learners:,} simulated learners a world, 3PL, difficulties told with an error of "
            f"0.3, {EXAM_ITEMS} unseen items after each number of answers. *Even*: abilities "
            "differ by domain alone; *uneven*: by task and concept too. Steady learning adds "
            "0.005 logits an answer."
        ],
        header=("world", "forecast", "of", *(f"{n} answers" for n in CHECKPOINTS)),
    )
    found: dict[str, list[np.ndarray]] = defaultdict(list)
    for name, learning in LEARNING.items():
        for is_uneven in (False, True):
            world = World(0.2, 0.3, learning, is_uneven)
            title = f"{'uneven' if is_uneven else 'even'}, {name}"
            for what, covered in _coverage_rows(part, title, world, learners).items():
                found[what].append(covered)
    for what, (least, most) in (("score", SCORE_GOALS), ("ability", ABILITY_GOALS)):
        shares = np.array(found[what])
        part.figures += _extremes(what, shares, least, most, learners)
    return part


def _brier_rows(part: Section, model: str, world: World, learners: int) -> None:
    scores: dict[str, list[ScoreDistribution]] = defaultdict(list)
    for seed in range(learners):
        learner = make_learner(seed, world)
        scores[TRUTH].append(learner.true_score(ANSWERS))
        for name, rival in RIVALS.items():
            (opinion,) = rival(learner, (ANSWERS,))
            scores[name].append(opinion.score)
    for cut in CUTS:
        chances = {n: np.array([s.p_at_least(cut) for s in of]) for n, of in scores.items()}
        truth = chances.pop(TRUTH)
        for name, p in chances.items():
            case = (model, f"{world.item_sd:g}", f"{cut:g}", name)
            part.rows.append((*case, *brier_cells(p, truth)))
        if cut == CUT and (goal := BRIER_GOALS.get((model, world))):
            title, ours = f"{model}, error {world.item_sd:g}, cut {cut:g}", chances["Prep"]
            error = calibration_error(ours, truth)
            part.figures += [
                brier_figure(title, ours, truth, goal),
                Figure(f"{title}: calibration error", error, "", CALIBRATION_GOAL, learners),
            ]


def _coverage_rows(
    part: Section, title: str, world: World, learners: int
) -> Mapping[str, np.ndarray]:
    """Rows for one world; Prep's shares by checkpoint, of score and ability."""
    covered: dict[tuple[str, str], np.ndarray] = {}
    for seed in range(learners):
        learner = make_learner(seed, world)
        for name, rival in MEASURING.items():
            for turn, opinion in enumerate(rival(learner, CHECKPOINTS)):
                answers = CHECKPOINTS[turn]
                right, ability = learner.right_in_exam(answers), learner.ability(answers)
                for what, is_inside in (
                    ("score", covers(opinion.score, right / EXAM_ITEMS)),
                    ("ability", abs(opinion.mean - ability) < INTERVAL_Z * opinion.sd),
                ):
                    hits = covered.setdefault((name, what), np.zeros(len(CHECKPOINTS)))
                    hits[turn] += is_inside / learners
    for (name, what), shares in covered.items():
        part.rows.append((title, name, what, *(f"{share:.3f}" for share in shares)))
    return {what: shares for (name, what), shares in covered.items() if name == "Prep"}


def _extremes(
    what: str, shares: np.ndarray, least: float, most: float, learners: int
) -> list[Figure]:
    """The lowest and the highest share (worlds, checkpoints)."""
    figures = []
    for name, value, goal, is_least in (
        (f"{what}: lowest coverage", float(shares.min()), least, True),
        (f"{what}: highest coverage", float(shares.max()), most, False),
    ):
        reach = 1.96 * np.sqrt(value * (1 - value) / learners)
        low, high = value - reach, value + reach
        figures.append(Figure(name, value, "", goal, learners, low, high, is_goal_least=is_least))
    return figures
