"""events/schemas/<EventName>.json: a JSON Schema of each domain event, for its consumers."""

import json
from pathlib import Path

from learn_exchange.events import DomainEvent

DIRECTORY = Path(__file__).parent.parent / "events/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def files() -> dict[Path, str]:
    """Returns the text of each schema, by where it stands."""
    schemas = {
        name: {"$schema": DIALECT, **event.model_json_schema(mode="serialization")}
        for name, event in DomainEvent.catalogue.items()
    }
    return {
        DIRECTORY / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def write() -> None:
    """Write the schema of each event, and remove those of events that are no more."""
    DIRECTORY.mkdir(exist_ok=True)
    for stale in {*DIRECTORY.iterdir()} - {*files()}:
        stale.unlink()
    for path, text in files().items():
        path.write_text(text, "utf-8")
