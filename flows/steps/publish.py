"""Publishing by itself: the build of the file that readers open, from what is loaded."""

from __future__ import annotations

import os
from collections.abc import Callable

from flows.settings import Settings
from flows.steps.disk import full_disk_told
from flows.steps.lake import publish_lake
from flows.steps.lock import writer_lock
from flows.steps.run import KEPT, LOG, utc_now
from warehouse.errors import WarehouseError
from warehouse.publish import PublishSummary, publish
from warehouse.store import connect, ensure_schema


def publish_under_lock(
    settings: Settings, *, allow_fewer: bool = False, say: Callable[[str], object] = LOG.warning
) -> PublishSummary:
    """Publish what the working database holds, as the one writer; `say` is told whom it waits for.

    Raises:
        WarehouseError: when nothing was loaded yet, when the build is not fit to be published, or when it is and the
            lake could not be written.
        DiskFullError: when the disk is full.
        WriterBusyError: when a run still writes after the seconds of the setting `wait`.
    """
    if not settings.working.exists():
        raise WarehouseError(f"There is nothing to publish in {settings.home}: 'outcomes refresh' loads it.")
    with (
        full_disk_told(settings.home, KEPT),
        writer_lock(settings.lock, f"publish, process {os.getpid()}", settings.wait, say),
    ):
        con = connect(settings.working)
        try:
            ensure_schema(con)
            summary = publish(con, settings.published, utc_now(), allow_fewer=allow_fewer)
        finally:
            con.close()
        publish_lake(settings, allow_fewer=allow_fewer)
    return summary
