"""Text and bytes, each as the other; strings come out of a session as bytes.

Source: tf.compat.
"""

from __future__ import annotations

from typing import Any

__all__ = ["as_bytes", "as_str", "as_str_any", "as_text"]


def as_bytes(bytes_or_text: Any, encoding: str = "utf-8") -> bytes:
    """Bytes of text; bytes as they are. Raises TypeError for anything else. Source: tf.compat.as_bytes."""
    if isinstance(bytes_or_text, str):
        return bytes_or_text.encode(encoding)
    if isinstance(bytes_or_text, (bytes, bytearray)):
        return bytes(bytes_or_text)
    raise TypeError(f"Expected binary or unicode string, got {bytes_or_text!r}")


def as_text(bytes_or_text: Any, encoding: str = "utf-8") -> str:
    """Text of bytes; text as it is. Raises TypeError for anything else. Source: tf.compat.as_text."""
    if isinstance(bytes_or_text, str):
        return bytes_or_text
    if isinstance(bytes_or_text, (bytes, bytearray)):
        return bytes(bytes_or_text).decode(encoding)
    raise TypeError(f"Expected binary or unicode string, got {bytes_or_text!r}")


def as_str(bytes_or_text: Any, encoding: str = "utf-8") -> str:
    """The same as as_text: strings are text in Python 3. Source: tf.compat.as_str."""
    return as_text(bytes_or_text, encoding)


def as_str_any(value: Any, encoding: str = "utf-8") -> str:
    """Text of bytes, `str()` of anything else. Source: tf.compat.as_str_any."""
    return as_text(value, encoding) if isinstance(value, (bytes, bytearray)) else str(value)
