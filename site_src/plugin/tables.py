"""Tables that a keyboard can scroll: on a phone the theme lets a wide table scroll by itself, which takes the focus.

Takes a page's HTML, gives it with every table of an article focusable. Those with a class of their own see to it themselves.
"""


def with_tables_in_reach(html: str) -> str:
    return html.replace("<table>", '<table tabindex="0">')
