"""Takes the README's picture of the real product in use: `make picture`.

With a folder as an argument, pictures of a phone and of a wall tablet, light and dark, go there.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from .conftest import ROOT, running_hub

PICTURE = ROOT / "docs" / "images" / "page.png"


def main(folder: str | None = None) -> int:
    """Run the product, use its page, take the picture; return what the browser's script returns."""
    where = (PICTURE,) if folder is None else (Path(folder).resolve() / "page.png", "all")
    with tempfile.TemporaryDirectory() as data, running_hub(Path(data)) as hub:
        command = ["node", "e2e/picture.mjs", hub.address, *map(str, where)]
        return subprocess.run(command, cwd=ROOT / "web", check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
