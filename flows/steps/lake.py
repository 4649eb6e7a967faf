"""The lake beside the published file, where the settings name one."""

from __future__ import annotations

from flows.settings import Settings
from flows.steps.run import LOG
from warehouse.lake import Lake, publish_to_lake


def publish_lake(settings: Settings, *, allow_fewer: bool = False) -> None:
    """Write what the published file holds to the lake of the settings, if any.

    Raises:
        LakeError: when the lake was not written; the published file is as it is.
    """
    if settings.lake:
        lake = Lake(settings.lake, settings.lake_folder)
        done = publish_to_lake(settings.published, lake, allow_fewer=allow_fewer)
        LOG.info(
            "The lake has it as snapshot %d; tables that differ from the one before: %d.", done.snapshot, done.written
        )
