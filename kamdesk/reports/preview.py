"""Pictures of a PDF's pages, for the preview and for printing by raster."""

import pypdfium2


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_image(pdf: bytes, index: int, dpi: float) -> tuple[int, int, bytes]:
    """Return width, height and RGB bytes (no padding between rows) of the page at `index`."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[index].render(scale=dpi / 72, rev_byteorder=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        data, row = bytes(bitmap.buffer), width * 3
    if stride == row:
        return width, height, data
    return width, height, b"".join(data[at * stride : at * stride + row] for at in range(height))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_size() for page in document]
