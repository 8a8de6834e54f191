"""Takes the docs' pictures of the real product in use: `make picture`.

With a folder as an argument, pictures of a phone and of a wall tablet, light and dark, go there
instead.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .conftest import ROOT, running_hub

IMAGES = ROOT / "docs" / "images"
CHILD = {
    "name": "하늘",
    "role": "child",
    "rules": [{"allow": False, "types": ["tv"], "start": "21:00", "end": "07:00"}],
}


def main(folder: str | None = None) -> int:
    """Run the product, use it, take the pictures; return what the browser's scripts return."""
    with tempfile.TemporaryDirectory() as made:
        films = Path(made, "영상")
        shutil.copytree(ROOT / "src/ondol/adapters/sim/films", films)
        with running_hub(Path(made, "home"), "--media", str(films)) as hub:
            if folder is not None:
                return _walk(
                    "picture.mjs", hub.address, f"{Path(folder).resolve()}/page.png", "all"
                )
            hub.call("POST", "/api/people", CHILD)
            hub.call("POST", "/api/people", {"name": "민서", "role": "adult"})
            room = _walk("xr/room.mjs", hub.address, made, "1600")
            if room != 0:
                return room
            shutil.copy(Path(made, "placed.png"), IMAGES / "headset-room.png")
            return _walk("picture.mjs", hub.address, f"{IMAGES}/page.png")


def _walk(script: str, *arguments: str) -> int:
    command = ["node", f"e2e/{script}", *arguments]
    return subprocess.run(command, cwd=ROOT / "web", check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
