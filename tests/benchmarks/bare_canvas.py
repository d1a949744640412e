"""The floor for a form: the same texts, rules and squares drawn by ReportLab's canvas alone.

Nothing of the program is imported here, so that a fresh process shows what ReportLab itself takes.
A page is what `flat()` in bench_paper.py makes of a sheet: places are known, nothing is laid out.
"""

import io

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HEIGHT = 841.89


def register(fonts):
    """Register the font files, by name, as ReportLab does; only characters in use are embedded."""
    rl_config.useA85 = 0
    for name, path in fonts.items():
        pdfmetrics.registerFont(TTFont(name, path, asciiReadable=False, shapable=False))


def draw(pages):
    """Return the PDF of recorded pages."""
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=(595.276, HEIGHT),
        pageCompression=1,
        invariant=1,
        lang="zh-CN",
        initialFontName=pages[0]["runs"][0][2],
    )
    for page in pages:
        draw_page(canvas, page)
    canvas.save()
    return target.getvalue()


def draw_page(canvas, page):
    """Draw one page with the canvas's own calls."""
    for grey, boxes in ((0.955, page["shades"]), (0, page["squares"])):
        canvas.setFillGray(grey)
        for left, top, width, height in boxes:
            canvas.rect(left, HEIGHT - top - height, width, height, stroke=0, fill=1)
    for x0, y0, x1, y1, weight in page["rules"]:
        canvas.setLineWidth(weight)
        canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
    text = canvas.beginText()
    in_use, spaced = None, 0
    for x, baseline, font, size, string, spacing in page["runs"]:
        if (font, size) != in_use:
            in_use = font, size
            text.setFont(font, size)
        if spacing != spaced:
            spaced = spacing
            text.setCharSpace(spacing)
        text.setTextOrigin(x, HEIGHT - baseline)
        text.textOut(string)
    canvas.drawText(text)
    canvas.showPage()
