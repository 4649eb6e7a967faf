from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from transform.document import Page, read_pdf
from transform.ruling import Rule, Ruling


def printed() -> Page:
    """A page with a table of one row and two columns, drawn as thin filled boxes, over a paragraph."""
    body = BytesIO()
    canvas = Canvas(body, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 700, "Westmere Council")
    canvas.drawString(225, 700, "Leaders must finish late plans.")
    for x in (56, 218, 530):
        canvas.rect(x, 690, 0.5, 30, stroke=0, fill=1)
    for y in (690, 720):
        canvas.rect(56, y, 474, 0.5, stroke=0, fill=1)
    canvas.line(56, 600, 530, 600)
    canvas.drawString(60, 650, "A paragraph on SEND under the table that is as wide as both of its columns.")
    canvas.rect(60, 300, 200, 100, stroke=0, fill=1)
    canvas.save()
    (page,) = read_pdf(body.getvalue()).pages
    return page


def test_rules_are_found_and_filled_areas_are_not() -> None:
    ruling = printed().ruling
    assert [round(rule.at) for rule in ruling.across] == [720, 690, 600]
    assert [round(rule.at) for rule in ruling.uprights] == [56, 218, 530]
    assert (ruling.across[0].start, ruling.across[0].end) == (56.0, 530.0)


def test_line_over_two_columns_has_cells() -> None:
    row, paragraph = printed().lines
    assert row.cells == ("Westmere Council", "Leaders must finish late plans.")
    assert row.text == " ".join(row.cells)
    assert paragraph.cells == ()


def test_line_crosses_the_uprights_inside_it_at_its_height() -> None:
    ruling = Ruling(uprights=(Rule(56.0, 600.0, 700.0), Rule(218.0, 600.0, 700.0), Rule(218.0, 100.0, 200.0)))
    assert ruling.edges(60.0, 400.0, 650.0) == (218.0,)
    assert ruling.edges(60.0, 200.0, 650.0) == ()
    assert ruling.edges(60.0, 400.0, 500.0) == ()
