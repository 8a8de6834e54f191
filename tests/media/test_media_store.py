"""What people said of films survives, whatever happened to the rest of the file."""

import sqlite3
from pathlib import Path

import pytest

from ondol.errors import ServiceUnavailableError, SettingsError
from ondol.media.item import Audio, Chapter
from ondol.media.reader import Probed, Track, Unreadable
from ondol.media.stores.sqlite import Liking, MediaStore, Seen
from ondol.media.video import Description

SAID = Description(source="person", projection="fisheye", fov_deg=190.0, is_right_first=True)
PROBED = Probed(
    mime="video/mp4",
    duration_s=3.0,
    width=320,
    height=160,
    codec="h264",
    codecs="avc1.64001f",
    audio=(Audio(language="kor", label="한국어"),),
    texts=(Track(index=2, language=None, label=""),),
    chapters=(Chapter(at_s=1.0, title="아침"),),
    descriptions=(SAID,),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "media.sqlite"


def execute(file: Path, statement: str, *values: object) -> None:
    db = sqlite3.connect(file)
    with db:
        db.execute(statement, values)
    db.close()


def test_what_was_put_is_there_at_the_next_start(file: Path) -> None:
    store = MediaStore(file)
    seen = {
        "/a": Seen(size=1, mtime_ns=2, id="x", found=PROBED),
        "/b": Seen(size=1, mtime_ns=2, id="", found=Unreadable("it is damaged")),
    }
    store.put_correction("x", SAID)
    store.put_liking("x", Liking(is_favourite=True, rating=4.5))
    for path, one in seen.items():
        store.put_seen(path, one)
    store.close()
    again = MediaStore(file)
    assert again.corrections() == {"x": SAID}
    assert again.likings() == {"x": Liking(is_favourite=True, rating=4.5)}
    assert again.seen() == seen
    again.put_correction("x", None)
    again.put_seen("/a", None)
    assert again.corrections() == {}
    assert set(again.seen()) == {"/b"}
    again.close()


@pytest.mark.parametrize("body", ["{", "null", "[]", '{"source": "nobody"}', '{"fov_deg": "x"}'])
def test_a_bad_record_is_passed_over_and_the_rest_is_kept(file: Path, body: str) -> None:
    store = MediaStore(file)
    store.put_correction("x", SAID)
    store.put_correction("y", SAID)
    store.close()
    execute(file, "UPDATE record SET body = ? WHERE id = 'x'", body)
    again = MediaStore(file)
    assert again.corrections() == {"y": SAID}
    again.close()


def test_a_file_that_is_no_database_is_renamed_and_a_new_one_begun(file: Path) -> None:
    file.write_bytes(b"this is no database" * 100)
    store = MediaStore(file)
    store.put_correction("x", SAID)
    assert store.corrections() == {"x": SAID}
    assert file.with_name("media.sqlite.damaged-1").exists()
    store.close()


def test_a_file_of_a_newer_version_is_left_alone_with_a_clear_error(file: Path) -> None:
    MediaStore(file).close()
    execute(file, "PRAGMA user_version = 99")
    with pytest.raises(SettingsError, match="newer version"):
        MediaStore(file)


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is the folder there"):
        MediaStore(tmp_path / "absent" / "media.sqlite")


def test_a_store_that_cannot_write_says_so(file: Path) -> None:
    store = MediaStore(file)
    execute(file, "DROP TABLE record")
    with pytest.raises(ServiceUnavailableError, match="cannot be written"):
        store.put_correction("x", SAID)
    store.close()
