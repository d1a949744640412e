"""A TrueType font as ReportLab embeds it, with two faults of ReportLab 5.1 mended."""

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

from kamdesk.reports.tounicode import to_unicode_map


class EmbeddedFont(TTFont):  # type: ignore[misc] # ReportLab ships no types
    """A font whose subsets tell their characters in UTF-16 and are cut without copying the file.

    Stock ReportLab copies all outlines (10 MB) to take some dozen of them, 2 ms a font and form.
    """

    def __init__(self, name: str, path: str) -> None:
        # asciiReadable: only the characters in use are embedded, not all of ASCII
        super().__init__(name, path, asciiReadable=False, shapable=False)
        table = self.face.get_table
        start, length = self.face.get_table_pos("glyf")
        outlines = _Outlines(self.face._ttf_data, start, length)  # noqa: SLF001 - no public way
        self.face.get_table = lambda tag: outlines if tag == "glyf" else table(tag)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's own name
        """Add the subsets in use to the document, with mended ToUnicode maps."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(n, doc).lstrip("/") for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            doc.idToObject[fonts[name].ToUnicode.name].content = to_unicode_map(subset)


class _Outlines:
    """The glyf table of a font file, read slice by slice."""

    def __init__(self, data: bytes, start: int, length: int) -> None:
        self._data, self._start, self._length = data, start, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]
