"""Claims about speed and memory, measured: `python -m benchmarks` prints RESULTS.md's tables."""
