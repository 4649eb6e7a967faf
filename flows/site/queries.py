"""The SQL behind the pages that are not about one authority."""

from __future__ import annotations

# Areas of a full inspection, as columns of latest_judgements. Those of the framework before ILACS are shown only
# where a report of it still stands.
ILACS_AREAS = (
    "overall_effectiveness",
    "impact_of_leaders",
    "help_and_protection",
    "children_in_care",
    "care_leavers",
    "children_in_care_and_care_leavers",
)
SIF_AREAS = (
    "looked_after_and_permanence",
    "adoption_performance",
    "leadership_management_governance",
    "lscb_effectiveness",
)

RELEASE = "SELECT published_at, inspections FROM release"

COVERED = """
SELECT publications, read, quarantined, whole_site
FROM coverage WHERE framework = '*' AND year = '*'
"""

HELD_SINCE = """
SELECT count(DISTINCT ofsted_urn) AS authorities, min(published_on) AS first, max(published_on) AS last
FROM inspections
"""

AREAS_STANDING = """
SELECT DISTINCT h.area
FROM judgement_history AS h
JOIN latest_judgements AS l USING (inspection_id)
ORDER BY h.area
"""

AUTHORITIES = """
SELECT ofsted_urn, name, region, authority_type, gss_code
FROM authorities WHERE valid_to IS NULL AND ofsted_urn IS NOT NULL ORDER BY name
"""


def standing(area: str) -> str:
    """Return the query for each authority's standing grade in an area, and the state of it where there is none."""
    return f"""
SELECT a.ofsted_urn, a.name AS authority, l.published_on, l.{area} AS grade,
    CASE
        WHEN l.inspection_id IS NULL THEN 'not_held'
        WHEN l.{area} IS NOT NULL THEN 'judged'
        WHEN list_contains(l.withheld_areas, '{area}') THEN 'withheld'
        WHEN l.inspection_start IS NULL THEN 'not_known'
        WHEN EXISTS (
            FROM areas AS j
            WHERE j.framework = l.framework AND j.area = '{area}'
                AND l.inspection_start >= coalesce(j.valid_from, l.inspection_start)
                AND l.inspection_start <= coalesce(j.valid_to, l.inspection_start)
        ) THEN 'not_in_report'
        ELSE 'not_applicable'
    END AS state
FROM authorities AS a
LEFT JOIN latest_judgements AS l ON l.ofsted_urn = a.ofsted_urn
WHERE a.valid_to IS NULL
ORDER BY a.name
"""


def standing_counts(area: str) -> str:
    """Return the query for how many authorities stand at each grade in an area, and how many have none and why."""
    return f"""
SELECT coalesce(s.grade, s.state) AS grade, count(*) AS authorities
FROM ({standing(area).strip().replace(chr(10), chr(10) + "    ")}) AS s
LEFT JOIN (SELECT DISTINCT grade, grade_rank FROM grades WHERE framework = 'ILACS') AS g ON g.grade = s.grade
GROUP BY ALL
ORDER BY max(g.grade_rank), max(s.state)
"""


def profile(area: str) -> str:
    """Return the query for the numbers of authorities at each grade, by quarter."""
    return f"""
SELECT quarter_end, grade, grade_rank, authorities_with_grade, authorities_judged, authorities, framework_break
FROM national_profile WHERE area = '{area}' ORDER BY quarter_end, grade_rank
"""


def profile_table(area: str) -> str:
    """Return the query for the same numbers with one row for each quarter."""
    return f"""
SELECT quarter_end,
    max(authorities_with_grade) FILTER (grade = 'outstanding') AS outstanding,
    max(authorities_with_grade) FILTER (grade = 'good') AS good,
    max(authorities_with_grade) FILTER (grade = 'requires_improvement') AS requires_improvement,
    max(authorities_with_grade) FILTER (grade = 'inadequate') AS inadequate,
    max(authorities_judged) AS judged, max(authorities_without_area) AS without_area,
    max(authorities_withheld) AS withheld, max(authorities_not_yet_judged) AS not_yet_judged,
    max(authorities) AS authorities, max(framework_break) AS framework_break
FROM national_profile WHERE area = '{area}'
GROUP BY quarter_end ORDER BY quarter_end DESC
"""


RECENT_PUBLICATIONS = """
SELECT ofsted_urn, authority, published_on, framework, headline, headline_basis, url
FROM authority_timeline
WHERE kind IN ('inspection', 'visit', 'other') AND withdrawn_at IS NULL
ORDER BY published_on DESC, authority, url LIMIT 10
"""

RECENT_CHANGES = """
SELECT ofsted_urn, authority, area, from_grade, to_grade, published_on, direction
FROM grade_changes ORDER BY published_on DESC, authority, area LIMIT 12
"""


def latest_table(areas: tuple[str, ...]) -> str:
    """Return the query for the table of all authorities with their standing grades."""
    return f"""
SELECT a.ofsted_urn, a.name AS authority, a.region, l.framework, l.inspection_start, l.published_on,
    {", ".join(f"l.{area}" for area in areas)},
    coalesce(l.overall_effectiveness_status, 'no full inspection of it is held') AS overall_effectiveness_status,
    l.withheld_areas,
    (
        SELECT list(j.area ORDER BY j.position) FROM areas AS j
        WHERE j.framework = l.framework
            AND l.inspection_start >= coalesce(j.valid_from, l.inspection_start)
            AND l.inspection_start <= coalesce(j.valid_to, l.inspection_start)
    ) AS judged_areas,
    l.newer_reports_not_read, l.source_url
FROM authorities AS a
LEFT JOIN latest_judgements AS l ON l.ofsted_urn = a.ofsted_urn
WHERE a.valid_to IS NULL
ORDER BY a.name
"""


FRAMEWORKS = """
SELECT f.framework, f.title, f.graded, f.valid_from, f.valid_to,
    (SELECT count(*) FROM inspections AS i WHERE i.framework = f.framework) AS inspections
FROM frameworks AS f ORDER BY f.graded DESC, f.framework
"""

AREAS = "SELECT framework, title, area, required, valid_from, valid_to FROM areas ORDER BY framework, position"

COVERAGE_BY_FRAMEWORK = """
SELECT framework, publications, read, quarantined, judgements, two_witnesses_share, unmet
FROM coverage WHERE year = '*' ORDER BY framework
"""

COVERAGE_BY_YEAR = """
SELECT framework, year, publications, read, quarantined, minimum_publications, unmet
FROM coverage WHERE framework <> '*' AND year <> '*' ORDER BY framework, year
"""

NOT_HELD = """
SELECT a.ofsted_urn, a.name AS authority, a.region
FROM authorities AS a
ANTI JOIN latest_judgements AS l ON l.ofsted_urn = a.ofsted_urn
WHERE a.valid_to IS NULL ORDER BY a.name
"""

ABOLISHED = """
SELECT name, valid_to, succeeded_by FROM authorities WHERE valid_to IS NOT NULL ORDER BY valid_to, name
"""

ISSUE_KINDS = """
SELECT d.kind, d.severity, count(*) AS issues, k.meaning, k.what_to_do
FROM document_issues AS d LEFT JOIN issue_kinds AS k ON k.kind = d.kind
GROUP BY ALL ORDER BY d.severity, d.kind
"""

ISSUES = """
SELECT d.ofsted_urn, d.authority, d.framework, d.published_on, d.kind, d.severity, d.field, d.detail, d.believed,
    d.other, d.page, d.source_url
FROM document_issues AS d
ORDER BY d.published_on DESC, d.authority, d.kind, d.field, d.detail, d.source_url
"""

QUARANTINE = """
SELECT q.stage, q.reason, q.detail, r.meaning, q.source_url, q.first_seen_at
FROM quarantine AS q LEFT JOIN quarantine_reasons AS r ON r.reason = q.reason
WHERE q.resolved_at IS NULL
ORDER BY q.stage, q.reason, q.source_url, q.detail
"""

NOT_READ = """
SELECT ofsted_urn, authority, label, published_on, state, quarantine_reason, source_url
FROM publications WHERE state <> 'read' AND withdrawn_at IS NULL
ORDER BY published_on DESC, authority, source_url
"""

JUDGED = """
SELECT i.inspection_id, i.ofsted_urn, i.authority, i.framework, i.published_on, i.amended_at, i.source_url,
    j.area, j.grade, j.grade_as_printed, j.page, j.quote
FROM inspections AS i
JOIN judgements AS j ON j.inspection_id = i.inspection_id
LEFT JOIN (SELECT framework, area, min(position) AS position FROM areas GROUP BY ALL) AS a
    ON a.framework = j.framework AND a.area = j.area
WHERE i.withdrawn_at IS NULL
ORDER BY i.published_on DESC, i.inspection_id, a.position, j.area
"""
