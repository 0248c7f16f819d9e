"""Takes the pictures of a sheet in docs/: python docs/picture.py SHEET.md PICTURE.png [HEIGHT].

Needs cmarkgfm, which reads Markdown as GitHub does, and Chromium on the path.
"""

import shutil
import subprocess
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
section { font-size: 12px; color: #59636e; border-top: 1px solid #d1d9e0 }
"""


def page(markdown: str) -> str:
    """A sheet as a page that looks like GitHub's."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    body = cmarkgfm.markdown_to_html_with_extensions(markdown, options=options, extensions=extensions)
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{body}"


def photograph(html: str, picture: Path, height: int) -> None:
    """Write the picture of a page's first `height` pixels."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("chromium is not on the path")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "sheet.html"
        file.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        options += ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
        options += [f"--user-data-dir={place}/profile", f"--window-size=940,{height}", f"--screenshot={picture}"]
        subprocess.run([browser, *options, file.as_uri()], check=True, capture_output=True, timeout=120)  # noqa: S603  # as it says


if __name__ == "__main__":
    sheet, target, *rest = sys.argv[1:]
    photograph(page(Path(sheet).read_text(encoding="utf-8")), Path(target).resolve(), int(rest[0]) if rest else 1250)
