"""What MkDocs calls while it builds: wires the plugin's modules to its events. No rule of the site lives here.

MkDocs builds once per language with one configuration: the default language first, the others nested in its
`on_post_build`.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from plugin.api_reference import with_api
from plugin.assets import FOLDER, make_assets
from plugin.by_language import rebased, split_search, split_sitemap, without_head_alternates
from plugin.changelog import with_changelog
from plugin.fences import CellElement, LiveFences
from plugin.graph_fence import GraphFences
from plugin.headers import publish_headers
from plugin.isolation import isolated
from plugin.offline import REMOVES_ITSELF, WORKER, publish_worker
from plugin.one_stylesheet import join_stylesheets
from plugin.op_table import with_op_table
from plugin.pairs import Article, complaints
from plugin.pictures_apart import publish_pictures
from plugin.places import ENGINE, LIVE, WEB
from plugin.scrolled import with_scrolled_in_reach
from plugin.search_later import fetch_index_when_asked
from plugin.stamps import LEFT_OUT

log = logging.getLogger("mkdocs.heureum")


@dataclass
class Build:
    """What one event leaves for a later one."""

    serves: bool = False
    assets: dict[str, Path] = field(default_factory=dict)
    fences: LiveFences | None = None
    graphs: GraphFences | None = None
    articles: dict[str, Article] = field(default_factory=dict)
    searched: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


build = Build()


def on_startup(command: str, dirty: bool) -> None:
    build.serves = command == "serve"
    logging.getLogger("mkdocs.plugins.mkdocs_static_i18n.reconfigure").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """theme/language_links.js does what this warning says is missing."""
    return "compatible with theme.features = navigation.instant" not in record.getMessage()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if _is_nested(config):
        return config
    build.articles.clear()
    build.searched.clear()
    build.fences = LiveFences(examples=Path(config.docs_dir) / "examples")
    build.graphs = GraphFences(examples=build.fences.examples)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    ours = [build.fences.registration(), build.graphs.registration()]
    superfences["custom_fences"] = [*superfences.get("custom_fences", []), *ours]
    config.markdown_extensions.append(CellElement())  # type: ignore[arg-type]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    if not _is_nested(config):
        build.assets = make_assets(makes_snapshot=not build.serves)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for address, path in build.assets.items():
        files.append(File.generated(config, address, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    for fences in filter(None, (build.fences, build.graphs)):
        fences.page = page.file.src_uri
        fences.language = _language(page)
    markdown = with_op_table(with_changelog(markdown), _language(page))
    # Written out, the reference takes longer than all other pages together.
    return with_api(markdown, _language(page), is_draft=build.serves and not config.extra.get("reference"))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    # As it is in its file: front matter, which MkDocs has taken off by now, says what was translated when.
    build.articles[page.file.src_uri] = Article(page.file.content_string, tuple(_anchors(page.toc.items)))
    return with_scrolled_in_reach(html)


def _anchors(links: list[AnchorLink]) -> Any:
    for link in links:
        yield link.id
        yield from _anchors(link.children)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    output = without_head_alternates(output)
    return output if _language(page) == _default(config) else rebased(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One error page serves all addresses. Each language would write its own over it; the default one speaks both."""
    return "" if _is_nested(config) and template_name == "404.html" else output


@event_priority(-200)  # after static-i18n (-100), which has built the other languages by then
def on_post_build(config: MkDocsConfig) -> None:
    if _is_nested(config):
        search: Any = config.plugins["material/search"]
        build.searched[_languages(config).current_language] = list(search.search_index.entries)
        return
    others = _others(config)
    split_search(Path(config.site_dir), _default(config), build.searched)
    split_sitemap(Path(config.site_dir), config.site_url or "/", _default(config), others)
    if not build.serves:
        join_stylesheets(Path(config.site_dir))
        fetch_index_when_asked(Path(config.site_dir))
        publish_pictures(Path(config.site_dir))
    found = list(complaints(build.articles, _default(config), others))
    for complaint in found:
        log.warning(complaint)
    # While an article is being written its translation lags; only a build for publishing insists.
    if found and not build.serves:
        raise PluginError("pages differ between the languages")
    site = Path(config.site_dir)
    if build.serves:
        (site / WORKER).write_text(REMOVES_ITSELF)
        return
    publish_headers(site)
    (site / FOLDER / WORKER).unlink()  # it works from the site's root alone
    publish_worker(site, build.assets[FOLDER + WORKER])


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    for folder in (ENGINE, LIVE, *map(Path, filter(None, [config.theme.custom_dir]))):
        server.watch(str(folder))
    for path in WEB.iterdir():
        if path.name not in LEFT_OUT:
            server.watch(str(path))
    if config.extra.get("isolate", True):
        server.set_app(isolated(server.get_app()))  # type: ignore[arg-type]
    return server


def _languages(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _is_nested(config: MkDocsConfig) -> bool:
    return bool(_languages(config).building)


def _default(config: MkDocsConfig) -> str:
    return str(_languages(config).default_language)


def _others(config: MkDocsConfig) -> list[str]:
    return [language for language in _languages(config).build_languages if language != _default(config)]


def _language(page: Page) -> str:
    return str(getattr(page.file, "locale", "ko"))
