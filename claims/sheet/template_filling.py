"""Fill a template with a view, and turn template errors into messages for the template's author."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from claims.errors import ClaimsError
from claims.sheet.template_environment import LONGEST_TEMPLATE, UserTemplate
from claims.store.kept_files import content

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template

    from claims.sheet.sheet_view import Sheet
    from claims.sheet.template_environment import SheetEnvironment

__all__ = ["fill", "read_template"]

_AUTHORS_MISTAKES = (
    TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError, AssertionError,
    MemoryError,
)  # fmt: skip


def fill(environment: SheetEnvironment, packaged: str, sheet: Sheet, own: UserTemplate | None, **more: object) -> str:
    """Render a sheet, and the values `more` by name, with the user's own template or else the built-in one.

    Raises:
        ClaimsError: if a template fails; with its file and line.
    """
    variables = {field.name: getattr(sheet, field.name) for field in dataclasses.fields(sheet)} | more
    try:
        rendered = _template(environment, packaged, own).render(variables)
        rendered.encode("utf-8")
    except UnicodeEncodeError as error:
        what = "the template prints half of a surrogate pair, not a character"
        raise ClaimsError(what, None if own is None else own.name) from error
    except _AUTHORS_MISTAKES as error:
        raise _explained(error, own) from error
    return rendered


def read_template(path: Path) -> UserTemplate:
    """Read the user's own template.

    Raises:
        ClaimsError: if the file cannot be read as text.
    """
    try:
        return UserTemplate(str(path), content(path, LONGEST_TEMPLATE).decode("utf-8"), path.parent)
    except OSError as error:
        raise ClaimsError(f"cannot read the template: {error.strerror or error}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ClaimsError("the template is not UTF-8 text", where=str(path), remedy="Save it as UTF-8") from error


def _template(environment: SheetEnvironment, packaged: str, own: UserTemplate | None) -> Template:
    if own is None:
        return environment.get_template(packaged)
    code = environment.compile(own.source, own.name, own.name)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _explained(error: Exception, own: UserTemplate | None) -> ClaimsError:
    """Return the error with its place in the template; errors outside templates are returned unchanged."""
    where = _place(error) or (None if own is None else own.name)
    if where is None:
        raise error
    remedy = None if own is None else "docs/sheet.md lists what templates can use"
    if isinstance(error, TemplateNotFound):
        return ClaimsError(f"no template “{error}”", where, "Use one of the existing templates")
    if isinstance(error, RecursionError):
        return ClaimsError("the template includes or extends itself endlessly", where, remedy)
    return ClaimsError(f"the template fails: {str(error).rstrip('.')}", where, remedy)


def _place(error: Exception) -> str | None:
    """Return the file and line of the innermost template in an error."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    place, step = None, error.__traceback__
    while step is not None:
        if "__jinja_template__" in step.tb_frame.f_globals or step.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}"
        step = step.tb_next
    return place
