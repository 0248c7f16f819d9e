"""From a dossier to the text of its sheet, and from a template's failure to words that its author can act on."""

from __future__ import annotations

import dataclasses
import re
from functools import cache, partial
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from claims.errors import ClaimsError
from claims.factsheet import markdown
from claims.factsheet.assemble import assemble
from claims.factsheet.directions import direction
from claims.factsheet.environment import Format, UserTemplate, make_environment
from claims.factsheet.labels import labels
from claims.factsheet.language import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from claims.factsheet.environment import SheetEnvironment
    from claims.factsheet.labels import Labels
    from claims.records import Dossier

__all__ = ["render"]

_TEMPLATE = "factsheet.md.j2"
_AUTHORS_MISTAKES = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)


def render(dossier: Dossier, *, lang: str = "en", template: Path | None = None) -> str:
    """The Markdown fact sheet of a dossier.

    Args:
        dossier: What was found; it need not be valid, and a broken reference in it is shown as broken.
        lang: The language of the labels, one of `claims.factsheet.languages()`.
        template: A Jinja2 template of one's own, in place of the package's `factsheet.md.j2`, which it may extend.

    Raises:
        ClaimsError: for a language without labels, or a template that fails; with its file and line.
    """
    speech = labels(lang)
    sheet = assemble(dossier, lang)
    own = _read(template) if template else None
    environment = make_environment(_markdown(speech, sheet.direction), own) if own else _packaged(speech)
    variables = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)}
    try:
        text = _template(environment, own).render(variables)
    except _AUTHORS_MISTAKES as error:
        raise _explained(error, own) from error
    return _tidy(text)


@cache
def _packaged(speech: Labels) -> SheetEnvironment:
    """The environment of the package's own templates in one language; it keeps them compiled."""
    return make_environment(_markdown(speech, direction(speech.language)))


def _markdown(speech: Labels, way: str) -> Format:
    """Markdown for a sheet whose labels run `way`."""
    speaker = Speaker(speech, markdown.escape, markdown.isolated)
    return Format(
        escape=markdown.escape,
        isolated=markdown.isolated,
        filters={
            "code": partial(markdown.code, around=way),
            "code_block": partial(markdown.code_block, around=way),
            "link": markdown.link,
            "words": markdown.as_words,
            **speaker.filters(),
        },
        functions={
            "footnote": markdown.footnote,
            "quoted": markdown.quoted,
            "start": partial(markdown.start_mark, "", way),
            **speaker.functions(),
        },
    )


def _read(path: Path) -> UserTemplate:
    try:
        return UserTemplate(str(path), path.read_bytes().decode("utf-8"), path.parent)
    except OSError as error:
        raise ClaimsError(f"cannot read the template: {error.strerror or error}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ClaimsError("the template is not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from error


def _template(environment: SheetEnvironment, own: UserTemplate | None) -> Template:
    if own is None:
        return environment.get_template(_TEMPLATE)
    code = environment.compile(own.source, own.name, own.name)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _explained(error: Exception, own: UserTemplate | None) -> ClaimsError:
    """The failure with the place in the template; a failure outside templates is ours, and stays what it is."""
    where = _place(error)
    if where is None:
        raise error
    remedy = None if own is None else "docs/sheet.md lists what a template can use"
    if isinstance(error, TemplateNotFound):
        return ClaimsError(f"there is no template “{error}”", where, "Extend or include one that is there")
    if isinstance(error, RecursionError):
        return ClaimsError("the template includes or extends itself without end", where, remedy)
    return ClaimsError(f"the template fails: {str(error).rstrip('.')}", where, remedy)


def _place(error: Exception) -> str | None:
    """The file and line of the innermost template in a failure."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    place, step = None, error.__traceback__
    while step is not None:
        if "__jinja_template__" in step.tb_frame.f_globals or step.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _tidy(text: str) -> str:
    """One blank line where templates left several, no blanks at the ends of lines, one newline at the end."""
    lines = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
