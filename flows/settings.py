"""Every setting of a run: an environment variable `OUTCOMES_…`, its default, and what it means."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Set
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from extract.errors import FetchError
from extract.hosts import origin_of

PREFIX = "OUTCOMES_"
OFSTED_URL = "https://reports.ofsted.gov.uk"
NO_NEWSROOMS = "none"
LOCAL_DASK = "local"
# What a message must not repeat: a password of a catalogue, and what stands before the host of an address.
_SECRET = re.compile(r"(?<=password=)\S+|(?<=://)[^/@\s]+(?=@)")


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line that says which, why, and what to give instead."""


def _default_home() -> Path:
    return platformdirs.user_data_path("inspection-outcomes", appauthor=False)


def _whole_path(value: str) -> str:
    """The path from the root on; an empty one, of a setting that is not set, stays empty."""
    try:
        return str(Path(value).expanduser().absolute()) if value else ""
    except RuntimeError as error:
        raise ValueError("give the whole path") from error


class Settings(BaseSettings):
    """The settings of a run. Times are in seconds, sizes in bytes."""

    # An empty variable is one that is not set: an empty OUTCOMES_HOME must not mean the folder one happens to be in.
    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=_default_home,
        description="Folder of the archive, the working database and the published inspection_outcomes.duckdb.",
    )
    archive: str = Field(
        default="",
        description="Where bodies are archived: a folder, or an address such as s3://bucket/prefix; by default the "
        "home's folder 'archive'.",
    )
    ofsted_url: str = Field(default=OFSTED_URL, description="Address of the site with the search and provider pages.")
    files_url: str = Field(default="https://files.ofsted.gov.uk", description="Address of the host of the reports.")
    govuk_url: str = Field(
        default="https://www.gov.uk", description="Address of the site that says where Ofsted's yearly table is."
    )
    govuk_files_url: str = Field(
        default="https://assets.publishing.service.gov.uk", description="Address of the host of Ofsted's yearly table."
    )
    contact: str = Field(
        default="",
        description="E-mail or web address in the user agent, so that a site's owner can reach whoever runs this. "
        "Required before anything but this machine is asked.",
    )
    newsrooms: str = Field(
        default="",
        description="Register of newsrooms, a CSV file, in place of the one that ships with the project; "
        "'none' asks no newsroom. Unset, a run against an imitation of Ofsted's site asks none either.",
    )
    pause: float = Field(default=1.0, ge=0, le=3600, description="Seconds between two requests to one host.")
    timeout: float = Field(
        default=30.0, gt=0, le=600, description="Seconds without an answer after which a request is given up."
    )
    tries: int = Field(default=4, ge=1, le=10, description="How often one request is tried before it has failed.")
    backoff: float = Field(
        default=2.0, ge=0, le=600, description="Seconds before the first retry; doubled for each further one."
    )
    most_bytes: int = Field(
        default=50_000_000, ge=10_000, description="Bytes after which a body is refused as too large."
    )
    workers: int = Field(
        default_factory=lambda: min(os.cpu_count() or 1, 8),
        ge=1,
        le=64,
        description="Processes that read documents at the same time; by default one for each core, eight at most.",
    )
    dask: str = Field(
        default="",
        description="Address of a Dask scheduler, such as tcp://scheduler:8786, on whose workers flow runs read "
        "documents, or 'local' for worker processes of Dask on this machine. Unset, and from the command line, "
        "processes of the run's own do.",
    )
    batch: int = Field(default=40, ge=1, le=500, description="Documents that are fetched, read and loaded together.")
    document_seconds: float = Field(
        default=60.0, gt=0, le=3600, description="Seconds after which the reading of one document is stopped."
    )
    document_memory: int = Field(
        default=1_500_000_000, ge=200_000_000, description="Bytes of memory that a process may use to read documents."
    )
    sweep_days: float = Field(
        default=7.0,
        ge=0,
        le=366,
        description="Days after which an authority's page is read again although its latest report is known.",
    )

    lake: str = Field(
        default="",
        description="Catalogue of a DuckLake that the published tables are written to as well: "
        "'postgres:dbname=… host=…', or a file; unset, there is none.",
    )
    lake_data: str = Field(
        default="", description="Folder of the lake's Parquet files; by default the home's folder 'lake'."
    )
    wait: float = Field(
        default=7200.0,
        ge=0,
        le=86_400,
        description="Seconds that a run waits for another one that writes; 0 gives up at once.",
    )

    @field_validator("home")
    @classmethod
    def _is_folder(cls, value: Path) -> Path:
        try:
            return value.expanduser().absolute()
        except RuntimeError as error:
            raise ValueError("give the whole path of a folder") from error

    @field_validator("archive")
    @classmethod
    def _is_archive(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        if not value or (separator and scheme != "file"):
            if "@" in rest.partition("/")[0]:
                raise ValueError("give the credentials as the store's own variables, not in the address")
            return value
        return _whole_path(rest if separator else value)

    @field_validator("ofsted_url", "files_url", "govuk_url", "govuk_files_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        try:
            origin_of(value)
            if urlsplit(value).query or urlsplit(value).fragment:
                raise ValueError("more than a site's address")
        except (FetchError, ValueError) as error:
            raise ValueError("give a web address such as https://reports.ofsted.gov.uk") from error
        return value.rstrip("/")

    @field_validator("dask")
    @classmethod
    def _is_scheduler(cls, value: str) -> str:
        scheme, _, rest = value.partition("://")
        if value and value != LOCAL_DASK and (scheme not in {"tcp", "tls"} or not rest):
            raise ValueError("give an address such as tcp://scheduler:8786, or 'local'")
        return value

    @field_validator("lake")
    @classmethod
    def _is_catalogue(cls, value: str) -> str:
        kind, _, given = value.partition(":")
        if kind != "postgres":
            return _whole_path(value)
        words = dict(word.partition("=")[::2] for word in given.split())
        if "password" in words:
            raise ValueError("give the password in PGPASSWORD or a password file, not here")
        if not words.get("dbname") or not all(words.values()):
            raise ValueError("give it as postgres:dbname=lake host=db.example.org user=outcomes")
        return value

    @field_validator("lake_data")
    @classmethod
    def _is_lake_folder(cls, value: str) -> str:
        if "://" in value:
            raise ValueError("give a folder")
        return _whole_path(value)

    @field_validator("contact")
    @classmethod
    def _is_contact(cls, value: str) -> str:
        if value and "@" not in value and not value.startswith(("http://", "https://")):
            raise ValueError("give an e-mail address or a web address")
        if not value.isascii() or not value.isprintable() or any(character in value for character in " ();"):
            raise ValueError("give an e-mail address or a web address in plain letters, without spaces or brackets")
        return value

    @property
    def register(self) -> Path | None:
        """The register of newsrooms in use, or None when none is to be asked."""
        if self.newsrooms == NO_NEWSROOMS or (not self.newsrooms and self.ofsted_url != OFSTED_URL):
            return None
        if self.newsrooms:
            return Path(self.newsrooms).absolute()
        from extract.newsrooms.register import REGISTER  # costs more to import than most commands take

        return REGISTER

    @property
    def archived(self) -> Path | str:
        """Where the archived bodies are: a folder, or an address of fsspec."""
        if not self.archive:
            return self.home / "archive"
        return self.archive if "://" in self.archive else Path(self.archive)

    @property
    def working(self) -> Path:
        """The database that runs write to."""
        return self.home / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The database that readers open."""
        return self.home / "inspection_outcomes.duckdb"

    @property
    def lake_folder(self) -> Path:
        """Folder of the lake's files."""
        return Path(self.lake_data) if self.lake_data else self.home / "lake"

    @property
    def lock(self) -> Path:
        """The file whose lock the one writer holds."""
        return self.home / "writer.lock"


def load_settings(home: Path | None = None) -> Settings:
    """Return the settings of the environment; `home` takes the place of `OUTCOMES_HOME`.

    Raises:
        SettingsError: naming the first variable that cannot be used.
    """
    try:
        settings = Settings(home=home) if home else Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = PREFIX + str(problem["loc"][0]).upper()
        reason = str(problem["msg"]).removeprefix("Value error, ")
        given = _SECRET.sub("…", str(problem["input"]))
        raise SettingsError(f"{name}={given!r} cannot be used: {reason[0].lower()}{reason[1:]}.") from error
    return settings


# Read by the tests, not by a run.
_KNOWN = {*Settings.model_fields, "corpus"}


def unknown_variables() -> list[str]:
    """Return the variables of the environment that look like settings and are none, such as one misspelt."""
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name[len(PREFIX) :].lower() not in _KNOWN)


def make_home(settings: Settings) -> None:
    """Make the home where it is not there yet.

    Raises:
        SettingsError: when it cannot be made, or not be written.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        writable = os.access(settings.home, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise SettingsError(f"OUTCOMES_HOME={str(settings.home)!r} cannot be used: give a folder that can be written.")


def require_contact(settings: Settings, addresses: Iterable[str]) -> None:
    """Check that the sites at these addresses, other than this machine, will learn whom to write to.

    Raises:
        SettingsError: when there is no contact.
    """
    if not settings.contact and not all(_is_loopback(address) for address in addresses):
        raise SettingsError(
            "OUTCOMES_CONTACT is not set: give an e-mail or web address, "
            "which the requests to other people's sites will name."
        )


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def describe(settings: Settings, options: Set[str] = frozenset()) -> list[tuple[str, str, str, str]]:
    """Return each setting's variable, value, source ("option", "environment" or "default") and meaning.

    `options` names the settings that the command line gave.
    """
    return [
        (
            PREFIX + name.upper(),
            str(getattr(settings, name)),
            "option" if name in options else "environment" if name in settings.model_fields_set else "default",
            field.description or "",
        )
        for name, field in Settings.model_fields.items()
    ]
