"""The Prefect flow `publish`: builds the file that readers open from what is loaded."""

from __future__ import annotations

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact

from flows.naming import rename
from flows.settings import load_settings
from flows.steps.publish import publish_under_lock
from flows.writing import one_writer
from warehouse.publish import PublishSummary


@flow(name="publish", flow_run_name="publish", persist_result=False)
def publish_flow(allow_fewer: bool = False) -> PublishSummary:
    """Build the file that readers open from what is loaded, check it, and put it in place.

    Args:
        allow_fewer: Publish although it holds fewer inspections than the present file.

    Raises:
        WarehouseError: when nothing was loaded yet, or when the build is not fit to be published.
    """
    settings = load_settings()
    logger = get_run_logger()
    with one_writer(settings):
        summary = publish_under_lock(settings, allow_fewer=allow_fewer, say=logger.info)
    rename(f"publish {summary.inspections} inspections")
    for warning in summary.warnings:
        logger.warning(warning)
    create_table_artifact(
        key="publish-summary",
        table=[
            {"what": "inspections", "count": summary.inspections},
            {"what": "judgements", "count": summary.judgements},
            {"what": "warnings", "count": len(summary.warnings)},
        ],
        description=f"Published: {summary.path}",
    )
    return summary
