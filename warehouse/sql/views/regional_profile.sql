-- One row per quarter end, region, area and grade: how many of the region's authorities stand there, and of how many.
CREATE VIEW regional_profile AS
SELECT quarter_end, region, area, grade, grade_rank, authorities_with_grade, share_of_judged, authorities_judged,
    judged_under_sif, judged_under_ilacs, authorities_without_area, authorities_withheld, authorities_not_yet_judged,
    authorities, framework_break
FROM mart.grade_profile
WHERE region IS NOT NULL;
COMMENT ON VIEW regional_profile IS 'One row per quarter end since 2014, region, area with a standing grade there, and grade; the columns are those of national_profile, counted within the region.';
