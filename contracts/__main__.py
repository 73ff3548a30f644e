"""`make openapi`: writes all that is made from the code, docs/openapi.json first."""

from contracts import (
    asyncapi,
    asyncapi_page,
    event_page,
    event_schemas,
    limits_page,
    openapi,
    state_page,
)

for page in (openapi, asyncapi, asyncapi_page, event_schemas, event_page, limits_page, state_page):
    page.write()
