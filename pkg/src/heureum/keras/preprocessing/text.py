"""Words as numbers. `tf.keras.preprocessing.text`. Source: keras_preprocessing/text.py."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

__all__ = ["Tokenizer", "text_to_word_sequence"]

_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'


def text_to_word_sequence(text: str, filters: str = _FILTERS, lower: bool = True, split: str = " ") -> list[str]:
    """The words of a text, without signs. Source: tf.keras.preprocessing.text.text_to_word_sequence."""
    text = text.lower() if lower else text
    for each in filters:
        text = text.replace(each, split)
    return [word for word in text.split(split) if word]


class Tokenizer:
    """Numbers words by how often they come, from 1 on; the `num_words - 1` most frequent are kept.

    Source: tf.keras.preprocessing.text.Tokenizer.
    """

    def __init__(
        self, num_words: int | None = None, filters: str = _FILTERS, lower: bool = True, split: str = " ",
        char_level: bool = False, oov_token: str | None = None, document_count: int = 0,
    ) -> None:  # fmt: skip
        self.num_words, self.filters, self.lower, self.split = num_words, filters, lower, split
        self.char_level, self.oov_token, self.document_count = char_level, oov_token, document_count
        self.word_counts: OrderedDict[str, int] = OrderedDict()
        self.word_index: dict[str, int] = {}
        self.index_word: dict[int, str] = {}

    def fit_on_texts(self, texts: Iterable[Any]) -> None:
        """Count the words of texts, and number them."""
        counts = Counter(self.word_counts)
        for text in texts:
            self.document_count += 1
            counts.update(self._words(text))
        self.word_counts = OrderedDict(counts)
        ordered = [word for word, _ in sorted(counts.items(), key=lambda pair: -pair[1])]
        known = [*([self.oov_token] if self.oov_token is not None else []), *ordered]
        self.word_index = {word: number for number, word in enumerate(known, 1)}
        self.index_word = {number: word for word, number in self.word_index.items()}

    def _words(self, text: Any) -> Sequence[str]:
        if not isinstance(text, str):
            return [each.lower() for each in text] if self.lower else list(text)
        if self.char_level:
            return list(text.lower() if self.lower else text)
        return text_to_word_sequence(text, self.filters, self.lower, self.split)

    def texts_to_sequences(self, texts: Iterable[Any]) -> list[list[int]]:
        """The numbers of the words of each text; unknown words are left out, or are `oov_token`."""
        unknown = None if self.oov_token is None else self.word_index.get(self.oov_token)
        made = []
        for text in texts:
            numbers = []
            for word in self._words(text):
                number = self.word_index.get(word)
                is_kept = number is not None and (not self.num_words or number < self.num_words)
                if is_kept or unknown is not None:
                    numbers.append(number if is_kept else unknown)
            made.append([each for each in numbers if each is not None])
        return made

    def sequences_to_texts(self, sequences: Iterable[Iterable[int]]) -> list[str]:
        """The words of numbers again."""
        return [" ".join(self.index_word[each] for each in row if each in self.index_word) for row in sequences]

    def texts_to_matrix(self, texts: Iterable[Any], mode: str = "binary") -> Any:
        """A row for each text, a column for each word: "binary" whether it comes, "count" how often, "freq" its share.

        Raises ValueError for another mode.
        """
        if mode not in ("binary", "count", "freq"):
            raise ValueError(f"Unknown vectorization mode: {mode}; 'binary', 'count' or 'freq'")
        rows = self.texts_to_sequences(texts)
        made = np.zeros((len(rows), self.num_words or len(self.word_index) + 1))
        for row, numbers in zip(made, rows, strict=True):
            for number, count in Counter(numbers).items():
                row[number] = 1.0 if mode == "binary" else count / (len(numbers) if mode == "freq" else 1)
        return made
