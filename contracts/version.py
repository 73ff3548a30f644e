"""The version of the API, as the contracts show it; CHANGELOG.md says what each one brought."""

VERSION = "1.0.0"
