"""How good were forecasts? Brier score, calibration, coverage."""

import numpy as np

from benchmarks.prediction.measures import calibration_error
from benchmarks.report import Figure
from prep.learning.score_distribution import ScoreDistribution


def brier_cells(p: np.ndarray, truth: np.ndarray) -> tuple[str, str, str]:
    """For a table: Brier score, its interval, calibration error."""
    value, low, high = brier(p, truth)
    return f"{value:.4f}", f"{low:.4f} to {high:.4f}", f"{calibration_error(p, truth):.4f}"


def brier_figure(title: str, p: np.ndarray, truth: np.ndarray, goal: float | None) -> Figure:
    """The Brier score against its goal."""
    value, low, high = brier(p, truth)
    return Figure(f"{title}: Brier score", value, "", goal, len(p), low, high)


def brier(p: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    """Mean squared error of probabilities (n,), and its 95 % interval.

    truth (n,): 0 or 1; or the true probability, over whose outcomes the mean is then taken.
    """
    losses = (p - truth) ** 2 + truth * (1 - truth)
    reach = 1.96 * losses.std() / np.sqrt(len(losses))
    return float(losses.mean()), float(losses.mean() - reach), float(losses.mean() + reach)


def covers(forecast: ScoreDistribution, score: float) -> bool:
    """Whether a score lies in the forecast's 90 % interval."""
    low, high = forecast.interval
    return low <= score <= high
