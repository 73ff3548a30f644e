"""The contract as a site: OpenAPI, AsyncAPI, and a reference to try the API with."""
