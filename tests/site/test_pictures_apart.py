"""Pictures out of pages: one file each, found from any depth."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from plugin.pictures_apart import publish_pictures

WORDS = 'alt="3, 28 wide" width="28" height="28"'


def inline(content: bytes) -> str:
    return f'<p><img src="data:image/png;base64,{base64.b64encode(content).decode()}" {WORDS}></p>'


def test_a_picture_is_one_file_wherever_it_is_shown(tmp_path: Path) -> None:
    for place, pictures in (("index.html", [b"one"]), ("en/part2/index.html", [b"two", b"one"])):
        page = tmp_path / place
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("".join(map(inline, pictures)))
    publish_pictures(tmp_path)
    found = {}
    for place in ("index.html", "en/part2/index.html"):
        page = tmp_path / place
        text = page.read_text()
        assert text.count(f'loading="lazy" decoding="async" {WORDS}>') == text.count("<img")
        found[place] = [(page.parent / address).resolve().read_bytes() for address in re.findall(r'src="(.*?)"', text)]
    assert found == {"index.html": [b"one"], "en/part2/index.html": [b"two", b"one"]}
    assert len(list((tmp_path / "assets" / "pictures").iterdir())) == 2
