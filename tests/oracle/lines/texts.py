"""Lines for strings, hashing, encoding and parsing."""

from __future__ import annotations

from ..generating import REAL, line, shapes, some, text, whole

__all__ = ["LINES"]

_ONE = shapes.map(lambda shape: [shape])

LINES = {
    "as_string": line(
        lambda tf, x, n: tf.as_string(x, width=abs(n[0]), fill="0" if n[1] > 0 else ""), some((*REAL, "bool", "int8"), _ONE)
    ),
    "as_string of fractions": line(
        lambda tf, x, n: tf.as_string(x, precision=n[0], scientific=n[1] > 0, shortest=n[1] <= 0 < n[2]),
        some(("float32", "float64", "complex64"), _ONE),
    ),
    "unicode_transcode": line(
        lambda tf, s, n: tf.strings.unicode_transcode(
            s,
            "UTF-8",
            ["UTF-8", "UTF-16-BE", "UTF-32-BE"][n[0]],
            errors=["replace", "strict", "ignore"][n[1]],
            replace_control_characters=n[2] > 0,
        ),
        text(),
    ),
    "unsorted_segment_join": line(
        lambda tf, s, i, n: tf.strings.unsorted_segment_join(s, i, abs(n[0]) + 1, separator=["", "-", ", "][n[1]]),
        text((3,), (2, 2)),
        whole(0, 1, (2,), (3,)),
    ),
    "fingerprint": line(
        lambda tf, x, s, n: (tf.fingerprint(x), tf.fingerprint(s)), some(REAL, [(3,)], [(2, 2)]), text((3,), (2, 2))
    ),
    "regexes in tensors": line(
        lambda tf, s, n: (
            tf.regex_replace(s, tf.constant("[a-c]"), tf.constant(r"<\0>"), replace_global=n[0] > 0),
            tf.strings.regex_full_match(s, tf.constant("a?")),
        ),
        text(),
    ),
    "base64": line(lambda tf, s, n: (tf.encode_base64(s, pad=n[0] > 0), tf.decode_base64(tf.encode_base64(s))), text()),
    "decode_base64": line(lambda tf, s, n: tf.decode_base64(s), text()),
    "decode_raw": line(
        lambda tf, s, n: tf.decode_raw(s, [tf.uint8, tf.int16, tf.int32][n[0]], little_endian=n[1] > 0), text(), named=False
    ),
    "decode_compressed": line(lambda tf, s, n: tf.decode_compressed(s, ["", "ZLIB", "GZIP"][n[0]]), text()),
    "decode_csv": line(lambda tf, s, n: tf.decode_csv(s, [[1.0], ["d"]][: abs(n[0])]), text((3,), (), (0,))),
    "lower": line(
        lambda tf, s, n: (tf.strings.lower(s), tf.strings.upper(s), tf.strings.length(s), tf.strings.length(s, unit="UTF8_CHAR")),
        text(),
        named=False,
    ),
    "join": line(lambda tf, s, t, n: tf.strings.join([s, t], "-"), text(), text((3,), ()), named=False),
    "reduce_join": line(
        lambda tf, s, n: (tf.reduce_join(s, n[0], separator="+"), tf.reduce_join(s, keep_dims=n[1] > 0)),
        text(),
        named=False,
        known=("all",),
    ),
    "format": line(
        lambda tf, x, n: tf.strings.format("a {} b", [x], summarize=abs(n[0]) or 1),
        some(("int32", "int64", "bool"), [()], [(3,)], [(2, 3)]),
        named=False,
    ),
    "regex": line(
        lambda tf, s, n: (
            tf.strings.regex_replace(s, "[ab]+", r"<\0>", replace_global=n[0] > 0),
            tf.strings.regex_full_match(s, "a|.*1.*"),
        ),
        text(),
        named=False,
    ),
    "split": line(
        lambda tf, s, n: tf.strings.split(s, sep=[None, ",", "a"][n[0]], maxsplit=abs(n[1]) or -1 if n[0] % 3 else -1),
        text((3,), (0,), (1,)),
        named=False,
    ),
    "string_split": line(
        lambda tf, s, n: tf.string_split(s, [" ", ",;", ""][n[0]], skip_empty=n[1] > 0), text((3,), (0,), (1,)), named=False
    ),
    "strip": line(
        lambda tf, s, n: (tf.strings.strip(s), tf.strings.unicode_script([65, 44032]) if n[0] > 5 else tf.string_strip(s)),
        text(),
        named=False,
    ),
    "substr": line(lambda tf, s, n: tf.substr(s, n[0], abs(n[1])), text()),
    "substr of characters": line(
        lambda tf, s, i, n: tf.strings.substr(s, i, tf.ones_like(i), unit="UTF8_CHAR"),
        text((3,)),
        whole(-1, 1, (3,)),
        named=False,
    ),
    "hashes": line(
        lambda tf, s, n: (
            tf.string_to_hash_bucket_fast(s, 10),
            tf.string_to_hash_bucket_strong(s, 10, [1, 2]),
            tf.string_to_hash_bucket(s, 10),
        ),
        text(),
        named=False,
    ),
    "string_to_number": line(lambda tf, s, n: tf.string_to_number(s, [tf.float32, tf.int32, tf.float64, tf.int64][n[0]]), text()),
    "serialize": line(
        lambda tf, x, n: tf.parse_tensor(tf.serialize_tensor(x), x.dtype),
        some((*REAL, "object", "bool"), _ONE),
        named=False,
        sloped=False,
    ),
    "equal": line(lambda tf, s, t, n: (tf.equal(s, t), tf.not_equal(s, t), tf.add(s, t)), text(), text((3,), ())),
    "order": line(lambda tf, s, n: (tf.unique(s), tf.where(tf.equal(s, "a"), s, s)), text((3,), (0,)), named=False),
    "print": line(lambda tf, s, n: tf.constant(1) if tf.print(s) is None else tf.identity(s), text(), named=False),
}
