"""tf.contrib.training.HParams."""

import pytest

import heureum as tf


def test_values_keep_their_types() -> None:
    params = tf.contrib.training.HParams(rate=0.1, units=[8, 4], name="a", deep=False)
    params.parse("rate=1,units=[16,32],name=b,deep=true")
    assert params.values() == {"rate": 1.0, "units": [16, 32], "name": "b", "deep": True}
    assert isinstance(params.rate, float)
    assert params.get("missing", 3) == 3
    assert "rate" in params
    assert params.parse_json('{"rate": 0.5}').to_json() == '{"rate": 0.5, "units": [16, 32], "name": "b", "deep": true}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rate=x", "cast hparam 'rate' of type 'float'"),
        ("size=3", "give name=value, with a name of rate"),
        ("rate", "name=value"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tf.contrib.training.HParams(rate=0.1).parse(text)


def test_a_name_stands_once() -> None:
    params = tf.contrib.training.HParams(rate=0.1)
    with pytest.raises(ValueError, match="reserved: rate"):
        params.add_hparam("rate", 1)
    with pytest.raises(KeyError, match="'size' is not a hyperparameter: they are rate"):
        params.set_hparam("size", 1)
