"""docs/asyncapi.html: the contract of the WebSocket API to read, which `/docs/live` shows."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from contracts import asyncapi

PAGE = Path(__file__).parent.parent / "docs/asyncapi.html"
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")

Described = dict[str, Any]


def text() -> str:
    """Writes all between the header and the end of the page."""
    return "\n".join(_parts(asyncapi.document())) + "\n"


def write() -> None:
    """Write it where the build finds it."""
    PAGE.write_text(text(), "utf-8")


def _parts(document: Described) -> Iterator[str]:
    components, operations = document["components"], document["operations"].values()
    messages, schemas = components["messages"], components["schemas"]
    received = [operation for operation in operations if operation["action"] == "receive"]
    incoming = {_named(operation["messages"][0]): operation for operation in received}
    yield MARKDOWN.render(document["info"]["description"])
    yield "<h2>What you send</h2>"
    for name, operation in incoming.items():
        answers = [_named(answer) for answer in operation["reply"]["messages"]]
        shown = [_link(answer, messages[answer]["name"]) for answer in answers]
        message = {**messages[name], "description": operation["description"]}
        yield _section(name, message, schemas[name])
        yield f"<p>What may come of it: {', '.join(shown)}.</p>"
    yield "<h2>What you get</h2>"
    for name in (name for name in messages if name not in incoming):
        yield _section(name, messages[name], schemas[name])
    yield "<h2>What they are made of</h2>"
    for name in (name for name in schemas if name not in messages):
        yield _heading(name, name) + MARKDOWN.render(schemas[name].get("description", ""))
        yield _fields(schemas[name])


def _section(name: str, message: Described, schema: Described) -> str:
    example = json.dumps(message["examples"][0]["payload"], indent=2, ensure_ascii=False)
    return "\n".join(
        [
            _heading(name, message["name"]) + MARKDOWN.render(message["description"]),
            _fields(schema),
            f"<pre><code>{escape(example, quote=False)}</code></pre>",
        ]
    )


def _heading(name: str, shown: str) -> str:
    return f'<h3 id="{name}"><code>{shown}</code></h3>\n'


def _fields(schema: Described) -> str:
    required = schema.get("required", [])
    rows = [
        f"<tr><td><code>{name}</code></td><td>{_kind(field)}</td>"
        f"<td>{'' if name in required else 'optional'}</td>"
        f"<td>{MARKDOWN.renderInline(field.get('description', ''))}</td></tr>"
        for name, field in schema.get("properties", {}).items()
    ]
    return "\n".join(["<table>", *rows, "</table>"])


def _kind(schema: Described) -> str:
    """Says in words what a value is."""
    match schema:
        case {"$ref": _}:
            return _link(_named(schema), _named(schema))
        case {"const": value}:
            return f"<code>{escape(json.dumps(value), quote=False)}</code>"
        case {"enum": values}:
            return " or ".join(_kind({"const": value}) for value in values)
        case {"anyOf": options}:
            return " or ".join(_kind(option) for option in options)
        case {"type": "array", "items": items}:
            return f"list of {_kind(items)}"
    return str(schema.get("format") or schema.get("type", "anything"))


def _link(name: str, shown: str) -> str:
    return f'<a href="#{name}"><code>{shown}</code></a>'


def _named(reference: Described) -> str:
    name: str = reference["$ref"].rpartition("/")[2]
    return name
