import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.bytecode import SITE_PACKAGES, compiled
from plugin.packs import pack, unpack


@given(st.dictionaries(st.text(min_size=1), st.binary()))
def test_a_pack_gives_back_what_went_in(files: dict[str, bytes]) -> None:
    data = pack(files)
    assert unpack(data) == files
    assert pack(dict(reversed(files.items()))) == data


def test_a_pack_cut_short_is_refused() -> None:
    with pytest.raises(ValueError, match="speaks of"):
        unpack(pack({"a": b"1234"})[:-1])


def test_compiling_is_repeatable_and_keeps_the_place_for_tracebacks() -> None:
    files = {"thing/__init__.py": b"x = 1\n", "thing/data.txt": b"kept"}
    first = compiled(files, SITE_PACKAGES)
    assert first == compiled(files, SITE_PACKAGES)
    assert first.keys() == {"thing/__init__.pyc", "thing/data.txt"}
    assert first["thing/data.txt"] == b"kept"
    code = marshal.loads(first["thing/__init__.pyc"][16:])
    assert code.co_filename == "/lib/python3.13/site-packages/thing/__init__.py"
