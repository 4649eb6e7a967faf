from __future__ import annotations

from datetime import date

import pytest

from tests.transform import sif_pages
from transform.document import Document
from transform.readers.sif_cover import find_cover
from transform.readers.sif_dates import CoverDates, read_dates
from transform.records import Window


def dates(*lines: str, later: tuple[str, ...] = ()) -> CoverDates:
    pages = [sif_pages.cover(dates=lines)]
    if later:
        pages.append(sif_pages.body(2, [(line,) for line in later]))
    document = Document(tuple(pages))
    cover = find_cover(document)
    assert cover
    return read_dates(document, cover)


@pytest.mark.parametrize(
    "printed",
    [
        "Inspection date: 12 September 2016 – 6 October 2016",
        "Inspection dates: 12 September to 6 October 2016",
        "Inspection date: 12 September 2016–06 October 2016",
        "Inspection date: 12 September 2016 ─ 6 October 2016",
        "Inspection date: 12/09/2016 to 06/10/2016",
        "Inspection date: 12 September – 6 October 20162",
    ],
)
def test_printed_forms(printed):
    found = dates(printed, "Report published: 25/11/2016")
    assert found == CoverDates((Window(date(2016, 9, 12), date(2016, 10, 6)),), date(2016, 11, 25), ())


def test_one_day():
    assert dates("Inspection date: 28 July 2016").windows == (Window(date(2016, 7, 28), date(2016, 7, 28)),)


def test_no_publication_date():
    found = dates("Inspection date: 14 January – 5 February 2014")
    assert found.published is None
    assert found.issues == ()


@pytest.mark.parametrize(
    "printed",
    ["Inspection date: autumn 2016", "Inspection date: 31 February 2016", "Inspection date: 20 June 2017 13 July 2017"],
)
def test_unreadable(printed):
    found = dates(printed)
    assert found.windows == ()
    assert [issue.kind for issue in found.issues] == ["dates_not_read"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Inspection date: 14 September – 8 October 2015", "Report published: 2 October 2015"),
        ("Inspection dates: 24 to 28 March 2014 and 3 to 7 March 2014", "Report published: 14 May 2014"),
    ],
)
def test_impossible_order_withholds_all(lines):
    found = dates(*lines)
    assert (found.windows, found.published) == ((), None)
    assert "impossible_dates" in {issue.kind for issue in found.issues}


def test_two_publication_dates_on_the_cover():
    found = dates(*sif_pages.DATES, "Report published: 30 November 2015")
    assert found.published is None
    assert [(issue.kind, issue.believed, issue.other) for issue in found.issues] == [
        ("dates_differ", "2015-11-27", "2015-11-30")
    ]


def test_other_dates_later_in_the_report():
    found = dates(*sif_pages.DATES, later=("Inspection dates: 7 – 31 March 2011", "Report published: 1 May 2011"))
    assert found.published == date(2015, 11, 27)
    assert [(issue.kind, issue.page, issue.field) for issue in found.issues] == [
        ("dates_differ", 2, "inspection_start"),
        ("dates_differ", 2, "printed_published_on"),
    ]


def test_inspection_of_half_a_year():
    found = dates("Inspection date: 14 January 2014 – 5 July 2014")
    assert [issue.kind for issue in found.issues] == ["long_inspection"]
