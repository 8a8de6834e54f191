"""How browsers call codecs (RFC 6381), from what a file's own configuration record says. Pure.

A page asks its browser with it whether a film will play (`MediaSource.isTypeSupported`,
`mediaCapabilities`). Records: ISO/IEC 14496-15 (avcC, hvcC), AV1 in ISOBMFF 2.3 (av1C).
"""

_PLAIN = {
    "mp3": "mp4a.40.34",
    "opus": "opus",
    "vorbis": "vorbis",
    "vp8": "vp8",
    "ac3": "ac-3",
    "eac3": "ec-3",
    "flac": "flac",
}


def rfc6381(codec: str, record: bytes | None, tag: str) -> str:
    """Return a codec's name for browsers; "": what is known does not tell.

    Args:
        codec: as FFmpeg calls it. record: its configuration. tag: the sample entry's type.

    >>> rfc6381("h264", bytes.fromhex("0164001fffe1"), "avc1")
    'avc1.64001f'
    >>> rfc6381("aac", bytes.fromhex("1188"), "mp4a"), rfc6381("prores", None, "apch")
    ('mp4a.40.2', '')
    """
    record = record or b""
    match codec:
        case "h264" if len(record) >= 4 and record[0] == 1:
            return f"avc1.{record[1:4].hex()}"
        case "hevc" if len(record) >= 13 and record[0] == 1:
            return _hevc(record, "hev1" if tag == "hev1" else "hvc1")
        case "av1" if len(record) >= 4 and record[0] == 0x81:
            return _av1(record)
        case "vp9" if tag != "vp09":  # MP4 wants profile and level, which only the stream says
            return "vp9"
        case "aac":
            kind = record[0] >> 3 if record else 2
            return f"mp4a.40.{kind}" if 0 < kind < 31 else "mp4a.40.2"
        case _:
            return _PLAIN.get(codec, "")


def _hevc(record: bytes, entry: str) -> str:
    """Return `hvc1.1.6.L93.b0` (14496-15, annex E.3)."""
    space = ("", "A", "B", "C")[record[1] >> 6]
    tier = "H" if record[1] & 0x20 else "L"
    flags = int.from_bytes(record[2:6], "big")
    turned = int(f"{flags:032b}"[::-1], 2)
    constraints = record[6:12].rstrip(b"\0")
    parts = (f"{space}{record[1] & 0x1F}", f"{turned:x}", f"{tier}{record[12]}")
    return ".".join((entry, *parts, *(f"{byte:x}" for byte in constraints)))


def _av1(record: bytes) -> str:
    profile, level = record[1] >> 5, record[1] & 0x1F
    tier = "H" if record[2] & 0x80 else "M"
    depth = (12 if record[2] & 0x20 else 10) if record[2] & 0x40 else 8
    return f"av01.{profile}.{level:02d}{tier}.{depth:02d}"
