"""Remembered looks: window place, columns, splitters. Losing the file loses nothing of worth."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class UiState:
    """A small keyed store in an INI file; `scoped` gives a part of it its own key prefix."""

    def __init__(self, path: Path, *, prefix: str = "") -> None:
        self._path = path
        self._prefix = prefix
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def scoped(self, prefix: str) -> "UiState":
        """Return the part of the store below `prefix`, such as `list/clients`."""
        return UiState(self._path, prefix=f"{self._prefix}{prefix}/")

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under `key`."""
        value = self._settings.value(self._prefix + key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """Return the whole number kept under `key`."""
        text = self.text(key)
        return int(text) if text.lstrip("-").isdecimal() else default

    def data(self, key: str) -> QByteArray:
        """Return the bytes kept under `key` (window geometry, splitter places), or none."""
        return QByteArray.fromBase64(self.text(key).encode())

    def document(self, key: str) -> dict[str, object]:
        """Return the small document kept under `key`; a damaged one counts as absent."""
        import json  # noqa: PLC0415 - not before the first paint

        try:
            value = json.loads(self.text(key) or "{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def keep(self, key: str, value: str | int | QByteArray | dict[str, object]) -> None:
        """Keep `value` under `key`."""
        if isinstance(value, QByteArray):
            text = bytes(value.toBase64().data()).decode()
        elif isinstance(value, dict):
            import json  # noqa: PLC0415 - not before the first paint

            text = json.dumps(value, ensure_ascii=True)
        else:
            text = str(value)
        self._settings.setValue(self._prefix + key, text)
