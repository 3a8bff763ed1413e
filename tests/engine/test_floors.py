"""Floors: a module imports only from floors below it. DESIGN, section 3, as a table."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import heureum

PACKAGE = Path(heureum.__file__).parent
if not PACKAGE.joinpath("op_def.py").exists():
    pytest.skip("the engine is installed without its sources here", allow_module_level=True)

# From the ground up. Those on one floor are siblings and never import each other; inside a package modules may.
FLOORS = [
    {"absent", "errors", "inner_names", "nest", "path_table", "resource_loader", "value_summary", "version"},
    {"dtypes", "waiting"},
    {"tensor_shape"},
    {"resources"},
    {"op_def"},
    {"inference"},
    {"graph"},
    {"ops"},
    {"gradients", "optimize", "place"},
    {"partition"},
    {"plan", "control_flow"},
    {"execution"},
    {"trace", "transports"},
    {"feeding", "fetching"},
    {"session"},
    {
        "accumulators",
        "checks",
        "numerics",
        "queues",
        "readers",
        "scopes",
        "staging",
        "compat",
        "custom_gradient",
        "flags",
        "gfile",
        "logging",
        "lookup",
    },
    {"init_ops", "variables"},
    {"initializers", "variable_scopes"},
    {
        "bitwise",
        "sparse",
        "random",
        "strings",
        "neural",
        "metrics",
        "signal",
        "graph_util",
        "aliases",
        "python_io",
        "quantization",
        "data",
        "summary",
        "image",
        "dtype_names",
        "filesystem",
        "partitioning",
        "manip",
        "queue",
        "raw_ops",
        "sets",
        "timeline",
    },
    {"debugging"},
    {"layers", "linalg", "losses", "math", "train", "distributions"},
    {"rnn", "feature_column", "saved_model"},
    {"examples", "estimator"},
    {"keras"},
    {"nn", "contrib", "io", "app", "show", "test", "device_lib", "inner", "inner_ops", "inspect_checkpoint"},
    {"paths"},
    {"__init__"},
]
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
TRANSPORTS = FLOOR_OF["transports"]

PLUMBING = {"threading", "multiprocessing", "asyncio", "queue", "time", "js", "pyodide", "distributed", "socket", "concurrent"}
BROWSER_ONLY = {"js", "pyodide", "pyodide_js", "_heureum_bridge"}
NEVER = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
# What a transport must know nothing of: it carries messages.
MEANING = {"graph", "ops", "optimize", "gradients"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: Path) -> str:
    """`graph` for graph/names.py, `plan` for plan.py."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def label(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def imports_of(module: Path) -> Iterator[str]:
    """Absolute dotted names of all that a module imports when it runs, wherever the import stands."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for_types = {id(each) for test in ast.walk(tree) if is_type_checking(test) for each in ast.walk(test)}
    here = ["heureum", *module.relative_to(PACKAGE).with_suffix("").parts]
    for each in ast.walk(tree):
        if id(each) in for_types:
            continue
        if isinstance(each, ast.Import):
            yield from (alias.name for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            start = here[: len(here) - each.level] if each.level else []
            source = [*start, *([each.module] if each.module else [])]
            yield from (".".join([*source, alias.name]) for alias in each.names)


def is_type_checking(each: ast.AST) -> bool:
    return isinstance(each, ast.If) and isinstance(each.test, ast.Name) and each.test.id == "TYPE_CHECKING"


def own_parts(module: Path) -> Iterator[str]:
    """The parts of the package that a module imports from."""
    for name in imports_of(module):
        top, _, rest = name.partition(".")
        if top == "heureum":
            yield rest.partition(".")[0] if rest.partition(".")[0] in FLOOR_OF else "__init__"


def foreign(module: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(module)} - {"heureum"}


def test_every_module_has_a_floor() -> None:
    assert {part_of(module) for module in MODULES} <= FLOOR_OF.keys()


@pytest.mark.parametrize("module", MODULES, ids=label)
def test_imports_come_from_floors_below(module: Path) -> None:
    part = part_of(module)
    wrong = {other for other in own_parts(module) if other != part and FLOOR_OF[other] >= FLOOR_OF[part]}
    assert not wrong, f"{label(module)} imports {sorted(wrong)}, which are not below it"


@pytest.mark.parametrize("module", [m for m in MODULES if FLOOR_OF.get(part_of(m), 0) < TRANSPORTS], ids=label)
def test_below_transports_there_is_no_plumbing(module: Path) -> None:
    assert not foreign(module) & PLUMBING


@pytest.mark.parametrize("module", MODULES, ids=label)
def test_only_the_browser_transport_knows_the_browser(module: Path) -> None:
    found = foreign(module) & BROWSER_ONLY
    assert not found or label(module) == "transports/browser.py"


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) == "transports"], ids=label)
def test_transports_know_no_graph(module: Path) -> None:
    assert not set(own_parts(module)) & MEANING


@pytest.mark.parametrize("module", MODULES, ids=label)
def test_nothing_is_unpickled_or_evaluated(module: Path) -> None:
    assert not foreign(module) & NEVER
    calls = [each.func for each in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)]
    assert not {each.id for each in calls if isinstance(each, ast.Name)} & {"eval", "exec", "__import__"}


def test_the_reader_of_imports_sees_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the test: each way to write an import is seen, and one for types alone is not."""
    source = "import time\nfrom . import plan\nfrom .graph.names import Names\nfrom __future__ import annotations\n"
    source += "def f():\n    from ..session import Session\nif TYPE_CHECKING:\n    from .train import Adam\n"
    module = tmp_path / "ops" / "made.py"
    module.parent.mkdir()
    module.write_text(source)
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    assert foreign(module) == {"time", "__future__"}
    assert {name for name in imports_of(module) if name.startswith("heureum")} == {
        "heureum.ops.plan", "heureum.ops.graph.names.Names", "heureum.session.Session",
    }  # fmt: skip
    assert set(own_parts(module)) == {"ops", "session"}
