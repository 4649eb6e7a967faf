"""The published facts that the sample stands on: authorities, dates, lead inspectors and grades of real reports.

They are public sector information (Open Government Licence v3.0). Everything else in the sample is made.
"""

from __future__ import annotations

from dataclasses import dataclass

GOOD, REQUIRES, INADEQUATE = "Good", "Requires improvement to be good", "Inadequate"

CHILDRENS, JTAI, SEND = (
    "Children's services inspection",
    "Joint area child protection inspection",
    "Area SEND full inspection",
)


@dataclass(frozen=True)
class Listed:
    """What an authority's page lists; the id is the sample's own, the publication day (ISO) is the real one."""

    file_id: str
    urn: str
    authority: str
    published: str
    label: str = CHILDRENS


@dataclass(frozen=True)
class Ilacs:
    """`care` holds one grade for the combined row, or two: children in care, care leavers."""

    listed: Listed
    printed_name: str
    dates: str
    footer_dates: str
    lead: str
    leaders: str
    help: str
    care: tuple[str, ...]
    overall: str | None = None
    subject: str = ""  # of the layout in use until 2021, whose title is the council's name
    cut_short: bool = False


@dataclass(frozen=True)
class Sif:
    listed: Listed
    printed_name: str
    place: str
    kind: str
    dates: str
    published: str
    overall: str
    help: str
    looked_after: str
    adoption: str
    care_leavers: str
    leadership: str
    lead: str
    lscb: str | None = None


CHESHIRE_EAST, TRAFFORD, BIRMINGHAM, LIVERPOOL = (
    ("80447", "Cheshire East"),
    ("80573", "Trafford"),
    ("80429", "Birmingham"),
    ("80485", "Liverpool"),
)

ILACS_REPORTS = (
    Ilacs(
        Listed("990000002", *CHESHIRE_EAST, "2020-01-09"),
        "Cheshire East Council",
        "18 November 2019 to 29 November 2019",
        "",
        "Shabana Abasi",
        leaders=REQUIRES,
        help=REQUIRES,
        care=(REQUIRES,),
        overall=REQUIRES,
        subject="Inspection of children’s social care services",
    ),
    Ilacs(
        Listed("990000004", *CHESHIRE_EAST, "2024-05-16"),
        "Cheshire East",
        "26 February 2024 to 8 March 2024",
        "26 February to 8 March 2024",
        "Teresa Godfrey",
        leaders=REQUIRES,
        help=REQUIRES,
        care=(REQUIRES, INADEQUATE),
        overall=INADEQUATE,
    ),
    Ilacs(
        Listed("990000005", *TRAFFORD, "2019-05-08"),
        "Trafford Metropolitan Borough Council",
        "4 March 2019 to 8 March 2019",
        "",
        "Paula Thomson-Jones",
        leaders=INADEQUATE,
        help=REQUIRES,
        care=(REQUIRES,),
        overall=INADEQUATE,
        subject="Inspection of children’s social care services",
    ),
    Ilacs(
        Listed("990000006", *TRAFFORD, "2023-01-31"),
        "Trafford",
        "21 November to 2 December 2022",
        "21 November to 2 December 2022",
        "Nick Bennison",
        leaders=REQUIRES,
        help=REQUIRES,
        care=(REQUIRES,),
        overall=REQUIRES,
    ),
    Ilacs(
        Listed("990000008", *TRAFFORD, "2026-08-03"),
        "Trafford",
        "8 June 2026 to 19 June 2026",
        "8 June to 19 June 2026",
        "Leanne Cooper",
        leaders=INADEQUATE,
        help=INADEQUATE,
        care=(GOOD, REQUIRES),
    ),
    Ilacs(
        Listed("990000011", *BIRMINGHAM, "2023-04-18"),
        "Birmingham City Council",
        "20 February to 3 March 2023",
        "20 February to 3 March 2023",
        "John Roughton",
        leaders=GOOD,
        help=GOOD,
        care=(GOOD, GOOD),
        overall=GOOD,
    ),
    Ilacs(
        Listed("990000012", *LIVERPOOL, "2018-07-02"),
        "Liverpool City Council",
        "14 May 2018 to 25 May 2018",
        "",
        "Shabana Abasi",
        leaders=REQUIRES,
        help=REQUIRES,
        care=(REQUIRES,),
        overall=REQUIRES,
        subject="Inspection of local authority children’s services",
        cut_short=True,
    ),
    Ilacs(
        Listed("990000013", *LIVERPOOL, "2023-05-25"),
        "Liverpool",
        "13 to 24 March 2023",
        "13 to 24 March 2023",
        "Lisa Summers",
        leaders=INADEQUATE,
        help=INADEQUATE,
        care=(REQUIRES, INADEQUATE),
        overall=INADEQUATE,
    ),
    Ilacs(
        Listed("990000014", *LIVERPOOL, "2026-07-07"),
        "Liverpool",
        "11 May to 22 May 2026",
        "11 May to 22 May 2026",
        "Teresa Godfrey",
        leaders=GOOD,
        help=GOOD,
        care=(GOOD, REQUIRES),
    ),
)

SIF_REPORTS = (
    Sif(
        Listed("990000001", *CHESHIRE_EAST, "2015-09-15"),
        "Cheshire East Unitary Authority",
        "Cheshire East",
        "Inspection",
        "Inspection date: 6 to 30 July 2015",
        "15 September 2015",
        overall="require improvement to be good",
        help=REQUIRES,
        looked_after=REQUIRES,
        adoption=GOOD,
        care_leavers=REQUIRES,
        leadership=REQUIRES,
        lscb=REQUIRES,
        lead="Sarah Urding HMI",
    ),
    Sif(
        Listed("990000010", *BIRMINGHAM, "2016-11-25"),
        "Birmingham",
        "Birmingham",
        "Re-inspection",
        "Inspection dates: 12 September 2016 to 6 October 2016",
        "25 November 2016",
        overall="are inadequate",
        help=INADEQUATE,
        looked_after=REQUIRES,
        adoption=REQUIRES,
        care_leavers=REQUIRES,
        leadership=INADEQUATE,
        lead="Peter McEntee",
    ),
)

JTAI_LETTER = Listed("990000003", *CHESHIRE_EAST, "2022-09-26", JTAI)
SEND_REPORT = Listed("990000007", *TRAFFORD, "2023-12-22", SEND)
LOST_REPORT = Listed("990000009", *BIRMINGHAM, "2012-10-19")
