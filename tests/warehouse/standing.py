"""What must hold of the views of standing grades over any published file, found out in other ways than theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb

from .made import rows

FULL = ("ILACS", "SIF")
AREAS = (
    "overall_effectiveness",
    "impact_of_leaders",
    "help_and_protection",
    "children_in_care_and_care_leavers",
    "children_in_care",
    "care_leavers",
    "looked_after_and_permanence",
    "adoption_performance",
    "leadership_management_governance",
    "lscb_effectiveness",
)


class Report(NamedTuple):
    urn: str
    inspection_id: str
    framework: str
    start: date | None
    published_on: date
    withdrawn: bool


Standing = dict[str | None, tuple[str | None, dict[str, str]]]


def replayed(con: duckdb.DuckDBPyConnection, days: list[date]) -> dict[date, Standing]:
    """Return, for each day, the inspection and grades that stand for each authority, by going through the reports."""
    full = "framework IN ('ILACS', 'SIF')"
    reports = defaultdict(list)
    facts = "ofsted_urn, inspection_id, framework, inspection_start, published_on, withdrawn_at IS NOT NULL"
    for row in rows(con, f"SELECT {facts} FROM inspections WHERE {full}"):
        reports[row[0]].append(Report(*row))
    grades: dict[str, dict[str, str]] = defaultdict(dict)
    for inspection_id, area, grade in rows(con, f"SELECT inspection_id, area, grade FROM judgements WHERE {full}"):
        grades[inspection_id][area] = grade
    lived = rows(con, "SELECT ofsted_urn, gss_code, valid_from, valid_to FROM authorities")
    result = {}
    for day in days:
        standing: Standing = {}
        for urn, gss_code, first, last in lived:
            if (first and day < first) or (last and day > last):
                continue
            found = _latest(_issues_that_stand(reports[urn], day))
            standing[gss_code] = (found.inspection_id, grades[found.inspection_id]) if found else (None, {})
        result[day] = standing
    return result


def _issues_that_stand(reports: list[Report], day: date) -> list[Report]:
    """Return of each inspection the report that people had on a day, where it was issued more than once."""
    issues = defaultdict(list)
    for report in reports:
        issues[(report.framework, report.start) if report.start else report.inspection_id].append(report)
    stand = []
    for same in issues.values():
        final = max(same, key=lambda one: (not one.withdrawn, one.published_on, one.inspection_id))
        known = [one for one in same if one.published_on <= day]
        if final in known:
            stand.append(final)
        elif known:
            stand.append(max(known, key=lambda one: (one.published_on, one.inspection_id)))
    return stand


def _latest(reports: list[Report]) -> Report | None:
    return max(
        reports, key=lambda one: (one.start or one.published_on, one.published_on, one.inspection_id), default=None
    )


def shown_on(con: duckdb.DuckDBPyConnection, day: date) -> Standing:
    """Return what grades_on shows of a day, in the form of `replayed`."""
    shown: Standing = {}
    for gss_code, inspection_id, *grades in rows(
        con, f"SELECT gss_code, inspection_id, {', '.join(AREAS)} FROM grades_on(?::DATE)", day
    ):
        assert gss_code not in shown, f"{gss_code} has two rows on {day}"
        shown[gss_code] = (inspection_id, {area: grade for area, grade in zip(AREAS, grades, strict=True) if grade})
    return shown


def check_replay(con: duckdb.DuckDBPyConnection) -> int:
    """grades_on is as a replay on each day of a publication, and around those on which councils changed."""
    days = {day for (day,) in rows(con, "SELECT DISTINCT published_on FROM inspections")}
    for row in rows(con, "SELECT valid_from, valid_to FROM authorities"):
        days |= {day + timedelta(days=more) for day in row if day for more in (-1, 0, 1)}
    for day, standing in replayed(con, sorted(days)).items():
        assert shown_on(con, day) == standing, day
    return len(days)


def check_today(con: duckdb.DuckDBPyConnection) -> None:
    """grades_on today has the rows of latest_judgements, and beside them only authorities without any grade."""
    today = "FROM grades_on((SELECT (published_at AT TIME ZONE 'UTC')::DATE FROM release))"
    latest = "SELECT * EXCLUDE (newer_reports_not_read) FROM latest_judgements"
    assert rows(con, f"SELECT * {today} WHERE inspection_id IS NOT NULL ORDER BY ALL") == rows(
        con, f"{latest} ORDER BY ALL"
    )
    assert rows(con, f"SELECT count(*) {today}") == rows(con, "SELECT count(*) FROM authorities WHERE valid_to IS NULL")


def check_nulls(con: duckdb.DuckDBPyConnection) -> None:
    """In latest_judgements an area is null where why_null names it, and nowhere else."""
    for why, *grades in rows(con, f"SELECT why_null, {', '.join(AREAS)} FROM latest_judgements"):
        named = set(re.findall(r"\w+", why or "")) & set(AREAS)
        assert named == {area for area, grade in zip(AREAS, grades, strict=True) if grade is None}, why


_BY_HAND = """
WITH known AS (
    SELECT i.*
    FROM inspections AS i
    WHERE i.framework IN ('ILACS', 'SIF') AND i.published_on <= $day AND EXISTS (
        FROM authorities AS a WHERE a.ofsted_urn = i.ofsted_urn
            AND (a.valid_from IS NULL OR a.valid_from <= $day) AND (a.valid_to IS NULL OR a.valid_to >= $day))
),
issued AS (
    SELECT * FROM known WHERE superseded_by IS NULL OR superseded_by NOT IN (SELECT inspection_id FROM known)
),
standing AS (
    SELECT * FROM issued AS i
    WHERE NOT EXISTS (
        FROM issued AS n
        WHERE n.ofsted_urn = i.ofsted_urn
            AND (coalesce(n.inspection_start, n.published_on), n.published_on, n.inspection_id)
                > (coalesce(i.inspection_start, i.published_on), i.published_on, i.inspection_id))
)
SELECT j.area, j.grade, count(*),
    (SELECT count(*) FROM judgements AS o JOIN standing USING (inspection_id)
     WHERE o.area = j.area AND o.grade <> 'not_judged'),
    (SELECT count(*) FROM authorities
     WHERE (valid_from IS NULL OR valid_from <= $day) AND (valid_to IS NULL OR valid_to >= $day)),
    (SELECT count(*) FROM authorities WHERE (valid_from IS NULL OR valid_from <= $day)
        AND (valid_to IS NULL OR valid_to >= $day)
        AND (ofsted_urn IS NULL OR ofsted_urn NOT IN (SELECT ofsted_urn FROM standing)))
FROM judgements AS j
JOIN standing USING (inspection_id)
WHERE j.grade <> 'not_judged'
GROUP BY ALL
ORDER BY ALL
"""
_SHOWN = """
SELECT area, grade, authorities_with_grade, authorities_judged, authorities, authorities_not_yet_judged
FROM national_profile WHERE quarter_end = $day AND authorities_with_grade > 0 ORDER BY ALL
"""
FIVE_DAYS = (date(2015, 12, 31), date(2018, 6, 30), date(2020, 3, 31), date(2023, 6, 30), date(2026, 6, 30))


def check_profile(con: duckdb.DuckDBPyConnection) -> int:
    """national_profile is as counted by hand at five days; returns how many figures were compared."""
    compared = 0
    for day in FIVE_DAYS:
        by_hand: list[tuple[Any, ...]] = con.execute(_BY_HAND, {"day": day}).fetchall()
        assert con.execute(_SHOWN, {"day": day}).fetchall() == by_hand, day
        compared += len(by_hand)
    return compared


def check_sums(con: duckdb.DuckDBPyConnection) -> None:
    """Shares add up to 1, the parts to the whole, and the regions to the nation."""
    for view, place in (("national_profile", ""), ("regional_profile", "region, ")):
        wrong = rows(
            con,
            f"SELECT quarter_end, {place} area FROM {view} GROUP BY ALL HAVING abs(sum(share_of_judged) - 1) > 0.0003 "
            "OR sum(authorities_with_grade) <> any_value(authorities_judged) OR any_value(authorities_judged "
            "+ authorities_without_area + authorities_withheld + authorities_not_yet_judged) <> any_value(authorities) "
            "OR any_value(judged_under_sif + judged_under_ilacs) <> any_value(authorities_judged)",
        )
        assert wrong == []
    counts = "SELECT quarter_end, area, grade, sum(authorities_with_grade), sum(authorities_judged)"
    assert rows(con, f"{counts} FROM national_profile GROUP BY ALL ORDER BY ALL") == rows(
        con, f"{counts} FROM regional_profile GROUP BY ALL ORDER BY ALL"
    )


def check_history(con: duckdb.DuckDBPyConnection) -> None:
    """On its first day a grade of the history stands, and on the day until which it does it stands no more."""
    history = rows(
        con,
        "SELECT gss_code, inspection_id, stood_from, stood_until FROM judgement_history "
        "WHERE series = 'local_authority' AND stood_from IS NOT NULL "
        # On its first day, one that was issued anew stood in the words of its first issue.
        "AND inspection_id NOT IN (SELECT superseded_by FROM inspections WHERE superseded_by IS NOT NULL)",
    )
    for gss_code, inspection_id, first, until in {*history}:
        assert shown_on(con, first)[gss_code][0] == inspection_id
        if until:
            after = shown_on(con, until).get(gss_code)
            assert after is None or after[0] != inspection_id


def check_unbroken(con: duckdb.DuckDBPyConnection) -> None:
    """The day before a grade's first one it did not stand, and from then on each grade followed on its own like."""
    history = rows(
        con,
        "SELECT ofsted_urn, series, area, stood_from, grade, stood_until, unbroken_since FROM judgement_history "
        "WHERE stood_from IS NOT NULL ORDER BY stood_from, position",
    )
    stood: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for *which, stood_from, grade, stood_until, unbroken_since in history:
        before = stood.setdefault(tuple(which), [])
        first = stood_from
        for earlier_from, earlier_grade, earlier_until in reversed(before):
            if earlier_grade != grade or earlier_until != first:
                break
            first = earlier_from
        assert unbroken_since == (first if grade else None), (which, stood_from)
        before.append((stood_from, grade, stood_until))


def check_all(con: duckdb.DuckDBPyConnection) -> None:
    check_today(con)
    check_nulls(con)
    assert check_replay(con) > 0
    assert check_profile(con) > 0
    check_sums(con)
    check_history(con)
    check_unbroken(con)
