"""Takes the pictures of a sheet in docs/: python docs/picture.py SHEET PICTURE.png [HEIGHT [WIDTH [ACTION]]].

SHEET is Markdown, which is shown as GitHub shows it, HTML, or PDF, of which the first page is shown. HEIGHT and WIDTH
are in pixels, of a PDF the height of its page. ACTION is a CSS selector of what is clicked before the picture is taken.
Needs Chromium on the path and what the tests need: pip install 'claims-factsheet[test]'.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

STYLE = """
body { font: 16px/1.5 "Noto Sans", "Noto Sans Arabic", sans-serif; max-width: 860px; margin: 24px auto; color: #1f2328 }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em }
table { border-collapse: collapse }
td, th { border: 1px solid #d1d9e0; padding: 6px 13px }
tr:nth-child(2n) { background: #f6f8fa }
blockquote { margin: 0; padding: 0 1em; color: #59636e; border-inline-start: .25em solid #d1d9e0 }
code { background: #818b981f; padding: .2em .4em; border-radius: 6px; font-size: 85% }
pre { background: #f6f8fa; padding: 16px }
pre code { background: none; padding: 0 }
a { color: #0969da; text-decoration: none }
img { max-width: 100% }
section { font-size: 12px; color: #59636e; border-top: 1px solid #d1d9e0 }
"""


def page(markdown: str) -> str:
    """A sheet as a page that looks like GitHub's."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    body = cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}"


def photograph(file: Path, picture: Path, height: int, width: int, action: str | None) -> None:
    """Write the picture of a page's first `height` pixels, or of what can be seen when something was clicked."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("chromium is not on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        shown.goto(file.as_uri())
        if action:
            shown.locator(action).first.click()
        shown.screenshot(path=picture)
        browser.close()


def print_page(file: Path, picture: Path, height: int) -> None:
    """Write the picture of a PDF's first page."""
    from pypdfium2 import PdfDocument

    first = PdfDocument(file)[0]
    first.render(scale=height / first.get_height()).to_pil().save(picture)


def main(sheet: Path, picture: Path, height: int, width: int, action: str | None) -> None:
    """Take the picture of a sheet in any of the formats that have a look."""
    if sheet.suffix == ".pdf":
        print_page(sheet, picture, height)
    elif sheet.suffix == ".md":
        with tempfile.TemporaryDirectory(dir=sheet.parent) as place:
            # Beside the sheet, so that the map in it is found.
            file = Path(place) / "sheet.html"
            file.write_text(page(sheet.read_text(encoding="utf-8")).replace('src="', 'src="../'), encoding="utf-8")
            photograph(file.resolve(), picture, height, width, action)
    else:
        photograph(sheet.resolve(), picture, height, width, action)


if __name__ == "__main__":
    given, target, *rest = sys.argv[1:]
    size = [*map(int, rest[:2]), *(1250, 940)[len(rest) :]]
    main(Path(given), Path(target).resolve(), size[0], size[1], rest[2] if len(rest) > 2 else None)
