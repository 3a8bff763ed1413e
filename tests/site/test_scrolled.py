"""Articles' tables and code can be scrolled by keyboard."""

from __future__ import annotations

from plugin.scrolled import with_scrolled_in_reach


def test_an_article_s_table_takes_the_focus_and_what_looks_like_one_is_left() -> None:
    html = '<table><tr></tr></table><table class="heureum-table"></table><code>&lt;table&gt;</code>'
    reached = '<table tabindex="0"><tr></tr></table><table class="heureum-table"></table><code>&lt;table&gt;</code>'
    assert with_scrolled_in_reach(html) == reached


def test_a_code_block_takes_the_focus_before_it_has_been_in_sight() -> None:
    html = "<pre><span></span><code>x</code></pre><p><code>y</code></p>"
    assert with_scrolled_in_reach(html) == '<pre><span></span><code tabindex="0">x</code></pre><p><code>y</code></p>'
