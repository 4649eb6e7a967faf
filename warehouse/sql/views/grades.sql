-- One row per framework and grade.
CREATE VIEW grades AS FROM reference.grades;
COMMENT ON VIEW grades IS 'One row per framework and grade that it gives, with its rank.';
