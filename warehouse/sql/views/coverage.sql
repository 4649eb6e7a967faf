-- One row per framework and year of publication, and for all (*) of either: what is held, and whether that is as expected.
CREATE VIEW coverage AS FROM mart.coverage;
COMMENT ON VIEW coverage IS 'One row per framework and year of publication, and for all (*) of either: what is held of what Ofsted lists, and whether that is as warehouse/expectations.csv expects.';
