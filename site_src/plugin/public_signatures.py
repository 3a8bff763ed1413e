"""What griffe, which reads sources and runs nothing, cannot see of the engine: builders of ops, and what functions make.

Takes what it read, changes the parameters of every function below an `@op(...)` and adds what only `inspect` finds.
Its law: a reference page gives the signature that a caller needs, which for an op is not its kernel's.
"""

import ast
import re
from typing import Any

from griffe import Class, Decorator, Docstring, Extension, Function, Module, Parameter, ParameterKind, Parameters

from plugin.api_reference import Name, public_names

SIGNATURE = re.compile(r"^\w+\((?P<inputs>.*?)\)\s*->\s*(?P<outputs>.*)$", re.DOTALL)
# A default that no source spells: `<heureum.init_ops.Zeros object at 0x7f2c>`.
OBJECT = re.compile(r"<[^<>]*>")
EITHER = ParameterKind.positional_or_keyword


class PublicSignatures(Extension):
    def on_function(self, *, func: Function, **rest: Any) -> None:
        """As graph/declaration.py makes it: the inputs, `name`, then the attributes by keyword only."""
        declared = next(filter(None, map(_declared, func.decorators)), None)
        if declared is None:
            return
        inputs = [part.partition(":") for part in declared["inputs"].split(",") if part.strip()]
        attributes = [each for each in func.parameters if each.kind is ParameterKind.keyword_only]
        func.parameters = Parameters(
            *(Parameter(name.strip(), annotation=type_.strip(), kind=EITHER) for name, _, type_ in inputs),
            Parameter("name", annotation="str | None", kind=EITHER, default="None"),
            *attributes,
        )
        func.returns = declared["outputs"].strip()

    def on_package(self, *, pkg: Module, **rest: Any) -> None:
        for name in public_names():
            if name.kind == "value" or not name.source.startswith(f"{pkg.name}."):
                continue
            parent, _, own = name.source.removeprefix(f"{pkg.name}.").rpartition(".")
            holder = pkg[parent] if parent else pkg
            if own not in holder.members or (holder[own].is_attribute and not holder[own].docstring):
                holder.set_member(own, _made(name, own, holder))


def _declared(decorator: Decorator) -> re.Match[str] | None:
    """The signature in `@op("Neg(x: T) -> T", ...)`."""
    match ast.parse(str(decorator.value), mode="eval").body:
        case ast.Call(func=ast.Name("op"), args=[ast.Constant(str(signature)), *_]):
            return SIGNATURE.match(signature)
    return None


def _made(name: Name, own: str, holder: Any) -> Class | Function:
    """A function or class that a call made, as `inspect` describes it."""
    doc = Docstring(name.doc)
    if name.kind == "class":
        return Class(own, docstring=doc, parent=holder)
    stub = ast.parse(f"def f{OBJECT.sub('...', name.signature)}: ...").body[0]
    assert isinstance(stub, ast.FunctionDef)
    return Function(own, docstring=doc, parent=holder, parameters=Parameters(*_parameters(stub.args)))


def _parameters(arguments: ast.arguments) -> list[Parameter]:
    def of(each: ast.arg, kind: ParameterKind, default: ast.expr | None = None) -> Parameter:
        annotation = ast.unparse(each.annotation) if each.annotation else None
        return Parameter(each.arg, annotation=annotation, kind=kind, default=ast.unparse(default) if default else None)

    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(plain) - len(arguments.defaults)), *arguments.defaults]
    found = [of(each, EITHER, default) for each, default in zip(plain, defaults, strict=True)]
    found += [of(arguments.vararg, ParameterKind.var_positional)] if arguments.vararg else []
    by_keyword = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    found += [of(each, ParameterKind.keyword_only, default) for each, default in by_keyword]
    return found + ([of(arguments.kwarg, ParameterKind.var_keyword)] if arguments.kwarg else [])
