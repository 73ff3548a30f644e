"""The form of a post, as people fill it in."""

from typing import Final

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page

from tests.support.pictures import encoded, png
from tests.support.screens import field
from tests.support.system import eventually

CONTENT: Final = "What you want to say"
ALT: Final = "What the picture shows"
_KEPT: Final = """() => new Promise((resolve) => {
  const opening = indexedDB.open("learn-exchange");
  opening.onsuccess = () => {
    const all = opening.result.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => {
      opening.result.close();
      resolve(JSON.stringify(all.result));
    };
  };
})"""


def write(page: Page, title: str, content: str) -> None:
    """Fill in the form of a post."""
    field(page, "Title").fill(title)
    field(page, CONTENT).fill(content)


def add(page: Page, *files: FilePayload) -> None:
    """Choose files for a post."""
    page.get_by_label("Add pictures or a PDF").set_input_files(files)


def picture(name: str = "crane.png", size: tuple[int, int] | None = None) -> FilePayload:
    """Returns a picture as a browser hands it over, of a size where that matters."""
    content = png() if size is None else encoded(Image.new("RGB", size, "teal"), "PNG")
    return FilePayload(name=name, mimeType="image/png", buffer=content)


def attached(page: Page) -> Locator:
    """Returns the files of a post that is being written."""
    return page.get_by_role("region", name="Pictures and documents").get_by_role("listitem")


def wait_until_kept(page: Page, words: str) -> None:
    """Wait until a draft with these words would be there after a crash of the browser."""
    eventually(lambda: words in page.evaluate(_KEPT))
