"""Whose code a cell shows: the article's, the reader's, an earlier one, one from a link. None is ever lost."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .cell import Cell
from .conftest import OpenCell, OpenPage, lose

KEY = "heureum:cell:graph.py"
MINE = "print('mine')\n"
THEIRS = "print('theirs')\n"


def link(state: Any) -> str:
    packed = zlib.compress(json.dumps(state).encode())
    return "#heureum=1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def kept(page: Page) -> dict[str, Any]:
    record: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key) ?? '{}')", KEY)
    return record


def keep(page: Page, **record: Any) -> None:
    page.evaluate("([key, record]) => localStorage.setItem(key, record)", [KEY, json.dumps(record)])


def test_reset_is_taken_back_by_a_button_even_after_a_reload(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    article = cell.code
    cell.type_instead(MINE)
    cell.reset_button.click()
    assert cell.code.rstrip() == article.rstrip()
    expect(cell.reset_button).to_be_hidden()
    cell.page.reload()
    cell.element.get_by_role("button", name="고친 코드로").click()
    expect(cell.status).to_contain_text("되찾았습니다")
    assert cell.code == MINE
    cell.run()
    assert cell.output.inner_text() == "mine\n"


def test_a_whole_page_is_reset_and_taken_back(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    other = Cell(cell.page, "describe.py")
    article = other.code
    cell.type_instead(MINE)
    other.type_instead(THEIRS)
    cell.element.locator(".heureum-settings").click()
    cell.element.get_by_role("button", name="이 쪽의 코드를 모두 처음으로").click()
    expect(cell.status).to_contain_text("셀 2개")
    assert other.code.rstrip() == article.rstrip()
    cell.status.get_by_role("button", name="되돌리기").click()
    expect(other.editor).to_contain_text("theirs")
    assert (cell.code.rstrip(), other.code.rstrip()) == (MINE.rstrip(), THEIRS.rstrip())


@pytest.mark.parametrize("choice", ["고친 코드 그대로", "글의 새 코드로"])
def test_where_the_article_has_changed_the_reader_chooses(open_cell: OpenCell, site_url: str, choice: str) -> None:
    cell = open_cell(site_url + "part1/")
    article = cell.code
    keep(cell.page, code=MINE, base="of an older article")
    cell.page.reload()
    notice = cell.element.locator(".heureum-notice")
    expect(notice).to_contain_text("글의 코드가 바뀌었습니다")
    assert cell.code == MINE
    notice.get_by_role("button", name="차이 보기").click()
    expect(notice.locator("ins")).to_contain_text("print('mine')")
    expect(notice.locator("del").first).to_contain_text("import heureum as tf")
    notice.get_by_role("button", name=choice).click()
    expect(notice).to_have_count(0)
    cell.page.reload()
    expect(cell.run_button).to_be_visible()
    assert (cell.code == MINE) is (choice == "고친 코드 그대로")
    assert cell.code in (MINE, article)
    expect(notice).to_have_count(0)
    assert MINE in (kept(cell.page)["code"], *kept(cell.page)["earlier"])


def test_a_difference_that_does_not_come(open_cell: OpenCell, site_url: str) -> None:
    cell = open_cell(site_url + "part1/")
    keep(cell.page, code=MINE, base="of an older article")
    cell.page.context.route("**/chunks/difference-*", lose)
    cell.page.reload()
    cell.element.get_by_role("button", name="차이 보기").click()
    expect(cell.status).to_contain_text("받지 못했습니다")
    cell.page.context.unroute("**/chunks/difference-*", lose)
    cell.status.get_by_role("button", name="다시 시도").click()
    expect(cell.element.locator(".heureum-notice ins")).to_contain_text("print('mine')")


def test_a_link_is_opened_once_what_opens_it_has_come(open_page: OpenPage, site_url: str) -> None:
    page = open_page("about:blank")
    page.context.route("**/chunks/shared_link-*", lose)
    with page.expect_response("**/chunks/shared_link-*"):
        page.goto(site_url + "part1/" + link({"cell": "graph.py", "code": MINE}))
    cell = Cell(page, "graph.py")
    expect(cell.run_button).to_be_visible()
    page.context.unroute("**/chunks/shared_link-*", lose)
    cell.run_button.focus()
    expect(cell.element.locator(".heureum-notice")).to_be_visible()
    assert cell.code == MINE


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_link_is_shown_and_not_run_and_the_readers_own_code_is_kept(open_page: OpenPage, site_url: str, language: str) -> None:
    page = open_page(f"{site_url}{language}part1/")
    keep(page, code=MINE, base="", earlier=[])
    page.goto("about:blank")
    page.goto(f"{site_url}{language}part1/" + link({"cell": "graph.py", "code": THEIRS}))
    cell = Cell(page, "graph.py")
    notice = cell.element.locator(".heureum-notice")
    expect(notice).to_be_visible()
    assert cell.code == THEIRS
    assert cell.runs_ended == 0
    assert not cell.threads
    assert "#" not in page.url
    page.locator(".heureum-language").click()
    page.wait_for_url("**/part1/**" if language else "**/en/part1/**")
    expect(notice).to_be_visible()
    assert cell.code == THEIRS
    notice.get_by_role("button", name="내가 고친 코드로" if language else "My own edit").click()
    expect(notice).to_have_count(0)
    assert cell.code == MINE
    assert kept(page)["code"] == MINE


def test_what_is_shared_is_what_another_reader_sees(open_cell: OpenCell, open_page: OpenPage, site_url: str) -> None:
    cell = open_cell(site_url + "part1/", permissions=["clipboard-read", "clipboard-write"])
    cell.type_instead(MINE)
    cell.element.get_by_role("button", name="공유").click()
    cell.element.get_by_role("button", name="링크 복사").click()
    expect(cell.element.locator(".heureum-told")).to_have_text("복사했습니다.")
    address = cell.page.evaluate("navigator.clipboard.readText()")
    other = Cell(open_page(address.replace("/part1/", "/en/part1/")), "graph.py")
    expect(other.element.locator(".heureum-notice")).to_contain_text("does not run until you press Run")
    assert other.code.rstrip() == MINE.rstrip()
    other.run()
    assert other.output.inner_text() == "mine\n"
    cell.element.get_by_role("button", name="복사", exact=True).click()
    expect(cell.status).to_contain_text("복사했습니다")
    assert cell.page.evaluate("navigator.clipboard.readText()").rstrip() == MINE.rstrip()


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        ("#heureum=1.AAAA", "온전하지 않아"),
        ("#heureum=9.AAAA", "더 새로운 사이트"),
        (link({"code": "x" * 2_000_000}), "너무 커서"),
        (link({"cell": "none.py", "code": "x"}), "이 쪽에 없습니다"),
    ],
)
def test_a_link_that_cannot_be_opened_is_refused_with_words(open_page: OpenPage, site_url: str, hash_: str, words: str) -> None:
    page = open_page(site_url + "part1/" + hash_)
    expect(page.locator(".heureum-refusal")).to_contain_text(words)
    assert page.evaluate("localStorage.length") == 0 or not kept(page)


def test_code_from_a_link_is_text(open_page: OpenPage, site_url: str) -> None:
    code = "</code><img src=x onerror='window.hurt = 1'><script>window.hurt = 1</script>"
    page = open_page(site_url + "part1/" + link({"cell": "graph.py", "code": code}))
    cell = Cell(page, "graph.py")
    notice = cell.element.locator(".heureum-notice")
    notice.get_by_role("button", name="차이 보기").click()
    expect(notice.locator("ins")).to_contain_text("<img src=x")
    assert cell.code == code
    assert page.evaluate("window.hurt") is None
