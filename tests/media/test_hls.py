"""HLS playlists: what they say, and what they may not have handed out."""

from hypothesis import given
from hypothesis import strategies as st

from ondol.media.hls import Playlist, describe, local_names, read_playlist

MASTER = """#EXTM3U
#EXT-X-VERSION:12
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="한국어",LANGUAGE="ko",URI="ko.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",URI="en.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="한국어",LANGUAGE="ko",URI="subs/ko.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=1280x640,CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"
small.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=4096x2048,CODECS="hvc1.2.4.L153,mp4a.40.2",\
REQ-VIDEO-LAYOUT="CH-STEREO/PROJ-HEQU,CH-MONO"
large.m3u8
"""


def test_a_master_says_its_variants_sound_and_texts() -> None:
    playlist = read_playlist(MASTER)
    assert playlist is not None
    assert [(one.location, one.width, one.height) for one in playlist.variants] == [
        ("small.m3u8", 1280, 640),
        ("large.m3u8", 4096, 2048),
    ]
    assert [(one.language, one.label) for one in playlist.audio] == [
        ("ko", "한국어"),
        ("en", "English"),
    ]
    assert [one.location for one in playlist.subtitles] == ["subs/ko.m3u8"]
    assert playlist.duration_s is None
    best = playlist.best
    assert best is not None
    assert best.location == "large.m3u8"


def test_eyes_of_hevc_are_views_of_their_own_and_of_other_codecs_halves() -> None:
    playlist = read_playlist(MASTER)
    assert playlist is not None
    found = describe(playlist)
    assert (found.projection, found.stereo) == ("half_equirectangular", "multiview")
    other = read_playlist(MASTER.replace("hvc1.2.4.L153", "avc1.640033"))
    assert other is not None
    assert describe(other).stereo == "side_by_side"


def test_a_playlist_without_a_layout_says_nothing_of_the_picture() -> None:
    playlist = read_playlist("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8")
    assert playlist is not None
    assert describe(playlist).is_empty


def test_a_media_playlist_that_ends_has_a_length() -> None:
    text = "#EXTM3U\n#EXTINF:4.5,\na.ts\n#EXTINF:3.25,\nb.ts\n"
    live, whole = read_playlist(text), read_playlist(text + "#EXT-X-ENDLIST\n")
    assert live is not None
    assert whole is not None
    assert (live.duration_s, whole.duration_s) == (None, 7.75)


def test_only_files_beneath_its_folder_belong_to_a_playlist() -> None:
    named = (
        "a.ts",
        "v/../b.ts",
        "%2e%2e/secret.ts",
        "../secret.ts",
        "/etc/passwd.ts",
        "http://evil.example/c.ts",
        "//evil.example/d.ts",
        "notes.txt",
        "passwd",
        "x/\0.ts",
        "한글%20조각.ts",
        "http://[bad/e.ts",
    )
    assert list(local_names("", Playlist(named=named))) == ["a.ts", "b.ts", "한글 조각.ts"]
    assert list(local_names("v", Playlist(named=("../a.ts", "../../b.ts")))) == ["a.ts"]


@given(st.text(max_size=500))
def test_any_text_behind_the_first_line_is_read_or_passed_over(text: str) -> None:
    playlist = read_playlist("#EXTM3U\n" + text)
    assert playlist is not None
    describe(playlist)
    for name in local_names("v", playlist):
        assert not name.startswith(("/", ".."))


@given(st.text(alphabet='=",ABC-1\n#EXT:INFURIx', max_size=200))
def test_attributes_that_are_none_break_nothing(text: str) -> None:
    read_playlist(f"#EXTM3U\n#EXT-X-STREAM-INF:{text}\na\n#EXT-X-MEDIA:{text}\n#EXTINF:{text}")


def test_what_is_no_playlist_is_none() -> None:
    assert read_playlist("hello") is None
    assert read_playlist("") is None
