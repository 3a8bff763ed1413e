"""Text as numbers: a vocabulary that is learned, and documents as rows of ids. `tf.contrib.learn.preprocessing`.

Source: tensorflow/contrib/learn/python/learn/preprocessing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["CategoricalVocabulary", "VocabularyProcessor", "tokenizer"]

# Words, in capitals, as CamelCase parts, or with apostrophes and hyphens.
_WORD = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+(?=[A-Z])|[\'\w\-]+", re.UNICODE)


def tokenizer(iterator: Iterable[str]) -> Iterator[list[str]]:
    """The words of each text. Source: tf.contrib.learn.preprocessing.tokenizer."""
    for value in iterator:
        yield _WORD.findall(value)


class CategoricalVocabulary:
    """Ids of categories, in the order in which they came; 0 is that of unknown ones. Source: CategoricalVocabulary."""

    def __init__(self, unknown_token: str = "<UNK>", support_reverse: bool = True) -> None:
        self._unknown_token = unknown_token
        self._mapping: dict[Any, int] = {unknown_token: 0}
        self._freq: Counter[Any] = Counter()
        self._is_frozen = False

    def __len__(self) -> int:
        return len(self._mapping)

    def freeze(self, freeze: bool = True) -> None:
        """From now on unknown categories get no id."""
        self._is_frozen = freeze

    def get(self, category: Any) -> int:
        """The id of a category, a new one unless frozen."""
        if category not in self._mapping:
            if self._is_frozen:
                return 0
            self._mapping[category] = len(self._mapping)
        return self._mapping[category]

    def add(self, category: Any, count: int = 1) -> None:
        """Count a category."""
        if self.get(category) > 0:
            self._freq[category] += count

    def trim(self, min_frequency: int, max_frequency: int = -1) -> None:
        """Keep what was seen more than `min_frequency` times, and less than `max_frequency` if that is positive."""
        ordered = sorted(self._freq.items(), key=lambda pair: (-pair[1], isinstance(pair[0], str), pair[0]))
        kept = [(each, n) for each, n in ordered if n > min_frequency and not 0 < max_frequency <= n]
        self._mapping = {self._unknown_token: 0, **{each: at for at, (each, _) in enumerate(kept, 1)}}
        self._freq = Counter(dict(kept))

    def reverse(self, class_id: int) -> Any:
        """The category of an id. Raises IndexError for none."""
        return list(self._mapping)[class_id]


class VocabularyProcessor:
    """Maps documents to ids of their words. Source: tf.contrib.learn.preprocessing.VocabularyProcessor."""

    def __init__(
        self,
        max_document_length: int,
        min_frequency: int = 0,
        vocabulary: CategoricalVocabulary | None = None,
        tokenizer_fn: Callable[[Iterable[str]], Iterable[list[str]]] | None = None,
    ) -> None:
        self.max_document_length = max_document_length
        self.min_frequency = min_frequency
        self.vocabulary_ = vocabulary if vocabulary is not None else CategoricalVocabulary()
        self._tokenizer = tokenizer_fn or tokenizer

    def fit(self, raw_documents: Iterable[str], unused_y: Any = None) -> VocabularyProcessor:
        """Learn the words of all documents."""
        for tokens in self._tokenizer(raw_documents):
            for token in tokens:
                self.vocabulary_.add(token)
        if self.min_frequency > 0:
            self.vocabulary_.trim(self.min_frequency)
        self.vocabulary_.freeze()
        return self

    def fit_transform(self, raw_documents: Iterable[str], unused_y: Any = None) -> Iterator[np.ndarray]:
        """Learn the words, and give each document's ids."""
        documents = list(raw_documents)
        self.fit(documents)
        return self.transform(documents)

    def transform(self, raw_documents: Iterable[str]) -> Iterator[np.ndarray]:
        """The ids of each document, int64 `[max_document_length]`: cut off, or filled up with 0."""
        for tokens in self._tokenizer(raw_documents):
            row = np.zeros(self.max_document_length, np.int64)
            for at, token in enumerate(tokens[: self.max_document_length]):
                row[at] = self.vocabulary_.get(token)
            yield row

    def reverse(self, documents: Iterable[Iterable[int]]) -> Iterator[str]:
        """The text of each row of ids."""
        for document in documents:
            yield " ".join(str(self.vocabulary_.reverse(int(each))) for each in document)

    def save(self, filename: Any) -> None:
        """Write the vocabulary to a file, as JSON."""
        kept = [self.max_document_length, self.min_frequency, list(self.vocabulary_._mapping), dict(self.vocabulary_._freq)]
        Path(filename).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def restore(cls, filename: Any) -> VocabularyProcessor:
        """The processor that `save` wrote. Raises ValueError for another file."""
        try:
            length, least, words, counts = json.loads(Path(filename).read_text(encoding="utf-8"))
        except ValueError as reason:
            raise ValueError(f"{filename} was not written by VocabularyProcessor.save: {reason}") from None
        made = cls(length, least)
        made.vocabulary_._mapping = {word: at for at, word in enumerate(words)}
        made.vocabulary_._freq = Counter(counts)
        made.vocabulary_.freeze()
        return made
