"""The Lambda functions of this domain, one file each, named as its line in `infra/`."""
