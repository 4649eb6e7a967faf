"""Lines put together as headings, paragraphs, list items and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transform.made import HEIGHT, document, line, page
from transform.blocks import Block, BlockKind, after_heading, blocks, passages, under_heading
from transform.document import Document, Line, Page
from transform.furniture import furniture

LEADING, PARAGRAPH = 14.5, 26.5
MARGIN, HANG, DEEPER = 70.0, 90.0, 110.0

# Rows that reach the right edge, so that what follows closely goes on with them.
FULL = "Workers in the borough see families soon after the first call and they keep clear notes of"
OTHER = "what was agreed with each of them so that a manager who reads the file later can follow it"
BOLD = (12.0, True)


def flow(number: int, *rows: tuple[Any, ...], top: float = 740.0) -> Page:
    """A page of rows, each (gap above, left, text[, size[, bold]]), and the page's number in its lower margin."""
    placed: list[tuple[Any, ...]] = []
    baseline = top
    for gap, left, text, *style in rows:
        baseline -= gap
        placed.append((text, left, round(baseline, 1), *style))
    return page(number, [*placed, (str(number), 520.0, 40.0, 8.0)])


def body(number: int) -> tuple[tuple[Any, ...], ...]:
    """A heading and a plain paragraph of three rows, that a test's own rows can follow."""
    return (
        (0, MARGIN, f"Part {number} of the account", 14.0, True),
        (29, MARGIN, FULL),
        (LEADING, MARGIN, OTHER),
        (LEADING, MARGIN, "from the start."),
    )


def told(parts: tuple[Block, ...]) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in parts]


def last(*rows: tuple[Any, ...]) -> tuple[Block, ...]:
    """The blocks of rows that follow the usual body on one page."""
    return blocks(document(flow(1, *body(1), *rows)))[2:]


def test_a_heading_ends_a_paragraph_and_rows_join() -> None:
    parts = blocks(document(flow(1, *body(1), *[(29, MARGIN, "Next", 14.0, True)], (29, MARGIN, "Short text."))))
    assert told(parts) == [
        (BlockKind.HEADING, "Part 1 of the account"),
        (BlockKind.PARAGRAPH, f"{FULL} {OTHER} from the start."),
        (BlockKind.HEADING, "Next"),
        (BlockKind.PARAGRAPH, "Short text."),
    ]


def test_a_wider_gap_starts_a_paragraph_even_in_the_middle_of_nothing() -> None:
    assert told(last((PARAGRAPH, MARGIN, "One."), (PARAGRAPH, MARGIN, "Two."))) == [
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.PARAGRAPH, "Two."),
    ]


def test_a_heading_of_two_rows_is_one() -> None:
    parts = last((31, MARGIN, "The lives of children who", 14.0, True), (17, MARGIN, "are cared for: good", 14.0, True))
    assert told(parts) == [(BlockKind.HEADING, "The lives of children who are cared for: good")]


@pytest.mark.parametrize("bullet", ["◼", "■", "•", "▪", "\uf06e", "\uf0a7", "\uf0b7"])
def test_bullets_hang(bullet: str) -> None:
    parts = last(
        (PARAGRAPH, MARGIN, f"{bullet} {FULL}", 10.0),
        (LEADING, HANG, "in every case."),
        (20.5, MARGIN, f"{bullet} Another matter"),
    )
    assert told(parts) == [(BlockKind.BULLET, f"{FULL} in every case."), (BlockKind.BULLET, "Another matter")]


@pytest.mark.parametrize("dash", ["-", "–", "\uf02d", "o", "▪"])
def test_an_indented_mark_is_a_sub_bullet(dash: str) -> None:
    parts = last(
        (PARAGRAPH, MARGIN, "• Of all children:"),
        (20.5, HANG, f"{dash} nine in ten go to school"),
        (20.5, HANG, f"{dash} one in ten is at home"),
        (20.5, MARGIN, "• A last thing."),
    )
    assert [block.kind for block in parts] == [
        BlockKind.BULLET,
        BlockKind.SUB_BULLET,
        BlockKind.SUB_BULLET,
        BlockKind.BULLET,
    ]


def test_a_dash_that_a_sentence_runs_into_is_no_bullet() -> None:
    parts = last((PARAGRAPH, MARGIN, FULL), (LEADING, MARGIN, OTHER), (LEADING, MARGIN, "– as they should – and more."))
    assert told(parts) == [(BlockKind.PARAGRAPH, f"{FULL} {OTHER} – as they should – and more.")]


@pytest.mark.parametrize(
    ("printed", "number", "text"),
    [
        ("7. Plans are clear.", "7", "Plans are clear."),
        ("10.Plans are clear.", "10", "Plans are clear."),
        ("1 Plans are clear.", "1", "Plans are clear."),
        ("20. 16- and 17-year-olds are seen.", "20", "16- and 17-year-olds are seen."),
        ("2.1. Plans are clear.", "2.1", "Plans are clear."),
    ],
)
def test_numbered_paragraphs(printed: str, number: str, text: str) -> None:
    (part,) = last((PARAGRAPH, MARGIN, printed))
    assert (part.kind, part.number, part.text) == (BlockKind.NUMBERED, number, text)


@pytest.mark.parametrize("printed", ["2013 was a hard year.", "1 March 2024", "10.5 per cent are seen.", "25 children"])
def test_what_only_starts_with_a_number(printed: str) -> None:
    (part,) = last((PARAGRAPH, MARGIN, printed))
    assert (part.kind, part.number, part.text) == (BlockKind.PARAGRAPH, None, printed)


def test_numbers_without_a_stop_count_on() -> None:
    parts = last((PARAGRAPH, MARGIN, "1 First."), (PARAGRAPH, MARGIN, "2 Second."), (PARAGRAPH, MARGIN, "9 Elm Street"))
    assert [block.number for block in parts] == ["1", "2", None]


def test_a_number_at_the_start_of_a_hanging_row_belongs_to_the_sentence() -> None:
    parts = last((PARAGRAPH, MARGIN, f"3. {FULL}"), (LEADING, HANG, OTHER), (LEADING, HANG, "19. All were found."))
    assert told(parts) == [(BlockKind.NUMBERED, f"{FULL} {OTHER} 19. All were found.")]


def test_a_paragraph_goes_over_the_page_past_footer_and_footnote() -> None:
    parts = blocks(
        document(
            flow(
                1,
                *body(1),
                (PARAGRAPH, MARGIN, f"1. {FULL}"),
                (LEADING, HANG, "which ends in June.1"),
                (480, MARGIN, "1 The year runs from April.", 6.5),
                (12, MARGIN, "So it does in all of them.", 10.0),
            ),
            flow(2, (0, HANG, "It is the second page."), (PARAGRAPH, MARGIN, "2. New."), *body(2)),
        )
    )
    assert told(parts)[2:5] == [
        (BlockKind.NUMBERED, f"{FULL} which ends in June. It is the second page."),
        (BlockKind.FOOTNOTE, "The year runs from April. So it does in all of them."),
        (BlockKind.NUMBERED, "New."),
    ]
    assert (parts[2].page, parts[2].lines[-1].page, parts[3].number) == (1, 2, "1")


@pytest.mark.parametrize(
    ("end", "start", "whole"),
    [
        ("and they go on", "without a stop.", True),
        ("They end.", "A new matter starts.", False),
        ("and the multi-", "agency team helps.", True),
    ],
)
def test_a_plain_paragraph_goes_over_the_page_when_its_sentence_does(end: str, start: str, whole: bool) -> None:
    parts = blocks(
        document(
            flow(1, *body(1), (PARAGRAPH, MARGIN, FULL), (LEADING, MARGIN, end)),
            flow(2, (0, MARGIN, start), *body(2)),
        )
    )
    joined = f"{FULL} {end} {start}".replace("multi- agency", "multi-agency")
    assert ((BlockKind.PARAGRAPH, joined) in told(parts)) is whole
    assert ((BlockKind.PARAGRAPH, start) in told(parts)) is not whole


def test_a_footnote_goes_over_the_page() -> None:
    note = (480, MARGIN, "4 A long note", 6.5)
    parts = blocks(
        document(
            flow(1, *body(1), note, (12, MARGIN, "that does not end", 10.0)),
            flow(2, *body(2), (500, MARGIN, "on its page.", 10.0)),
        )
    )
    notes = [block for block in parts if block.kind is BlockKind.FOOTNOTE]
    assert [block.text for block in notes] == ["A long note that does not end on its page."]


def test_small_print_without_a_mark_is_no_footnote() -> None:
    parts = last((60, MARGIN, "This page may be copied.", 10.0))
    assert told(parts) == [(BlockKind.PARAGRAPH, "This page may be copied.")]


def test_a_raised_mark_does_not_split_its_row() -> None:
    placed = flow(1, *body(1), (PARAGRAPH, MARGIN, "All of them have homes"))
    before = placed.lines[-2]
    mark = Line("2", 1, before.right + 0.5, before.right + 4, before.baseline + 4.5, 6.5, False)
    after = line(1, ", which are warm.", before.right + 5, before.baseline)
    parts = blocks(document(Page(1, 595.0, HEIGHT, (*placed.lines[:-1], mark, after, placed.lines[-1]))))
    assert parts[-1].text == "All of them have homes2, which are warm."


def test_a_mark_goes_from_a_heading_when_its_footnote_stands_on_the_page() -> None:
    heading = (31, MARGIN, "What must change?1", 14.0, True)
    other = (31, MARGIN, "What works in area2", 14.0, True)
    note = (400, MARGIN, "1 Taken from guidance.", 6.5)
    parts = last(heading, (29, MARGIN, "Some text."), other, (29, MARGIN, "Some text."), note)
    assert [block.text for block in parts if block.kind is BlockKind.HEADING] == [
        "What must change?",
        "What works in area2",
    ]


def test_a_mark_goes_from_a_list_item_whose_footnote_stands_on_one_of_its_pages() -> None:
    note = (400, MARGIN, "2 What the borough calls them.", 6.5)
    item = ((PARAGRAPH, MARGIN, f"3. {FULL}"), (LEADING, HANG, "their own homes2, as the plan says2."))
    other = ((PARAGRAPH, MARGIN, "4. All the families3 are seen."),)
    first, second = last(*item, *other, note)[:2]
    assert first.text == f"{FULL} their own homes, as the plan says."
    assert second.text == "All the families3 are seen."


def test_a_mark_goes_from_an_item_that_goes_over_the_page_to_its_footnote() -> None:
    first = flow(1, *body(1), (PARAGRAPH, MARGIN, f"3. {FULL}"))
    second = flow(2, (0, HANG, "all of the homes2 in use."), *body(2), (300, MARGIN, "2 Counted in May.", 6.5))
    items = [block for block in blocks(document(first, second)) if block.kind is BlockKind.NUMBERED]
    assert [block.text for block in items] == [f"{FULL} all of the homes in use."]


@pytest.mark.parametrize(
    "printed",
    [
        "It cost 4.2 million in all.",
        "They met at 9:2 and left.",
        "Under s2 all are seen.",
        "See notes 1,2 and others.",
        "Team 2 has them.",
        "MASH2 has them.",
    ],
)
def test_digits_that_are_no_mark_stay(printed: str) -> None:
    note = (400, MARGIN, "2 What the borough calls them.", 6.5)
    assert last((PARAGRAPH, MARGIN, printed), note)[0].text == printed


def test_rows_that_a_broken_word_has_joined_leave_no_gap() -> None:
    width = len(FULL) * 5.5
    joined = Line(f"{FULL} multi-agency {OTHER}", 1, MARGIN, MARGIN + width, 500.0, 12.0, False)
    placed = flow(1, *body(1))
    after = line(1, "and that is all.", MARGIN, 500.0 - 2 * LEADING)
    parts = blocks(document(Page(1, 595.0, HEIGHT, (*placed.lines, joined, after))))
    assert parts[-1].text == f"{joined.text} and that is all."


def test_a_footnote_that_the_file_runs_into_the_last_row_is_parted_from_it() -> None:
    placed = flow(1, *body(1))
    item = line(1, f"1. {FULL}", MARGIN, 150.0 + LEADING)
    joined = Line("they look at decision-1 The areas are from guidance,", 1, HANG, 400.0, 150.0, 12.0, False)
    after = line(1, "which all must follow.", MARGIN, 70.0, 10.0)
    first = Page(1, 595.0, HEIGHT, (*placed.lines, item, joined, after))
    parts = blocks(document(first, flow(2, (0, HANG, "making with care."), *body(2))))
    assert told(parts)[2:4] == [
        (BlockKind.NUMBERED, f"{FULL} they look at decision-making with care."),
        (BlockKind.FOOTNOTE, "The areas are from guidance, which all must follow."),
    ]


def test_entries_of_the_contents_are_no_headings() -> None:
    contents = flow(
        1,
        (0, MARGIN, "Contents", 18.0, True),
        (26, MARGIN, "What must change? 4", *BOLD),
        (26, MARGIN, "The rest ........ 5", *BOLD),
    )
    parts = blocks(
        document(contents, flow(2, *body(2), (29, MARGIN, "What must change?", *BOLD), (26, MARGIN, "All.")))
    )
    assert [block.text for block in parts if block.kind is BlockKind.HEADING] == [
        "Contents",
        "Part 2 of the account",
        "What must change?",
    ]


def test_a_short_line_over_a_list_is_a_heading() -> None:
    parts = last(
        (PARAGRAPH, MARGIN, "Missing children"), (PARAGRAPH, MARGIN, "1. See them."), (PARAGRAPH, MARGIN, "It is:")
    )
    assert [block.kind for block in parts] == [BlockKind.HEADING, BlockKind.NUMBERED, BlockKind.PARAGRAPH]


def test_type_of_unknown_size() -> None:
    """Some files give every line one size; boldness and geometry still tell."""
    rows = (*body(1), (PARAGRAPH, MARGIN, "1. Plans are clear."), (480, MARGIN, "2", 12.0))
    placed = flow(1, *rows)
    mark = placed.lines[-2]
    words = line(1, "A note beside its mark.", mark.right + 1, mark.baseline - 4.5)
    flat = tuple(Line(one.text, 1, one.left, one.right, one.baseline, 1.0, one.bold) for one in (*placed.lines, words))
    parts = blocks(document(Page(1, 595.0, HEIGHT, (*flat[:-2], flat[-1], flat[-2]))))
    assert [block.kind for block in parts] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.NUMBERED,
        BlockKind.FOOTNOTE,
    ]
    assert (parts[-1].number, parts[-1].text) == ("2", "A note beside its mark.")


def test_furniture() -> None:
    made = []
    for number in range(1, 5):
        text = [(row[2], MARGIN, 700.0 - 15 * place) for place, row in enumerate(body(number))]
        own = number == 2
        foot = "Only on this page" if own else f"Inspection of the services of Anyshire {number}"
        made.append(page(number, [("Report of the day", MARGIN, 800.0), *text, (foot, MARGIN, 40.0)]))
    assert sorted({one.text for one in furniture(Document(tuple(made)))}) == [
        *[f"Inspection of the services of Anyshire {number}" for number in (1, 3, 4)],
        "Report of the day",
    ]


def test_page_numbers_keep_step_and_footnote_marks_do_not() -> None:
    made = []
    for number in range(1, 5):
        placed = flow(number, *body(number))
        mark = line(number, str(number), MARGIN, 74.0, 6.5)
        words = line(number, f"A note on matter {'abcd'[number - 1]}.", mark.right + 1, 70.0, 10.0)
        made.append(Page(number, 595.0, HEIGHT, (*placed.lines, mark, words)))
    found = furniture(Document(tuple(made)))
    assert sorted((one.page, one.left) for one in found) == [(number, 520.0) for number in range(1, 5)]
    notes = [block for block in blocks(Document(tuple(made))) if block.kind is BlockKind.FOOTNOTE]
    assert [block.number for block in notes] == ["1", "2", "3", "4"]


def sections() -> tuple[Block, ...]:
    return blocks(
        document(
            flow(
                1,
                (0, MARGIN, "What must change", 14.0, True),
                (29, MARGIN, "At once", *BOLD),
                (26, MARGIN, "• See every child."),
                (29, MARGIN, "What works", 14.0, True),
                (29, MARGIN, FULL),
                (LEADING, MARGIN, OTHER),
                (LEADING, MARGIN, "to the end."),
            )
        )
    )


def test_after_heading_ends_at_the_next_of_its_rank() -> None:
    change = re.compile("must change")
    assert [block.text for block in after_heading(sections(), change)] == ["At once", "See every child."]
    assert after_heading(sections(), change, sub_headings=False) == ()
    assert after_heading(sections(), re.compile("nowhere")) == ()
    assert [block.text for block in under_heading(sections(), 1)] == ["See every child."]


def test_passages_name_their_section_and_count_on() -> None:
    found = passages(sections())
    assert [(one.position, one.section, one.number, one.page) for one in found] == [
        (1, "At once", None, 1),
        (2, "What works", None, 1),
    ]
    assert found[1].text == f"{FULL} {OTHER} to the end."


def test_no_line_at_all() -> None:
    assert blocks(Document((Page(1, 595.0, HEIGHT, ()),))) == ()


WORDS = st.text("abcdeABC.,:1234-–•◼o?’ ", min_size=1, max_size=60).map(str.strip).filter(bool)
ROWS = st.tuples(
    WORDS,
    st.sampled_from([MARGIN, HANG, DEEPER, 300.0]),
    st.floats(20, 830).map(lambda height: round(height, 1)),
    st.sampled_from([6.5, 10.0, 12.0, 14.0]),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(ROWS, max_size=12), min_size=1, max_size=4))
def test_no_line_is_lost_or_doubled_and_no_word_changed(pages: list[list[tuple[Any, ...]]]) -> None:
    made = document(*[page(number, list(rows)) for number, rows in enumerate(pages, start=1)])
    parts = blocks(made)
    kept = Counter(one for block in parts for one in block.lines) + Counter(
        one for one in made.lines if one in furniture(made)
    )
    assert letters(one.text for one in kept.elements()) == letters(one.text for one in made.lines)
    for block in parts:
        printed = "".join("".join(one.text.split()) for one in block.lines)
        text = "".join(block.text.split())
        # Of what is printed only an item's bullet or number and the raised marks of footnotes are left out.
        assert Counter(text) <= Counter(printed)
        if block.kind is not BlockKind.HEADING:
            said, whole = (re.sub(r"\d", "", letters) for letters in (text, printed))
            assert whole.endswith(said)
            assert len(whole) - len(said) <= 2


def letters(texts: Any) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if not letter.isspace())
