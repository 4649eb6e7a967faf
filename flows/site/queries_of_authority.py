"""The SQL behind an authority's page; `$urn` stands for its URN."""

from __future__ import annotations

# The full inspection that stands, which decides what is judged and what not.
LATEST = """
SELECT ofsted_urn, framework, inspection_start, inspection_end, published_on, overall_effectiveness,
    overall_effectiveness_status, withheld_areas, why_null, newer_reports_not_read, source_url,
    withdrawn_at
FROM latest_judgements WHERE ofsted_urn = $urn
"""

STANDING = """
SELECT h.ofsted_urn, h.framework, h.area, h.grade, h.grade_as_printed, h.why_null, h.published_on, j.page, j.quote,
    j.witnesses, h.source_url
FROM judgement_history AS h
LEFT JOIN judgements AS j ON j.inspection_id = h.inspection_id AND j.area = h.area
LEFT JOIN (SELECT framework, area, min(position) AS position FROM areas GROUP BY ALL) AS a
    ON a.framework = h.framework AND a.area = h.area
WHERE h.ofsted_urn = $urn AND h.is_standing AND h.framework IN ('ILACS', 'SIF', 'AREA_SEND')
ORDER BY a.position, h.area
"""

HISTORY = """
SELECT h.ofsted_urn, h.published_on, h.framework, h.inspection_start, h.area, h.grade, h.why_null, h.previous_grade,
    h.direction, h.stood_from, h.stood_until, h.ended_because, j.page, h.source_url
FROM judgement_history AS h
LEFT JOIN judgements AS j ON j.inspection_id = h.inspection_id AND j.area = h.area
LEFT JOIN (SELECT framework, area, min(position) AS position FROM areas GROUP BY ALL) AS a
    ON a.framework = h.framework AND a.area = h.area
WHERE h.ofsted_urn = $urn
ORDER BY h.published_on DESC, h.inspection_id, a.position, h.area
"""

TIMELINE = """
SELECT ofsted_urn, published_on, kind, framework, inspection_start, inspection_end, headline, headline_basis, url,
    superseded_by IS NOT NULL AS issued_anew, withdrawn_at
FROM authority_timeline WHERE ofsted_urn = $urn
ORDER BY published_on DESC NULLS LAST, kind, url, inspection_id
"""

RELEASES = """
SELECT ofsted_urn, release_id, title, url, published_on, inspection_id, duplicate_of, withdrawn_at
FROM press_releases WHERE ofsted_urn = $urn AND kind NOT IN ('other', 'not_about_the_council')
ORDER BY published_on DESC NULLS LAST, release_id
"""

SAID = """
SELECT p.ofsted_urn, p.release_id, r.field, r.press_value, c.quote AS press_words, r.report_value,
    j.quote AS report_words, j.page, r.verdict, i.source_url
FROM press_releases AS p
JOIN reconciliations AS r ON r.release_id = p.release_id
LEFT JOIN press_claims AS c ON c.release_id = r.release_id AND c.area = r.field
LEFT JOIN judgements AS j ON j.inspection_id = r.inspection_id AND j.area = r.field
LEFT JOIN inspections AS i ON i.inspection_id = r.inspection_id
WHERE p.ofsted_urn = $urn AND p.kind NOT IN ('other', 'not_about_the_council')
ORDER BY p.published_on DESC NULLS LAST, p.release_id, r.field NOT LIKE 'inspection_%', r.field = 'inspection_end',
    r.field <> 'overall_effectiveness', r.field
"""

CLAIMED = """
SELECT c.ofsted_urn, c.release_id, c.area, c.grade, c.quote
FROM press_claims AS c
ANTI JOIN reconciliations AS r ON r.release_id = c.release_id AND r.field = c.area
WHERE c.ofsted_urn = $urn AND c.kind NOT IN ('other', 'not_about_the_council')
ORDER BY c.published_on DESC NULLS LAST, c.release_id, c.area
"""

STATEMENTS = """
SELECT ofsted_urn, release_id, speaker, role, organisation, quote
FROM press_statements WHERE ofsted_urn = $urn AND kind NOT IN ('other', 'not_about_the_council')
ORDER BY published_on DESC NULLS LAST, release_id, position
"""


def neighbours(areas: tuple[str, ...]) -> str:
    """Return the query for an authority beside those most like it."""
    return f"""
SELECT ofsted_urn, neighbour_rank, neighbour_urn, neighbour, published_on, {", ".join(areas)}, why_null
FROM neighbours WHERE ofsted_urn = $urn ORDER BY neighbour_rank
"""


ISSUES = """
SELECT d.ofsted_urn, d.published_on, d.framework, d.kind, d.severity, d.field, d.detail, k.meaning, d.believed,
    d.other, d.page, d.source_url
FROM document_issues AS d LEFT JOIN issue_kinds AS k ON k.kind = d.kind
WHERE d.ofsted_urn = $urn
ORDER BY d.published_on DESC, d.kind, d.field, d.detail, d.source_url
"""

DUE_NEXT = """
SELECT ofsted_urn, inspection_start, overall_effectiveness, next_pathway, past_short, past_standard, why_no_pathway,
    window_start, window_middle, window_end, past_intervals, why_no_window
FROM due_next WHERE ofsted_urn = $urn
"""

NOT_READ = """
SELECT ofsted_urn, label, published_on, state, quarantine_reason, source_url
FROM publications WHERE ofsted_urn = $urn AND state <> 'read' AND withdrawn_at IS NULL
ORDER BY published_on DESC, source_url
"""
