"""The errors that are a user's or the surroundings' doing, and are told in one line."""

from __future__ import annotations

from flows.settings import SettingsError


class PartsFailedError(Exception):
    """Parts of a run failed: the message says which. The rest was loaded and published."""


def user_errors() -> tuple[type[Exception], ...]:
    """Return the exceptions whose message is written for people; the imports wait until there is one to tell."""
    from extract.archive import ArchiveError
    from extract.http import FetchError
    from extract.newsrooms.register import RegisterError
    from extract.pages import PageError
    from flows.ask import QuestionError
    from flows.comparison.errors import ComparisonError
    from flows.export.errors import ExportError
    from flows.server import ServerError
    from flows.site.folder import SiteError
    from flows.steps.authorities import AuthorityError
    from flows.steps.clock import ClockError
    from flows.steps.disk import DiskFullError
    from flows.steps.lock import WriterBusyError
    from flows.steps.reader_process import ReaderProcessError
    from warehouse.store import WarehouseError

    return (
        SettingsError,
        ServerError,
        PartsFailedError,
        QuestionError,
        SiteError,
        ExportError,
        ComparisonError,
        AuthorityError,
        ClockError,
        DiskFullError,
        WriterBusyError,
        WarehouseError,
        ArchiveError,
        FetchError,
        PageError,
        RegisterError,
        ReaderProcessError,
    )


def exit_code(error: Exception) -> int:
    """Return what the command line ends with: 2 for a wrong setting, and where 1 says that a comparison differs."""
    from flows.comparison.errors import ComparisonError

    return 2 if isinstance(error, SettingsError | ComparisonError) else 1
