"""What others say of a score: percent correct, and one ability with its standard error."""

import numpy as np

from benchmarks.readiness.learners import chance
from prep.learning.score_distribution import ScoreDistribution


def naive_distribution(right: int, answers: int, items: int) -> ScoreDistribution:
    """Beta-binomial: every share equally likely beforehand, every item like every other."""
    shares = (np.arange(200) + 0.5) / 200
    log_likelihood = right * np.log(shares) + (answers - right) * np.log1p(-shares)
    weights = np.exp(log_likelihood - log_likelihood.max())
    counts = np.arange(items + 1)
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, items + 1)))])
    ways = log_factorials[-1] - log_factorials - log_factorials[::-1]
    terms = counts * np.log(shares)[:, None] + (items - counts) * np.log1p(-shares)[:, None]
    return ScoreDistribution(weights / weights.sum() @ np.exp(ways + terms), np.nan)


def normal_distribution(
    theta: float,
    error: float,
    discrimination: np.ndarray,
    difficulty: np.ndarray,
    guessing: np.ndarray | float,
) -> ScoreDistribution:
    """The delta method: luck, and the ability's error times the slope of the expected score."""
    p_right = chance(theta - difficulty, discrimination, guessing)
    knows = (p_right - guessing) / (1 - guessing)
    slope = float(((1 - guessing) * discrimination * knows * (1 - knows)).sum())
    variance = float((p_right * (1 - p_right)).sum()) + (slope * error) ** 2
    density = np.exp(-((np.arange(len(p_right) + 1) - p_right.sum()) ** 2) / (2 * variance))
    return ScoreDistribution(density / density.sum(), slope * error / len(p_right))
