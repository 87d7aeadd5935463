"""Tables to catalogues (表格识读): grids of cell text in, a catalogue with places and findings out; knows no file.

Readers of xlsx, csv, docx and html only have to produce a :class:`Grid`; everything after that is here.
"""

from zwgk.tabular.build import catalog
from zwgk.tabular.grid import Grid, Layout, Span

__all__ = ["Grid", "Layout", "Span", "catalog"]
