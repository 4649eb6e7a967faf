-- One row per framework and year of publication, and for all (*) of either: how long reports took to be published.
CREATE VIEW report_turnaround_by_year AS
SELECT coalesce(framework, '*') AS framework, coalesce(year::VARCHAR, '*') AS year,
    count(*) AS inspections,
    min(days_to_publication) AS fastest_days,
    quantile_disc(days_to_publication, 0.5) AS median_days,
    quantile_disc(days_to_publication, 0.9) AS nine_in_ten_days,
    max(days_to_publication) AS slowest_days
FROM report_turnaround
GROUP BY GROUPING SETS ((framework, year), (framework), (year), ())
HAVING count(*) > 0
ORDER BY framework, year;
COMMENT ON VIEW report_turnaround_by_year IS 'One row per framework and year of publication, and for all (*) of either: how many days reports took from the last day of the inspection to publication.';
COMMENT ON COLUMN report_turnaround_by_year.framework IS 'Code of the framework; * for all.';
COMMENT ON COLUMN report_turnaround_by_year.year IS 'Year of publication; * for all.';
COMMENT ON COLUMN report_turnaround_by_year.inspections IS 'Number of inspections and visits that are counted.';
COMMENT ON COLUMN report_turnaround_by_year.fastest_days IS 'Days that the fastest report took.';
COMMENT ON COLUMN report_turnaround_by_year.median_days IS 'Days within which half of the reports were published.';
COMMENT ON COLUMN report_turnaround_by_year.nine_in_ten_days IS 'Days within which nine in ten of the reports were published.';
COMMENT ON COLUMN report_turnaround_by_year.slowest_days IS 'Days that the slowest report took.';
