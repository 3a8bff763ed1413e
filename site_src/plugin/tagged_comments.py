"""One example file for all languages: comments that begin `# ko:` or `# en:` come in pairs, a page shows its own.

Its law: the code has the same lines in every language, but for the words of those comments, so that a line's number
means the same in each.
"""

import io
import re
import tokenize

LANGUAGES = ("ko", "en")

TAG = re.compile(rf"#\s*({'|'.join(LANGUAGES)}):\s*")


class UnpairedComment(ValueError):
    """A tagged comment lacks its other language, or stands behind code."""


def in_language(code: str, language: str) -> str:
    """The code as a page in `language` shows it."""
    lines = code.splitlines(keepends=True)
    tagged = _tagged_lines(code)
    _check_pairs(tagged)
    shown = []
    for number, line in enumerate(lines, 1):
        if number not in tagged:
            shown.append(line)
        elif tagged[number] == language:
            shown.append(TAG.sub("# ", line, count=1))
    return "".join(shown)


def _tagged_lines(code: str) -> dict[int, str]:
    tagged = {}
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type != tokenize.COMMENT or not (match := TAG.match(token.string)):
            continue
        number, column = token.start
        if token.line[:column].strip():
            raise UnpairedComment(f"line {number}: a `# {match[1]}:` comment needs a line of its own")
        tagged[number] = match[1]
    return tagged


def _check_pairs(tagged: dict[int, str]) -> None:
    block: list[int] = []
    for number in sorted(tagged):
        if block and number != block[-1] + 1:
            _check_block(block, tagged)
            block = []
        block.append(number)
    if block:
        _check_block(block, tagged)


def _check_block(block: list[int], tagged: dict[int, str]) -> None:
    counts = {language: sum(tagged[number] == language for number in block) for language in LANGUAGES}
    if len(set(counts.values())) != 1:
        found = ", ".join(f"{count} in {language}" for language, count in counts.items())
        where = f"line {block[0]}" if len(block) == 1 else f"lines {block[0]} to {block[-1]}"
        raise UnpairedComment(f"{where}: tagged comments come in pairs, one for each language; found {found}")
