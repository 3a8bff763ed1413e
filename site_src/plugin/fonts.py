"""The site's font, cut down to the letters that the site uses. Takes the font as its maker publishes it; gives files to publish.

Its law: two files, so that a page without Korean loads none; and never a moving line: a font that is not there in time is
left for the next page. The licence asks that a changed font does not bear its maker's name.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from plugin.places import CACHE, DOCS, NODE_MODULES, ROOT
from plugin.stamps import content_key, made, source_files

FONT = NODE_MODULES / "pretendard/dist/web/variable/woff2/PretendardVariable.woff2"
LICENCE = NODE_MODULES / "pretendard/dist/LICENSE.txt"
FAMILY = "Heureum Text"
WEIGHTS = (400, 700)  # what the styles ask for
# Every sign that a name or a formula may bring, whether a page has it yet or not.
ALWAYS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "–—‘’“”…←→↔−×÷≤≥≠≈∞∂√·•"
FIRST_KOREAN = 0x1100
SIGNS = range(0x2000, 0x2C00)
WRITTEN_IN = {".md", ".py", ".js", ".yml", ".html"}


def fonts(*, makes: bool = True) -> dict[str, Path]:
    """Addresses below assets/fonts/ with their files. Without `makes`, while somebody writes, yesterday's letters will do."""
    letters = _letters([DOCS, ROOT / "site_src", ROOT / "mkdocs.yml", ROOT / "CHANGELOG.md", _theme_words()])

    def make(folder: Path) -> None:
        for name, part in (("latin", _is_latin), ("korean", lambda letter: not _is_latin(letter))):
            (folder / f"{name}.woff2").write_bytes(_cut("".join(filter(part, letters))))
        faces = [_face("latin", "U+0000-10FF, U+2000-2BFF"), _face("korean", "U+1100-11FF, U+2C00-D7FF, U+F900-FFFF")]
        (folder / "fonts.css").write_text("\n".join(faces))

    folder = CACHE / "assets" / "fonts"
    if makes or not folder.exists():
        folder = made(folder, content_key(letters, FONT, Path(__file__)), make)
    return {path.name: path for path in source_files(folder)} | {LICENCE.name: LICENCE}


def _is_latin(letter: str) -> bool:
    return ord(letter) < FIRST_KOREAN or ord(letter) in SIGNS


def _letters(sources: Iterable[Path]) -> str:
    found = set(ALWAYS)
    for source in sources:
        for path in source_files(source) if source.is_dir() else [source]:
            if path.suffix in WRITTEN_IN:
                found |= set(path.read_text(encoding="utf-8"))
    return "".join(sorted(letter for letter in found if letter.isprintable()))


def _theme_words() -> Path:
    import material

    return Path(material.__file__).parent / "templates" / "partials" / "languages" / "ko.html"


def _cut(letters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    options = subset.Options(layout_features=["kern", "calt", "ccmp", "locl", "mark", "mkmk"], name_IDs=[1, 2, 4, 6])
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    font = TTFont(FONT, recalcTimestamp=False)
    cutter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    for record in font["name"].names:
        record.string = FAMILY.replace(" ", "") if record.nameID == 6 else "Regular" if record.nameID == 2 else FAMILY
    font.flavor = "woff2"
    content = io.BytesIO()
    font.save(content)
    return content.getvalue()


def _face(name: str, covered: str) -> str:
    weights = " ".join(map(str, WEIGHTS))
    source = f'url("{name}.woff2") format("woff2")'
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weights}; font-display: optional; '
        f"src: {source}; unicode-range: {covered}; }}"
    )
