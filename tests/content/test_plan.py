"""The sync plan: every id in exactly one group, and nothing is ever deleted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from prep.content.plan import Existing, SyncPlan, plan_sync

IDS = st.sampled_from("abcdef")
HASHES = st.sampled_from(["h1", "h2"])
STORED = st.builds(Existing, st.integers(1, 9), HASHES, st.booleans())


def test_it_sorts_every_id_into_its_group():
    existing = {
        "same": Existing(1, "h", False),
        "changed": Existing(3, "old", False),
        "gone": Existing(1, "h", False),
        "back": Existing(2, "h", True),
        "back-changed": Existing(2, "old", True),
        "long-gone": Existing(1, "h", True),
    }
    desired = dict.fromkeys(("same", "changed", "back", "back-changed", "new"), "h")
    assert plan_sync(desired, existing) == SyncPlan(
        create=("new",),
        update={"back-changed": 3, "changed": 4},
        retire=("gone",),
        restore=("back",),
        unchanged=("long-gone", "same"),
    )


def test_nothing_wanted_and_nothing_stored_is_nothing_to_do():
    assert plan_sync({}, {}) == SyncPlan((), {}, (), (), ())


@settings(deadline=None)
@given(st.dictionaries(IDS, HASHES), st.dictionaries(IDS, STORED))
def test_the_groups_share_nothing_and_miss_nothing(desired, existing):
    plan = plan_sync(desired, existing)
    groups = [*plan.create, *plan.update, *plan.retire, *plan.restore, *plan.unchanged]
    assert sorted(groups) == sorted(desired.keys() | existing.keys())


@settings(deadline=None)
@given(st.dictionaries(IDS, HASHES), st.dictionaries(IDS, STORED))
def test_after_the_plan_a_second_sync_has_nothing_to_do(desired, existing):
    plan = plan_sync(desired, existing)
    after = dict(existing)
    after |= {i: Existing(1, desired[i], False) for i in plan.create}
    after |= {i: Existing(version, desired[i], False) for i, version in plan.update.items()}
    after |= {i: existing[i]._replace(is_retired=True) for i in plan.retire}
    after |= {i: existing[i]._replace(is_retired=False) for i in plan.restore}
    again = plan_sync(desired, after)
    assert set(again.unchanged) == after.keys()
