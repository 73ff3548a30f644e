"""Running Learn Exchange on one machine: the emulator, deploying into it, operating it.

Some of it does what functions do, with their own code: that is where `infra` finds it.
"""

import infra  # noqa: F401 (it puts the code of the functions on the path)
