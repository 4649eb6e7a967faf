"""The yearly official table: found through GOV.UK's interfaces, or opened from a file, and held against what stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extract.govuk import content_url, newest_release, search_url, table_attachment
from extract.http import PoliteSession
from extract.pace import Clock
from flows.comparison.compare import Comparison, compare
from flows.comparison.errors import ComparisonError
from flows.settings import Settings, make_home, require_contact
from flows.steps.archive import open_archive
from flows.steps.run import manners_of
from transform.official.errors import OfficialFileError
from transform.official.outcomes import read_outcomes


@dataclass(frozen=True)
class OfficialFile:
    """The table's file: its name, its body, and where it is: its address and, when archived, its SHA-256."""

    name: str
    body: bytes
    url: str | None = None
    sha256: str | None = None


def find_official_file(settings: Settings, clock: Clock | None = None) -> OfficialFile:
    """Ask GOV.UK which release of the table is the newest, fetch its file, and archive it.

    Raises:
        SettingsError: when GOV.UK would be asked without a contact, or the home cannot be written.
        FetchError, PageError: when an answer could not be had, or has another form than expected.
        ArchiveError: when the file cannot be archived.
    """
    hosts = frozenset({settings.govuk_url, settings.govuk_files_url})
    require_contact(settings, hosts)
    make_home(settings)
    with PoliteSession(manners_of(settings), hosts, clock) as session:
        url = search_url(settings.govuk_url)
        release = newest_release(session.get(url).body, url)
        url = content_url(settings.govuk_url, release)
        file = table_attachment(session.get(url).body, url)
        body = session.get(file.url).body
    return OfficialFile(file.name, body, file.url, open_archive(settings).put(body))


def open_official_file(path: Path, most_bytes: int) -> OfficialFile:
    """Open the table's file on this machine.

    Raises:
        ComparisonError: when it cannot be read, or is larger than `most_bytes`.
    """
    try:
        if path.stat().st_size > most_bytes:
            raise ComparisonError(f"{path} is larger than {most_bytes} bytes (OUTCOMES_MOST_BYTES): no table is.")
        return OfficialFile(path.name, path.read_bytes())
    except OSError as error:
        raise ComparisonError(f"{path} cannot be read ({error.strerror}): give Ofsted's ODS or CSV file.") from error


def compare_official(settings: Settings, file: OfficialFile, as_of: date | None = None) -> Comparison:
    """Read the table and hold it against what stood on its day, or on the day `as_of`.

    Raises:
        ComparisonError: when the file is not the table, or does not say of which day it is.
        QuestionError: when nothing was published yet.
    """
    try:
        official = read_outcomes(file.body, file.name)
    except OfficialFileError as error:
        raise ComparisonError(str(error)) from error
    return compare(settings.published, official, as_of)
