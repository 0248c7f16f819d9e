"""Render templates in a sandboxed Jinja2 environment that always escapes.

Everything that a template prints is escaped for the format unless a filter of the format produced it. A rendered piece
can
only be printed. It cannot be cut, joined or modified, because that could turn an article's words into markup.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateRuntimeError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from claims.errors import ClaimsError
from claims.resources import resource
from claims.sheet.sheet_view import Sheet
from claims.sheet.template_limits import Steps, limit_call, limit_filter, limit_operator, limit_text
from claims.sheet.view import Words
from claims.store.dossier_folder import TEMPLATE_SUFFIX
from claims.store.kept_files import content, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from jinja2 import Template
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

__all__ = ["FILTERS_FOR_AUTHORS", "LONGEST_TEMPLATE", "Format", "SheetEnvironment", "UserTemplate", "make_environment"]

FILTERS_FOR_AUTHORS = (
    "abs", "batch", "count", "default", "dictsort", "first", "groupby", "int", "items", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "slice",
    "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
)  # fmt: skip
"""The Jinja2 filters that templates may use: those with plain values as input and output."""

LONGEST_TEMPLATE = 1_000_000
"""Maximum size of a template of the user's own, in bytes."""
_OF_TEMPLATES = frozenset({LoopContext, TemplateModule})
"""Types that are part of templates: all their attributes without leading underscore can be read."""
_ONLY_PRINTED = "a rendered piece can only be printed; print the pieces one after the other, {{ a }}{{ b }}"


@dataclass(frozen=True)
class Format:
    """The parts of a format that its templates use.

    Attributes:
        escape: Converts a plain string to text of the format.
        isolated: Renders quoted words, isolated in language and direction.
        filters: Further filters by name; those that return a rendered piece return `Markup`.
        functions: Further functions by name.
    """

    escape: Callable[[str], str]
    isolated: Callable[[Words], Markup]
    filters: Mapping[str, Callable[..., Any]]
    functions: Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class UserTemplate:
    """The user's own template: its source, its name in messages, and the folder for its includes."""

    name: str
    source: str
    folder: Path


def _plain(value: object) -> object:
    """Return the value unless it is a rendered piece."""
    if isinstance(value, Markup):
        raise TemplateRuntimeError(_ONLY_PRINTED)
    return limit_text(value)


class _Missing(StrictUndefined):
    """An unknown name; its error message suggests existing names."""

    def _fail_with_undefined_error(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise self._undefined_exception(_unknown(self._undefined_obj, self._undefined_name, self._undefined_hint))

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __mul__ = __mod__ = __lt__ = __le__ = __gt__ = __ge__ = __call__ = _fail_with_undefined_error
    __getitem__ = __int__ = __float__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:  # Same name as in Undefined.
        if name.startswith("__"):
            raise AttributeError(name)
        return self._fail_with_undefined_error()


def _unknown(owner: object, name: object, hint: str | None) -> str:
    if hint:
        return hint
    if owner is missing:
        return f"there is no “{name}” here{_advice(name, _field_names(Sheet))}"
    if not dataclasses.is_dataclass(owner):
        return f"{type(owner).__name__} has no “{name}”"
    known = _field_names(owner)
    return f"{type(owner).__name__} has no field “{name}”{_advice(name, known)}. It has: {', '.join(known)}"


def _advice(name: object, known: tuple[str, ...]) -> str:
    close = get_close_matches(str(name), known, n=1)
    return f" (did you mean “{close[0]}”?)" if close else ""


def _field_names(view: Any) -> tuple[str, ...]:
    """Return the fields of a part of the view, or of its class."""
    return tuple(field.name for field in dataclasses.fields(view))


class _PrintingGenerator(CodeGenerator):
    """Compiles `{{ … }}` to a single call of `_printed`, whose result is a rendered piece that needs no escaping."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if finalize.src is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"({finalize.src}")


class SheetEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: plain values as input, rendered pieces as output, and no way to turn an article's words into markup.

    Fields of the view, functions of the format and macros, which are most of what templates use, bypass the sandbox's
    checks. They are safe, and a sheet with thousands of claims uses them millions of times.

    Attributes:
        own_functions: The functions of the format by `id`; all of them take only plain values.
        steps: Counts the work of the user's own template; None for the built-in ones, which need no limit.
    """

    intercepted_binops = frozenset({"+", "%", "*", "**"})
    code_generator_class = _PrintingGenerator
    own_functions: frozenset[int] = frozenset()
    steps: Steps | None = None

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as jinja2
        """Call a macro or a function of the format directly, anything else through the sandbox."""
        if __self.steps is not None:
            __self.steps.take()
            limit_call(__obj, args)
        if type(__obj) is Macro:
            args = (__context.eval_ctx, *args)
        elif id(__obj) not in __self.own_functions:
            return super().call(__context, __obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator to plain values."""
        limit_operator(operator, _plain(left), _plain(right))
        return super().call_binop(context, operator, left, right)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Load a template that another one includes, extends or imports."""
        if self.steps is not None:
            self.steps.take()
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of the view directly, any other attribute through the sandbox."""
        kind = type(obj)
        if attribute in getattr(kind, "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        if kind in _OF_TEMPLATES and attribute[:1] != "_" and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]` for templates and for filters that take an attribute's name."""
        if argument.__class__ is str and argument in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute: fields of the view, and what the sandbox allows."""
        if isinstance(obj, Markup):
            return False
        if dataclasses.is_dataclass(obj) and attr not in obj.__dataclass_fields__:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _guard(tree, name, filename)
        if self.steps is not None:
            for loop in tree.find_all(nodes.For):
                loop.iter = nodes.Filter(loop.iter, "_through", [], [], None, None, lineno=loop.iter.lineno)
        return tree


def _guard(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Reject attempts to disable escaping, and add a check to operations that could cut or join rendered pieces."""
    for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
        raise TemplateSyntaxError("escaping cannot be disabled", node.lineno, name, filename)
    for joined in tree.find_all(nodes.Concat):
        joined.nodes = [_checked(part) for part in joined.nodes]
    for item in tree.find_all(nodes.Getitem):
        item.node = _checked(item.node)


def _checked(node: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, "_plain", [], [], None, None, lineno=node.lineno)


def make_environment(form: Format, user_template: UserTemplate | None = None) -> SheetEnvironment:
    """Return the environment for one format, with the user's own template if there is one."""
    steps = Steps() if user_template else None
    environment = SheetEnvironment(
        loader=_loader(user_template),
        undefined=_Missing,
        autoescape=True,
        finalize=_printer(form, steps),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.steps = steps
    environment.filters = {name: _guarded(name, FILTERS[name]) for name in FILTERS_FOR_AUTHORS}
    if steps is not None:
        environment.filters["_through"] = steps.through
    environment.filters |= {"_plain": _plain, **form.filters}
    environment.globals = {"range": environment.globals["range"], "namespace": Namespace, **form.functions}
    environment.own_functions = frozenset(map(id, form.functions.values()))
    return environment


def _printer(form: Format, steps: Steps | None) -> Callable[[object], Markup]:
    """Return the function for printed values: rendered pieces stay unchanged, other values are escaped."""

    def printed(value: object) -> Markup:
        return value if type(value) is Markup else _printed(value, form)

    def counted(value: object) -> Markup:
        result = printed(value)
        steps.print(len(result))  # type: ignore[union-attr]  # only used where they are counted
        return result

    return printed if steps is None else counted


def _printed(value: object, form: Format) -> Markup:
    if isinstance(value, Markup):
        return value
    if isinstance(value, Words):
        return form.isolated(value)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return Markup(form.escape(str(value)))  # noqa: S704  # escaped for the format
    if isinstance(value, StrictUndefined):
        str(value)
    what = "nothing (null)" if value is None else f"a whole {type(value).__name__}"
    raise TemplateRuntimeError(f"this would print {what}; test it with {{% if … %}}, or print one of its fields")


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Restrict a filter to plain values, and keep the marks for the other arguments that Jinja2 must pass."""

    def guarded(*arguments: Any, **named: Any) -> Any:
        for argument in (*arguments, *named.values()):
            _plain(argument)
        limit_filter(name, (*arguments[1:], *named.values()))
        result = function(*arguments, **named)
        return str(result) if isinstance(result, Markup) else result

    guarded.__dict__.update(getattr(function, "__dict__", {}))
    return guarded


def _loader(own: UserTemplate | None) -> BaseLoader:
    """Return a loader for the built-in templates by name, then for files next to the user's own template."""
    packaged = FunctionLoader(_packaged)
    return ChoiceLoader([packaged, FunctionLoader(partial(_beside, own.folder))]) if own else packaged


def _beside(folder: Path, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Return a template in the folder of the user's own: `*.j2`, and no link out of that folder."""
    path = folder / name
    if not {"", ".", ".."}.isdisjoint(name.replace("\\", "/").split("/")) or not name.endswith(TEMPLATE_SUFFIX):
        return None
    try:
        if leaves(path, folder) or not os.path.realpath(path).endswith(TEMPLATE_SUFFIX):
            return None
        return content(path, LONGEST_TEMPLATE).decode("utf-8"), str(path), lambda: True
    except (OSError, ValueError, ClaimsError):
        return None


def _packaged(name: str) -> tuple[str, str, Callable[[], bool]] | None:
    file = _inside(resource("templates"), name)
    if file is None or not file.is_file():
        return None
    return file.read_text(encoding="utf-8"), f"templates/{name}", lambda: True


def _inside(folder: Traversable, name: str) -> Traversable | None:
    parts = name.split("/")
    return None if any(part in {"", ".", ".."} for part in parts) else folder.joinpath(*parts)
