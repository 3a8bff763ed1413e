"""Cross-origin isolation, which lets a page's workers share memory. Takes a WSGI application, gives one."""

from collections.abc import Callable, Iterable
from typing import Any

HEADERS = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def isolated(application: Application) -> Application:
    def with_headers(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            return start_response(status, [*headers, *HEADERS], *exc_info)

        return application(environ, start)

    return with_headers
