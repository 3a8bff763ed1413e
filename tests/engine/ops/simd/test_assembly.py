"""Instructions are the bytes that the WebAssembly specification gives for them."""

import pytest

from heureum.ops.simd.assembly import Function, block, const, get, jump_if, load, loop, set_to, side_module, store
from heureum.ops.simd.kernel import PARAMETERS, multiply_add


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "00"), (63, "3f"), (64, "c000"), (-1, "7f"), (-64, "40"), (-65, "bf7f"), (1024, "8008"), (-123456, "c0bb78")],
)
def test_numbers_are_leb128(number: int, expected: str) -> None:
    assert const(number).hex() == "41" + expected


def test_instructions() -> None:
    assert get(3).hex() == "2003"
    assert set_to(200, const(1)).hex() == "410121c801"
    assert jump_if(get(0), 1).hex() == "20000d01"
    assert loop(block(b"")).hex() == "034002400b0b"
    assert load(get(1), 16).hex() == "2001fd000210"
    assert store(get(1), get(2)).hex() == "20012002fd0b0200"


def test_locals_are_numbered_after_the_parameters() -> None:
    function = Function("f", 2)
    assert function.integers(2) == [2, 3]
    assert function.vectors(3) == [4, 5, 6]
    with pytest.raises(AssertionError, match="before vectors"):
        function.integers(1)


def test_a_module_names_what_it_exports_and_imports_memory_alone() -> None:
    made = side_module([multiply_add("f32", 4), multiply_add("f64", 8)])
    assert made.startswith(b"\0asm\1\0\0\0\0")
    assert made[10:19] == b"\x08dylink.0"
    assert b"\x03env\x06memory\x02\x00\x00" in made
    assert b"\x03f32\x00\x00\x03f64\x00\x01" in made
    assert b"\x60" + bytes([len(PARAMETERS)]) in made
