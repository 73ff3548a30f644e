"""The deployed functions: one file a Lambda, named as its line in `infra/`."""
