"""The published file as files for other programs: Parquet, CSV and a workbook, with a manifest."""
