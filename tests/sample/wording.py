"""The sample's own sentences. They say what a report tells in a place, and nothing of any real council's work."""

from __future__ import annotations


def paragraphs(block: str) -> tuple[str, ...]:
    """Return the block's paragraphs, each on one line."""
    return tuple(" ".join(paragraph.split()) for paragraph in block.split("\n\n"))


HELP = paragraphs("""
Sample text on early help. A report tells in this place how soon families are offered support before their problems
grow, and how well the agencies around them share what they know.

Sample text on the front door. Here stands how contacts and referrals are received, who decides what happens next,
and whether thresholds are understood in the same way by everyone who refers a child.

Sample text on strategy discussions. This paragraph of a report says whether police, health and schools take part,
how quickly they meet, and whether their decisions are recorded with reasons.

Sample text on assessments. A reader finds here if a child’s history and wishes are part of the assessment, and
whether it leads to a plan that the family can understand.

Sample text on child protection plans. The place for how often core groups meet, what changes for the child between
two conferences, and when a case goes on to pre-proceedings.

Sample text on exploitation and children who go missing. Reports describe here the return interviews, and how their
findings are put together with those of other agencies.

Sample text on disabled children and on private fostering. Both groups are small, and a report says here whether
they are visited and reviewed as the rules ask.
""")

CARE = paragraphs("""
Sample text on entry to care. A report tells in this place whether children come into care at the right time, and
which alternatives within the wider family were looked at first.

Sample text on permanence. Here stands how early a lasting home is planned for, by which route, and whether the plan
is followed up between reviews.

Sample text on health and education. This paragraph is about health assessments, the virtual school, and what
personal education plans change for a child.

Sample text on foster carers and homes. A reader finds here if there are enough places near to home, and how carers
are prepared, supervised and supported.

Sample text on adoption. The place for matching, for preparing a child’s life story, and for support after the order
has been made.

Sample text on reviews. Reports describe here the work of independent reviewing officers, and whether children take
part in their own meetings.
""")

CARE_LEAVERS = paragraphs("""
Sample text on personal advisers. A report tells in this place how early a young person gets to know theirs, and how
they stay in touch after the age of 18.

Sample text on pathway plans. Here stands whether plans are written together with the young person and kept up to
date when something changes.

Sample text on somewhere to live. This paragraph is about staying put, suitable homes, and what happens in an
emergency at 16 or 17.

Sample text on work, training and health histories. A reader finds here how many young people are supported into
education or a job, and if they receive the papers that they need.
""")

LEADERS = paragraphs("""
Sample text on senior leaders. A report tells in this place how well they know their services, and whether their own
evaluation agrees with what inspectors saw.

Sample text on corporate parenting. Here stands what elected members ask, and how the voice of children in care
reaches them.

Sample text on performance information and audits. This paragraph says whether figures and audits lead to better
practice or only count what was done.

Sample text on supervision and caseloads. A reader finds here how many children a social worker has, how often
managers talk a case through, and what they write down.

Sample text on the workforce. The place for recruitment, stability and training, and for what staff told inspectors
about working for the council.
""")

BOARD = paragraphs("""
Sample text on the board’s work. A report tells in this place how partners hold one another to account, and how
independent the chair is.

Sample text on audits and learning. Here stands what the board does with the lessons of reviews, and whether
practitioners hear of them.
""")

SUMMARY = paragraphs("""
Sample text of the summary. In two or three paragraphs a report says here what has changed for children since the
inspection before, which services work well, and where children wait too long or are not seen often enough.

Sample text of the summary, continued. It closes with what leaders know of this, what they have done about it, and
how soon children could notice a difference.
""")

CLOSING = paragraphs("""
This document was made by the Inspection Outcomes project to show its own work on a computer without a network. It
was not made, checked or published by Ofsted or by any other inspectorate.

The published report, which this sample does not replace, can be found on Ofsted’s website. The facts taken from it
are public sector information licensed under the Open Government Licence v3.0.
""")

# Each with the outcome of the national framework that reports since 2025 name beside such a point.
NEEDS = (
    ("the timeliness and depth of assessments", 2),
    ("what managers record of their decisions and of the reasons for them", 2),
    ("the part that partner agencies take in strategy discussions", 2),
    ("how soon a permanent home is planned for", 4),
    ("health assessments for children who are new to care", 4),
    ("pathway plans that are written with young people", 4),
    ("the response to children aged 16 and 17 who are homeless", 2),
    ("help for families before their needs become urgent", 1),
)

STRENGTHS = (
    "Sample strength: partners share one building and meet every morning.",
    "Sample strength: practitioners stay with a child from the first visit to the last.",
    "Sample strength: children helped to write the partnership’s plan.",
)


def opening(place: str) -> str:
    """Return what a sample's first paragraph says of itself."""
    return (
        f"This is a sample of a report on {place}. The dates, the names and the grades that it prints are those of the "
        "report that was published. All other sentences were written for the demonstration and describe no real "
        "council’s work."
    )


def needs(count: int, first: int, *, with_framework: bool = False) -> list[str]:
    """Return `count` points to improve, from the `first` on and round again."""
    chosen = [NEEDS[(first + index) % len(NEEDS)] for index in range(count)]
    return [
        f"Sample point: {words}{f' (outcome {outcome}, national framework)' if with_framework else ''}."
        for words, outcome in chosen
    ]
