"""Templates of people's own: the same safe view, and errors that name file, line and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.errors import ClaimsError
from claims.model import Review
from claims.sheet import render
from claims.sheet.template_environment import FILTERS_FOR_AUTHORS
from tests.sheet.making import coast_dossier, dossier, reviewed
from tests.sheet.reading import github

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "*x* <b> [l](http://evil.example) \u202e"
EVIL_ESCAPED = "\\*x\\* \\<b\\> \\[l\\](http:/<span>/</span>evil.example) ⟨U+202E⟩"


def written(folder: Path, source: str, name: str = "house.md.j2") -> Path:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return path


def printed(folder: Path, source: str, **known: str) -> str:
    return render(coast_dossier(title=EVIL, **known), template=written(folder, source))


def failure(folder: Path, source: str) -> str:
    with pytest.raises(ClaimsError) as caught:
        printed(folder, source)
    return str(caught.value).replace(str(folder), "HERE")


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("{{ counts.claims }} by {{ counts.sources }}", "6 by 3\n"),
        ("{{ title.text }}", EVIL_ESCAPED + "\n"),
        (
            "{{ title }}",
            '<span dir="rtl" lang="ar">\\*x\\* \\<b\\> \\[l\\](http:/<span>/</span>evil.example) ⟨U+202E⟩</span>\n',
        ),
        (
            "{% for s in sources %}{{ s.kind }} {{ s.claims | length }}; {% endfor %}",
            "person 2; unnamed 3; organization 1;\n",
        ),
        ("{% set x %}*{{ documents[0].id }}*{% endset %}{{ x }}", "*coast-1*\n"),
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(title.text[:3]) }}", "<\\*x\\*>\n"),
        ('{{ "id: " ~ documents[0].id ~ "*" }}', "id: coast-1\\*\n"),
        ("{{ claims | map(attribute='act') | select | join(', ') }}", "state, add, confirm, deny, report\n"),
        ("{{ sources[:2] | length + 1 }}", "3\n"),
        ("{{ claims | selectattr('within') | list | length }}", "1\n"),
        ("{{ counts.claims | number }}", "6\n"),
        ("{{ _('made up <b> *%(what)s*', what=title.text[:3]) }}", "made up \\<b\\> \\*\\*x\\*\\*\n"),
        ("{{ documents[0].id | code }}", "`coast-1`\n"),
        ("{{ 'x' | link('javascript:alert(1)') }}", "x\n"),
        ("{{ 'x' | link('https://good.example') }}", "[x](<https://good.example>)\n"),
    ],
)
def test_a_template_prints_the_view_safely(tmp_path: Path, source: str, result: str) -> None:
    assert printed(tmp_path, source) == result


def test_a_house_style_replaces_blocks_and_keeps_the_rest(tmp_path: Path) -> None:
    source = """{% extends "factsheet.md.j2" %}
{% block verify %}Ask {{ documents[0].publisher }}.{% endblock %}
{% block limits %}{{ super() }}
- **House rule.** Call back.
{% endblock %}
"""
    text = printed(tmp_path, source, publisher="Coast *News*")
    assert 'Ask <span dir="auto">Coast \\*News\\*</span>.' in text
    assert "How to check this sheet" not in text
    assert "What this sheet does not establish" in text
    assert "- **House rule.** Call back." in text
    plain = render(coast_dossier(title=EVIL, publisher="Coast *News*"))
    assert text.split("## What this sheet")[0] == plain.split("## What this sheet")[0]


def test_a_template_may_include_what_lies_beside_it(tmp_path: Path) -> None:
    written(tmp_path, "beside: {{ counts.claims }}", "part.j2")
    assert printed(tmp_path, '{% include "part.j2" %}') == "beside: 6\n"


def test_the_package_s_own_templates_cannot_be_replaced_from_beside(tmp_path: Path) -> None:
    own = written(tmp_path, '{% extends "factsheet.md.j2" %}', "factsheet.md.j2")
    assert render(coast_dossier(), template=own) == render(coast_dossier())


NULL = "this would print nothing (null); test it with {% if … %}, or print one of its fields"
TITEL = "there is no “titel” here (did you mean “title”?)"
ONLY_PRINTED = "a rendered piece can only be printed; print the pieces one after the other, {{ a }}{{ b }}"

UNCLOSED = (
    "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
    "The innermost block that needs to be closed is 'for'"
)

SOURC = (
    "Claim has no field “sourc” (did you mean “source”?). "
    "It has: id, number, kind, source, gloss, act, mode, parts, translations, within, event, review, footnote, "
    "grading, uncertain, doubts, relays"
)

MISTAKES = [
    ("x\n{{ titel }}", 2, TITEL),
    ("{% if titel %}{% endif %}", 1, TITEL),
    ("{% for x in titel %}{% endfor %}", 1, TITEL),
    ("{{ titel.text }}", 1, TITEL),
    ("{{ titel ~ 'x' }}", 1, TITEL),
    ("{{ nothing_like_it }}", 1, "there is no “nothing_like_it” here"),
    (
        "{% for c in claims %}\n{{ c.sourc }}\n{% endfor %}",
        2,
        SOURC,
    ),
    ("{{ claims.text }}", 1, "tuple has no “text”"),
    ("\n\n{% for c in claims %}\n", 3, UNCLOSED),
    ("{{ documents[0].author }}", 1, NULL),
    ("{{ claims[0] }}", 1, NULL.replace("nothing (null)", "a whole Claim")),
    ("{{ claims }}", 1, NULL.replace("nothing (null)", "a whole tuple")),
    ("{{ title | safe }}", 1, "No filter named 'safe'"),
    ("{% autoescape false %}{{ title }}{% endautoescape %}", 1, "escaping cannot be disabled"),
    ("{{ 1 // 0 }}", 1, "integer division or modulo by zero"),
    ("{{ title.text.__class__ }}", 1, "access to attribute '__class__' of 'str' object is unsafe"),
    ("{{ _(title.text, nothing=1) ~ 'x' }}", 1, ONLY_PRINTED),
]  # fmt: skip


@pytest.mark.parametrize(("source", "line", "what"), MISTAKES, ids=[source.strip()[:40] for source, _, _ in MISTAKES])
def test_a_wrong_template_is_told_with_file_and_line(tmp_path: Path, source: str, line: int, what: str) -> None:
    message = f"HERE/house.md.j2:{line}: the template fails: {what}. docs/sheet.md lists what templates can use"
    assert failure(tmp_path, source) == message


@pytest.mark.parametrize("name", ["gone.j2", "../house.md.j2", "/etc/passwd", "parts/../factsheet.md.j2"])
def test_a_template_that_another_one_misses_is_named(tmp_path: Path, name: str) -> None:
    message = f"HERE/house.md.j2:2: no template “{name}”. Use one of the existing templates"
    assert failure(tmp_path, f'\n{{% include "{name}" %}}') == message


def test_no_link_or_other_file_is_included(tmp_path: Path) -> None:
    folder, secret = tmp_path / "house", tmp_path / "secret.j2"
    folder.mkdir()
    secret.write_text("a secret", "utf-8")
    (folder / "plain.txt").write_text("a secret", "utf-8")
    (folder / "out.j2").symlink_to(secret)
    (folder / "other.j2").symlink_to(folder / "plain.txt")
    (folder / "up").symlink_to(tmp_path)
    for name in ("out.j2", "other.j2", "plain.txt", "up/secret.j2", "a\\0.j2"):
        assert "no template" in failure(folder, f'{{% include "{name}" %}}')
    (folder / "part.j2").write_text("a part", "utf-8")
    (folder / "same.j2").symlink_to(folder / "part.j2")
    assert printed(folder, '{% include "same.j2" %}') == "a part\n"


BIG = "{% set ns = namespace(x='a') %}{% for i in range(40) %}{% set ns.x = ns.x BY ns.x %}{% endfor %}"
LIMITED = [
    ("{{ 'x y z' | truncate(-5) }}", "a number that “truncate” takes is between 0 and 100,000"),
    ("{{ [1] | batch(1000000000, 'x') | list | length }}", "a number that “batch” takes is between 0 and 100,000"),
    ("{{ [1] | slice(1000000000) | list | length }}", "a number that “slice” takes is between 0 and 100,000"),
    ("{{ 10**5000 }}", "the result of this ** would be too large"),
    ("{{ 99**9999 }}", "the result of this ** would be too large"),
    ("{{ 'a' * 1000000000 }}", "the result of this * would be too large"),
    ("{{ [1] * 1000000000 }}", "the result of this * would be too large"),
    ("{{ '%1000000000d' % 1 }}", "the result of this % would be too large"),
    ("{{ '%*d' % (1000000000, 1) }}", "the result of this % would be too large"),
    ("{{ '{:1000000000}'.format(1) }}", "the method “format” of a text cannot be used"),
    ("{{ 'a'.ljust(1000000000) }}", "the method “ljust” of a text cannot be used"),
    (BIG.replace("BY", "+"), "the result of this + would be too large"),
    (BIG.replace("BY", "~"), "this makes a text of more than 20,000,000 characters"),
    (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "this takes more than 5,000,000 steps (rounds of loops, calls, includes)",
    ),
    (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}",
        "this takes more than 5,000,000 steps (rounds of loops, calls, includes)",
    ),
    ("{{ '\\ud800' }}", "the template prints half of a surrogate pair, not a character"),
    ("{{ " + "9" * 5000 + " }}", "Exceeds the limit"),
]


@pytest.mark.parametrize(("source", "what"), LIMITED, ids=[source[:30] for source, _ in LIMITED])
def test_a_template_has_limits(tmp_path: Path, source: str, what: str) -> None:
    assert what in failure(tmp_path, source)


def test_a_template_that_includes_itself_is_stopped(tmp_path: Path) -> None:
    message = "HERE/house.md.j2:2: the template includes or extends itself endlessly"
    assert failure(tmp_path, '\n{% include "house.md.j2" %}').startswith(message)


@pytest.mark.parametrize("piece", ["quoted([title], 'n')", "(title.text | code)", "m()", "x", "_('%(a)s', a=title)"])
@pytest.mark.parametrize(
    "use",
    [
        "{} ~ title.text",
        "title.text ~ {}",
        "{} + title.text",
        "({} * 2)",
        "'%s' % {}",
        "({})[:9]",
        "({})[0]",
        "({}).join([title.text])",
        "({}).unescape()",
        "({}) | upper",
        "({}) | truncate(9)",
        "[title.text] | join({})",
        "({}) | trim('\\\\')",
    ],
)
def test_a_rendered_piece_can_only_be_printed(tmp_path: Path, use: str, piece: str) -> None:
    """Cutting it could leave half of an escape, joining it could let text through."""
    definitions = "{% macro m() %}a{{ title }}{% endmacro %}{% set x %}b{{ title }}{% endset %}"
    source = definitions + "{{ " + use.replace("{}", piece) + " }}"
    assert ":1: the template fails: " in failure(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ [title.text, x] | join }}",
        "{{ [x, title.text] | join(title.text) }}",
        "{% for letter in x %}{{ letter }}{% endfor %}",
        "{{ '{}{}'.format(x, title.text) }}",
        "{{ [x, title.text] | sort | last }}",
        "{% filter upper %}{{ title.text }}{% endfilter %}",
        "{{ x is string }}{{ title.text }}",
    ],
)
def test_no_way_round_lets_text_through_as_markup(tmp_path: Path, source: str) -> None:
    try:
        text = printed(tmp_path, "{% set x %}{{ title }}{% endset %}" + source)
    except ClaimsError:
        return
    assert {node.tag for node in github(text).all()} <= {"p", "span", "pre", "code"}
    assert not github(text).all("a")


def test_every_filter_on_the_list_exists_and_takes_plain_values(tmp_path: Path) -> None:
    for name in FILTERS_FOR_AUTHORS:
        source = "{{ [" + f"(title.text | code) | {name}" + "] | length }}"
        assert "a rendered piece can only be printed" in failure(tmp_path, source), name


@pytest.mark.parametrize("data", [b"\xff\xfe{{", "{{ claims | length }}".encode("utf-16")])
def test_a_template_that_is_not_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "house.md.j2"
    path.write_bytes(data)
    with pytest.raises(ClaimsError, match=r"the template is not UTF-8 text\. Save it as UTF-8"):
        render(coast_dossier(), template=path)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="cannot read the template: No such file or directory"):
        render(coast_dossier(), template=tmp_path / "gone.j2")


def test_a_fault_in_the_view_is_not_blamed_on_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("claims.sheet.formats.assemble", broken)
    with pytest.raises(ValueError, match="broken"):
        render(coast_dossier())


def test_a_template_sees_reviews(tmp_path: Path) -> None:
    path = written(tmp_path, "{% for c in claims if c.review.status == 'accepted' %}{{ c.review.by }}{% endfor %}")
    found = reviewed(coast_dossier(), c2=Review("accepted", "هدى"))
    assert render(found, template=path) == '<span dir="auto">هدى</span>\n'
    assert render(dossier(*found.documents, claims=[]), template=path) == "\n"
