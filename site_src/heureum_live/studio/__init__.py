"""The graph editor's model: every gesture is a request, answered with a new document and its view, or with why not.

`answer` takes and gives JSON text, natively in tests and the build, in Pyodide on the page. Floors: words, document, inferring,
making and edits, view, answering.
"""

from heureum_live.studio.answering import answer

__all__ = ["answer"]
