"""What is deployed: one file a Lambda, named as its line in `infra/`."""
