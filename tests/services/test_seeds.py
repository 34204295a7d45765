"""Chance from identity."""

from uuid import UUID

from prep.services.seeds import rng_for


def test_the_same_identity_gives_the_same_draws_everywhere() -> None:
    draws = rng_for("options", 7, UUID(int=1), 3).integers(0, 1000, 5).tolist()
    assert draws == rng_for("options", 7, UUID(int=1), 3).integers(0, 1000, 5).tolist()
    assert draws == [487, 44, 724, 797, 975]  # and on every machine


def test_any_other_identity_gives_other_draws() -> None:
    identities = [("a", 1, 2), ("a", 12), ("a1", 2), ("a", 1, 3), ("b", 1, 2), ("a", 2, 1)]
    draws = {tuple(rng_for(*identity).integers(0, 2**60, 3)) for identity in identities}
    assert len(draws) == len(identities)
