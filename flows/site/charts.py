"""Charts: Vega-Altair writes what is to be drawn, vl-convert draws it and gives the script that draws it anew.

The page holds the drawing and what it was made from. Where scripts run, Vega draws it again, with what each bar says;
the script comes out of the package and is copied into the site, so that no page asks another host for anything.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import altair as alt
import vl_convert

from flows.site import words
from flows.site.answers import Answer

WIDTH, HEIGHT = 500, 240
FONT = "system-ui, sans-serif"
INK = "#1d1d1b"
# From blue to orange, also told apart when printed in grey by their place in the bar, which is that of the legend.
COLOURS = {"outstanding": "#12436d", "good": "#5b9bd0", "requires_improvement": "#f7b267", "inadequate": "#b8410f"}


def profile(answer: Answer) -> dict[str, Any]:
    """Return the chart of how many authorities stand at each grade, quarter by quarter, as a Vega-Lite specification.

    Args:
        answer: the rows of national_profile for one area.
    """
    rows = [{name: _plain(value) for name, value in row.items() if value is not None} for row in answer.rows]
    quarters = sorted({row["quarter_end"] for row in rows})
    breaks = sorted({row["quarter_end"] for row in rows if "framework_break" in row})
    # A year's number stands under its first quarter; with many years every other one has room for it.
    years = [quarter for quarter in quarters if quarter[5:7] == "03"]
    years = years[:: 2 if len(years) > 7 else 1] or quarters[:1]
    x = alt.X("quarter_end:O").axis(
        title=None, values=years, labelExpr="slice(datum.value, 0, 4)", labelAngle=0, labelOverlap=False, ticks=True
    )
    names = " : ".join(f"datum.grade === '{code}' ? '{words.grade(code)}'" for code in words.SCALE)
    bars = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y("authorities_with_grade:Q").axis(title="authorities", tickMinStep=1).stack("zero"),
            color=alt.Color("grade:N").scale(domain=list(COLOURS), range=list(COLOURS.values())).legend(None),
            order=alt.Order("grade_rank:Q", sort="descending"),
            tooltip=[
                alt.Tooltip("quarter_end:N", title="Quarter to"),
                alt.Tooltip("name:N", title="Grade"),
                alt.Tooltip("authorities_with_grade:Q", title="Authorities"),
                alt.Tooltip("authorities_judged:Q", title="Judged in this area"),
                alt.Tooltip("authorities:Q", title="All authorities"),
            ],
        )
        .transform_calculate(name=f"{names} : datum.grade")
    )
    rules = (
        alt.Chart()
        .transform_filter(alt.FieldOneOfPredicate(field="quarter_end", oneOf=breaks))
        .mark_rule(strokeDash=[3, 3], color=INK, strokeWidth=1)
        .encode(x=x, tooltip=[alt.Tooltip("framework_break:N", title="What is judged changes")])
    )
    chart = (
        alt.layer(bars, rules)
        .properties(width=WIDTH, height=HEIGHT, data=alt.InlineData(values=rows))
        .configure(font=FONT, background="transparent", aria=False)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=INK, titleColor=INK)
        .configure_axisX(grid=False)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def drawing(spec: dict[str, Any]) -> str:
    """Return a chart as SVG that fits the width that it is given."""
    drawn = vl_convert.vegalite_to_svg(spec)
    return re.sub(r'^(<svg[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", drawn)


def script() -> str:
    """Return the script of Vega, Vega-Lite and Vega-Embed, which makes `vegaEmbed` known to the page."""
    versions = f"Vega {vl_convert.get_vega_version()}, Vega-Embed {vl_convert.get_vega_embed_version()}"
    head = f"/* {versions} and Vega-Lite; BSD-3-Clause, (c) University of Washington Interactive Data Lab */\n"
    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # Kept to itself: at the top level of a script its short names would be everybody's.
    return f"{head}(function () {{\n{bundle}\n}})();\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
