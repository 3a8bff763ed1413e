"""Long lines are broken between arguments and nowhere else."""

import ast

import pytest

from heureum_live.studio.wrapping import WIDTH, wrapped

LONG = "a_name_that_is_long"
LINES = [
    (f"x = f({LONG})", [f"x = f({LONG})"]),
    (
        f'x = graph.node("Op", {LONG}, {LONG}, {LONG}, name="a, (b"  )',
        [f'x = graph.node("Op", {LONG}, {LONG}, {LONG}, name="a, (b"  )'],
    ),
    (
        f"x = tf.function_of_much({LONG}, [{LONG}], other={LONG}, name='s')",
        ["x = tf.function_of_much(", f"    {LONG}, [{LONG}], other={LONG}, name='s'", ")"],
    ),
    (
        f"x = f({LONG}, [{LONG}, {LONG}, {LONG}], {LONG}, {LONG}, name='s')",
        ["x = f(", f"    {LONG},", f"    [{LONG}, {LONG}, {LONG}],", f"    {LONG},", f"    {LONG},", "    name='s',", ")"],
    ),
    (f"x = f({LONG})[0] + {LONG} * g({LONG}, {LONG}, {LONG}, 'it\\'s, (')", None),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_long_line_is_broken_between_arguments(line: str, expected: list[str] | None) -> None:
    made = wrapped(line, "")
    assert ast.dump(ast.parse("\n".join(made))) == ast.dump(ast.parse(line))
    if expected is not None:
        assert made == expected


@pytest.mark.parametrize("text", ["'" + "a,b(" * 40 + "'", '"' + "x" * 150 + '"', "[" + "1, " * 60 + "1]"])
def test_a_string_or_list_stays_whole(text: str) -> None:
    line = f"x = tf.constant({text}, name='n')"
    made = wrapped(line, "    ")
    assert text in "".join(made)
    assert ast.dump(ast.parse("if 1:\n" + "\n".join(made))) == ast.dump(ast.parse(line.join(["if 1:\n    ", ""])))


def test_a_short_line_stays_as_it_is() -> None:
    assert wrapped("x = f(1)", "    ") == ["    x = f(1)"]
    assert len(wrapped("x = " + "1 + " * WIDTH + "1", "")) == 1
