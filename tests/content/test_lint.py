"""Every mechanical rule of the item-writing guide: kept by the default bank, broken one by one."""

from pathlib import Path
from typing import Any

import pytest

from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from tests.banks import (
    Documents,
    concept_path,
    documents,
    hotspot,
    item,
    matching,
    ordering,
    prose,
    pulldown,
    write_banks,
)

CONCEPT = concept_path("people.1")
SINGLE, MULTIPLE, NUMERIC = "pmp-people-1-001", "pmp-people-1-003", "pmp-people-1-005"


def problems(folder: Path, files: Documents) -> list[str]:
    loaded = load_banks(write_banks(folder, files))
    assert loaded.problems == ()
    return [str(problem) for problem in lint_banks(loaded.banks)]


def problems_with(folder: Path, item_id: str, **changes: Any) -> list[str]:
    """The problems after changing fields of one item."""
    files = documents()
    item(files, item_id).update(changes)
    return problems(folder, files)


def problems_with_option(folder: Path, option: int, **changes: Any) -> list[str]:
    """The problems after changing one option of the first single-choice item."""
    files = documents()
    item(files, SINGLE)["options"][option].update(changes)
    return problems(folder, files)


def letters(count: int) -> str:
    return "w" * count


def test_the_default_bank_is_clean(tmp_path):
    assert problems(tmp_path, documents()) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (prose(20, "Short") + "?", "the stem has 20 words, wanted 36 to 100; write more"),
        (prose(101, "Long") + "?", "the stem has 101 words, wanted 36 to 100; shorten it"),
        (prose(50) + ".", "does not end with '?'; end it with the question"),
    ],
)
def test_a_stem_has_its_length_and_ends_with_a_question(tmp_path, text, complaint):
    [found] = problems_with(tmp_path, SINGLE, stem=text)
    assert found == f"{CONCEPT}: items[{SINGLE}].stem: {complaint}"


@pytest.mark.parametrize("make", [matching, ordering, pulldown, hotspot])
def test_a_stem_that_is_an_instruction_may_end_with_a_full_stop(tmp_path, make):
    files = documents()
    item_id = "pmp-people-1-021"
    files[CONCEPT]["items"].append(make(item_id, stem=prose(45, "Instruction") + "."))
    assert problems(tmp_path / "stop", files) == []
    files[CONCEPT]["items"][-1]["stem"] = prose(45, "Instruction") + "!"
    [found] = problems(tmp_path / "sign", files)
    assert found.endswith("does not end with '?' or '.'; end it with the question")


@pytest.mark.parametrize(("words", "count"), [(15, 0), (14, 1)])
def test_a_stem_beside_a_stimulus_may_be_shorter(tmp_path, words, count):
    changes = {"stimulus": {"text": "A memo."}, "stem": prose(words, "Memo") + "?"}
    assert len(problems_with(tmp_path, SINGLE, **changes)) == count


def test_the_certification_says_how_long_its_stems_are(tmp_path):
    files = documents()
    files["pmp/certification.yaml"]["stem_words"] = {"min": 46, "max": 60}
    assert len(problems(tmp_path, files)) == 15


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("explanation", prose(54), "the explanation has 54 words, wanted 55 to 160; write more"),
        ("explanation", prose(161), "the explanation has 161 words, wanted 55 to 160; shorten it"),
        ("principle", prose(36), "the principle has 36 words, wanted 3 to 35; shorten it"),
        ("references", ["One"], "names fewer than two sources; add another public one"),
        ("references", ["One", "One"], "names fewer than two sources; add another public one"),
    ],
)
def test_what_an_item_teaches_has_its_size(tmp_path, field, text, complaint):
    [found] = problems_with(tmp_path, SINGLE, **{field: text})
    assert found == f"{CONCEPT}: items[{SINGLE}].{field}: {complaint}"


@pytest.mark.parametrize(
    ("lesson", "complaint"),
    [
        ("**Example.** " + prose(60), "the lesson has 61 words, wanted 95 to 215; write more"),
        ("**Example.** " + prose(230), "the lesson has 231 words, wanted 95 to 215; shorten it"),
        (prose(120), "holds no worked example; add one that begins with **Example.**"),
    ],
)
def test_a_lesson_has_its_length_and_an_example(tmp_path, lesson, complaint):
    files = documents()
    files[CONCEPT]["lesson"] = lesson
    assert problems(tmp_path, files) == [f"{CONCEPT}: lesson: {complaint}"]


class TestOptions:
    def test_lengths_stay_near_the_mean(self, tmp_path):
        found = problems_with_option(tmp_path, 0, text=letters(50))
        assert found[0].endswith(
            "options[a].text: has 50 characters, the options' mean is 38; stay within 25 %"
        )

    def test_the_key_is_not_much_longer_than_every_distractor(self, tmp_path):
        found = problems_with_option(tmp_path, 1, text=letters(44))
        assert [line.split(": ", 1)[1] for line in found] == [
            f"items[{SINGLE}].options[b].text: is over 1.25 x the longest distractor; "
            "shorten the key"
        ]

    @pytest.mark.parametrize(
        ("text", "word", "fix"),
        [
            ("Always take the way of the pmp card", "'Always'", "say it without"),
            ("Take immediately the way out of it", "'immediately'", "say it without"),
            ("Guarantees the way out of the pmp", "'Guarantees'", "say it without"),
            ("Take several of the ways out of it", "'several'", "be exact"),
            ("Rarely take a way out of this pmp", "'Rarely'", "be exact"),
            ("None of the above, for people one", "'None of the above'", "of its own"),
        ],
    )
    def test_words_that_give_away_or_say_nothing(self, tmp_path, text, word, fix):
        [found] = problems_with_option(tmp_path, 0, text=text)
        assert found.startswith(f"{CONCEPT}: items[{SINGLE}].options[a].text: says {word}")
        assert fix in found

    @pytest.mark.parametrize(
        ("option", "count", "bounds"),
        [(0, 14, "15 to 50"), (0, 51, "15 to 50"), (1, 24, "25 to 70"), (1, 71, "25 to 70")],
    )
    def test_rationales_have_their_length(self, tmp_path, option, count, bounds):
        [found] = problems_with_option(tmp_path, option, rationale=prose(count))
        assert f".rationale: the rationale has {count} words, wanted {bounds};" in found

    @pytest.mark.parametrize(
        ("begin", "complaint"),
        [
            ("Unlike option B, ", "says 'option B'; options are shuffled, name what the option"),
            ("Better than Answer c, ", "says 'Answer c'; options are shuffled"),
            ("Right according to PMI ", "appeals to PMI; give the reason itself"),
        ],
    )
    def test_rationales_name_no_letters_and_no_authority(self, tmp_path, begin, complaint):
        [found] = problems_with_option(tmp_path, 0, rationale=prose(25, begin))
        assert f"options[a].rationale: {complaint}" in found

    def test_every_distractor_names_a_misconception(self, tmp_path):
        files = documents()
        del item(files, SINGLE)["options"][0]["misconception"]
        [found] = problems(tmp_path, files)
        assert found.endswith("options[a].misconception: is missing; name the belief that makes "
                              "this tempting")  # fmt: skip

    def test_a_key_names_none(self, tmp_path):
        [found] = problems_with_option(tmp_path, 1, misconception="belief-9")
        assert found.endswith("options[b].misconception: stands on a key; remove it")

    def test_an_option_text_may_be_used_twice_but_not_three_times(self, tmp_path):
        files = documents()
        text = "Take way 1 out of the three cards"
        for item_id in ("pmp-people-1-001", "pmp-people-1-002"):
            item(files, item_id)["options"][0]["text"] = text
        assert problems(tmp_path / "twice", files) == []
        item(files, "pmp-people-2-001")["options"][3]["text"] = text + "."
        [found] = problems(tmp_path / "thrice", files)
        assert found == (
            f"{concept_path('people.2')}: items[pmp-people-2-001].options[d].text: "
            "is used 3 times in the banks; reword it"
        )


class TestLengthRank:
    def lengths(self, folder: Path, lengths: tuple[int, ...], rank: int) -> list[str]:
        files = documents()
        document = item(files, SINGLE)
        for option, length, letter in zip(document["options"], lengths, "wxyz", strict=True):
            option["text"] = letter * length
        document["brief"]["length_rank"] = rank
        return problems(folder, files)

    @pytest.mark.parametrize(
        ("lengths", "rank"),
        [
            ((30, 33, 31, 32), 1),
            ((30, 31, 33, 32), 3),
            ((30, 30, 31, 32), 3),
            ((30, 30, 31, 32), 4),
            ((30, 30, 30, 30), 2),
        ],
    )
    def test_the_drawn_rank_is_honoured_and_ties_count_as_either(self, tmp_path, lengths, rank):
        assert self.lengths(tmp_path, lengths, rank) == []

    def test_another_rank_is_reported(self, tmp_path):
        [found] = self.lengths(tmp_path, (30, 33, 31, 32), 2)
        assert found.endswith(
            "brief.length_rank: drew rank 2, the key is number 1 in length; reword"
        )


class TestMultiple:
    def test_the_stem_says_how_many(self, tmp_path):
        [found] = problems_with(tmp_path, MULTIPLE, stem=prose(45, "Which steps") + "?")
        assert found.endswith("stem: does not say how many to choose; say TWO")

    def test_a_figure_says_it_too(self, tmp_path):
        assert problems_with(tmp_path, MULTIPLE, stem=prose(45, "Which 2 steps") + "?") == []

    def test_every_domain_has_two(self, tmp_path):
        files = documents()
        items = files[concept_path("process.1")]["items"]
        items[2] = {**items[0], "id": "pmp-process-1-006", "stem": prose(45, "Other") + "?"}
        assert problems(tmp_path, files) == [
            "pmp/concepts: domain process: has 1 multiple-response items; write at least two"
        ]


class TestNumeric:
    def test_the_formula_gives_the_answer(self, tmp_path):
        [found] = problems_with(tmp_path, NUMERIC, answer=1.3)
        assert found.endswith("answer: is 1.3, the formula gives 1.2; correct one of them")

    def test_a_formula_is_arithmetic(self, tmp_path):
        [found] = problems_with(tmp_path, NUMERIC, formula="BAC/EARNED")
        assert found.endswith("formula: 'EARNED' is not among the params")

    def test_an_item_without_a_formula_is_not_recomputed(self, tmp_path):
        files = documents()
        del item(files, NUMERIC)["formula"]
        del item(files, NUMERIC)["params"]
        assert problems(tmp_path, files) == []

    @pytest.mark.parametrize(("value", "pair"), [(1.25, "1.2 and 1.25"), (2.05, "2.05 and 2")])
    def test_traps_are_apart_from_the_answer_and_from_each_other(self, tmp_path, value, pair):
        files = documents()
        item(files, NUMERIC)["traps"][0]["value"] = value
        [found] = problems(tmp_path, files)
        assert found.endswith(f"traps: {pair} are less than 5 % apart; move one")

    def test_traps_and_working_are_explained(self, tmp_path):
        files = documents()
        item(files, NUMERIC)["rationale"] = prose(10)
        item(files, NUMERIC)["traps"][1]["rationale"] = prose(10)
        found = problems(tmp_path, files)
        assert [line.split(": ")[1] for line in found] == [
            f"items[{NUMERIC}].rationale",
            f"items[{NUMERIC}].traps[#2].rationale",
        ]


class TestBank:
    def test_a_stem_is_not_repeated(self, tmp_path):
        files = documents()
        stem = item(files, SINGLE)["stem"]
        item(files, "pmp-process-1-001")["stem"] = stem.upper().replace(" ", "  ")
        [found] = problems(tmp_path, files)
        assert found == (
            f"{concept_path('process.1')}: items[pmp-process-1-001].stem: "
            f"repeats the stem of {SINGLE}; reword it"
        )

    def test_a_stem_may_return_with_another_table(self, tmp_path):
        files = documents()
        for item_id, count in ((SINGLE, "12"), ("pmp-process-1-001", "13")):
            table = {"caption": "Defects", "head": ["Week", "Found"], "rows": [["1", count]]}
            item(files, item_id)["stem"] = f"{prose(45, 'Read the table')}?"
            item(files, item_id)["stimulus"] = {"table": table}
        assert problems(tmp_path, files) == []

    @pytest.mark.parametrize(
        "question",
        ["Which step is NOT next?", "Which step should not come next?", "Which isn't a step?",
         "All of these EXCEPT which?", "Which is the least useful?"],
    )  # fmt: skip
    def test_more_than_two_percent_negative_questions_are_reported(self, tmp_path, question):
        [found] = problems_with(tmp_path, SINGLE, stem=f"{prose(40)}. {question}")
        assert "stem: asks for what does not hold, and more than 2 % do" in found

    def test_a_negative_before_the_question_is_no_matter(self, tmp_path):
        stem = f"The plan does not say who {prose(40)}. Which step comes next?"
        assert problems_with(tmp_path, SINGLE, stem=stem) == []

    def test_every_task_has_a_concept_with_five_items(self, tmp_path):
        files = documents()
        del files[CONCEPT]["items"][0]
        del files[concept_path("people.2")]
        assert problems(tmp_path, files) == [
            "pmp/concepts: task people.1: has no concept with 5 items; write one",
            "pmp/concepts: task people.2: has no concept with 5 items; write one",
        ]

    def test_there_are_25_misconceptions(self, tmp_path):
        files = documents()
        del files["misconceptions.yaml"][-1]
        assert problems(tmp_path, files) == [
            "misconceptions.yaml: file: holds 24 entries; name at least 25"
        ]
