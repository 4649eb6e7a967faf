"""The codes that the code can emit, found in its source: kinds of issues, and reasons for the quarantine.

A code reaches `DocumentIssue`, `Unreadable`, `UnreadableError` or a request's `reason` as a literal, through a variable
of the same function or module, or as the argument of a function that passes it on. What is passed in another way is
an error here, so that no code can be missed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Called = tuple[str, str]


@dataclass(frozen=True)
class Taker:
    """A callable that takes a code, and where: the place among its arguments and the name of the parameter."""

    place: int | None
    name: str


class UntraceableError(Exception):
    """A code that comes from somewhere that this module does not follow."""


@dataclass
class Module:
    path: Path
    tree: ast.Module

    def __post_init__(self) -> None:
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.name = ".".join(self.path.relative_to(ROOT).with_suffix("").parts)
        self.functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        self.defined = self.functions.keys() | {n.name for n in ast.walk(self.tree) if isinstance(n, ast.ClassDef)}
        self.imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def called(self, call: ast.Call) -> Called:
        """Return the module and the name of what is called; the module is empty where it cannot be known."""
        match call.func:
            case ast.Name(id=name):
                return (self.name, name) if name in self.defined else self.imported.get(name, ("", name))
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in self.imported:
                package, module = self.imported[owner]
                return f"{package}.{module}", name
            case ast.Attribute(attr=name):
                return (self.name, name) if name in self.functions else ("", name)
        return "", ""

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node

    def function(self, node: ast.AST) -> ast.FunctionDef | None:
        return next((parent for parent in self.above(node) if isinstance(parent, ast.FunctionDef)), None)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(Module(file, ast.parse(file.read_text("utf-8"))) for file in files)


def emitted(takers: dict[Called, Taker], *folders: str) -> dict[str, str]:
    """Return each code that reaches one of these callables, with a file that emits it."""
    found: dict[str, str] = {}
    known = dict(takers)
    followed: set[ast.Call] = set()
    before = 0
    while len(known) > before:
        before = len(known)
        for module in modules(*folders):
            for call in module.calls:
                taker = known.get(module.called(call))
                given = _given(call, taker) if taker and call not in followed else None
                if given:
                    followed.add(call)
                    found |= {code: module.name for code in _codes(given, module, call, known) if code}
    return found


def _given(call: ast.Call, taker: Taker) -> ast.expr | None:
    for word in call.keywords:
        if word.arg == taker.name:
            return word.value
    if taker.place is not None and len(call.args) > taker.place:
        return call.args[taker.place]
    return None


def _codes(value: ast.expr, module: Module, where: ast.AST, known: dict[Called, Taker]) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(code)):
            yield code
        case ast.JoinedStr():
            yield "".join(part.value if isinstance(part, ast.Constant) else "NNN" for part in value.values)
        case ast.Name(id=name):
            yield from _named(name, module, where, known)
        case ast.Call(func=ast.Name(id=name)) if name in module.functions:
            for back in ast.walk(module.functions[name]):
                if isinstance(back, ast.Return) and back.value:
                    yield from _codes(back.value, module, back, known)
        case ast.IfExp() | ast.BoolOp() | ast.Call(func=ast.Attribute(attr="get")):
            for part in _choices(value):
                yield from _codes(part, module, where, known)
        case ast.Constant(value=None) | ast.Attribute():
            return  # none, or that of a record that was made elsewhere, where it is found
        case _:
            raise UntraceableError(f"{module.path}:{value.lineno}: {ast.unparse(value)}")


def _choices(value: ast.IfExp | ast.BoolOp | ast.Call) -> list[ast.expr]:
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    return value.values if isinstance(value, ast.BoolOp) else value.args[1:]


def _named(name: str, module: Module, where: ast.AST, known: dict[Called, Taker]) -> Iterator[str]:
    function = module.function(where)
    if function:
        parameters = [*function.args.posonlyargs, *function.args.args]
        methods = bool(parameters) and parameters[0].arg in ("self", "cls")
        for place, parameter in enumerate(parameters):
            if parameter.arg == name:
                known.setdefault((module.name, function.name), Taker(place - methods, name))
                return
        if name in {parameter.arg for parameter in function.args.kwonlyargs}:
            known.setdefault((module.name, function.name), Taker(None, name))
            return
    scope: ast.AST = function or module.tree
    values = list(_assigned(name, scope)) or list(_assigned(name, module.tree))
    if not values:
        raise UntraceableError(f"{module.path}:{getattr(where, 'lineno', 0)}: {name}")
    for value in values:
        yield from _codes(value, module, value, known)


def _assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _matched(name, target, node.value)
        elif isinstance(node, ast.NamedExpr | ast.AnnAssign) and node.value:
            yield from _matched(name, node.target, node.value)


def _matched(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple):
        names = [part.id if isinstance(part, ast.Name) else None for part in target.elts]
        if name in names:
            yield from _part(value, names.index(name))


def _part(value: ast.expr, place: int) -> Iterator[ast.expr]:
    match value:
        case ast.Tuple():
            yield value.elts[place]
        case ast.IfExp():
            yield from _part(value.body, place)
            yield from _part(value.orelse, place)
        case _:
            yield ast.Subscript(value, ast.Constant(place), lineno=value.lineno, col_offset=0)
