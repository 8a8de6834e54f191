"""Makes the kernel from `kernel.c`, where the system has a C compiler; nothing is needed besides.

`hatch_build.py` runs this when the package is built or installed, `make setup` when the source
changed, and anybody by this file's path. The kernel stands in the package, beside the Python that
loads it and no easier to replace; nothing is compiled while a hub runs.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "kernel.c"
KERNEL = FOLDER / "_kernel.so"

_FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-fopenmp-simd")
# Nobody asks for an overflow, an infinity or the sign of a zero: loops may be taken side by side.
# Not -ffast-math: linked into a library, it changes the arithmetic of the whole process.
_FLOATS = (
    *("-fno-math-errno", "-fno-trapping-math"),
    *("-ffinite-math-only", "-fno-signed-zeros", "-ffp-contract=fast"),
)
_PLAIN = ("-DONDOL_PLAIN",)  # for a compiler that does not know the newest instructions
_TIMEOUT_S = 120


class KernelError(Exception):
    """There is no kernel, or none to be trusted; the text says why."""


def digest(source: Path = SOURCE) -> str:
    """Return the sha256 of the source, which the kernel that is made of it carries."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


def make(kernel: Path = KERNEL, *, source: Path = SOURCE, plain: bool = False) -> Path:
    """Compile the kernel with `$CC` or `cc`, for any processor of this kind; return its path.

    `plain` leaves out what is written for particular processors.

    Raises:
        KernelError: no compiler, or it failed.
    """
    compiler = shlex.split(os.environ.get("CC") or "cc")
    if shutil.which(compiler[0]) is None:
        raise KernelError(f"there is no C compiler ({compiler[0]})")
    failed = ""
    for choice in (_PLAIN,) if plain else ((), _PLAIN):
        # made beside its place and renamed: nobody ever loads half of one
        with tempfile.TemporaryDirectory(dir=kernel.parent, prefix=".kernel-") as folder:
            made = Path(folder) / kernel.name
            command = [*compiler, *_FLAGS, *_FLOATS, *choice, f"-DONDOL_SOURCE={digest(source)}"]
            try:
                done = subprocess.run(  # noqa: S603 - the administrator's compiler, our arguments
                    [*command, "-o", str(made), str(source), "-lm"],
                    capture_output=True,
                    text=True,
                    errors="replace",
                    timeout=_TIMEOUT_S,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise KernelError(f"{compiler[0]} did not finish ({error})") from error
            if done.returncode == 0:
                made.replace(kernel)
                return kernel
            failed = done.stderr.strip()
    raise KernelError(f"{compiler[0]} failed: {failed}")


def main() -> int:
    """Make the kernel, unless it is there; or say what is missing: the hub runs without."""
    try:
        is_made = KERNEL.exists() and digest().encode() in KERNEL.read_bytes()
        print(KERNEL if is_made else make())
    except (KernelError, OSError) as error:
        told = "nano will run on NumPy, several times slower"
        print(f"no kernel: {error}; {told}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
