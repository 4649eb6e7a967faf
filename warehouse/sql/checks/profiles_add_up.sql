-- In a profile the authorities with each grade are those judged, and those judged and not judged are all that existed.
SELECT quarter_end, NULL AS region, area, sum(authorities_with_grade) AS with_grade, any_value(authorities) AS authorities
FROM national_profile
GROUP BY quarter_end, area
HAVING with_grade <> any_value(authorities_judged) OR any_value(authorities_judged + authorities_without_area
    + authorities_withheld + authorities_not_yet_judged) <> any_value(authorities)
UNION ALL
SELECT quarter_end, region, area, sum(authorities_with_grade), any_value(authorities)
FROM regional_profile
GROUP BY quarter_end, region, area
HAVING sum(authorities_with_grade) <> any_value(authorities_judged) OR any_value(authorities_judged
    + authorities_without_area + authorities_withheld + authorities_not_yet_judged) <> any_value(authorities);
