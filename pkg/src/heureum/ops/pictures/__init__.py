"""Pictures as files: PNG and BMP read, PNG written."""

from . import codecs, png

__all__ = ["codecs", "png"]
