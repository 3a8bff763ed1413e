"""Firefox and WebKit, driven alike: open, reload, run a script in the page, wait until one gives something true."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from plugin.places import NODE_MODULES

# Where Debian puts the browser that its driver drives.
MINI_BROWSERS = ("/usr/lib/*/webkit2gtk-4.1/MiniBrowser", "/usr/lib/*/webkit2gtk-4.0/MiniBrowser", "/usr/lib*/*/MiniBrowser")
WAIT_S = 110  # three Pythons boot in WebKit, perhaps on a busy machine; Selenium itself waits for 120


class Driver(Protocol):
    """The scripts are bodies of async functions whose arguments are `values`."""

    name: str

    def open(self, url: str) -> None: ...
    def reload(self) -> None: ...
    def evaluate(self, script: str, *values: Any) -> Any: ...


def wait_for(driver: Driver, setting: str, condition: str, *values: Any) -> None:
    """Until a condition, an expression after the statements of `setting`, is true in the page. The page itself looks."""
    script = f"""
    const until = performance.now() + {WAIT_S * 900};
    while (performance.now() < until) {{
      {setting}
      if ({condition}) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }}
    return document.querySelector("heureum-cell[data-example=\\"graph.py\\"]")?.innerText ?? document.body.innerText;
    """
    found = driver.evaluate(script, *values)
    assert found is True, f"{driver.name}: never became true: {condition} {values}\n{found}"


class Firefox:
    name = "firefox"

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "Firefox's driver has ended"
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def _tell(self, **command: Any) -> Any:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def open(self, url: str) -> None:
        self._tell(verb="open", url=url)

    def reload(self) -> None:
        self._tell(verb="reload")

    def evaluate(self, script: str, *values: Any) -> Any:
        return self._tell(verb="evaluate", script=script, values=values)


@contextlib.contextmanager
def firefox(executable: str) -> Iterator[Firefox]:
    script = Path(__file__).with_name("firefox.mjs")
    command = ["node", str(script), executable, str(NODE_MODULES / "index.js")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Firefox(process)
        assert process.stdin
        process.stdin.close()  # it closes the browser and ends


class WebKit:
    name = "webkit"

    def __init__(self, session: webdriver.WebKitGTK) -> None:
        self._session = session

    def open(self, url: str) -> None:
        self._session.get(url)

    def reload(self) -> None:
        self._session.refresh()

    def evaluate(self, script: str, *values: Any) -> Any:
        # Selenium's own way to wait for a promise is a callback as the last argument.
        body = f"""
        const [values, done] = arguments;
        const run = async (...values) => {{ {script} }};
        run(...values).then((value) => done({{ value }}), (error) => done({{ error: String(error) }}));
        """
        answer = self._session.execute_async_script(body, values)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")


@contextlib.contextmanager
def webkit(driver: str, browser: str) -> Iterator[WebKit]:
    with _screen() as display:
        options = Options()
        options.binary_location = browser
        options.add_argument("--automation")
        # Safari gives isolated pages shared memory; WebKitGTK has it behind this switch.
        environment = os.environ | {"DISPLAY": display, "JSC_useSharedArrayBuffer": "1"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Selenium's own, about itself
            session = webdriver.WebKitGTK(options=options, service=Service(driver, env=environment))
        try:
            session.set_script_timeout(WAIT_S)
            yield WebKit(session)
        finally:
            session.quit()


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """An X server without a screen, at a number that it chooses itself."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def mini_browser() -> str | None:
    found = [str(path) for pattern in MINI_BROWSERS for path in sorted(Path("/").glob(pattern[1:]))]
    return found[0] if found else None


def executables() -> dict[str, tuple[str, ...] | None]:
    """What each engine needs here, or nothing if a part is missing."""
    fox = shutil.which("firefox-esr") or shutil.which("firefox")
    driver, browser = shutil.which("WebKitWebDriver"), mini_browser()
    has_webkit = driver and browser and shutil.which("Xvfb")
    return {"firefox": (fox,) if fox else None, "webkit": (driver, browser) if has_webkit and driver and browser else None}
