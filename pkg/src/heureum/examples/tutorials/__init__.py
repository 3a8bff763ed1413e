"""TensorFlow 1's examples that programs import."""

__all__: list[str] = []
