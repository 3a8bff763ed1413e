"""Articles' tables can be scrolled by keyboard."""

from __future__ import annotations

from plugin.tables import with_tables_in_reach


def test_an_article_s_table_takes_the_focus_and_what_looks_like_one_is_left() -> None:
    html = '<table><tr></tr></table><table class="heureum-table"></table><code>&lt;table&gt;</code>'
    reached = '<table tabindex="0"><tr></tr></table><table class="heureum-table"></table><code>&lt;table&gt;</code>'
    assert with_tables_in_reach(html) == reached
