from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

from plugin.isolation import isolated


def page(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"page"]


def test_every_answer_says_that_the_page_is_isolated() -> None:
    sent: dict[str, str] = {}
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    body = isolated(page)(environ, lambda status, headers, exc_info=None: sent.update(headers))
    assert b"".join(body) == b"page"
    assert sent == {
        "Content-Type": "text/html",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
