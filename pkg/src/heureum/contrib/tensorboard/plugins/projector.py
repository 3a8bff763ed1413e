"""How TensorBoard's projector shows embeddings: `projector_config.pbtxt` beside the event files.

Takes the names of variables and of files with their labels; writes them as text.
Source: tensorflow.contrib.tensorboard.plugins.projector.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["PROJECTOR_FILENAME", "EmbeddingInfo", "ProjectorConfig", "SpriteMetadata", "visualize_embeddings"]

PROJECTOR_FILENAME = "projector_config.pbtxt"


class _Repeated(list[Any]):
    """A repeated field of messages: `add()` appends a new one and gives it."""

    def add(self, **values: Any) -> EmbeddingInfo:
        """A new embedding, in its place."""
        made = EmbeddingInfo(**values)
        self.append(made)
        return made


@dataclass
class SpriteMetadata:
    """The picture that holds one small picture for each point. Source: projector.SpriteMetadata."""

    image_path: str = ""
    single_image_dim: list[int] = field(default_factory=list)


@dataclass
class EmbeddingInfo:
    """One variable to be shown. Source: projector.EmbeddingInfo."""

    tensor_name: str = ""
    metadata_path: str = ""
    bookmarks_path: str = ""
    tensor_shape: list[int] = field(default_factory=list)
    sprite: SpriteMetadata = field(default_factory=SpriteMetadata)
    tensor_path: str = ""


@dataclass
class ProjectorConfig:
    """All variables to be shown. Source: projector.ProjectorConfig."""

    model_checkpoint_path: str = ""
    embeddings: Any = field(default_factory=_Repeated)
    model_checkpoint_dir: str = ""


def visualize_embeddings(summary_writer: Any, config: ProjectorConfig) -> None:
    """Write the configuration into the folder of a FileWriter, or a folder's name.

    Raises ValueError for anything else. Source: projector.visualize_embeddings.
    """
    folder = summary_writer if isinstance(summary_writer, str) else getattr(summary_writer, "get_logdir", lambda: None)()
    if not folder:
        raise ValueError(f"Summary writer must have a logdir, found {summary_writer!r}")
    text = "\n".join(_lines(config)) + "\n"
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, PROJECTOR_FILENAME).write_text(text, encoding="utf-8")


def _lines(message: Any) -> Iterator[str]:
    """A message in protocol buffers' text format; fields with their defaults are left out."""
    for name, value in vars(message).items():
        for each in value if isinstance(value, list) else [value]:
            if hasattr(each, "__dataclass_fields__"):
                inner = [f"  {line}" for line in _lines(each)]
                if inner or isinstance(value, list):
                    yield from (f"{name} {{", *inner, "}")
            elif isinstance(each, str):
                if each:
                    escaped = each.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
                    yield f'{name}: "{escaped}"'
            elif each:
                yield f"{name}: {each}"
