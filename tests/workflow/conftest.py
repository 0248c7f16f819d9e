"""Building is tested with an extractor that anyone can follow: each line that begins with قال is a claim."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.errors import ClaimsError
from claims.extraction import Language, language, registered
from claims.model import Claim, Document, Dossier, Found, Source, Span, claim_id
from claims.sheet import formats

LINE = re.compile(r"^(قال) (\w+) (.+)$", re.MULTILINE)


class LineExtractor:
    def extract(self, document: Document) -> list[Claim]:
        return [_claim(document, line) for line in LINE.finditer(document.text)]


PLAIN = Language("ar", language("ar").folder, LineExtractor)


def _claim(document: Document, line: re.Match[str]) -> Claim:
    cue, mention, content = (Span.of(document.text, *line.span(group)) for group in (1, 2, 3))
    return Claim(
        id=claim_id(document.id, mention.exact, cue.exact, [content.exact], 0),
        document=document.id,
        source=Source(mention.exact, "person", mention),
        cue=cue,
        content=(content,),
        mode="indirect",
        act="state",
        found=Found(rule="test", cue="قال", version="1"),
    )


def render(
    dossier: Dossier, *, lang: str = "en", template: Path | None = None, check_below: float | None = None
) -> str:
    if template is not None and not template.exists():
        raise ClaimsError("no such template", str(template), "Check the name")
    marks = "" if check_below is None else f", marked below {check_below}"
    return f"{lang}: {dossier.title}: {len(dossier.claims)} claims{marks}\n"


def write(dossier: Dossier, *, name: str, **look: Any) -> dict[str, bytes]:
    sheet = {f"{name}.md": render(dossier, **look).encode()}
    return sheet | ({f"{name}.map.svg": b"<svg/>"} if dossier.title == "mapped" else {})


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(claims, "render", render, raising=False)
    monkeypatch.setattr(formats, "write", write)
    with registered(PLAIN):
        yield
