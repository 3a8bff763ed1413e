"""Strings as numbers that spread evenly: buckets for what has no vocabulary.

Takes strings; gives int64 in `[0, num_buckets)`, the same as TensorFlow's on every machine.
Source: G. Pike, FarmHash's Fingerprint64; A. Appleby, MurmurHash64A; J.-P. Aumasson and D. J. Bernstein, SipHash-2-4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..graph import Tensor, node, op
from .shapes import same
from .strings import each_string

__all__ = ["fingerprint64", "string_to_hash_bucket", "string_to_hash_bucket_fast", "string_to_hash_bucket_strong"]

_ALL = 2**64 - 1
_K0, _K1, _K2 = 0xC3A5C85C97CB3127, 0xB492B66FBE98F273, 0x9AE16A3B2F90404F


def _word(text: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(text[at : at + size], "little")


def _turn(value: int, bits: int) -> int:
    """Rotated to the right."""
    return ((value >> bits) | (value << (64 - bits))) & _ALL


def _mix(value: int) -> int:
    return value ^ (value >> 47)


def _two(u: int, v: int, factor: int) -> int:
    a = _mix(((u ^ v) * factor) & _ALL)
    return (_mix(((v ^ a) * factor) & _ALL) * factor) & _ALL


def fingerprint64(text: bytes) -> int:
    """FarmHash's fingerprint, an unsigned number of 64 bits. Source: farmhash::Fingerprint64."""
    size = len(text)
    factor = _K2 + size * 2
    if size > 64:
        return _long(text)
    if size > 16:
        return _medium(text, size, factor)
    if size >= 8:
        a, b = (_word(text, 0) + _K2) & _ALL, _word(text, size - 8)
        return _two((_turn(b, 37) * factor + a) & _ALL, ((_turn(a, 25) + b) * factor) & _ALL, factor)
    if size >= 4:
        return _two(size + (_word(text, 0, 4) << 3), _word(text, size - 4, 4), factor)
    if size > 0:
        y, z = text[0] + (text[size >> 1] << 8), size + (text[size - 1] << 2)
        return (_mix(((y * _K2) ^ (z * _K0)) & _ALL) * _K2) & _ALL
    return _K2


def _medium(text: bytes, size: int, factor: int) -> int:
    a, b = _word(text, 0) * (_K1 if size <= 32 else _K2) & _ALL, _word(text, 8)
    c, d = _word(text, size - 8) * factor & _ALL, _word(text, size - 16) * _K2 & _ALL
    y = (_turn((a + b) & _ALL, 43) + _turn(c, 30) + d) & _ALL
    z = (a + _turn((b + _K2) & _ALL, 18) + c) & _ALL
    if size <= 32:
        return _two(y, z, factor)
    z = _two(y, z, factor)
    e, f = _word(text, 16) * factor & _ALL, _word(text, 24)
    g, h = ((y + _word(text, size - 32)) * factor) & _ALL, ((z + _word(text, size - 24)) * factor) & _ALL
    first = (_turn((e + f) & _ALL, 43) + _turn(g, 30) + h) & _ALL
    return _two(first, (e + _turn((f + a) & _ALL, 18) + g) & _ALL, factor)


def _weak(text: bytes, at: int, a: int, b: int) -> tuple[int, int]:
    w, x, y, z = (_word(text, at + offset) for offset in (0, 8, 16, 24))
    a = (a + w) & _ALL
    b = _turn((b + a + z) & _ALL, 21)
    whole = (a + x + y) & _ALL
    return (whole + z) & _ALL, (b + _turn(whole, 44) + a) & _ALL


def _long(text: bytes) -> int:
    size = len(text)
    y = (81 * _K1 + 113) & _ALL
    z = (_mix((y * _K2 + 113) & _ALL) * _K2) & _ALL
    state = ((81 * _K2 + _word(text, 0)) & _ALL, y, z, (0, 0), (0, 0))
    for at in range(0, (size - 1) // 64 * 64, 64):
        state = _stirred(text, at, state, _K1, 1)
    # The last block ends where the text does.
    x, y, z, v, w = state
    factor = _K1 + ((z & 0xFF) << 1)
    w = ((w[0] + ((size - 1) & 63)) & _ALL, w[1])
    v = ((v[0] + w[0]) & _ALL, v[1])
    w = ((w[0] + v[0]) & _ALL, w[1])
    x, y, z, v, w = _stirred(text, size - 64, (x, y, z, v, w), factor, 9)
    first = (_two(v[0], w[0], factor) + _mix(y) * _K0 + z) & _ALL
    return _two(first, (_two(v[1], w[1], factor) + x) & _ALL, factor)


def _stirred(text: bytes, at: int, state: Any, factor: int, weight: int) -> Any:
    """The state after one block of 64 bytes."""
    x, y, z, v, w = state
    x = _turn((x + y + v[0] + _word(text, at + 8)) & _ALL, 37) * factor & _ALL
    y = _turn((y + v[1] + _word(text, at + 48)) & _ALL, 42) * factor & _ALL
    x ^= w[1] * weight & _ALL
    y = (y + v[0] * weight + _word(text, at + 40)) & _ALL
    z = _turn((z + w[0]) & _ALL, 33) * factor & _ALL
    v = _weak(text, at, v[1] * factor & _ALL, (x + w[0]) & _ALL)
    w = _weak(text, at + 32, (z + w[1]) & _ALL, (y + _word(text, at + 16)) & _ALL)
    return z, y, x, v, w


def _murmur(text: bytes) -> int:
    factor = 0xC6A4A7935BD1E995
    found = 0xDECAFCAFFE ^ (len(text) * factor & _ALL)
    whole = len(text) // 8 * 8
    for at in range(0, whole, 8):
        found = (found ^ (_mix(_word(text, at) * factor & _ALL) * factor & _ALL)) * factor & _ALL
    if whole < len(text):
        found = (found ^ _word(text, whole)) * factor & _ALL
    return _mix(_mix(found) * factor & _ALL)


def _sip(text: bytes, key: Sequence[int]) -> int:
    k0, k1 = (each & _ALL for each in key)
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]

    def rounds(count: int) -> None:
        for _ in range(count):
            for a, b, turn in ((0, 1, 13), (2, 3, 16)):
                v[a] = (v[a] + v[b]) & _ALL
                v[b] = _turn(v[b], 64 - turn) ^ v[a]
            v[0] = _turn(v[0], 32)
            for a, b, turn in ((2, 1, 17), (0, 3, 21)):
                v[a] = (v[a] + v[b]) & _ALL
                v[b] = _turn(v[b], 64 - turn) ^ v[a]
            v[2] = _turn(v[2], 32)

    whole = len(text) // 8 * 8
    words = [_word(text, at) for at in range(0, whole, 8)]
    for word in (*words, _word(text, whole) | ((len(text) & 0xFF) << 56)):
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 0xFF
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def _buckets(hashed: Callable[[bytes], int], texts: Any, num_buckets: int) -> Any:
    return np.asarray(each_string(lambda text: hashed(text) % num_buckets, texts), np.int64)[()]


@op("StringToHashBucketFast(input: string) -> int64", shape=same)
def _fast(input: Any, *, num_buckets: int) -> Any:
    """The bucket of each string, by FarmHash. `[...] -> [...]`. Source: tf.string_to_hash_bucket_fast."""
    return _buckets(fingerprint64, input, num_buckets)


@op("StringToHashBucket(string_tensor: string) -> int64", shape=same)
def _plain(string_tensor: Any, *, num_buckets: int) -> Any:
    """The bucket of each string, by MurmurHash. `[...] -> [...]`. Source: tf.string_to_hash_bucket."""
    return _buckets(_murmur, string_tensor, num_buckets)


@op("StringToHashBucketStrong(input: string) -> int64", shape=same)
def _strong(input: Any, *, num_buckets: int, key: list[int]) -> Any:
    """The bucket of each string, by SipHash with a secret key. `[...] -> [...]`. Source: tf.string_to_hash_bucket_strong."""
    return _buckets(lambda text: _sip(text, key), input, num_buckets)


def _some(num_buckets: Any) -> int:
    if num_buckets is None or int(num_buckets) < 1:
        raise ValueError(f"num_buckets must be at least 1, found {num_buckets}")
    return int(num_buckets)


def string_to_hash_bucket_fast(input: Any, num_buckets: int, name: str | None = None) -> Tensor:
    """The bucket of each string. `[...] -> int64 [...]`. Raises ValueError for less than one bucket.

    Source: tf.string_to_hash_bucket_fast.
    """
    made: Tensor = node("StringToHashBucketFast", input, num_buckets=_some(num_buckets), name=name)
    return made


def string_to_hash_bucket(
    string_tensor: Any = None, num_buckets: Any = None, name: str | None = None, input: Any = None
) -> Tensor:
    """The bucket of each string, by an older hash. `[...] -> int64 [...]`. Raises ValueError for less than one bucket.

    Source: tf.string_to_hash_bucket.
    """
    given = input if string_tensor is None else string_tensor
    made: Tensor = node("StringToHashBucket", given, num_buckets=_some(num_buckets), name=name)
    return made


def string_to_hash_bucket_strong(input: Any, num_buckets: int, key: Sequence[int], name: str | None = None) -> Tensor:
    """The bucket of each string, which nobody can foresee without the two numbers of `key`. `[...] -> int64 [...]`.

    Raises ValueError for less than one bucket, or a key of another length. Source: tf.string_to_hash_bucket_strong.
    """
    if len(key) != 2:
        raise ValueError(f"Key must have 2 elements, found {len(key)}")
    options = {"num_buckets": _some(num_buckets), "key": [int(each) for each in key]}
    made: Tensor = node("StringToHashBucketStrong", input, name=name, **options)
    return made
