"""Brief cards: the form of an item, drawn at random before anybody writes it.

An author left to taste makes the key the longest and kindest option, and a learner who
knows only that passes. So the card fixes what taste would leak: which option is the key,
how long each option is, and the tone every option takes. The author then finds the facts
that make the drawn key right.
"""

from dataclasses import asdict, dataclass

import numpy as np

INDUSTRIES = (
    "health", "public sector", "construction", "banking", "retail", "energy", "transport",
    "education", "manufacturing", "non-profit", "media", "farming", "software", "insurance",
    "telecoms", "logistics",
)  # fmt: skip
IT_EVENTS = (
    "cloud migration", "ERP", "identity or firewall upgrade", "help-desk tool", "hardware refresh",
    "network cutover", "data-centre exit", "endpoint patching", "backup and restore",
    "licence audit", "vendor SaaS exit", "AI pilot", "accessibility work", "data protection work",
    "decommissioning",
)  # fmt: skip
TONES = (
    "act at once", "decide alone", "escalate", "refuse or hold the line", "stop or pause",
    "leave it as it is", "record it", "ask one person", "meet together", "analyse first",
    "hand to the owner", "follow the agreed plan", "change the plan", "inform and go on",
)  # fmt: skip
FORMS = (
    "imperative, one clause",
    "imperative, two clauses joined by 'and'",
    "imperative with a reason clause",
    "who does what (subject, verb, object)",
    "what the project manager tells them (indirect speech)",
    "noun phrase",
    "condition first ('If ..., ...' or 'Once ..., ...')",
    "imperative with a when or until clause",
)
WITH_OPTIONS = ("single", "multiple")
"""Item types whose options get a place, a length rank and a tone."""
KNOWLEDGE_FORMS = ("noun phrase", "full short sentence", "verb phrase", "who does what")
APPROACHES = ("predictive", "agile", "hybrid")


@dataclass(frozen=True, slots=True)
class BriefProfile:
    """Shares from which the cards of one certification are drawn."""

    approaches: tuple[float, float, float]
    levels: dict[str, float]
    it_share: float


PROFILES = {
    "pmp": BriefProfile(
        (0.4, 0.3, 0.3), {"understand": 0.08, "apply": 0.45, "analyse": 0.35, "evaluate": 0.12}, 0.4
    ),
    "capm": BriefProfile(
        (0.4, 0.35, 0.25), {"remember": 0.1, "understand": 0.25, "apply": 0.45, "analyse": 0.2}, 0.4
    ),
    "projectplus": BriefProfile(
        (0.6, 0.25, 0.15), {"remember": 0.1, "understand": 0.25, "apply": 0.45, "analyse": 0.2}, 1.0
    ),
}


@dataclass(frozen=True, slots=True)
class OptionBrief:
    """What is fixed about one option: its place, its length rank (1 longest) and its tone."""

    id: str
    is_key: bool
    length_rank: int
    tone: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """The card of one item."""

    type: str
    approach: str
    cognitive_level: str
    industry: str
    event: str | None
    form: str | None
    options: tuple[OptionBrief, ...]


def draw_briefs(
    certification: str, types: list[str], rng: np.random.Generator, approach: str | None = None
) -> list[Brief]:
    """One card per wanted item type, in order.

    `approach` fixes the delivery approach where the domain does (CAPM's predictive and agile
    domains). Key length ranks come from a shuffled deck, so that a batch covers all ranks.
    """
    profile = PROFILES[certification]
    ranks = _deck(range(4), len(types), rng)
    industries = _deck(range(len(INDUSTRIES)), len(types), rng)
    events = _deck(range(len(IT_EVENTS)), len(types), rng)
    return [
        Brief(
            type=kind,
            approach=approach or str(rng.choice(APPROACHES, p=profile.approaches)),
            cognitive_level=(level := _level(kind, profile, rng)),
            industry=INDUSTRIES[industries[n]],
            event=IT_EVENTS[events[n]] if rng.random() < profile.it_share else None,
            form=_form(kind, level, rng),
            options=_options(kind, level, ranks[n], rng),
        )
        for n, kind in enumerate(types)
    ]


def brief_as_dict(brief: Brief) -> dict[str, object]:
    """The card as plain data, for printing as YAML."""
    card = asdict(brief)
    card["options"] = [
        {k: v for k, v in asdict(option).items() if v is not None} for option in brief.options
    ]
    return {k: v for k, v in card.items() if v not in (None, [])}


def _deck(values: range, n: int, rng: np.random.Generator) -> list[int]:
    """`n` values in random order, each value equally often (up to one)."""
    rounds = -(-n // len(values))
    return [int(v) for _ in range(rounds) for v in rng.permutation(len(values))][:n]


def _level(kind: str, profile: BriefProfile, rng: np.random.Generator) -> str:
    if kind == "numeric":
        return str(rng.choice(["apply", "analyse"]))
    return str(rng.choice(list(profile.levels), p=list(profile.levels.values())))


def _form(kind: str, level: str, rng: np.random.Generator) -> str | None:
    if kind not in WITH_OPTIONS:
        return None
    return str(rng.choice(KNOWLEDGE_FORMS if level in ("remember", "understand") else FORMS))


def _options(
    kind: str, level: str, key_rank: int, rng: np.random.Generator
) -> tuple[OptionBrief, ...]:
    if kind not in WITH_OPTIONS:
        return ()
    count, keys = (5, 2) if kind == "multiple" else (4, 1)
    is_knowledge = level in ("remember", "understand")
    tones = [None] * count if is_knowledge else [str(t) for t in rng.permutation(TONES)[:count]]
    places = {int(p) for p in rng.permutation(count)[:keys]}
    ranks = [int(r) for r in rng.permutation(count)]
    if keys == 1:
        place = min(places)
        other = ranks.index(key_rank)
        ranks[place], ranks[other] = ranks[other], ranks[place]
    return tuple(OptionBrief("abcde"[i], i in places, ranks[i] + 1, tones[i]) for i in range(count))
