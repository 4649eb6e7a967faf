-- One row per inspection and area that it judges, with the place and the words that give the grade.
CREATE VIEW judgements AS FROM mart.judgements;
COMMENT ON VIEW judgements IS 'One row per inspection and area that it judges, with the page and the words that give the grade. What a report contradicts itself about is in document_issues and not here.';
