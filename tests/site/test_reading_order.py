"""The engine's reading order names files that are there, each before it is needed."""

import re

from plugin.places import ENGINE, ENGINE_PROJECT

README = (ENGINE_PROJECT / "README.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`([\w/]+(?:\.py|/))`", README)
    assert len(named) > 15
    assert [path for path in named if not (ENGINE / "heureum" / path).exists() and path != "src/heureum/"] == []


def test_the_stages_come_in_the_order_in_which_they_run() -> None:
    stages = ["describe", "run", "optimise", "place", "partition", "plan", "execute", "trace"]
    assert re.findall(r"^\| (\w+) \| `", README, re.MULTILINE) == stages
