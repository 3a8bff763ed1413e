"""Pictures as files: PNG and BMP read, PNG written; boxes on pictures, and glimpses of them."""

from . import boxes, codecs, glimpses, png

__all__ = ["boxes", "codecs", "glimpses", "png"]
