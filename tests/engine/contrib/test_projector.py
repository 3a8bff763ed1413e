"""What TensorBoard's projector reads."""

from pathlib import Path

import pytest

import heureum as tf

projector = tf.contrib.tensorboard.plugins.projector


def test_the_configuration_is_written_beside_the_event_files(tmp_path: Path) -> None:
    config = projector.ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name = "words:0"
    embedding.metadata_path = 'a "label".tsv'
    embedding.sprite.image_path = "sprite.png"
    embedding.sprite.single_image_dim.extend([28, 28])
    with tf.summary.FileWriter(str(tmp_path)) as writer:
        projector.visualize_embeddings(writer, config)
    assert (tmp_path / projector.PROJECTOR_FILENAME).read_text() == (
        'embeddings {\n  tensor_name: "words:0"\n  metadata_path: "a \\"label\\".tsv"\n'
        '  sprite {\n    image_path: "sprite.png"\n    single_image_dim: 28\n    single_image_dim: 28\n  }\n}\n'
    )


def test_a_folder_is_needed() -> None:
    with pytest.raises(ValueError, match="must have a logdir"):
        projector.visualize_embeddings(3, projector.ProjectorConfig())
