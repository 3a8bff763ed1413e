"""Pictures as PNG inside the page, and matrices as tables whose cells are coloured by class.

Law: a colour stands for a value by the same rule as in site_src/web/shown/pixels.js.
"""

import base64
import html
import struct
import zlib
from typing import Any

import numpy as np

from plugin.shown.words import say, short

MOST_COLUMNS = 12
LARGEST_TABLE = 32
MOST_NUMBERS = 16
LEVELS = 10
NEGATIVE, MIDDLE, POSITIVE = (10, 98, 168), (247, 247, 247), (176, 74, 0)


def draw_images(record: dict[str, Any], language: str) -> str:
    figures = []
    for each in record["images"]:
        size = say(language, "size", width=each["width"], height=each["height"])
        words = [each["label"] or say(language, "image"), size]
        image = _img(_pixels(each, record["is_signed"]), ", ".join(words))
        label = f"<span>{html.escape(each['label'])}</span>" if each["label"] else ""
        figures.append(f'<span class="heureum-picture">{image}{label}</span>')
    columns = min(record["columns"] or min(len(figures), 5), MOST_COLUMNS)
    scale = ""
    if record["is_signed"]:
        scale = f'<p class="heureum-scale">{say(language, "scale", low=short(record["low"]), high=short(record["high"]))}</p>'
    return f'<div class="heureum-pictures heureum-columns-{columns}">{"".join(figures)}</div>{scale}'


def draw_matrix(record: dict[str, Any], language: str) -> str:
    """A table with numbers, if they are few; else one picture."""
    values = record["values"]
    rows, columns = len(values), len(values[0])
    low, high = float(record["low"]), float(record["high"])
    scale = say(language, "scale", low=short(record["low"]), high=short(record["high"]))
    if max(rows, columns) > LARGEST_TABLE:
        part = np.array([[_part(value, low, high) for value in row] for row in values])
        grey = np.rint(255 * part).astype(np.uint8)[..., np.newaxis]
        words = f"{record['title'] or say(language, 'heat map')}, {say(language, 'size', width=columns, height=rows)}, {scale}"
        wide = f'<span class="heureum-picture">{_img(grey, words)}</span>'
        return f'<div class="heureum-pictures heureum-columns-1">{wide}</div><p class="heureum-scale">{scale}</p>'
    corner = html.escape(" \\ ".join(label for label in (record["y_label"], record["x_label"]) if label))
    head = "".join(f'<th scope="col">{html.escape(label)}</th>' for label in record["column_labels"])
    body = "".join(
        f'<tr><th scope="row">{html.escape(label)}</th>{"".join(_cell(value, low, high, columns) for value in row)}</tr>'
        for label, row in zip(record["row_labels"], values, strict=True)
    )
    label = html.escape(record["title"] or say(language, "heat map"))
    table = f'<table class="heureum-matrix"><thead><tr><td>{corner}</td>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="heureum-table" role="group" tabindex="0" aria-label="{label}">{table}</div>'


def _cell(value: Any, low: float, high: float, columns: int) -> str:
    level = round(LEVELS * _part(value, low, high))
    shown = html.escape(short(value))
    inside = shown if columns <= MOST_NUMBERS else f'<span class="heureum-hidden">{shown}</span>'
    return f'<td class="heureum-heat-{level}">{inside}</td>'


def _part(value: Any, low: float, high: float) -> float:
    """From 0 at `low` to 1 at `high`; nothing for what is no number."""
    number = float(value)
    return min(1.0, max(0.0, (number - low) / (high - low))) if number == number and high > low else 0.0


def _pixels(each: dict[str, Any], is_signed: bool) -> np.ndarray:
    raw = np.frombuffer(base64.b64decode(each["pixels"]), np.uint8).reshape(each["height"], each["width"], each["channels"])
    return _in_two_colours(raw[..., 0]) if is_signed else raw


def _in_two_colours(values: np.ndarray) -> np.ndarray:
    """Below the middle towards one colour, above it towards the other."""
    part = (values.astype(float) - 127.5) / 127.5
    ends = np.where(part[..., np.newaxis] < 0, NEGATIVE, POSITIVE)
    weight = np.abs(part)[..., np.newaxis]
    return np.floor(MIDDLE + (ends - MIDDLE) * weight + 0.5).astype(np.uint8)


def _img(pixels: np.ndarray, words: str) -> str:
    source = base64.b64encode(_png(pixels)).decode()
    height, width = pixels.shape[:2]
    return f'<img src="data:image/png;base64,{source}" alt="{html.escape(words)}" width="{width}" height="{height}">'


def _png(pixels: np.ndarray) -> bytes:
    """Source: W3C, Portable Network Graphics, third edition."""
    height, width, channels = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    ends = [struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks]
    body = [struct.pack(">I", len(data)) + kind + data + end for (kind, data), end in zip(chunks, ends, strict=True)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)
