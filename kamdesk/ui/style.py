"""The style sheet: about a page of rules, filled with the tokens of one theme."""

from string import Template

from kamdesk.resources import resource
from kamdesk.ui.tokens import DARK, Tokens

_TYPE = Template("""
QLabel[role="caption"] { font-size: ${caption}pt; color: $text2; }
QLabel[role="muted"] { color: $text2; }
QLabel[role="field"] { color: $text2; padding-top: 4px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="h3"] { font-size: ${h3}pt; font-weight: 600; }
QLabel[role="h2"] { font-size: ${h2}pt; font-weight: 600; }
QLabel[role="h1"] { font-size: ${h1}pt; font-weight: 600; }
QLabel[role="kpi"] { font-size: ${kpi}pt; font-weight: 600; }
QLabel[role="error"] { font-size: ${caption}pt; color: $bad; }
QLabel[role="warning"] { font-size: ${caption}pt; color: $warn; }
QLabel[role="required"] { color: $bad; }
QLabel[chip] { font-size: ${caption}pt; border-radius: 4px; padding: 1px 8px; }
QLabel[chip="neutral"] { background: $neutral_soft; color: $text2; }
QLabel[chip="info"] { background: $info_soft; color: $info; }
QLabel[chip="ok"] { background: $ok_soft; color: $ok; }
QLabel[chip="warn"] { background: $warn_soft; color: $warn; }
QLabel[chip="bad"] { background: $bad_soft; color: $bad; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent; }
""")

_FRAMES = Template("""
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[line="true"] { background: $border; border: none; max-height: 1px; }
QFrame[notice] { border: none; border-radius: 6px; }
QFrame[notice="info"] { background: $info_soft; }
QFrame[notice="ok"] { background: $ok_soft; }
QFrame[notice="warn"] { background: $warn_soft; }
QFrame[notice="bad"] { background: $bad_soft; }
QFrame[notice="neutral"] { background: $neutral_soft; }
QFrame[notice="accent"] { background: $accent_soft; }
QScrollArea, QWidget[plain="true"] { background: transparent; border: none; }
#topBar { background: $surface; border: none; border-bottom: 1px solid $border; }
#rail { background: $rail; border: none; border-right: 1px solid $border; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $text2; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $text2; font-size: ${caption}pt; padding: 0 8px; }
QSplitter::handle { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $border_input; padding: 4px; }
QDialog { background: $surface; }
""")

_BUTTONS = Template("""
QPushButton { background: $surface; border: 1px solid $border_input; border-radius: 6px;
  padding: 3px 12px; min-height: 22px; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton:focus { border: 1px solid $accent; background: $accent_soft; }
QPushButton:disabled { color: $muted; border-color: $border; background: transparent; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent;
  font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:focus {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $neutral_soft; border-color: $neutral_soft;
  color: $muted; }
QPushButton[danger="true"] { color: $bad; border-color: $bad; }
QPushButton[link="true"] { border: 1px solid transparent; background: transparent; color: $accent;
  padding: 1px 4px; min-height: 18px; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 3px 8px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[tab="true"] { padding: 4px 12px; color: $text2; }
QToolButton[tab="true"]:checked { background: $accent_soft; color: $accent; }
QToolButton[rail="true"] { color: $text2; padding: 5px 0px; border-radius: 8px;
  font-size: ${caption}pt; }
QToolButton[rail="true"]:hover { background: $hover; }
QToolButton[rail="true"]:checked { background: $accent_soft; color: $accent; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit, QDateEdit, QComboBox, QSpinBox { background: $surface; color: $text;
  border: 1px solid $border_input; border-radius: 6px; padding: 2px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QComboBox { padding-right: 0; }
QPlainTextEdit { padding: 3px 4px; }
QLineEdit, QDateEdit, QComboBox, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 1px solid $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled, QDateEdit:disabled, QComboBox:disabled,
QLineEdit:read-only { background: $surface_alt; color: $text2; border-color: $border; }
*[state="error"] { border-color: $bad; }
*[state="warning"] { border-color: $warn; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border_input;
  selection-background-color: $selection; selection-color: $text; outline: 0; }
QCheckBox, QRadioButton { spacing: 6px; color: $text; padding: 4px 0; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
  border: 1px solid $border_input; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:disabled { border-color: $border; background: $surface_alt; }
QCheckBox:focus { color: $accent; }
QLineEdit[filter="true"], QComboBox[filter="true"] { min-height: 18px; padding: 1px 5px;
  border-radius: 4px; border-color: $border; }
QComboBox[filter="true"] { color: $text2; padding-right: 0; }
QComboBox[filter="true"]::drop-down { width: 14px; }
QComboBox[filter="true"]::down-arrow { width: 12px; height: 12px; }
QLineEdit[filter="true"]:focus, QComboBox[filter="true"]:focus { border-color: $accent; }
QLineEdit[filter="true"][active="true"], QComboBox[filter="true"][active="true"] {
  background: $accent_soft; border-color: $accent; color: $text; }
""")

_VIEWS = Template("""
QTableView, QListView, QTreeView { background: $surface; alternate-background-color: $surface_alt;
  border: 1px solid $border; border-radius: 4px; color: $text; outline: 0;
  selection-background-color: $selection; selection-color: $text; }
QTableView::item { padding: 0 5px; }
QListView[frameless="true"] { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QHeaderView { background: $surface_alt; border: none; border-bottom: 1px solid $border; }
QHeaderView::section { background: $surface_alt; color: $text2; border: none;
  border-right: 1px solid $border; padding: 0 7px; font-weight: 400; }
QTableCornerButton::section { background: $surface_alt; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $text2; padding: 6px 12px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $accent; }
QMenu { background: $surface; border: 1px solid $border_input; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QCalendarWidget #qt_calendar_navigationbar { background: $surface_alt;
  border: 1px solid $border_input; border-bottom: none; }
QCalendarWidget QTableView { border: 1px solid $border_input; border-radius: 0;
  selection-background-color: $accent;
  selection-color: $on_accent; }
QProgressBar { border: 1px solid $border; border-radius: 4px; background: $neutral_soft;
  text-align: center; color: $text; max-height: 16px; }
QProgressBar::chunk { background: $accent_soft; border-right: 2px solid $accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $border_input; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

_SIZES = {"caption": -1, "h3": 1, "h2": 3, "h1": 5, "kpi": 9}


def style_sheet(tokens: Tokens, base_pt: int) -> str:
    """Return the application's style sheet for `tokens` with a body size of `base_pt` points."""
    values = tokens._asdict()
    values |= {name: str(max(base_pt + step, 9)) for name, step in _SIZES.items()}
    look = "dark" if tokens is DARK else "light"
    for name in ("arrow", "tick"):
        values[name] = resource("icons", f"{name}-{look}.svg").as_posix()
    parts = (_TYPE, _FRAMES, _BUTTONS, _INPUTS, _VIEWS)
    return "".join(part.substitute(values) for part in parts)
