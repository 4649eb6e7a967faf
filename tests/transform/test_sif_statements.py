from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform import made, sif_pages
from transform.document import Document
from transform.readers.sif_cover import find_cover
from transform.readers.sif_forms import Place, grade_of
from transform.readers.sif_statements import Statement, statements
from transform.readers.sif_table import table_rows
from transform.vocabulary import Area, Grade

LABELS = {
    Area.HELP_AND_PROTECTION: "1. Children who need help and protection",
    Area.LOOKED_AFTER_AND_PERMANENCE: "2. Children looked after and achieving permanence",
    Area.ADOPTION_PERFORMANCE: "2.1 Adoption performance",
    Area.CARE_LEAVERS: "2.2 Experiences and progress of care leavers",
    Area.LEADERSHIP_MANAGEMENT_GOVERNANCE: "3. Leadership, management and governance",
}
CELLS = st.sampled_from(
    ["Good", "Inadequate", "Outstanding", "Requires improvement", "Requires improvement to be good"]
)


def stated(document: Document, area: Area, *places: Place) -> list[Statement]:
    cover = find_cover(document)
    assert cover
    found = [one for one in statements(document, cover) if one.area is area]
    return [one for one in found if one.place in places] if places else found


@pytest.mark.parametrize(
    ("headline", "grade"),
    [
        (("The overall judgement is good.",), Grade.GOOD),
        (("The overall judgement is requires improvement",), Grade.REQUIRES_IMPROVEMENT),
        (("The overall judgement is Inadequate",), Grade.INADEQUATE),
        (("The overall judgement is that children’s services require", "improvement"), Grade.REQUIRES_IMPROVEMENT),
        (("The overall judgement is that children’s services are outstanding2",), Grade.OUTSTANDING),
        (("Children’s services in St. Aldwyn are good.",), Grade.GOOD),
        (("Children's services in the Royal Borough of Ambleford with Thorpe are", "inadequate"), Grade.INADEQUATE),
        (("Children’s services in Stoke-by-Water City Council require improvement to", "be good"), None),
        (("Children’s services on the Isle of Ambleford require improvement to be", "good"), None),
        (("Services for children in Ambleford & Thorpe are good",), Grade.GOOD),
        (("Ambleford’s children’s services are judged to be good",), Grade.GOOD),
        (("Overall effectiveness: Requires improvement",), Grade.REQUIRES_IMPROVEMENT),
    ],
)
def test_headlines(headline, grade):
    (found,) = stated(Document((sif_pages.cover(headline=headline),)), Area.OVERALL_EFFECTIVENESS)
    assert found.grade is (grade or Grade.REQUIRES_IMPROVEMENT)
    assert found.place is Place.COVER_HEADLINE
    assert found.quote == " ".join(headline).rstrip(".2")


@pytest.mark.parametrize(
    "headline",
    [
        "Children’s services in Ambleford were good",
        "Children’s services in Ambleford are not good",
        "Children’s services in Ambleford are good in parts",
        "Children’s services in Ambleford for older teenagers are good",
        "The overall judgement of the last inspection was good",
        "The effectiveness of the Local Safeguarding Children Board (LSCB) is good",
    ],
)
def test_what_is_no_headline(headline):
    assert stated(Document((sif_pages.cover(headline=(headline,)),)), Area.OVERALL_EFFECTIVENESS) == []


def test_sentence_that_goes_on_below_is_no_statement():
    headline = ("Children’s services in Ambleford are good", "in most respects")
    assert stated(Document((sif_pages.cover(headline=headline),)), Area.OVERALL_EFFECTIVENESS) == []


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The judgement for the effectiveness of the Local Safeguarding Children",
            "Board (LSCB) is requires improvement",
        ),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB)", "Requires improvement."),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB) is requires", "improvement."),
    ],
)
def test_board_on_the_cover(lines):
    below = [(text, 71.0, 300.0 - 20.0 * at, 14.0) for at, text in enumerate(lines)]
    (found,) = stated(Document((sif_pages.cover(below=below),)), Area.LSCB_EFFECTIVENESS)
    assert (found.grade, found.place) == (Grade.REQUIRES_IMPROVEMENT, Place.COVER_HEADLINE)


@pytest.mark.parametrize(
    ("area", "lines"),
    [
        (
            Area.HELP_AND_PROTECTION,
            ("The experiences and progress of children who need help and protection is", "good"),
        ),
        (
            Area.LOOKED_AFTER_AND_PERMANENCE,
            ("The experiences and progress of", "children looked after and achieving", "permanence Good"),
        ),
        (Area.ADOPTION_PERFORMANCE, ("The graded judgment for adoption performance good",)),
        (Area.ADOPTION_PERFORMANCE, ("The graded judgement for adoption performance is that it is", "good.")),
        (
            Area.CARE_LEAVERS,
            ("The graded judgement about the experience and progress of care", "leavers is that they are good"),
        ),
        (Area.LEADERSHIP_MANAGEMENT_GOVERNANCE, ("Leadership, management and", "governance", "Good")),
        (Area.LEADERSHIP_MANAGEMENT_GOVERNANCE, ("Leadership, management and governance are good",)),
    ],
)
def test_headings_of_sections(area, lines):
    page = sif_pages.body(2, [*[(line, True) for line in lines], ("Summary", True), ("All is well here.",)])
    (found,) = stated(Document((sif_pages.cover(table=[]), page)), area)
    assert (found.grade, found.place, found.page) == (Grade.GOOD, Place.SECTION, 2)


@pytest.mark.parametrize(
    "lines",
    [
        ("Leadership, management and governance are good in the fostering team",),
        ("Leadership, management and governance are good", "overall, with some way to go"),
        ("Leadership, management and governance: inadequate",),
        ("Leadership, management and governance 24",),
        ("Leadership, management and governance were inadequate",),
    ],
)
def test_what_is_no_heading_of_a_section(lines):
    page = sif_pages.body(2, [(line,) for line in lines])
    assert stated(Document((sif_pages.cover(table=[]), page)), Area.LEADERSHIP_MANAGEMENT_GOVERNANCE) == []


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Children’s services in Ambleford are inadequate. Help comes too late.", Grade.INADEQUATE),
        ("This local authority requires improvement and is not yet good because", Grade.REQUIRES_IMPROVEMENT),
        ("Children’s services in Ambleford require improvement because:", Grade.REQUIRES_IMPROVEMENT),
    ],
)
def test_summaries_are_witnesses(text, grade):
    document = Document((sif_pages.cover(), sif_pages.body(2, [("Summary of findings", True), (text,)])))
    (found,) = stated(document, Area.OVERALL_EFFECTIVENESS, Place.SUMMARY)
    assert found.grade is grade


def test_board_part():
    page = sif_pages.body(
        2,
        [
            ("Section 2: The effectiveness of the local safeguarding", True),
            ("children board", True),
            ("The effectiveness of the LSCB requires improvement", True),
            ("The arrangements in place to evaluate the effectiveness of what is done by the",),
            ("authority and board partners to safeguard and promote the welfare of children",),
            ("require improvement.",),
            ("Attendance at the board is good.",),
            ("The ASCB requires improvement because:", True),
            ("Children’s services in Ambleford are good.",),
        ],
    )
    document = Document((sif_pages.cover(), page))
    found = stated(document, Area.LSCB_EFFECTIVENESS)
    assert {one.grade for one in found} == {Grade.REQUIRES_IMPROVEMENT}
    assert [one.place for one in found] == [Place.SECTION, Place.DEFINITION, Place.SUMMARY]
    assert stated(document, Area.OVERALL_EFFECTIVENESS, Place.SUMMARY) == []


@pytest.mark.parametrize(
    ("printed", "grade"),
    [("Not judged", Grade.NOT_JUDGED), ("Good2", Grade.GOOD), ("– Good", Grade.GOOD), ("adequate", None), ("", None)],
)
def test_grade_of(printed, grade):
    assert grade_of(printed) is grade


@given(
    cells=st.lists(CELLS, min_size=5, max_size=5),
    widths=st.lists(st.sampled_from([12, 20, 80]), min_size=5, max_size=5),
    data=st.data(),
)
def test_table_whatever_wraps(cells, widths, data):
    """Labels and cells of any width, each line by itself or the cell's first on the label's last."""
    placed, height = [], 500.0
    for label, cell, width in zip(LABELS.values(), cells, widths, strict=True):
        label_lines, cell_lines = wrapped(label, max(width, 26)), wrapped(cell, width)
        if data.draw(st.booleans()):
            lines = [*label_lines[:-1], f"{label_lines[-1]} {cell_lines[0]}", *cell_lines[1:]]
        else:
            lines = [*label_lines, *cell_lines]
        for line in lines:
            placed.append((line, 71.0, height))
            height -= 7.0
        height -= 20.0
    found = table_rows(made.page(1, placed).lines)
    assert [(row.area, row.printed) for row in found] == list(zip(LABELS, cells, strict=True))


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@given(cells=st.lists(CELLS, min_size=5, max_size=5), order=st.randoms())
def test_grades_after_all_labels_are_found_beside_them(cells, order):
    labels = [(label, 71.0, 500.0 - 40.0 * at) for at, label in enumerate(LABELS.values())]
    grades = [
        (part, 400.0, 505.0 - 40.0 * at - 13.0 * row)
        for at, cell in enumerate(cells)
        for row, part in enumerate(wrapped(cell, 22))
    ]
    order.shuffle(grades)
    found = table_rows(made.page(1, [*labels, *grades]).lines)
    assert [grade_of(row.printed) for row in found] == [grade_of(cell) for cell in cells]


@given(cells=st.lists(CELLS, min_size=5, max_size=5), offset=st.sampled_from([18.0, 20.0, 22.0, -20.0]))
def test_grades_between_two_labels_are_not_read(cells, offset):
    labels = [(label, 71.0, 500.0 - 40.0 * at) for at, label in enumerate(LABELS.values())]
    grades = [(cell, 400.0, 500.0 + offset - 40.0 * at) for at, cell in enumerate(cells)]
    found = table_rows(made.page(1, [*labels, *grades]).lines)
    assert [grade_of(row.printed) for row in found] == [None] * 5


def test_number_on_a_line_of_its_own():
    placed = [("2.1", 119.0, 400.0), ("Adoption performance", 140.0, 400.0), ("Good", 390.0, 400.0)]
    (row,) = table_rows(made.page(1, placed).lines)
    assert (row.area, row.printed) == (Area.ADOPTION_PERFORMANCE, "Good")
