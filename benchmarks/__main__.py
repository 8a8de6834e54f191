"""Runs all benchmarks; their output is what RESULTS.md holds."""

import subprocess
import sys

for name in ("understanding", "grammar", "runtime", "quantised", "hub"):
    print(f"\n## {name}\n\n`python -m benchmarks.{name}`\n", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
