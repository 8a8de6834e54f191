"""Runs benchmarks and writes RESULTS.md: all of them, or those that are named.

The READMEs' figures follow (`benchmarks.readme`).

    python -m benchmarks [understanding] [peers] ...

A section that is not run again keeps what it says, with its own date.
"""

import datetime as dt
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

from benchmarks import readme
from ondol.apps.system_clock import SystemClock

RESULTS = Path(__file__).with_name("RESULTS.md")
SECTIONS = {
    "understanding": "From text to plan, on the exams",
    "peers": "Homes of 20 to 5,000 things, beside Home Assistant's matcher and a Llama of 1B",
    "grammar": "The grammar",
    "runtime": "The runtime",
    "quantised": "What int8 changes",
    "llama_1b": "A Llama of 1B in our runtime, beside transformers",
    "calibration": "What confidence means",
    "titles": "Titles that nano has never seen",
    "footprint": "Size, memory, loading",
    "hub": "The hub: start, memory, utterance to MQTT",
    "adapters": "The hub with all adapters on",
    "headset": "The headset's client beside pmndrs/xr and IWSDK",
}
"""Module and title, in the order of the page."""
HEAD = """# Results

What `python -m benchmarks` printed (`make bench`); `python -m benchmarks NAME` renews a section.
Exams other than those of `tests/exam` are not in this repository (licences): `ONDOL_EXAMS` names
their folder. Ratios are of one run; trust them more than milliseconds.
"""


def main(names: list[str]) -> int:
    """Run sections and write the page; return 2 if there is no such section."""
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        print(
            f"no benchmark {', '.join(unknown)}; there are {', '.join(SECTIONS)}", file=sys.stderr
        )
        return 2
    kept = _kept()
    for name in names or list(SECTIONS):
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], check=True, capture_output=True, text=True
        )
        kept[name] = f"{_when()}\n\n{done.stdout.strip()}\n"
        print(_section(name, kept[name]), flush=True)
        sections = (_section(one, kept[one]) for one in SECTIONS if one in kept)
        RESULTS.write_text("\n".join((HEAD, *sections)), encoding="utf-8")
    readme.main()
    return 0


def _section(name: str, text: str) -> str:
    return f"## {SECTIONS[name]}\n\n`python -m benchmarks.{name}`, {text}"


def _kept() -> dict[str, str]:
    """Return the sections that the page has."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    found = re.finditer(
        r"^`python -m benchmarks\.(\w+)`, (.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    return {match[1]: match[2].rstrip() + "\n" for match in found}


def _when() -> str:
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("ascii", "replace"))
    name = cpu[1] if cpu else platform.machine()
    load = os.getloadavg()[0]
    today = SystemClock().now().astimezone(dt.UTC).date()
    return f"{today}, {os.cpu_count()} cores of {name}, load {load:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
