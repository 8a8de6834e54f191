"""Utterances that ask a home for nothing: `never_acts.txt`, a class under each [heading].

They are questions, negations, prohibitions, reported speech, suppositions, wishes about others,
what was or will be done by somebody, quotations and complaints. The corpus leaves them out.
"""

import re
from pathlib import Path

FILE = Path(__file__).with_name("never_acts.txt")


def never_acts() -> dict[str, list[str]]:
    """Return the utterances by class: "ko question", "en prohibition"."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[([a-z ]+)\]", line):
            kind = heading[1]
        elif line:
            found.setdefault(kind, []).append(line)
    return found
