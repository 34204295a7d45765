"""What Prep expects of an answer before it sees it."""

from datetime import datetime

from prep.learning.layer import Layer
from prep.learning.memory import retrievability
from prep.learning.prediction import Explanation, explained
from prep.learning.prediction_features import adjusted, features_before
from prep.learning.replay import LearnerState
from prep.services.catalogue import Catalogue
from prep.storage.banks import ItemVersionRow


def core_expectation(
    state: LearnerState, catalogue: Catalogue, version: ItemVersionRow, now: datetime
) -> Explanation | None:
    """The core's own prediction; None for a task that the outline in force does not have."""
    if state.descent is None:
        return None
    return explained(
        state.descent,
        parameters=catalogue.parameters_at(version, now),
        p_recall=retrievability(state.memory, now=now) if state.memory else None,
    )


def expectation(
    state: LearnerState,
    catalogue: Catalogue,
    version: ItemVersionRow,
    now: datetime,
    layer: Layer | None,
) -> Explanation | None:
    """The core's prediction, moved by the fitted layer where there is one; None as above."""
    core = core_expectation(state, catalogue, version, now)
    if core is None or layer is None:
        return core
    return adjusted(core, layer, features_before(core, state.memory, state.exposure, now=now))
