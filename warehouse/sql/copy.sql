-- The tables of the working database into a new file attached as `building`, in an order that does not depend on the past.
INSERT INTO building.store.about FROM store.about ORDER BY ALL;
INSERT INTO building.store.providers FROM store.providers ORDER BY ALL;
INSERT INTO building.store.publications FROM store.publications ORDER BY ALL;
INSERT INTO building.store.changes FROM store.changes ORDER BY ALL;
INSERT INTO building.store.fetches FROM store.fetches ORDER BY requested_at, url;
INSERT INTO building.store.documents FROM store.documents ORDER BY ALL;
INSERT INTO building.store.document_versions FROM store.document_versions ORDER BY ALL;
INSERT INTO building.store.readings FROM store.readings ORDER BY document_sha256;
INSERT INTO building.store.reported_inspections
FROM store.reported_inspections ORDER BY document_sha256, inspection_number;
INSERT INTO building.store.judgements FROM store.judgements ORDER BY document_sha256, inspection_number, area;
INSERT INTO building.store.findings FROM store.findings ORDER BY document_sha256, inspection_number, kind, position;
INSERT INTO building.store.passages FROM store.passages ORDER BY document_sha256, inspection_number, position;
INSERT INTO building.store.document_issues
FROM store.document_issues ORDER BY document_sha256, inspection_number, position;
INSERT INTO building.store.newsrooms FROM store.newsrooms ORDER BY ALL;
INSERT INTO building.store.press_items FROM store.press_items ORDER BY ALL;
INSERT INTO building.store.press_bodies FROM store.press_bodies ORDER BY url, body_number;
INSERT INTO building.store.press_readings FROM store.press_readings ORDER BY release_id, document_sha256;
INSERT INTO building.store.press_claims FROM store.press_claims ORDER BY release_id, document_sha256, area;
INSERT INTO building.store.press_unsure_claims
FROM store.press_unsure_claims ORDER BY release_id, document_sha256, position;
INSERT INTO building.store.press_earlier_grades
FROM store.press_earlier_grades ORDER BY release_id, document_sha256, position;
INSERT INTO building.store.press_statements FROM store.press_statements ORDER BY release_id, document_sha256, position;
INSERT INTO building.store.press_findings FROM store.press_findings ORDER BY release_id, document_sha256, kind, position;
INSERT INTO building.store.press_issues FROM store.press_issues ORDER BY release_id, document_sha256, position;
INSERT INTO building.store.quarantine FROM store.quarantine ORDER BY ALL;
INSERT INTO building.store.runs FROM store.runs ORDER BY started_at, run_id;
INSERT INTO building.reference.authorities FROM reference.authorities ORDER BY name;
INSERT INTO building.reference.statistical_neighbours FROM reference.statistical_neighbours ORDER BY ALL;
INSERT INTO building.reference.frameworks FROM reference.frameworks ORDER BY ALL;
INSERT INTO building.reference.areas FROM reference.areas ORDER BY position;
INSERT INTO building.reference.grades FROM reference.grades ORDER BY framework, grade_rank NULLS LAST;
INSERT INTO building.reference.issue_kinds FROM reference.issue_kinds ORDER BY kind;
INSERT INTO building.reference.quarantine_reasons FROM reference.quarantine_reasons ORDER BY stage, reason;
INSERT INTO building.reference.expectations FROM reference.expectations ORDER BY framework, year;
INSERT INTO building.reference.corrections FROM reference.corrections ORDER BY document_sha256, inspection_number, field;
