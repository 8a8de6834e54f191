"""Makes nano's kernel when the package is built or installed; without a C compiler, goes on.

An editable install (`uv sync`) gets it in the source tree; a wheel has it inside and is then one
for this kind of machine. What makes it is `src/ondol/llama/build.py`, run by its path: the package
and what it needs are not installed yet.
"""

import runpy
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KernelHook(BuildHookInterface[Any]):
    """Compiles before a wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the kernel into the wheel, or say why there is none."""
        build = runpy.run_path(str(Path(self.root) / "src" / "ondol" / "llama" / "build.py"))
        try:
            kernel = build["make"]()
        except (build["KernelError"], OSError) as error:
            self.app.display_warning(f"ondol: no kernel ({error}); nano will run on NumPy")
            return
        if version == "standard":
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["force_include"][str(kernel)] = f"ondol/llama/{kernel.name}"
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"
