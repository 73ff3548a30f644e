"""The system as AWS CDK defines it: tables of what there is, and constructs that make it.

The keys of tables and the contract of endpoints are read from the code that runs in Lambda, which
is not installed here: so its two roots are put on the path.
"""

import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent

sys.path[:0] = [str(_ROOT / "functions"), str(_ROOT / "layers/learn_exchange/python")]
