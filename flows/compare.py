"""The Prefect flow `compare`: finds Ofsted's yearly table on GOV.UK and holds it against the grades that stood."""

from __future__ import annotations

from datetime import date

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact

from flows.ask import as_records
from flows.comparison.compare import Comparison
from flows.comparison.show import as_rows, difference_count, lines
from flows.naming import rename
from flows.settings import load_settings
from flows.steps.official import compare_official, find_official_file
from flows.tasks import AsTasks

# Prefect's page shows a table whole.
MOST_ROWS = 500


@flow(name="compare", flow_run_name="compare with Ofsted's table", persist_result=False)
def compare_flow(as_of: date | None = None) -> Comparison:
    """Find the newest yearly table of local authority inspection outcomes, and list where it differs from ours.

    Args:
        as_of: The day that the table is of. Empty: the one that its name or its title gives.

    Raises:
        FetchError, PageError: when the table could not be found on GOV.UK.
        ComparisonError: when what was found is not the table, or does not say of which day it is.
        QuestionError: when nothing was published yet.
    """
    settings, perform = load_settings(), AsTasks()
    logger = get_run_logger()
    file = perform("find the newest table on GOV.UK", find_official_file, settings)
    logger.info("%s is archived as %s.", file.url, file.sha256)
    comparison = perform("compare", compare_official, settings, file, as_of)
    *unmatched, summary = lines(comparison)
    for line in unmatched:
        logger.warning(line)
    logger.info(summary)
    rename(f"compare with Ofsted's table of {comparison.as_of}: {difference_count(comparison)}")
    records = as_records(as_rows(comparison))
    left_out = (
        f" The first {MOST_ROWS} are shown; 'outcomes compare --find' prints all." if len(records) > MOST_ROWS else ""
    )
    create_table_artifact(
        key="official-differences", table=records[:MOST_ROWS], description=f"{summary} From {file.url}.{left_out}"
    )
    return comparison
