"""The working database, for the steps: open it, load batches, and ask what there is to do."""

from warehouse.database import connect, ensure_schema
from warehouse.errors import (
    FailedCheck,
    NotAWarehouseError,
    PublishRefusedError,
    SchemaVersionError,
    WarehouseError,
    WarehouseLockedError,
)
from warehouse.load import LoadSummary, load
from warehouse.queries import (
    FileToFetch,
    HeldFile,
    KnownProvider,
    Status,
    documents_to_read,
    files_to_fetch,
    held_files,
    known_providers,
    status,
)
from warehouse.runs import finish_run, start_run

__all__ = [
    "FailedCheck",
    "FileToFetch",
    "HeldFile",
    "KnownProvider",
    "LoadSummary",
    "NotAWarehouseError",
    "PublishRefusedError",
    "SchemaVersionError",
    "Status",
    "WarehouseError",
    "WarehouseLockedError",
    "connect",
    "documents_to_read",
    "ensure_schema",
    "files_to_fetch",
    "finish_run",
    "held_files",
    "known_providers",
    "load",
    "start_run",
    "status",
]
