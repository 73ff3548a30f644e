"""Building the web client: when it is done, and what stays where it fails."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from local import web
from local.environment import LocalError

# Stands for the packages' programs; the pinned Node runs them.
VITE = """
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const folder = process.argv[process.argv.indexOf("--outDir") + 1];
const page = readFileSync("index.html", "utf-8");
if (page.includes("broken")) {
  console.error("it is broken");
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/index.html`, page);
"""
GENERATE = """
import { writeFileSync } from "node:fs";
for (const name of ["api/http", "api/frames", "texts/ids"]) writeFileSync(`src/${name}.d.ts`, "");
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small client, whose packages are installed."""
    monkeypatch.setattr(web, "install", lambda *_, **__: None)
    for name, content in {
        "docs/openapi.json": "{}",
        "docs/asyncapi.json": "{}",
        "web/index.html": "the client",
        "web/src/main.ts": "start()",
        "web/src/api/client.ts": "",
        "web/src/texts/en.ftl": "brand = Learn Exchange",
        "web/scripts/generate.mjs": GENERATE,
        "web/node_modules/vite/package.json": '{"type": "module"}',
        "web/node_modules/vite/bin/vite.js": VITE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def edit(name: str) -> Callable[[Path], None]:
    """Returns what writes to a file."""

    def write(checkout: Path) -> None:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("another")

    return write


def remove_source(checkout: Path) -> None:
    (checkout / "web/src/main.ts").unlink()


@pytest.mark.parametrize(
    "change",
    [
        remove_source,
        *map(edit, ["web/src/main.ts", "web/public/icon.svg", "web/new.config.ts"]),
        *map(edit, ["docs/openapi.json", "docs/asyncapi.json", "web/package-lock.json"]),
    ],
)
def test_a_change_needs_a_build(checkout: Path, change: Callable[[Path], None]) -> None:
    before = web.inputs_digest(root=checkout)
    change(checkout)
    assert web.inputs_digest(root=checkout) != before


@pytest.mark.parametrize(
    "name",
    [
        "web/tests/time.test.ts",
        "web/node_modules/react/index.js",
        "web/dist/index.html",
        "web/src/api/http.d.ts",
        "web/src/.main.ts.swp",
        "docs/events.md",
    ],
)
def test_what_is_not_built_of_needs_none(checkout: Path, name: str) -> None:
    before = web.inputs_digest(root=checkout)
    edit(name)(checkout)
    assert web.inputs_digest(root=checkout) == before


def test_the_client_is_built_when_it_has_changed(checkout: Path) -> None:
    told: list[str] = []
    page = checkout / "web/dist/index.html"
    assert web.build(told.append, root=checkout)
    assert page.read_text() == "the client"
    assert told == ["Generating the types of the web client", "Building the web client"]

    assert not web.build(told.append, root=checkout)
    (checkout / "web/index.html").write_text("the new client")
    (checkout / "web/dist/old.js").touch()
    assert web.build(told.append, root=checkout)
    assert page.read_text() == "the new client"
    assert [*page.parent.iterdir()] == [page]
    assert told[2:] == ["Building the web client"], "the types are those of the contracts still"

    page.unlink()
    assert web.build(told.append, root=checkout), "what was taken away is built again"


def test_a_failed_build_leaves_what_was_built_before(checkout: Path) -> None:
    web.build(root=checkout)
    page = checkout / "web/index.html"
    page.write_text("broken")
    for _ in range(2):
        with pytest.raises(LocalError, match=r"could not be built; see (.*)") as failure:
            web.build(root=checkout)
        log = Path(str(failure.value).rpartition("see ")[2])
        assert log.read_text() == "it is broken\n"
        assert (checkout / "web/dist/index.html").read_text() == "the client"


def test_the_real_sources_are_built() -> None:
    names = {path.name for path in web.input_files()}
    assert {"index.html", "package-lock.json", "en.ftl", "openapi.json"} <= names


@pytest.mark.parametrize(("front_door", "port"), [(3000, 5173), (3001, 5174), (80, 2253)])
def test_each_system_has_a_port_for_development(front_door: int, port: int) -> None:
    assert web.dev_port(front_door) == port


def test_a_command_says_in_one_line_what_is_in_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["web", "dev"])
    monkeypatch.setattr(web, "prepare", lambda _: None)
    monkeypatch.setenv("WEB_PORT", "http")
    with pytest.raises(SystemExit, match="WEB_PORT=http is not a port"):
        web.main()


def test_the_dev_server_stands_beside_its_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[str | None] = []
    monkeypatch.setattr("os.chdir", lambda _: None)
    monkeypatch.setattr("os.execv", lambda *_: started.append(os.environ.get("VITE_PORT")))
    monkeypatch.setattr(web, "prepare", lambda _: None)
    monkeypatch.setattr(web, "_answers", lambda _: False)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    monkeypatch.setenv("WEB_PORT", "3001")
    monkeypatch.setenv("VITE_PORT", "")
    monkeypatch.delenv("VITE_PORT")
    web.develop()
    assert started == ["5174"]
    assert "http://localhost:3001 yet: `make run`" in capsys.readouterr().out
