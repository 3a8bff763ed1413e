"""The words of what is drawn at build time; the page's script has the same in site_src/web/shown/strings.js."""

from typing import Any

WORDS = {
    "ko": {
        "line": "선 그래프",
        "bar": "막대그래프",
        "scatter": "점 그래프",
        "image": "그림",
        "heat map": "열지도",
        "table": "표",
        "as table": "표로 보기",
        "some": "{all}개 가운데 {some}개",
        "range": "최소 {low}, 최대 {high}, 마지막 {last}",
        "size": "가로 {width}, 세로 {height}",
        "scale": "{low}부터 {high}까지",
        "group": "묶음",
        "series": "이름",
    },
    "en": {
        "line": "Line plot",
        "bar": "Bar plot",
        "scatter": "Scatter plot",
        "image": "Picture",
        "heat map": "Heat map",
        "table": "Table",
        "as table": "As a table",
        "some": "{some} of {all}",
        "range": "least {low}, greatest {high}, last {last}",
        "size": "{width} wide, {height} high",
        "scale": "from {low} to {high}",
        "group": "group",
        "series": "name",
    },
}


def say(language: str, key: str, **values: Any) -> str:
    return WORDS[language][key].format(**values)


def short(value: Any) -> str:
    """A number of at most four significant digits; text as it is."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
