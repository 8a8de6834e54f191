"""`python -m ondol` is `ondol`."""

from ondol.cli import main

main()
