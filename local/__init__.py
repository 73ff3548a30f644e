"""Running Learn Exchange on one machine: the emulator, deploying into it, operating it."""
