from io import BytesIO

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from transform.document import CLEANED, MOST_PAGES, UNCLEAN, UnreadableError, read_pdf


def pdf(*pages: list[tuple[str, float, float]]) -> bytes:
    """A PDF with lines of 12 points at these places."""
    body = BytesIO()
    canvas = Canvas(body, pagesize=(595, 842))
    for page in pages:
        canvas.setFont("Helvetica", 12)
        for text, left, baseline in page:
            canvas.drawString(left, baseline, text)
        canvas.showPage()
    canvas.save()
    return body.getvalue()


WHOLE = pdf([("Inspection dates: 3 to 14 June 2019", 72, 700)])


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(WHOLE))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not_a_pdf"),
        (b"plain words", "not_a_pdf"),
        (b"<html><title>Report not found - Ofsted</title></html>", "not_found_page"),
        (b"\n <!DOCTYPE html><title>Down for maintenance</title>", "html_instead_of_pdf"),
        (WHOLE[: len(WHOLE) // 2], "truncated_pdf"),
        (b"%PDF-1.7\n%%EOF\n", "damaged_pdf"),
        (locked(), "encrypted_pdf"),
        (pdf([]), "pdf_without_text"),
        (pdf(*([("A page", 72, 700)] for _ in range(MOST_PAGES + 1))), "too_many_pages"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_its_reason(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_pdf(body)
    assert refused.value.reason == reason
    assert refused.value.detail.endswith(".")


def test_white_space_before_the_header_does_no_harm() -> None:
    assert read_pdf(b"\n\n " + WHOLE).pages[0].text == "Inspection dates: 3 to 14 June 2019"


def test_lines_have_their_page_and_place() -> None:
    document = read_pdf(pdf([("First line", 72, 700), ("Second line", 90, 680)], [("Next page", 72, 700)]))
    assert [(line.text, line.page, line.left, line.baseline, line.size) for line in document.lines] == [
        ("First line", 1, 72.0, 700.0, 12.0),
        ("Second line", 1, 90.0, 680.0, 12.0),
        ("Next page", 2, 72.0, 700.0, 12.0),
    ]


def test_spaces_are_single() -> None:
    assert read_pdf(pdf([("Requires  improvement   to be good", 72, 700)])).lines[0].text == (
        "Requires improvement to be good"
    )


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    cleaned = " ".join(text.translate(CLEANED).split())
    assert not UNCLEAN.search(cleaned)
    assert cleaned == " ".join(cleaned.translate(CLEANED).split())


def test_ligatures_are_written_out_and_what_has_no_width_is_left_out() -> None:
    assert "e\ufb00ective o\ufb03ce\u200b \ufb01rst".translate(CLEANED) == "effective office first"
