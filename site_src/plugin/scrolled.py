"""What a keyboard can scroll: on a phone a wide table and a long line of code scroll by themselves, which takes the focus.

Takes a page's HTML, gives it with every table and code block of an article focusable. Tables with a class of their own see to it
themselves; a block that turns out to fit loses the focus again when it comes into sight (the theme's content.lazy).
"""

CODE = "<pre><span></span><code>"


def with_scrolled_in_reach(html: str) -> str:
    return html.replace("<table>", '<table tabindex="0">').replace(CODE, CODE.replace("<code>", '<code tabindex="0">'))
