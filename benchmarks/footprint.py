"""What nano takes: its file, memory and time to load in a fresh process, and installed size."""

import importlib.metadata
import json
import statistics
import subprocess
import sys
from pathlib import Path

from ondol.apps.hub import NANO

ROUNDS = 5
_LOAD = """
import json, re, time
from pathlib import Path
import ondol.apps.hub as hub
def kb(name):
    return int(re.search(name + r":\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
before, started = kb("VmRSS"), time.perf_counter()
nano = hub.load_nano()
took = time.perf_counter() - started
print(json.dumps({"ms": took * 1e3, "mb": (kb("VmRSS") - before) / 1024,
                  "peak_mb": (kb("VmHWM") - before) / 1024, "all_mb": kb("VmRSS") / 1024}))
"""


def _loaded() -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True)
    loaded: dict[str, float] = json.loads(done.stdout)
    return loaded


def _installed_mb(name: str) -> float:
    files = importlib.metadata.files(name) or []
    sizes = (Path(str(f.locate())).stat().st_size for f in files if Path(str(f.locate())).is_file())
    return sum(sizes) / 1e6


def main() -> None:
    """Print the table."""
    rounds = [_loaded() for _ in range(ROUNDS)]
    ms, mb, peak = (statistics.median(r[k] for r in rounds) for k in ("ms", "mb", "peak_mb"))
    package = NANO.parents[1]
    code = sum(
        f.stat().st_size
        for part in ("llama", "agent", "language", "things")
        for f in (package / part).rglob("*")
        if f.suffix in {".py", ".c", ".so"}
    )
    weights = sum(f.stat().st_size for f in NANO.iterdir())
    numpy = _installed_mb("numpy")
    print("| what | figure |\n| --- | --- |")
    print(f"| `model.safetensors` | {(NANO / 'model.safetensors').stat().st_size / 1e6:.1f} MB |")
    print(f"| the model's folder, tokenizer included | {weights / 1e6:.1f} MB |")
    print(f"| load, median of {ROUNDS} fresh processes | {ms:.0f} ms |")
    print(f"| memory that loading adds | {mb:.0f} MB, {peak:.0f} MB at its highest |")
    print(f"| our code for it (runtime, grammar, language) | {code / 1e6:.1f} MB |")
    print(f"| NumPy, installed with its OpenBLAS | {numpy:.0f} MB |")


if __name__ == "__main__":
    main()
