"""The look of the window's panels on top of the theme's palette."""

from annotator.domain.claim import Tag
from ui.kit.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Qt's style sheet for everything but the article itself."""
    tags = "\n".join(_tag_button(theme, tag) for tag in Tag)
    return f"""
QMainWindow, QDialog {{ background: {theme.window}; }}
TextArea {{ background: {theme.page}; color: {theme.ink}; border: none; }}
QLabel[muted="true"] {{ color: {theme.muted}; }}
QLabel[title="true"] {{ font-size: 22pt; font-weight: 300; }}
QLabel[section="true"] {{ font-weight: 600; }}
QLabel[quote="true"] {{ font-family: serif; font-size: 12pt; padding-left: 8px;
    border: none; border-left: 3px solid {theme.accent}; }}
QSplitter::handle {{ background: {theme.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QListView, QTableView, QTreeView {{ background: {theme.window}; border: none;
    alternate-background-color: {theme.window}; }}
QTableView {{ selection-background-color: {theme.selection};
    selection-color: {theme.selected_ink}; }}
QHeaderView::section {{ background: {theme.window}; color: {theme.muted}; border: none;
    border-bottom: 1px solid {theme.line}; padding: 4px 6px; }}
QListView:focus, QTableView:focus {{ border: 1px solid {theme.accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QPushButton, QLineEdit, QToolButton {{
    background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.line};
    border-radius: 5px; padding: 4px 9px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; color: {theme.ink}; }}
QToolButton:hover {{ background: {theme.raised}; border-color: {theme.line}; }}
QToolButton[chip="true"] {{ background: {theme.raised}; border: 1px solid {theme.accent};
    border-radius: 9px; padding: 2px 8px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton:hover, QLineEdit:hover {{ border-color: {theme.muted}; }}
QPushButton:focus, QLineEdit:focus, QToolButton:focus {{ border: 1px solid {theme.accent}; }}
QPushButton:default {{ background: {theme.accent}; color: {theme.page};
    border-color: {theme.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {theme.muted};
    background: {theme.window}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {theme.line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {theme.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {theme.line}; border: none; border-radius: 4px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
QTabBar {{ background: {theme.window}; }}
QTabBar::tab {{ background: transparent; color: {theme.muted}; padding: 7px 14px;
    border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {theme.ink}; border-bottom: 2px solid {theme.accent}; }}
QTabBar::tab:focus {{ color: {theme.accent}; }}
QToolTip {{ background: {theme.raised}; color: {theme.ink}; border: 1px solid {theme.line};
    padding: 4px; }}
QWidget#message_bar {{ background: {theme.raised}; border: 1px solid {theme.line};
    border-radius: 5px; }}
QWidget#message_bar QPushButton, QWidget#message_bar QToolButton {{ padding: 2px 8px; }}
QWidget#message_bar[kind="error"] {{ border-left: 4px solid {theme.error}; }}
QWidget#message_bar[kind="news"] {{ border-left: 4px solid {theme.accent}; }}
{tags}
"""


def _tag_button(theme: Theme, tag: Tag) -> str:
    """A tag's button: dashed when suggested, filled when chosen."""
    colours = theme.tag(tag)
    button = f'QPushButton[tag="{tag.value}"]'
    return f"""
{button} {{ padding: 5px 4px; }}
{button}[suggested="true"] {{ border: 1px dashed {colours.edge}; background: {colours.faint};
    color: {theme.ink}; }}
{button}:checked {{ background: {colours.solid}; border: 1px solid {colours.edge};
    color: {theme.ink}; font-weight: 600; }}"""
