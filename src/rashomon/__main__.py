"""`python -m rashomon` is the command line."""

from rashomon.cli import main

main(prog_name="rashomon")
