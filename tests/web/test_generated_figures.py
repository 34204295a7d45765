"""Figures that generators draw can be read: no words on top of each other, none cut off."""

import numpy as np
import pytest

from prep.content.generators import FAMILIES
from prep.content.schema import StimulusSchema
from tests.content.test_generators import draft_of
from tests.drawings import collisions, drawings, outside

DRAWN = ("network-duration", "network-float", "network-crash", "decision-tree", "control-chart")


@pytest.mark.parametrize("family", DRAWN)
def test_every_figure_of_a_family_can_be_read(family):
    for seed in range(40):
        stimulus = draft_of(family, np.random.default_rng(seed)).stimulus
        figure = StimulusSchema().load(stimulus)["figure"]
        for drawing in drawings(figure):
            assert collisions(drawing) == []
            assert outside(drawing) == []


def test_these_are_the_families_with_figures():
    rng = np.random.default_rng(1)
    stimuli = {name: draft_of(name, rng).stimulus or {} for name in FAMILIES}
    assert [name for name in stimuli if "figure" in stimuli[name]] == list(DRAWN)
