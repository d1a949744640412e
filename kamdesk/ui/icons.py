"""Icons: Lucide's line drawings, tinted by the theme at the moment they are painted."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from kamdesk.resources import resource
from kamdesk.ui.theme import current_tokens

_STROKE = 'stroke-width="1.75"'


def icon(name: str, *, tone: str = "text2", on: str = "accent") -> QIcon:
    """Return the icon `resources/icons/<name>.svg`.

    `tone` names the token of its colour, `on` that of its checked state; a disabled one is
    muted. The theme may change later: the icon follows by itself.
    """
    return QIcon(_TintedEngine(name, tone, on))


class _TintedEngine(QIconEngine):
    """Draws one SVG in the colour that the theme gives its tone now."""

    def __init__(self, name: str, tone: str, on: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._on = on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Not painter.device(): Python would look into every kind of paint device there is.
        ratio = painter.deviceTransform().m11()
        painter.drawPixmap(rect, self._picture(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self._picture(size, mode, state, scale)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._tone, self._on)

    def _picture(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        return _drawn(self._name, self._colour(mode, state), size * ratio, ratio)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tone = self._on if state == QIcon.State.On else self._tone
        if mode == QIcon.Mode.Disabled:
            tone = "muted"
        colour: str = getattr(current_tokens(), tone)
        return colour


def _drawn(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    """Return `name` in `colour`, `size` device pixels large; kept in Qt's cache until a switch."""
    key = f"kamdesk/{name}/{colour}/{size.width()}x{size.height()}@{ratio}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = QPixmap(size)
    if picture.isNull():  # A button squeezed to nothing while its page is laid out.
        return picture
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(QPoint(), size))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', _STROKE)
