from plugin.sections import sections

PAGE = """---
title: x
---

before

# One {#one}

text

```md
## Not a heading {#no}
```

## Two {#two}
![alt](a.png) <img src="b.png"> <svg role="img"
 aria-label="drawn">

````md
```python
## Nor this {#nor}
```
````

```python live="a.py"  workers="2"
```

### Without an anchor
more
"""


def test_a_page_is_cut_at_headings_with_anchors_and_not_inside_code() -> None:
    found = sections(PAGE)
    assert list(found) == ["one", "two"]
    assert found["one"].text == "# One {#one}\n\ntext\n\n```md\n## Not a heading {#no}\n```"
    assert found["two"].text.endswith("### Without an anchor\nmore")


def test_a_section_knows_its_examples_and_what_is_said_of_its_pictures() -> None:
    two = sections(PAGE)["two"]
    assert two.examples == ['live="a.py"  workers="2"']
    assert sorted(two.alternatives) == ["", "alt", "drawn"]


def test_space_around_a_section_and_front_matter_do_not_change_its_digest() -> None:
    moved = PAGE.replace("title: x", "title: y").replace("## Two", "\n\n## Two").replace("text\n", "text  \n")
    assert {a: s.digest for a, s in sections(moved).items()} == {a: s.digest for a, s in sections(PAGE).items()}
