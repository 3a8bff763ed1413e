"""Plots, pictures and tables: `from heureum import show`.

Takes numbers; where somebody listens (`showing`, as a page does) gives them records to draw, elsewhere prints a text form.
Law: what a call shows depends on its arguments alone, and nothing a program shows is markup.
"""

from .charts import bar, line, scatter
from .pictures import heat_map, image
from .receivers import showing
from .tables import table, text

__all__ = ["bar", "heat_map", "image", "line", "scatter", "showing", "table", "text"]
