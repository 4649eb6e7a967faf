"""What a release is about, by what its body says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import NAMES, page
from transform.press.kinds import kind_of
from transform.press.records import AuthorityNames, ReleaseKind

GOOD = "Ofsted has rated children’s services in Elmshire as good."

ABOUT = {
    ReleaseKind.ILACS: [
        ["Children’s services good", GOOD],
        [
            "Response to report",
            "The council has responded to an Ofsted report which rates its children’s services inadequate.",
        ],
        ["Praise for Elmshire", "Inspectors have judged Elmshire’s services for children to be good overall."],
        [
            "After the visits",
            "The ILACS inspection in June 2024 judged us good.",
            "It ends a run of monitoring visits.",
        ],
        [
            "No longer inadequate",
            "Children’s services are no longer inadequate, Ofsted says.",
            "All areas require improvement.",
        ],
        [
            "Care leavers thrive",
            "Ofsted gave top marks for the experiences and progress of care leavers.",
            "It inspected in June.",
        ],
        ["Strong leaders", "Social workers were praised by Ofsted in its inspection.", "Services were rated good."],
        [
            "City’s children",
            "Ofsted says services for vulnerable children are good.",
            "Pupils do well with the virtual school.",
        ],
        ["Good", GOOD, "There had been a focused visit in 2022, and in 2021 a monitoring visit."],
        [
            "Welcome",
            "Elmshire has welcomed the outcome of a full Ofsted inspection of its children’s social care services.",
        ],
        ["Inspectors call", GOOD, "Oakford, our improvement partner, has outstanding children’s services."],
    ],
    ReleaseKind.AREA_SEND: [
        ["SEND findings", "Ofsted and the CQC have published their findings on SEND services in Elmshire."],
        ["SEND", "Inspectors found weaknesses in how the local area implements the SEND reforms."],
        ["Partnership responds", "The local area partnership welcomes the outcome of its inspection by Ofsted."],
        [
            "Revisit",
            "Ofsted and CQC revisited us about special educational needs after the written statement of action.",
        ],
    ],
    ReleaseKind.JTAI: [
        [
            "Inspectors praise partners",
            "A joint targeted area inspection of serious youth violence took place in June.",
        ],
        ["JTAI letter", "Ofsted, CQC, HMICFRS and HMI Probation have published the letter on the JTAI of neglect."],
    ],
    ReleaseKind.FOCUSED_VISIT: [
        [
            "Praise after visit",
            "Ofsted praised our children’s services after a focused visit in July.",
            "We were good in 2022.",
        ],
        [
            "Report published",
            "A focussed visit by Ofsted looked at care leavers.",
            "The inspection was on 9 and 10 July.",
        ],
        [
            "Letter published",
            "Ofsted has published a letter on its visit to children’s services on 9 and 10 July.",
            "It focused on children in need.",
        ],
        [
            "Progress",
            "In a letter Ofsted praises support for children in care.",
            "The two-day visit focused on children in care.",
        ],
    ],
    ReleaseKind.MONITORING_VISIT: [
        ["Progress seen", "Ofsted saw good progress in our children’s services on its latest monitoring visit."],
        [
            "Fourth monitoring visit",
            "Children’s services have made progress.",
            "In 2022 they were judged inadequate overall.",
        ],
        [
            "Letter",
            "A letter follows the second monitoring visit since children’s services were judged inadequate in 2023.",
        ],
    ],
    ReleaseKind.NOT_ABOUT_THE_COUNCIL: [
        ["School outstanding", "An Elmshire primary school was rated outstanding by Ofsted in every category."],
        [
            "Special school",
            "A special school for children with special educational needs was rated good by Ofsted inspectors.",
        ],
        ["Nursery success", "Acorn nursery, run by the council, has been judged good in all areas by Ofsted."],
        ["Childminders praised", "Ofsted inspectors praised childminders across the county."],
        [
            "Children’s home",
            "Our children’s services celebrate: one of their children’s homes was rated outstanding by Ofsted.",
        ],
        [
            "Home",
            "Ofsted rated Acorn House outstanding for how well children and young people are helped and protected.",
        ],
        [
            "Fostering good",
            "The council’s fostering service has been rated good by Ofsted.",
            "Overall experiences and progress of children and young people: good.",
        ],
        ["Adoption", "The regional adoption agency has been rated outstanding following its Ofsted inspection."],
        ["Learning", "Ofsted has rated the council’s adult learning service as good."],
        ["Learning", "Our adult education service has been praised by Ofsted in a monitoring visit."],
        ["Adult care", "The Care Quality Commission has rated the council good for adult social care."],
        ["Care home", "A care home run by the council has been rated good by the Care Quality Commission."],
        [
            "Youth justice",
            "Youth justice, part of children’s services, was rated outstanding by HM Inspectorate of Probation.",
        ],
        ["Oakford inadequate", "Ofsted has judged Oakford’s children’s services inadequate."],
        ["Neighbours", "We congratulate our neighbours: children’s services in Oakford were rated good by Ofsted."],
        [
            "Isle of Birch",
            "Children’s services on the Isle of Birch were rated good by Ofsted.",
            "Elmshire runs them in partnership.",
        ],
        ["Schools", "95 per cent of schools in Elmshire are rated good or outstanding by Ofsted."],
        ["Annual report", "One in five councils was rated outstanding for children’s services by Ofsted."],
        ["Clubs", "Ofsted-registered clubs have places for children this summer."],
    ],
    ReleaseKind.OTHER: [
        ["Council tax", "The budget has been agreed."],
        ["Board meets", "The improvement board met. An inspection of children’s services is expected next year."],
        [
            "Notice lifted",
            "Children’s services have been released from a notice by the Department for Education.",
            "At its last inspection Ofsted saw progress.",
        ],
        ["Pilot", GOOD, "It was a pilot of the new inspection framework."],
        [
            "",
            "Ada Quill, cabinet member for children’s services, said: “Ofsted rated our children’s services good.”",
        ],
    ],
}


@pytest.mark.parametrize(
    ("kind", "told"),
    [(kind, told) for kind, releases in ABOUT.items() for told in releases],
    ids=lambda value: str(value)[:60],
)
def test_the_kind_is_what_the_body_says(kind: ReleaseKind, told: list[str]) -> None:
    assert kind_of(page(*told[1:], title=told[0]), NAMES) is kind


@pytest.mark.parametrize(
    ("on", "more", "kind"),
    [
        (date(2024, 9, 3), "", ReleaseKind.ILACS),
        (date(2018, 4, 2), "", ReleaseKind.ILACS),
        (date(2018, 3, 20), "The inspection took place from 22 January to 2 February 2018.", ReleaseKind.ILACS),
        (date(2018, 3, 20), "", ReleaseKind.OTHER),
        (date(2018, 2, 10), "The inspection took place in November 2017.", ReleaseKind.SIF),
        (date(2018, 2, 10), "It was held under the single inspection framework.", ReleaseKind.SIF),
        (date(2018, 3, 10), "It was among the first ILACS inspections.", ReleaseKind.ILACS),
        (date(2015, 3, 27), "", ReleaseKind.SIF),
        (date(2014, 2, 3), "", ReleaseKind.SIF),
        (date(2014, 1, 3), "", ReleaseKind.OTHER),
        (date(2014, 1, 20), "The inspection took place from 19 November to 11 December 2013.", ReleaseKind.SIF),
        (date(2012, 3, 20), "", ReleaseKind.OTHER),
        (None, "", ReleaseKind.OTHER),
        (None, "The inspection took place between 11 and 22 February 2019.", ReleaseKind.ILACS),
        (None, "Inspectors judged the impact of leaders on social work practice to be good.", ReleaseKind.ILACS),
        (None, "Inspectors judged leadership, management and governance to be good.", ReleaseKind.SIF),
        (
            date(2020, 1, 9),
            "There is progress since the single inspection framework inspection in 2015.",
            ReleaseKind.ILACS,
        ),
    ],
)
def test_the_framework_of_an_inspection_follows_its_day(on: date | None, more: str, kind: ReleaseKind) -> None:
    assert kind_of(page(GOOD, *([more] if more else []), title="Report", on=on), NAMES) is kind


def test_a_council_whose_name_holds_anothers_is_itself() -> None:
    names = AuthorityNames(own=("North Elmshire",), others=("Elmshire", "Elm"))
    told = "Ofsted has rated North Elmshire’s children’s services good."
    assert kind_of(page(told), names) is ReleaseKind.ILACS
    assert kind_of(page(told), AuthorityNames(("Elm",), ("North Elmshire",))) is ReleaseKind.NOT_ABOUT_THE_COUNCIL


WORDS = st.sampled_from(
    [
        "Ofsted",
        "inspection",
        "of",
        "children’s",
        "services",
        "Elmshire",
        "Oakford",
        "focused",
        "monitoring",
        "visit",
        "school",
        "rated",
        "good",
        "in",
        "2019",
        ".",
        "“",
        "”",
        "said",
        ":",
    ]
)


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join).filter(str.strip), max_size=5))
def test_any_words_have_a_kind(paragraphs: list[str]) -> None:
    assert kind_of(page(*paragraphs), NAMES) in ReleaseKind
