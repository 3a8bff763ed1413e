"""Makes a folder again only when what it is made from has changed.

Its law: a step that fails or is stopped half way leaves the folder as it was, and no stamp that says otherwise.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

LEFT_OUT = {"node_modules", "__pycache__", "dist", ".hypothesis"}


def source_files(folder: Path) -> Iterator[Path]:
    """The files that people write under a folder, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(folder).parts):
            yield path


def content_key(*inputs: Path | str) -> str:
    """A hash of texts, files, and folders with the names in them."""
    digest = hashlib.sha256()

    def add(*parts: bytes) -> None:
        for part in parts:
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)

    for item in inputs:
        if isinstance(item, str):
            add(b"text", item.encode())
        elif item.is_dir():
            for path in source_files(item):
                add(b"file", path.relative_to(item).as_posix().encode(), path.read_bytes())
        else:
            add(b"file", item.name.encode(), item.read_bytes())
    return digest.hexdigest()


def is_made(folder: Path, key: str) -> bool:
    """Whether the folder holds what was made for this key."""
    stamp = _stamp(folder)
    return folder.is_dir() and stamp.exists() and stamp.read_text() == key


def made(folder: Path, key: str, make: Callable[[Path], None]) -> Path:
    """The folder, holding what `make` put there for this key."""
    stamp = _stamp(folder)
    if is_made(folder, key):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    try:
        fresh.chmod(0o755)
        make(fresh)
        stamp.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        stamp.write_text(key)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _stamp(folder: Path) -> Path:
    return folder.with_name(folder.name + ".key")
