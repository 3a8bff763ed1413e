"""What a reader can change about a node, as fields that hold the request which changes it.

Takes a node; gives fields. Law: a field's present value, sent back as it is, changes nothing.
"""

from __future__ import annotations

from typing import Any

from heureum_live.studio.attributes import attribute_text, kind_of
from heureum_live.studio.document import PLACEMENTS, Document, Node
from heureum_live.studio.editing import initial_value_of
from heureum_live.studio.editing_runs import worker_of
from heureum_live.studio.inferring import inferred
from heureum_live.studio.values import DTYPES, array_text, shape_text
from heureum_live.studio.words import say

__all__ = ["forms_of", "settings_of"]

CHOICES = {"padding": ("SAME", "VALID"), "data_format": ("NHWC", "NCHW"), "mode": ("REFLECT", "SYMMETRIC")}


def forms_of(document: Document, name: str, language: str) -> list[dict[str, Any]]:
    node = document.by_name[name]
    fields = [
        _field("name", say(language, "name"), "text", name, {"do": "rename", "name": name}, "to", say(language, "help name"))
    ]
    fields += _value_fields(document, node, language)
    fields += _attribute_fields(node)
    if node.op == "Placeholder":
        fed = document.feeds.get(f"{name}:0")
        text = "" if fed is None else array_text(fed) or ""
        request = {"do": "set feed", "tensor": f"{name}:0"}
        fields.append(_field("fed", say(language, "fed"), "multiline", text, request, "text", say(language, "help fed")))
    if node.op_def.outputs and inferred(document).specs.get(name) != []:
        fields.append(_fetch_field(document, node, language))
    fields.append(_place_field(document, node, language))
    return fields


# bfloat16 keeps float32's range, float16 more digits.
SENT_AS = ("bfloat16", "float16")


def settings_of(document: Document, language: str) -> list[dict[str, Any]]:
    """What a reader can change about the run as a whole, but for the number of workers."""
    request = {"do": "set workers"}
    placement = _field("placement", say(language, "placement"), "choice", document.placement, request, "placement")
    placements = [{"value": each, "label": say(language, f"placement {each}")} for each in PLACEMENTS]
    help_sent = say(language, "help transfer_dtype")
    key = "transfer_dtype"
    sent = _field(key, say(language, key), "choice", document.transfer_dtype, request, key, help_sent)
    known = dict.fromkeys([*SENT_AS, *([document.transfer_dtype] if document.transfer_dtype else [])])
    as_they_are = {"value": None, "label": say(language, "transfer_dtype none")}
    return [
        {**placement, "choices": placements},
        {**sent, "choices": [as_they_are, *({"value": each, "label": each} for each in known)]},
    ]


def _field(
    key: str, label: str, kind: str, value: str | int | None, request: dict[str, Any], puts: str, help: str = ""
) -> dict[str, Any]:
    """A field; `puts` is the key of the request that takes what the reader typed or chose."""
    return {"key": key, "label": label, "kind": kind, "value": value, "help": help, "request": request, "puts": puts}


def _value_fields(document: Document, node: Node, language: str) -> list[dict[str, Any]]:
    """Of constants, variables and placeholders: value, dtype, shape."""
    holder = initial_value_of(document, node) if node.op == "VariableV2" else node if node.op == "Const" else None
    fields = []
    if holder is not None:
        value = holder.attrs["value"]
        text = array_text(value)
        help_key = "help value" if text is not None else "value too long"
        request = {"do": "set value", "name": node.name}
        fields.append(_field("value", say(language, "value"), "multiline", text or "", request, "text", say(language, help_key)))
    if holder is not None or node.op == "Placeholder":
        source = (holder or node).attrs
        dtype, shape = source["dtype"], source["value"].shape if holder is not None else source["shape"]
        shown = shape_text(shape) if node.op == "Placeholder" else f"[{', '.join(map(str, shape))}]"
        dtypes = _field("dtype", say(language, "dtype"), "choice", dtype.name, {"do": "set dtype", "name": node.name}, "dtype")
        fields.append({**dtypes, "choices": [{"value": each, "label": each} for each in DTYPES]})
        request = {"do": "set shape", "name": node.name}
        fields.append(_field("shape", say(language, "shape"), "text", shown, request, "text", say(language, "help shape")))
    return fields


def _attribute_fields(node: Node) -> list[dict[str, Any]]:
    if node.op in ("Const", "VariableV2", "Placeholder"):
        return []
    fields = []
    for name, default in node.op_def.attrs.items():
        kind = kind_of(node.op_def, name)
        text = attribute_text(node.attrs.get(name, default))
        if kind in ("other", "shapes") or text is None:
            continue
        request = {"do": "set attribute", "name": node.name, "attribute": name}
        field = _field(f"attribute {name}", name, "text", text, request, "text")
        if kind == "bool":
            field["kind"] = "toggle"
        choices = DTYPES if kind == "dtype" else CHOICES.get(name) if kind == "text" else None
        if choices:
            known = [each for each in choices if kind != "dtype" or not node.op_def.types.get(name) or _allows(node, name, each)]
            field |= {"kind": "choice", "choices": [{"value": each, "label": each} for each in known]}
        fields.append(field)
    return fields


def _allows(node: Node, attribute: str, dtype: str) -> bool:
    return any(each.name == dtype for each in node.op_def.types[attribute])


def _fetch_field(document: Document, node: Node, language: str) -> dict[str, Any]:
    tensor = f"{node.name}:0"
    on = "true" if tensor in document.fetches else "false"
    return _field("fetched", say(language, "fetched"), "toggle", on, {"do": "fetch", "tensor": tensor}, "on")


def _place_field(document: Document, node: Node, language: str) -> dict[str, Any]:
    choices: list[dict[str, Any]] = [{"value": None, "label": say(language, "engine")}]
    choices += [{"value": each, "label": say(language, "worker", number=each)} for each in range(document.workers)]
    field = _field(
        "worker", say(language, "device"), "choice", worker_of(node.device), {"do": "set device", "names": [node.name]}, "worker"
    )
    return {**field, "choices": choices}
