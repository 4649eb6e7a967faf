from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.transform import made
from tests.transform.laid_out import INNER, INSET, OUTER, RIGHT, table
from transform.document import Document, Line, Page
from transform.readers.area_send_tables import areas, table_lines
from transform.records import FindingKind
from transform.ruling import Rule, Ruling


def headed(number: int, heading: str, *, top: float = 700.0) -> Page:
    return made.page(number, [(heading, 56.6, top, 14.0, True)])


def ending(number: int) -> Page:
    return made.page(
        number, [("Local area partnership details", 56.6, 760.0, 14.0, True), ("Westmere Council", 62.4, 730.0)]
    )


# How far above the end of a row of two lines a rule stands that goes between them.
BETWEEN_TWO_LINES = 12.0

ROWS = [
    ([], ["Leaders should answer letters sooner than they", "do now. They should say when they cannot."]),
    ([], ["Leaders should find out how many wait."]),
    ([], ["Health leaders need to:", "• count visits, and", "• publish the count."]),
]


def texts(document: Document) -> list[str]:
    return [finding.text for finding in areas(document)]


def test_each_ruled_row_is_one_area() -> None:
    page, _ = table(headed(1, "Areas for improvement"), 680.0, ROWS, columns=1)
    found = areas(Document((page, ending(2))))
    assert [finding.text for finding in found] == [
        "Leaders should answer letters sooner than they do now. They should say when they cannot.",
        "Leaders should find out how many wait.",
        "Health leaders need to:\n• count visits, and\n• publish the count.",
    ]
    assert [(finding.kind, finding.position, finding.page) for finding in found] == [
        (FindingKind.IMPROVEMENT, 1, 1),
        (FindingKind.IMPROVEMENT, 2, 1),
        (FindingKind.IMPROVEMENT, 3, 1),
    ]


def test_paragraphs_of_one_row_are_one_area() -> None:
    page, end = table(headed(1, "Areas for improvement"), 680.0, ROWS[:1], columns=1)
    # A second paragraph, a full line lower, inside the same box.
    low = made.line(1, "Leaders should also ask families.", OUTER + INSET, end - 20.0)
    box = Ruling(
        (Rule(680.0, OUTER, RIGHT), Rule(end - 30.0, OUTER, RIGHT)),
        (Rule(OUTER, end - 30.0, 680.0), Rule(RIGHT, end - 30.0, 680.0)),
    )
    page = replace(page, lines=(*page.lines, low), ruling=box)
    assert len(texts(Document((page, ending(2))))) == 1


def test_stray_rule_inside_a_sentence_does_not_end_a_row() -> None:
    page, end = table(headed(1, "Areas for improvement"), 680.0, ROWS[:1], columns=1)
    stray = Rule(end + BETWEEN_TWO_LINES, OUTER, RIGHT)
    page = replace(page, ruling=replace(page.ruling, across=(*page.ruling.across, stray)))
    assert texts(Document((page, ending(2)))) == [
        "Leaders should answer letters sooner than they do now. They should say when they cannot."
    ]


def test_row_that_goes_over_the_page_counts_once() -> None:
    first, _ = table(
        headed(1, "Areas for improvement"),
        680.0,
        [ROWS[1], ([], ["Leaders should look at what", "families"])],
        columns=1,
    )
    second, _ = table(made.page(2, []), 760.0, [([], ["say of the hours."]), ROWS[1]], columns=1)
    found = areas(Document((first, second, ending(3))))
    assert [finding.text for finding in found] == [
        "Leaders should find out how many wait.",
        "Leaders should look at what families say of the hours.",
        "Leaders should find out how many wait.",
    ]
    assert [finding.page for finding in found] == [1, 1, 2]


def test_sentence_that_refers_back_goes_on_with_the_row_before_the_page() -> None:
    first, _ = table(headed(1, "Areas for improvement"), 680.0, [ROWS[1]], columns=1)
    second, _ = table(made.page(2, []), 760.0, [([], ["They should then tell families."])], columns=1)
    assert texts(Document((first, second, ending(3)))) == [
        "Leaders should find out how many wait. They should then tell families."
    ]


def test_list_that_goes_over_the_page_stays_with_its_row() -> None:
    first, _ = table(
        headed(1, "Areas for improvement"), 680.0, [([], ["Leaders should:", "• ask early; and"])], columns=1
    )
    second, _ = table(made.page(2, []), 760.0, [([], ["• ask again."]), ROWS[1]], columns=1)
    assert texts(Document((first, second, ending(3)))) == [
        "Leaders should:\n• ask early; and\n• ask again.",
        "Leaders should find out how many wait.",
    ]


def test_area_alone_at_the_top_of_the_next_page_is_its_own() -> None:
    first, _ = table(headed(1, "Areas for improvement"), 680.0, ROWS[:2], columns=1)
    second, _ = table(made.page(2, []), 760.0, [([], ["Schools and leaders should share what they know."])], columns=1)
    assert len(texts(Document((first, second, ending(3))))) == 3


def two_column(ruled: bool = True) -> Document:
    page = made.page(
        1,
        [
            ("Areas for priority action", 56.6, 720.0, 14.0, True),
            ("Responsible body Areas for priority action", 62.4, 690.0, 12.0, True),
        ],
    )
    rows = [
        (["Westmere Council and", "Dray and Westmere", "Integrated Care Board"], ["Leaders must finish late plans."]),
        (["Westmere Council"], ["Leaders must check the plans that", "schools hold, each year."]),
    ]
    page, end = table(page, 680.0, rows, columns=2, ruled=ruled)
    page = replace(page, lines=(*page.lines, *headed(1, "Areas for improvement", top=end - 30.0).lines))
    page, _ = table(page, end - 50.0, ROWS[1:2], columns=1, ruled=ruled)
    return Document((page, ending(2)))


def test_responsible_bodies_stay_out_of_the_text() -> None:
    found = areas(two_column())
    assert [(finding.kind, finding.text, finding.responsible_body) for finding in found] == [
        (
            FindingKind.PRIORITY_ACTION,
            "Leaders must finish late plans.",
            "Westmere Council and Dray and Westmere Integrated Care Board",
        ),
        (
            FindingKind.PRIORITY_ACTION,
            "Leaders must check the plans that schools hold, each year.",
            "Westmere Council",
        ),
        (FindingKind.IMPROVEMENT, "Leaders should find out how many wait.", None),
    ]


def test_columns_without_rules_are_told_apart_by_where_lines_start() -> None:
    found = areas(two_column(ruled=False))
    assert [finding.text for finding in found] == [
        "Leaders must finish late plans.",
        "Leaders must check the plans that schools hold, each year.",
        "Leaders should find out how many wait.",
    ]


def test_line_over_both_columns_is_split_into_its_cells() -> None:
    page = made.page(1, [("Areas for priority action", 56.6, 720.0, 14.0, True)])
    page, _ = table(page, 680.0, [(["Westmere"], ["Leaders must finish late plans."])], columns=2)
    heading, body, text = page.lines
    both = Line(
        f"{body.text} {text.text}", 1, body.left, text.right, body.baseline, 12.0, False, cells=(body.text, text.text)
    )
    (found,) = areas(Document((replace(page, lines=(heading, both)), ending(2))))
    assert (found.text, found.responsible_body) == ("Leaders must finish late plans.", "Westmere")


def test_row_of_two_columns_goes_on_where_nothing_stands_beside_it() -> None:
    first = made.page(
        1,
        [
            ("Areas for priority action", 56.6, 720.0, 14.0, True),
            ("Responsible body Areas for priority action", 62.4, 690.0, 12.0, True),
        ],
    )
    first, _ = table(first, 680.0, [(["Westmere Council"], ["Leaders must finish late plans."])], columns=2)
    second, _ = table(made.page(2, []), 760.0, [([], ["Leaders must say who checks them."])], columns=2)
    (found,) = areas(Document((first, second, ending(3))))
    assert found.text == "Leaders must finish late plans. Leaders must say who checks them."


def test_stray_mark_after_a_table_is_no_area() -> None:
    page, end = table(headed(1, "Areas for improvement"), 680.0, ROWS[:2], columns=1)
    page = replace(page, lines=(*page.lines, made.line(1, "◼", 56.6, end - 15.0)))
    assert len(texts(Document((page, ending(2))))) == 2


def test_heading_printed_twice_is_one_table() -> None:
    page = made.page(
        1,
        [("Areas for improvement", 56.6, 720.0, 14.0, True), ("Areas for improvement", 62.4, 690.0, 12.0, True)],
    )
    page, _ = table(page, 680.0, ROWS, columns=1)
    document = Document((page, ending(2)))
    assert len(texts(document)) == 3
    assert not any("Areas for" in line.text or "details" in line.text for line in table_lines(document))


@given(counts=st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_as_many_areas_as_ruled_rows(counts: list[int]) -> None:
    rows = [([], ["Leaders should do the thing named here.", *["More of it."] * (n - 1)]) for n in counts]
    page, _ = table(headed(1, "Areas for improvement"), 680.0, rows, columns=1)
    assert len(texts(Document((page, ending(2))))) == len(counts)


def test_made_table_has_its_columns_where_the_reports_have_them() -> None:
    page, _ = table(made.page(1, []), 680.0, [(["A"], ["B"])], columns=2)
    assert {rule.at for rule in page.ruling.uprights} == {OUTER, INNER, RIGHT}
