"""Problems of signing up and in."""

from learn_exchange.problems import Problem


class EmailTaken(
    Problem, status=409, type="email-taken", title="That e-mail address is already registered"
):
    """Sign in instead, or ask for a new password."""


class WrongCredentials(
    Problem, status=401, type="wrong-credentials", title="The e-mail or the password is wrong"
):
    """E-mail or password is wrong; which of the two is not told."""


class WrongPassword(
    Problem, status=403, type="wrong-password", title="The current password is wrong"
):
    """Changing the password takes the current one."""


class ForeignOrigin(
    Problem,
    status=403,
    type="foreign-origin",
    title="Sessions by cookie are for pages of our own site",
):
    """Other sites keep the refresh token themselves: send the request without `X-Session`."""


class AlreadyRotated(
    Problem,
    status=409,
    type="already-rotated",
    title="This refresh token has just been exchanged for a newer one",
):
    """Another tab was faster, or an answer was lost that had no key. Use the newer token."""


class InvalidLink(
    Problem, status=400, type="invalid-link", title="The link is not valid or has expired"
):
    """The token is none of ours, was made for another purpose, or is too old."""


class LinkUsed(Problem, status=409, type="link-used", title="The link has already been used"):
    """A link works once, but for the one that has verified an address: it still does."""


class AlreadyVerified(
    Problem, status=409, type="already-verified", title="The e-mail address is already verified"
):
    """There is nothing left to verify."""
