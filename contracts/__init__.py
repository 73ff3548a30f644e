"""Generators of what is published of the code: the contracts, event schemas, pages of docs/.

They read the functions' own code and the tables of `infra`, whose import puts both on the path.
"""

import infra  # noqa: F401 (for the path)
