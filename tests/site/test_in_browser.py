"""What only a browser can tell of the pages themselves: what they ask for, and what instant navigation leaves behind."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from plugin.places import DOCS, NODE_MODULES

WIDTHS_PX = (360, 768, 1280)


@pytest.fixture
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page that fails its test when it asks another site for anything, or its own for something missing."""
    context = browser.new_context(base_url=site_url, locale="ko-KR")
    complaints: list[str] = []

    def only_own(route: Route) -> None:
        if route.request.url.startswith((site_url, "data:", "blob:")):
            route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            route.abort()

    def note_missing(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} {response.url}")

    context.route("**/*", only_own)
    context.on("response", note_missing)
    yield context.new_page()
    context.close()
    assert not complaints


def follow(page: Page, link: str) -> None:
    """Goes to another page by instant navigation: a mark on the window survives it."""
    page.evaluate("window.isSame = true")
    page.locator(f".md-nav--primary a[href$='{link}']").first.click()
    page.wait_for_url(f"**/{link}")
    assert page.evaluate("window.isSame") is True


def test_the_language_link_follows_page_and_section(page: Page) -> None:
    # The theme navigates in place among the pages of the sitemap, once it has it.
    page.goto("glossary/", wait_until="networkidle")
    follow(page, "part1/")
    link = page.locator(".heureum-language")
    expect(link).to_have_attribute("href", page.url.replace("/part1/", "/en/part1/"))
    page.goto("part1/#dependence")
    link.click()
    page.wait_for_url("**/en/part1/#dependence")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".heureum-language").click()
    page.wait_for_url("**/part1/#dependence")
    assert "/en/" not in page.url


@pytest.mark.parametrize(("folder", "query"), [("", "그래프에서"), ("en/", "graph")])
def test_search_finds_its_own_language(page: Page, folder: str, query: str) -> None:
    page.goto(folder, wait_until="networkidle")
    field = page.locator("[data-md-component=search-query]")
    field.fill(query)
    # The theme listens for keys, and Hangul is filled in without any.
    field.press("End")
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible()
    links = results.evaluate_all("links => links.map(link => link.pathname)")
    assert all(link.startswith("/en/") == bool(folder) for link in links), links


@pytest.mark.parametrize("width", WIDTHS_PX)
@pytest.mark.parametrize("path", ["part1/", "en/part1/", "part2/", "inside/", "en/ops/"])
def test_nothing_sticks_out_of_the_page(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", ["part1/", "en/part2/"])
def test_on_a_phone_no_letter_of_a_chart_is_cut_off(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path)
    # What is off the screen is not laid out.
    page.add_style_tag(content="heureum-cell { content-visibility: visible !important }")
    cut = page.locator(".heureum-chart text").evaluate_all(
        """texts => texts.filter(text => {
          const [letters, cell] = [text, text.closest("heureum-cell")].map(each => each.getBoundingClientRect());
          return letters.left < cell.left || letters.right > cell.right;
        }).map(text => text.textContent)"""
    )
    assert cut == []


def test_korean_words_in_links_and_code_stay_whole(page: Page) -> None:
    page.goto("part1/")
    for inline in ("td a", "p code"):
        assert page.locator(f"article {inline}").first.evaluate("each => getComputedStyle(each).wordBreak") == "keep-all"


def test_korean_is_set_in_the_sites_own_font(page: Page) -> None:
    page.goto("part1/")
    page.wait_for_function("[...document.fonts].some(face => face.status === 'loaded')")
    assert page.locator("article p").first.evaluate("p => getComputedStyle(p).fontFamily").startswith('"Heureum Text"')


# Of the reference, which one template writes, two pages stand for all.
ARTICLES = sorted(path.stem for path in DOCS.glob("*.md") if "." not in path.stem)
ADDRESSES = [f"{name}/".removeprefix("index/") for name in (*ARTICLES, "api", "api/session")]


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("path", [folder + address for folder in ("", "en/") for address in ADDRESSES])
def test_pages_meet_wcag_2_2_aa(browser: Browser, site_url: str, path: str, width: int, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site_url + path)
    page.add_script_tag(path=NODE_MODULES / "axe-core" / "axe.min.js")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)["violations"]
    widest = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert widest == width
    assert not [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
