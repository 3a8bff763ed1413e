"""Names that are not there say what to use."""

import pytest

import heureum as tf


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("mul", r"renamed tf\.mul to tf\.multiply"),
        ("pack", r"renamed tf\.pack to tf\.stack.*axis"),
        ("scalar_summary", r"tf\.summary\.scalar"),
        ("ragged", r"tf\.SparseTensor"),
        ("placehoder", r"Did you mean tf\.placeholder\?"),
        ("zzz", r"no attribute 'zzz'$"),
    ],
)
def test_hint(name: str, hint: str) -> None:
    with pytest.raises(AttributeError, match=hint):
        getattr(tf, name)
    assert not hasattr(tf, name)


def test_what_a_hint_names_is_there() -> None:
    from heureum.absent import _RENAMED

    for name in _RENAMED.values():
        found = tf
        for part in name.split("."):
            found = getattr(found, part)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("eager", "tf.Session"),
        ("tensor_forest", "RandomForestClassifier"),
        ("layer", "did you mean tf.contrib.layers"),
        ("zzz", "'zzz'$"),
    ],
)
def test_hint_for_contrib(name: str, hint: str) -> None:
    with pytest.raises(AttributeError, match=hint):
        getattr(tf.contrib, name)


def test_keras_has_its_first_name_too() -> None:
    assert tf.contrib.keras is tf.keras
