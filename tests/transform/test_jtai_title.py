from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.transform import made
from tests.transform.jtai_letters import letter
from transform.readers import jtai
from transform.readers.jtai_title import Title, clean_area, find_title, read_title, split_area

AUTHORITIES = Path(__file__).parents[2] / "warehouse" / "authorities.csv"
EARLY = "Joint targeted area inspection of the multi-agency response to children’s mental health and more in Elmet"
BY = "This inspection took place from 9 to 13 May 2022. Ofsted and the Care Quality Commission (CQC) carried it out."


@pytest.mark.parametrize("before", ["", "London Borough of ", "the Royal Borough of ", "City of "])
@pytest.mark.parametrize("after", ["", " Borough Council", " local authority"])
def test_every_authority_can_stand_in_a_title(before: str, after: str) -> None:
    with AUTHORITIES.open(newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for name in names:
        printed = f"{before}{name}{after}"
        expected = printed.removeprefix("the ").removesuffix(" local authority")
        early = (
            f"Joint targeted area inspection of the multi-agency response to sexual abuse in the family in {printed}"
        )
        assert read_title(early) == Title(expected, "sexual abuse in the family", revisit=False)
        assert read_title(f"Joint targeted area inspection of {printed}") == Title(expected, None, revisit=False)


def test_a_title_can_name_no_area() -> None:
    title = read_title(
        "Joint targeted area inspection of the multi-agency response to children associated\nwith gangs and children "
        "missing from home, care or education"
    )
    assert title == Title(
        None, "children associated with gangs and children missing from home, care or education", revisit=False
    )


def test_a_revisit_says_so() -> None:
    title = read_title("Joint targeted area inspection revisit of the multi-agency response to domestic abuse in Elmet")
    assert title == Title("Elmet", "domestic abuse", revisit=True)


@pytest.mark.parametrize(
    "text",
    [
        "Inspection of Elmet local authority children’s services",
        "Joint local area SEND inspection in Elmet",
        "Joint area review of Elmet",
        "The joint targeted area inspection of Elmet took place in May.",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert read_title(text) is None


def test_words_end_in_an_area_only_when_it_is_a_name() -> None:
    assert split_area("children in need in Elmet") == ("children in need", "Elmet")
    assert split_area("abuse in the family") == ("abuse in the family", None)
    assert split_area("families in Elmet who need help") == ("families in Elmet who need help", None)
    assert clean_area("Elmet.1") == "Elmet"
    assert clean_area("each of the three districts") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Joint area inspection of the multi-agency identification of and response to initial risk in Elmet.",
            Title("Elmet", "initial risk", revisit=False),
        ),
        (
            "Joint targeted area inspection of services for children at risk of exploitation in the Borough of Elmet",
            Title("Borough of Elmet", "children at risk of exploitation", revisit=False),
        ),
        (
            "Joint targeted area inspection of the effectiveness of arrangements for care leavers in Elmet.1",
            Title("Elmet", "care leavers", revisit=False),
        ),
        (
            "Joint targeted area inspection of Elmet: the multi-agency response to domestic abuse",
            Title("Elmet", "domestic abuse", revisit=False),
        ),
        ("Joint targeted area inspection of Elmet – domestic abuse", Title("Elmet", "domestic abuse", revisit=False)),
        ("Joint targeted area inspection of neglect in Elmet", Title("Elmet", "neglect", revisit=False)),
        ("Joint Targeted Area Inspection (JTAI): Elmet", Title("Elmet", None, revisit=False)),
        ("Joint Targeted Area Inspection Elmet", Title("Elmet", None, revisit=False)),
        ("JTAI of Elmet.", Title("Elmet", None, revisit=False)),
        (
            "Report of the joint targeted area inspection of Elmet Safeguarding Children Partnership",
            Title("Elmet", None, revisit=False),
        ),
        ("Joint targeted area inspection revisit to Elmet", Title("Elmet", None, revisit=True)),
        ("Joint targeted area inspection follow-up visit: Elmet", Title("Elmet", None, revisit=True)),
        ("Revisit following the joint targeted area inspection of Elmet", Title("Elmet", None, revisit=True)),
        ("Joint targeted area inspection of what no one has thought of yet", None),
        ("Joint targeted area inspection of Elmet in May", Title(None, None, revisit=False)),
        ("Joint targeted area inspection of the multi-agency response to neglect in Elmet took place in May.", None),
        ("Joint targeted area inspection framework and guidance", None),
        ("Joint Targeted Area Inspection Framework", None),
        ("Joint area inspection of special educational needs in Elmet", None),
    ],
)
def test_forms_of_a_title(text: str, title: Title | None) -> None:
    assert read_title(text) == title


@pytest.mark.parametrize("kind", ["title", "big", "text"])
@pytest.mark.parametrize("end", ["", ".", ".1"])
@pytest.mark.parametrize("greeting", [(), (("text", "Dear local partnership"),)])
def test_a_title_however_it_is_set(kind: str, end: str, greeting: tuple[tuple[str, str], ...]) -> None:
    document = letter(("day", "9 June 2022"), *greeting, (kind, EARLY + end), ("text", BY))
    assert jtai.recognises(document)
    (inspection,) = jtai.read(document)
    assert inspection.provider_as_printed == "Elmet"
    assert inspection.theme_code == "mental_health"
    assert inspection.printed_published_on is not None
    assert str(inspection.start) == "2022-05-09"


def test_a_title_with_no_space_around_it() -> None:
    lines = [
        "Dear local partnership",
        "Joint targeted area inspection of the multi-agency response to serious youth",
        "violence in Elmet",
        "This inspection took place from 9 to 13 May 2022. It was carried out by",
        "inspectors from Ofsted and the Care Quality Commission (CQC), and went well.",
    ]
    document = made.document(made.running(1, lines))
    found = find_title(document)
    assert found is not None
    assert found.title == Title("Elmet", "serious youth violence", revisit=False)
    (inspection,) = jtai.read(document)
    assert str(inspection.end) == "2022-05-13"
    assert inspection.inspectorates == ("Ofsted", "CQC")


def test_a_report_whose_title_is_parted_on_its_cover() -> None:
    document = made.document(
        made.page(
            1,
            [
                ("Ofsted", 70.0, 780.0, 20.0, True),
                ("Joint targeted area inspection", 70.0, 600.0, 28.0, True),
                ("London Borough of Elmet", 70.0, 540.0, 20.0, False),
                ("Inspection dates: 9 to 13 May 2022", 70.0, 480.0, 12.0, False),
                ("Published: 4 July 2022", 70.0, 460.0, 12.0, False),
            ],
        ),
        made.running(
            2,
            [
                "Inspectors from Ofsted, the Care Quality Commission (CQC) and HMICFRS carried",
                "out a joint targeted area inspection of the multi-agency response to neglect",
                "in Elmet.",
            ],
        ),
    )
    assert jtai.recognises(document)
    (inspection,) = jtai.read(document)
    assert inspection.provider_as_printed == "London Borough of Elmet"
    assert str(inspection.start) == "2022-05-09"
    assert str(inspection.printed_published_on) == "2022-07-04"
    assert inspection.theme_code == "neglect"


def test_an_unknown_form_is_a_title_only_as_a_heading_on_the_first_page() -> None:
    words = "Joint targeted area inspection of how all of us in Elmet look after each other"
    assert jtai.recognises(letter(("day", "9 June 2022"), ("title", words), ("text", BY)))
    assert not jtai.recognises(letter(("day", "9 June 2022"), ("text", words), ("text", BY)))
    assert not jtai.recognises(letter(("day", "9 June 2022"), ("text", BY), ("page", ""), ("title", words)))


@pytest.mark.parametrize("size", [12.0, 8.0])
def test_a_line_inside_a_paragraph_or_a_footnote_is_no_title(size: float) -> None:
    rows = [
        ("Focused visit to Elmet children’s services", 70.0, 780.0, 12.0, True),
        ("Ofsted and the CQC had been to Elmet before, as both of them have told in the letter,", 70.0, 740.0),
        ("that can still be found where all such letters are found, and which was called the", 70.0, 726.0),
    ]
    if size < 12.0:
        rows.append(("1", 70.0, 120.0, 6.0))
    height = 712.0 if size == 12.0 else 118.0
    rows.append(("Joint targeted area inspection of Elmet", 70.0 if size == 12.0 else 76.0, height, size))
    document = made.document(made.page(1, rows))
    assert find_title(document) is None
