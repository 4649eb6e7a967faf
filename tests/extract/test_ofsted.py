from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ofsted import provider_url, read_provider
from extract.pages import LayoutChangedError, PageNotFoundError, one, parse, read_date, text_of
from tests.extract.markup import OPENED, Event, day_2019, day_now, page, provider_page

URL = "https://reports.ofsted.gov.uk/provider/44/80999"
FILES = "https://files.ofsted.gov.uk"
VISIT = Event(
    "50000003",
    "Children's services focused visit",
    "Children's services focused visit, pdf - 1 May 2024",
    "1 May 2024",
    "1 May 2024",
)
OLD = Event("2754001", "Area review", "Area review - progress, pdf - 02 June 2009", "02 June 2009", "02 June 2009")


def only_report(event: Event) -> tuple[str, date]:
    (report,) = read_provider(provider_page(day_now(event)), URL).reports
    return report.label, report.published_on


def test_the_address_of_a_page() -> None:
    assert provider_url("https://reports.ofsted.gov.uk/", "80999") == URL


@pytest.mark.parametrize("day", [day_now, day_2019])
def test_reports_are_read_newest_first_in_whatever_order_they_stand(day) -> None:  # type: ignore[no-untyped-def]
    html = provider_page(day(OLD), day(VISIT), day(Event()), OPENED)
    found = read_provider(html.encode(), URL)
    assert (found.urn, found.name) == ("80999", "Mereshire County Council")
    assert [(report.file_id, report.label, report.published_on) for report in found.reports] == [
        ("50000003", "Children's services focused visit", date(2024, 5, 1)),
        ("50000001", "Children's services inspection", date(2020, 1, 9)),
        ("2754001", "Area review - progress", date(2009, 6, 2)),
    ]
    assert found.reports[0].url == f"{FILES}/v1/file/50000003"
    assert (found.foreign_links, found.problems) == ((), ())


@pytest.mark.parametrize(
    "spoken",
    [
        "Children's services inspection, pdf - 09 January 2020",
        "Children's services inspection,  pdf - 9 January 2020",
        "Children's services inspection,pdf  -  09 January 2020",
        "Children's services inspection pdf - 09 January 2020",
        "Children's services inspection as pdf - 09 January 2020",
        "Children's services inspection, PDF - 09 JANUARY 2020",
        "\n Children's services \n inspection, pdf – 09 January 2020 \n",
        "Children's services inspection - 09 Jan 2020",
    ],
)
def test_labels_and_dates_as_they_are_printed(spoken: str) -> None:
    assert only_report(Event(spoken=spoken)) == ("Children's services inspection", date(2020, 1, 9))


WORDS = st.lists(st.from_regex(r"[A-Za-z][a-z']{0,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    label=WORDS.filter(lambda words: not words.lower().endswith((" pdf", " as"))),
    moment=st.dates(date(2005, 1, 1), date(2035, 1, 1)),
    mark=st.sampled_from([", pdf", ",  pdf", " pdf", " as pdf", ",pdf", ""]),
    dash=st.sampled_from([" - ", " – ", "  -  "]),
    day_form=st.sampled_from(["%d %B %Y", "%d %b %Y", "%d %b. %Y"]),
)
def test_any_label_and_date_survive_the_ways_of_printing(
    label: str, moment: date, mark: str, dash: str, day_form: str
) -> None:
    spoken = f"{label}{mark}{dash}{moment.strftime(day_form)}"
    assert only_report(Event(visible=label, spoken=spoken, stamped=None)) == (label, moment)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_dates_are_read_in_every_form(moment: date) -> None:
    suffix = "th" if moment.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")
    for printed in (
        f"{moment:%d %B %Y}",
        f"{moment.day} {moment:%b %Y}",
        f"{moment.day}{suffix} {moment:%B}, {moment.year}",
    ):
        assert read_date(f" {printed}\n") == moment


@given(st.text())
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(f"{text}-") is None


@pytest.mark.parametrize(
    "text",
    ["31 February 2020", "0 May 2020", "1 Mai 2020", "2020-01-01", "May 2020", "1 May 20", "1 May 2020 and more"],
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_without_the_hidden_label_the_date_is_the_events_own() -> None:
    assert only_report(Event(spoken=None)) == ("Children's services inspection", date(2020, 1, 9))
    event = Event(spoken=None, day="14 December 2019")
    assert only_report(event) == ("Children's services inspection", date(2020, 1, 9))


def test_without_any_other_date_the_days_own_is_taken() -> None:
    assert only_report(Event(spoken=None, stamped=None)) == ("Children's services inspection", date(2020, 1, 9))


@pytest.mark.parametrize(
    "day",
    [
        day_now(Event(spoken=None, stamped="soon")),
        day_now(Event(spoken=None, stamped=None, day="January 2020")),
        day_now(Event(spoken=None, stamped=None), Event("50000009", stamped="1 May 2019")),
        day_2019(Event(spoken="Children's services inspection, pdf - 31 February 2020")),
        day_now(Event(spoken="Children's services inspection, pdf - 9 Ionawr 2020")),
        day_now(Event(visible="", spoken=", pdf - 09 January 2020")),
    ],
)
def test_a_report_without_a_certain_date_or_label_is_told(day: str) -> None:
    with pytest.raises(LayoutChangedError, match="for file 50000001"):
        read_provider(provider_page(day), URL)


def test_two_reports_of_one_day_keep_their_own_dates() -> None:
    later = Event("50000002", "Monitoring visit", None, stamped="11 January 2020")
    found = read_provider(provider_page(day_now(Event(), later)), URL)
    assert [(report.file_id, report.published_on.day) for report in found.reports] == [
        ("50000002", 11),
        ("50000001", 9),
    ]
    assert found.problems == ()


def test_a_label_and_an_event_that_differ_are_a_problem_and_the_label_holds() -> None:
    found = read_provider(provider_page(day_now(Event(stamped="10 January 2020"))), URL)
    assert found.reports[0].published_on == date(2020, 1, 9)
    (problem,) = found.problems
    assert "50000001" in problem
    assert "10 January 2020" in problem


def test_a_file_that_stands_twice_is_one_report() -> None:
    assert len(read_provider(provider_page(day_now(Event()), day_now(Event())), URL).reports) == 1
    again = Event(spoken="Children's services inspection, pdf - 3 March 2021", stamped="3 March 2021")
    for days in ((Event(), again), (again, Event())):
        found = read_provider(provider_page(*map(day_now, days)), URL)
        assert [report.published_on for report in found.reports] == [date(2020, 1, 9)]
        assert len(found.problems) == 1


@pytest.mark.parametrize(
    "href",
    [
        "http://files.ofsted.gov.uk/v1/file/50000001",
        "https://files.api.ofsted.gov.uk/v1/file/50000001",
        "https://files.ofsted.gov.uk/v1/file/50000001.pdf",
        "https://files.ofsted.gov.uk/v1/file/50000001/?download=1#page=2",
        "https://reports.ofsted.gov.uk/provider/files/50000001/urn/103980.pdf",
        "/provider/files/50000001/urn/103980.pdf",
    ],
)
def test_older_forms_of_a_files_address_are_the_same_file(href: str) -> None:
    (report,) = read_provider(provider_page(day_now(Event(href=href))), URL).reports
    assert (report.file_id, report.url) == ("50000001", f"{FILES}/v1/file/50000001")


def test_the_files_may_stand_on_a_host_of_ones_own() -> None:
    origin = "http://127.0.0.1:8901"
    html = provider_page(day_now(Event(href=f"{origin}/v1/file/50000001")))
    (report,) = read_provider(html, f"{origin}/provider/44/80999", origin).reports
    assert (report.file_id, report.url) == ("50000001", f"{origin}/v1/file/50000001")


@pytest.mark.parametrize(
    "href",
    [
        "https://files.example/v1/file/50000001",
        "https://files.ofsted.gov.uk/v2/a.pdf",
        "javascript:void(0)",
        "https://files.ofsted.gov.uk.evil/v1/file/1",
    ],
)
def test_publications_elsewhere_are_recorded_and_no_reports(href: str) -> None:
    found = read_provider(provider_page(day_now(Event(href=href)), day_now(VISIT)), URL)
    assert found.foreign_links == (href,)
    assert [report.file_id for report in found.reports] == ["50000003"]


def test_an_authority_that_has_only_been_opened_has_no_reports() -> None:
    assert read_provider(provider_page(OPENED), URL).reports == ()


def test_an_event_without_a_link_is_no_report() -> None:
    closed = '<li class="timeline__day"><p><time>1 April 2023</time></p><span class="event__title">Closed</span></li>'
    assert len(read_provider(provider_page(closed, day_now(Event()), OPENED), URL).reports) == 1


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (page("<h1>Mereshire</h1><div id='app'></div>"), "neither .the page is headed 'Mereshire'"),
        (page("", title="Loading"), "neither .the page is headed 'Loading'"),
        ("", "neither .the page has no heading"),
        (provider_page(day_now(Event()), OPENED).replace("publication-link", "document"), "gave 0, and 1 other links"),
        (provider_page(day_now(Event())).replace("publication-link", "x").replace("timeline", "y"), "gave neither"),
        (
            provider_page(day_now(Event()), day_now(VISIT).replace("publication-link", "x")),
            "1, and 1 other .* .50000003",
        ),
        (provider_page(day_now(Event()), urn="80998"), "gave 80998, 80999"),
        (
            provider_page(day_now(Event())).replace("<h1", "<h2").replace("</h1", "</h2"),
            "'h1' should give one element, gave none",
        ),
        (provider_page(day_now(Event())) + "<h1>Other</h1>", "'h1' should give one element at most, gave 2"),
        (provider_page(day_now(Event()), name=" "), "empty heading"),
    ],
)
def test_a_page_in_another_layout_is_told_and_never_a_page_without_reports(html: str, found: str) -> None:
    with pytest.raises(LayoutChangedError, match=found) as caught:
        read_provider(html, URL)
    assert str(caught.value).startswith(URL)


@pytest.mark.parametrize("heading", ["Page not found", "Report not found", " page NOT found. "])
def test_the_not_found_page_is_known(heading: str) -> None:
    with pytest.raises(PageNotFoundError):
        read_provider(page(f"<h1 class='title-block__heading'>{heading}</h1>"), URL)


def test_the_urn_is_the_pages_when_its_address_has_none() -> None:
    assert read_provider(provider_page(OPENED), "https://reports.ofsted.gov.uk/x").urn == "80999"
    assert read_provider(provider_page(OPENED, urn=None), URL).urn == "80999"
    with pytest.raises(LayoutChangedError, match="gave none"):
        read_provider(provider_page(OPENED, urn=None), "https://reports.ofsted.gov.uk/x")


def test_texts_have_single_spaces_and_leave_out_what_is_hidden() -> None:
    node = one(parse("<p> Two\n <b>bold</b>\u00a0words<i class='x'> not <u>this</u></i> </p>"), "p", URL)
    assert text_of(node) == "Two bold words not this"
    assert text_of(node, without=".x") == "Two bold words"


@pytest.mark.parametrize("named", ["a\x00b", "\x01", "nosuch", "base64"])
def test_a_page_that_names_no_encoding_that_there_is_is_read_all_the_same(named: str) -> None:
    html = provider_page(OPENED, name="M\xf4r Council").replace('charset="utf-8"', f'charset="{named}"')
    assert f'charset="{named}"' in html
    assert read_provider(html.encode("latin-1"), URL).reports == ()


@pytest.mark.parametrize("links", [501, 20_000])
def test_a_page_with_more_links_than_any_is_told(links: int) -> None:
    html = provider_page(*(f'<a class="publication-link" href="/v1/file/{n}">x</a>' for n in range(links)))
    with pytest.raises(LayoutChangedError, match=f"500 links at most, gave {links}"):
        read_provider(html, URL)


def test_a_page_larger_than_any_is_not_taken_apart() -> None:
    with pytest.raises(LayoutChangedError, match="gave 50000000 bytes"):
        read_provider(b"<b><i>" * 8_333_333 + b"ab", URL)


def test_pages_in_other_encodings_are_read_by_their_own_word() -> None:
    html = provider_page(OPENED, name="Môr Council").replace("utf-8", "iso-8859-1").encode("latin-1")
    assert read_provider(html, URL).name == "Môr Council"
