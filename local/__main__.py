"""`python -m local` is `make run`."""

from local.run import main

main()
