"""Fetches the search index when somebody searches, not with every page. Takes the built site, changes the theme's script.

The theme fetches and reads the whole index (some 140 KB compressed) before anybody has asked for it, except from a disk, where
it waits until the search is opened. Its law: the same wait everywhere; an address that brings a query, or words to be
highlighted, is as good as opening the search. A theme in which the place is not found fails the build.
"""

import re
from pathlib import Path

FETCHED = re.compile(r'[\w$]+\(new URL\("search/search_index\.json",[\w$.]+\)\)')
# merge(of(location.protocol !== "file:"), watchToggle("search")).pipe(first(x => x), switchMap(() => index))
WAIT = re.compile(
    r'([\w$]+\([\w$]+\()location\.protocol!=="file:"'
    r'(\),[\w$]+\("search"\)\)\.pipe\([\w$]+\(\w=>\w\),[\w$]+\(\(\)=>)\w\)\)'
)
SHARED = re.compile(r"\(\(\)=>__index\),([\w$]+\(1\))\)")
MAPPED = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)  # its columns no longer hold
BRINGS_WORDS = "/[?&][hq]=/.test(location.search)"


def fetch_index_when_asked(site: Path) -> None:
    (bundle,) = (site / "assets" / "javascripts").glob("bundle.*.min.js")
    bundle.write_text(_waiting(bundle.read_text(encoding="utf-8")), encoding="utf-8")


def _waiting(script: str) -> str:
    fetched, wait, shared = FETCHED.findall(script), WAIT.findall(script), SHARED.findall(script)
    if not len(fetched) == len(wait) == len(shared) == 1:
        raise ValueError("the theme's script fetches the search index in a way that plugin/search_later.py does not know")
    before, after = wait[0]
    waiting = f"{before}{BRINGS_WORDS}{after}{fetched[0]})).pipe({shared[0]})"
    return MAPPED.sub("", script.replace(fetched[0], waiting))
