"""People's statements: who, in which role, and all of their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transform.press.newsroom import page
from transform.press.quotations import quotations
from transform.press.records import Statement
from transform.press.statements import statements

WORDS = "We accept all of the findings."


def only(*paragraphs: str) -> Statement:
    (statement,) = statements(page(*paragraphs))
    return statement


@pytest.mark.parametrize(
    ("told", "speaker", "role", "organisation"),
    [
        ("Ada Quill, director for people, said: {}", "Ada Quill", "director for people", None),
        (
            "A. Quill, lead member for children and families, said: {}",
            "A. Quill",
            "lead member for children and families",
            None,
        ),
        (
            "Councillor Ada Quill, cabinet member for children, families and learning, said: {}",
            "Ada Quill",
            "cabinet member for children, families and learning",
            None,
        ),
        ("Cllr Ada Quill (Lab), Lead Member, said: {}", "Ada Quill", "Lead Member", None),
        (
            "Dr Ada O’Neill-Quill OBE, chief executive of Elmshire Council, said: {}",
            "Ada O’Neill-Quill",
            "chief executive",
            "Elmshire Council",
        ),
        (
            "Ada de la Quill, director of children’s services at Elmshire County Council, said: {}",
            "Ada de la Quill",
            "director of children’s services",
            "Elmshire County Council",
        ),
        (
            "Elmshire Council’s cabinet member for children, Cllr Ada Quill, said: {}",
            "Ada Quill",
            "cabinet member for children",
            "Elmshire Council",
        ),
        ("Leader of the council, Councillor Ada Quill, said: {}", "Ada Quill", "Leader of the council", None),
        ("Leader of the Council Cllr Ada Quill said: {}", "Ada Quill", "Leader of the Council", None),
        (
            "Director of Children and Families Ada Quill said: {}",
            "Ada Quill",
            "Director of Children and Families",
            None,
        ),
        ("Commenting on the report, Ada Quill, director, said: {}", "Ada Quill", "director", None),
        (
            "In response, Ada Quill, who is the executive member for children, commented: {}",
            "Ada Quill",
            "executive member for children",
            None,
        ),
        ("The report came out today. Ada Quill, director, said: {}", "Ada Quill", "director", None),
        (
            "Cabinet Member for Children, Cllr Ada Quill, and Director Ben Oak said: {}",
            "Ada Quill",
            "Cabinet Member for Children",
            None,
        ),
        ("Ada Quill, director, told the meeting: {}", "Ada Quill", "director", None),
        ("Ada Quill, director: {}", "Ada Quill", "director", None),
        ("Councillor Ada Quill said: {}", "Ada Quill", None, None),
        ("{} said Councillor Ada Quill, lead member for children.", "Ada Quill", "lead member for children", None),
        ("{} added Ada Quill, director.", "Ada Quill", "director", None),
        ("{} – Ada Quill, Director of Children’s Services", "Ada Quill", "Director of Children’s Services", None),
        ("{} Councillor Ada Quill, lead member, said.", "Ada Quill", "lead member", None),
    ],
)
@pytest.mark.parametrize("marks", ["“{}”", '"{}"'])
def test_every_form_of_attribution_is_read(
    told: str, speaker: str, role: str | None, organisation: str | None, marks: str
) -> None:
    assert only(told.format(marks.format(WORDS))) == Statement(speaker, role, organisation, WORDS)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Ada Quill, director, said: “We accept.", "“We act now.", "“Thank you.”"),
        ("Ada Quill, director, said: “We accept.”", "“We act now.”", "“Thank you.”"),
        ('Ada Quill, director, said: "We accept.', '"We act now."', '"Thank you."'),
        ("Ada Quill, director, said:", "“We accept.”", "“We act now.”", "“Thank you.”"),
        ("Ada Quill, director:", "“We accept.", "“We act now.", "“Thank you.”"),
    ],
)
def test_a_statement_goes_on_over_paragraphs(paragraphs: tuple[str, ...]) -> None:
    assert only(*paragraphs, "The report is online.", "“Somebody else’s words stand here.”").quote == (
        "We accept.\nWe act now.\nThank you."
    )


def test_what_interrupts_a_statement_is_left_out() -> None:
    told = "“We accept it all,” said Ada Quill, director. “We act now.”"
    assert only(told) == Statement("Ada Quill", "director", None, "We accept it all, We act now.")


def test_a_quotation_of_a_report_before_the_statement_is_no_part_of_it() -> None:
    told = "Inspectors said children “are safe and do very well”. Ada Quill, director, said: “We are very proud.”"
    assert only(told).quote == "We are very proud."


@pytest.mark.parametrize("again", ["She added", "Cllr Quill added", "Ada Quill continued", "And she also said"])
def test_who_goes_on_speaking_is_the_same_person(again: str) -> None:
    first = "Cllr Ada Quill, lead member, said: “We accept all of it.”"
    between = "Ben Oak, director, said: “I thank the staff for it.”"
    named = [(told.speaker, told.role) for told in statements(page(first, f"{again}: “We will act on it.”"))]
    assert named == [("Ada Quill", "lead member")] * 2
    if "she" not in again.lower():
        said = statements(page(first, between, f"{again}: “We will act on it.”"))
        assert [told.speaker for told in said] == ["Ada Quill", "Ben Oak", "Ada Quill"]
        assert said[2].role == "lead member"


def test_single_marks_enclose_speech_but_not_grades() -> None:
    assert only("‘We accept the findings and will act on them,’ said Ada Quill, director.").role == "director"
    assert statements(page("Ada Quill, director, said that ‘good’ is not enough for children’s services.")) == ()


@pytest.mark.parametrize(
    "told",
    [
        "Ofsted said: “Leaders know their services well.”",
        "The report said: “Leaders know their services well.”",
        "Inspectors found that “leaders know their services well”.",
        "A spokesperson for the council said: “We accept all of it.”",
        "A young person told inspectors: “My social worker is great.”",
        "Children’s services were rated “requires improvement to be good” in “every area that was looked at”.",
        "“Leaders know their services well.”",
        "She said: “Leaders know their services well.”",
        "Ada Quill, director, said that she was pleased.",
    ],
)
def test_words_of_no_named_person_are_no_statement(told: str) -> None:
    assert statements(page(told)) == ()


TEXTS = st.lists(
    st.sampled_from(
        ["“", "”", '"', "‘", "’", "Ada Quill", ", director,", " said", ": ", "We do. ", " – ", "(", "Cllr ", "\u00e9"]
    ),
    max_size=25,
).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=80)))
def test_quotations_stand_where_they_say(paragraph: str) -> None:
    end = 0
    for quote in quotations(paragraph):
        assert end <= quote.start < quote.end <= len(paragraph)
        assert quote.text in paragraph[quote.start : quote.end]
        end = quote.end


@given(st.lists(TEXTS, max_size=6))
def test_any_text_has_statements_with_names_and_words_of_it(paragraphs: list[str]) -> None:
    for statement in statements(page(*paragraphs)):
        assert statement.speaker
        assert statement.quote
        assert any(statement.speaker in paragraph for paragraph in paragraphs)
