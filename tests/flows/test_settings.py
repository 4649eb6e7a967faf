from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.settings import (
    PREFIX,
    Settings,
    SettingsError,
    describe,
    load_settings,
    make_home,
    require_contact,
    unknown_variables,
)

NAMES = sorted(Settings.model_fields)

# A value of each setting that is not its default and can be used.
GOOD = {
    "home": "/srv/outcomes",
    "archive": "s3://reports/ofsted",
    "ofsted_url": "http://localhost:8000",
    "files_url": "http://127.0.0.1:8000/files",
    "govuk_url": "http://localhost:8001",
    "govuk_files_url": "http://127.0.0.1:8001/media",
    "contact": "data@example.org",
    "newsrooms": "none",
    "pause": "0.5",
    "timeout": "5",
    "tries": "2",
    "backoff": "0",
    "most_bytes": "10000",
    "workers": "3",
    "dask": "tcp://scheduler:8786",
    "batch": "7",
    "document_seconds": "1.5",
    "document_memory": "200000000",
    "sweep_days": "0",
    "lake": "postgres:dbname=lake host=localhost",
    "lake_data": "/srv/lake",
    "wait": "0",
}

# Wrong values, each with words that the message must hold beside the variable and the value.
WRONG = [
    ("home", "~nobody-of-this-name/x", "the whole path of a folder"),
    ("archive", "~nobody-of-this-name/x", "the whole path"),
    ("dask", "scheduler:8786", "such as tcp://scheduler:8786"),
    ("lake", "postgres:host=localhost", "give it as postgres:dbname=lake"),
    ("lake", "postgres:dbname=", "give it as postgres:dbname=lake"),
    ("lake_data", "s3://bucket/lake", "give a folder"),
    ("dask", "tcp://", "such as tcp://scheduler:8786"),
    ("ofsted_url", "reports.ofsted.gov.uk", "give a web address such as https://"),
    ("ofsted_url", "ftp://reports.ofsted.gov.uk", "give a web address such as https://"),
    ("ofsted_url", "https://", "give a web address such as https://"),
    ("ofsted_url", "http://[::1", "give a web address such as https://"),
    ("files_url", "http://127.0.0.1:99999", "give a web address such as https://"),
    ("files_url", "http://127.0 .0.1", "give a web address such as https://"),
    ("files_url", "https://files.ofsted.gov.uk/?x=1", "give a web address such as https://"),
    ("govuk_url", "www.gov.uk", "give a web address such as https://"),
    ("govuk_files_url", "file:///etc/passwd", "give a web address such as https://"),
    ("contact", "nobody", "give an e-mail address or a web address"),
    ("contact", "jö@example.org", "plain letters"),
    ("contact", "a@example.org (b)", "without spaces or brackets"),
    ("contact", "a@example.org\r\nX: y", "without spaces"),
    ("pause", "x", "a valid number"),
    ("pause", "-1", "greater than or equal to 0"),
    ("pause", "nan", "3600"),
    ("pause", "inf", "less than or equal to 3600"),
    ("timeout", "0", "greater than 0"),
    ("timeout", "601", "less than or equal to 600"),
    ("tries", "0", "greater than or equal to 1"),
    ("tries", "2.5", "a valid integer"),
    ("backoff", "-0.1", "greater than or equal to 0"),
    ("most_bytes", "9999", "greater than or equal to 10000"),
    ("workers", "0", "greater than or equal to 1"),
    ("workers", "65", "less than or equal to 64"),
    ("batch", "501", "less than or equal to 500"),
    ("document_seconds", "0", "greater than 0"),
    ("document_memory", "1000", "greater than or equal to 200000000"),
    ("sweep_days", "367", "less than or equal to 366"),
    ("wait", "-1", "greater than or equal to 0"),
]


@pytest.mark.parametrize("name", NAMES)
def test_each_setting_says_what_it_means(name: str) -> None:
    field = Settings.model_fields[name]
    assert field.description
    assert field.description.endswith(".")
    assert field.description[0].isupper()


def test_every_setting_has_a_good_and_a_wrong_value_here() -> None:
    assert sorted(GOOD) == NAMES
    # What the name of a register means is known when it is opened.
    assert {name for name, _, _ in WRONG} == set(NAMES) - {"newsrooms"}


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_is_taken_from_its_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    default = getattr(load_settings(), name)
    monkeypatch.setenv(PREFIX + name.upper(), GOOD[name])
    loaded = load_settings()
    assert getattr(loaded, name) != default
    assert str(getattr(loaded, name)) in (GOOD[name], f"{GOOD[name]}.0")
    rows = {variable: (value, source) for variable, value, source, _ in describe(loaded)}
    assert rows[PREFIX + name.upper()] == (str(getattr(loaded, name)), "environment")
    assert {source for variable, (_, source) in rows.items() if variable != PREFIX + name.upper()} == {"default"}


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_variable_is_one_that_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    default = load_settings()
    monkeypatch.setenv(PREFIX + name.upper(), "")
    assert load_settings() == default
    assert not unknown_variables()


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_a_wrong_value_gives_one_line_that_names_it(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name.upper(), value)
    with pytest.raises(SettingsError) as told:
        load_settings()
    message = str(told.value)
    assert message.startswith(f"{PREFIX}{name.upper()}={value!r} cannot be used: ")
    assert words in message
    assert "\n" not in message
    assert "\r" not in message


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("archive", "s3://key:secret@bucket/x", "s3://…@bucket/x"),
        ("files_url", "http://me:secret@127.0.0.1", "http://…@127.0.0.1"),
        ("lake", "postgres:dbname=lake password=secret user=me", "postgres:dbname=lake password=… user=me"),
    ],
)
def test_a_secret_has_no_place_in_a_setting_and_is_not_repeated(
    name: str, value: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name.upper(), value)
    with pytest.raises(SettingsError) as told:
        load_settings()
    assert str(told.value).startswith(f"{PREFIX}{name.upper()}={shown!r} cannot be used: ")


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(set(NAMES) - {"home"})), st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_value_is_taken_or_told_in_one_line(name: str, value: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PREFIX + name.upper(), value)
        message = None
        try:
            load_settings()
        except SettingsError as error:
            message = str(error)
    if message:
        assert message.startswith(f"{PREFIX}{name.upper()}=")
        assert message.splitlines() == [message]


def test_the_home_on_the_command_line_comes_before_the_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OUTCOMES_HOME", "/elsewhere")
    loaded = load_settings(tmp_path)
    assert loaded.home == tmp_path
    assert describe(loaded, {"home"})[0][:3] == ("OUTCOMES_HOME", str(tmp_path), "option")


@pytest.mark.parametrize(("given_home", "meant"), [("data", "./data"), ("~/data", "/of/me/data"), ("/a/b", "/a/b")])
def test_the_home_is_a_whole_path(given_home: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/of/me")
    monkeypatch.setenv("OUTCOMES_HOME", given_home)
    assert load_settings().home == Path(meant).absolute()
    assert load_settings(Path(given_home)).home == Path(meant).absolute()


def test_all_files_stand_in_the_home(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path)
    files = {loaded.archived, loaded.working, loaded.published, loaded.lock}
    assert len(files) == 4
    assert {Path(file).parent for file in files} == {tmp_path}


@pytest.mark.parametrize("name", ["OUTCOMES_PUASE", "OUTCOMES_", "OUTCOMES_HOME_FOLDER"])
def test_an_unknown_variable_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    assert unknown_variables() == [name]


def test_known_variables_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)
    monkeypatch.setenv("OUTCOMES_CORPUS", "/corpus")
    monkeypatch.setenv("OUTCOME", "x")
    assert unknown_variables() == []


@pytest.mark.parametrize(
    ("ofsted", "files"),
    [
        ("https://reports.ofsted.gov.uk", "https://files.ofsted.gov.uk"),
        ("http://127.0.0.1:1", "https://files.ofsted.gov.uk"),
        ("https://reports.ofsted.gov.uk", "http://localhost"),
        ("http://127.0.0.1.example.org", "http://localhost"),
        ("http://192.168.0.1", "http://localhost"),
    ],
)
def test_other_machines_are_asked_with_a_contact_only(ofsted: str, files: str) -> None:
    with pytest.raises(SettingsError, match="OUTCOMES_CONTACT is not set: give an e-mail or web address"):
        require_contact(Settings(), (ofsted, files))
    require_contact(Settings(contact="data@example.org"), (ofsted, files))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:80", "http://127.9.9.9"])
def test_this_machine_is_asked_without_one(url: str) -> None:
    require_contact(Settings(), (url, url))


def test_a_home_is_made(tmp_path: Path) -> None:
    make_home(Settings(home=tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("below", ["", "b"])
def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / below
    with pytest.raises(SettingsError, match=r"OUTCOMES_HOME=.* cannot be used: give a folder that can be written"):
        make_home(Settings(home=home))


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SettingsError, match="give a folder that can be written"):
        make_home(Settings(home=tmp_path))
