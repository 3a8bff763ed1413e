"""`python -m tests.browser.bench [ROUNDS]`: what the browser runtime takes, beside stock Pyodide and others in the same run."""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Playwright, sync_playwright

from . import boots, host, workers

SLOW_BYTES_PER_S = 1e6


def script_bytes(addresses: host.Files) -> int:
    """What a page loads of ours before the first Run: main.js and all that it imports by itself, gzipped."""
    folder = "assets/heureum/"
    waiting, seen = ["main.js"], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        text = Path(str(addresses[folder + name])).read_text(encoding="utf-8")
        waiting += [urljoin(name, found) for found in re.findall(r'(?:from|import)\s*"(\.[^"]+)"', text)]
    return sum(len(gzip.compress(Path(str(addresses[folder + name])).read_bytes(), 9)) for name in seen)


def measured_workers(playwright: Playwright, url: str, rounds: int) -> Iterator[str]:
    with boots.fresh_profile(playwright) as context:
        page = context.pages[0]
        ready = workers.ready_ms(page, url, rounds)
        yield "Run to ready, warm: " + ", ".join(f"{count} workers {ms:.0f} ms" for count, ms in ready.items())
        yield f"  2 against 1: {ready[2] / ready[1]:.2f} (at most 1.4); 4 against 1: {ready[4] / ready[1]:.2f} (at most 2.2)"
        for name, (stopped, usable) in workers.stop_ms(page, url, rounds).items():
            yield f"Stop, {name}: stopped after {stopped:.0f} ms, a result {usable:.0f} ms later (at most 1000 each)"
        for title, watching in (("", workers.UNWATCHED), (", watched for the timeline", "")):
            ms = workers.printed(page, url, watching + workers.ROUND_TRIP, workers=1)
            yield f"sess.run of the scalar graph on one device worker{title}: {ms:.2f} ms (at most 1)"
        for size, seconds in workers.printed(page, url, workers.UNWATCHED + workers.HAND_OFF, workers=2).items():
            speed = int(size) / seconds / 1e9
            yield f"hand-off of {int(size) >> 10} KiB: {seconds * 1e3:.2f} ms, {speed:.2f} GB/s (at least 1 from 1024 KiB on)"
        for dtype, (one, two) in workers.printed(page, url, workers.UNWATCHED + workers.CHAINS, workers=2).items():
            times = f"1 worker {one * 1e3:.0f} ms, 2 workers {two * 1e3:.0f} ms"
            yield f"8 chains of 256x256, {dtype}: {times}, {one / two:.2f}x (at least 1.8)"


def main(rounds: int) -> None:
    addresses = host.files()
    print(f"our scripts before the first Run: {script_bytes(addresses) / 1024:.1f} KiB gzip (at most 5)", flush=True)
    with host.served(addresses) as url, sync_playwright() as playwright:
        for line in measured_workers(playwright, url, rounds):
            print(line, flush=True)
        print(*boots.table(boots.measure(playwright, url, rounds)), sep="\n", flush=True)
    with host.served(addresses, host.Link(SLOW_BYTES_PER_S)) as url, sync_playwright() as playwright:
        print(f"the first visit over a link of {SLOW_BYTES_PER_S * 8 / 1e6:.0f} Mbit/s, the host compresses nothing")
        for line in boots.slow_link(playwright, url):
            print(line, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
