"""The style sheet. `$name` are colours by purpose, `$px8` lengths drawn for 100 %."""

SHEET = """
QMainWindow, QDialog { background: $ground; }
QToolTip { background: $card; color: $ink; border: 1px solid $line; padding: $px4; }

QMenuBar { background: $ground; border-bottom: 1px solid $line; padding: $px2 $px8; }
QMenuBar::item { padding: $px5 $px10; border-radius: $px6; background: transparent; }
QMenuBar::item:selected { background: $band; }
QMenu { background: $card; border: 1px solid $line; padding: $px4; }
QMenu::item { padding: $px6 $px24 $px6 $px16; border-radius: $px4; color: $ink; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: $px4 $px8; }

#side { background: $side; border-right: 1px solid $line; }
#statusline { background: $ground; border-top: 1px solid $line; }
#statusline QLabel, #statusline QToolButton { color: $muted; }
#statusline QToolButton::menu-indicator { image: none; width: 0; }
#statusline QToolButton { border: none; padding: $px2 $px6; border-radius: $px4; }
#statusline QToolButton:hover, #statusline QToolButton:focus { background: $band; }

QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { font-weight: bold; }
QLabel[role="error"] { color: $bad_ink; }
QLabel[role="changed"] {
  background: $warn_tint; color: $warn_ink; border-radius: $px4; padding: $px2 $px6;
}
QLabel[role="hint"] { color: $muted; }
QLabel[role="link"] { color: $accent; }
QLabel[role="section"] { font-weight: bold; color: $ink; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: $px8; }
QFrame[role="card"][current="true"] { border: 2px solid $accent; }
QFrame[role="mark"] { border: 2px solid transparent; border-radius: $px6; }
QFrame[role="mark"][current="true"] { background: $chosen; border: 2px solid $accent; }
QFrame[role="notice"] { background: $warn_tint; border: none; border-radius: $px8; }
QFrame[role="overlay"] { background: $card; border: 1px solid $accent; border-radius: $px8; }
QFrame[role="notice"] QLabel { color: $warn_ink; }

QAbstractScrollArea { background: transparent; border: none; }
QAbstractItemView { outline: none; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $card; border: 1px solid $edge; border-radius: $px6; padding: $px5 $px8;
  selection-background-color: $accent; selection-color: $on_accent; color: $ink;
}
QPlainTextEdit { padding: $px4; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: $px4 $px7;
}
QPlainTextEdit:focus { padding: $px3; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $bad_ink; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: $muted; background: $band;
}
QComboBox::drop-down { border: none; width: $px24; }
QComboBox::down-arrow { image: url($chevron); width: $px12; height: $px12; }
QComboBox QAbstractItemView {
  background: $card; border: 1px solid $line; selection-background-color: $chosen;
  selection-color: $ink; outline: none;
}

QPushButton {
  background: $card; border: 1px solid $edge; border-radius: $px6;
  padding: $px6 $px14; color: $ink;
}
QPushButton:hover { background: $band; }
QPushButton:focus { border: 2px solid $accent; padding: $px5 $px13; }
QPushButton:pressed { background: $chosen; }
QPushButton:disabled { color: $faint; }
QPushButton[role="main"] {
  background: $accent; border: 1px solid $accent; color: $on_accent; font-weight: bold;
}
QPushButton[role="main"]:focus { border: 2px solid $ink; }
QPushButton[role="main"]:disabled { background: $band; border: 1px solid $line; color: $faint; }
QPushButton[role="chip"] {
  border: 1px solid transparent; border-radius: $px12; padding: $px3 $px10;
  background: $calm_tint; color: $calm_ink;
}
QPushButton[role="chip"]:focus { border: 1px solid $accent; }
QPushButton[role="chip"][tone="good"] { background: $good_tint; color: $good_ink; }
QPushButton[role="chip"][tone="bad"] { background: $bad_tint; color: $bad_ink; }
QPushButton[role="chip"][tone="warn"] { background: $warn_tint; color: $warn_ink; }
QPushButton[role="chip"][tone="info"] { background: $info_tint; color: $info_ink; }
QPushButton[role="chip"]:checked { background: $accent; color: $on_accent; }
QPushButton[role="step"] {
  border: 1px solid transparent; border-left: 3px solid transparent; border-radius: $px4;
  background: transparent; color: $ink; text-align: left; padding: $px6 $px8;
}
QPushButton[role="step"][tone="bad"] { color: $bad_ink; }
QPushButton[role="step"][tone="warn"] { color: $warn_ink; }
QPushButton[role="step"][tone="good"] { color: $good_ink; }
QPushButton[role="step"]:hover { background: $band; }
QPushButton[role="step"]:focus { border: 1px solid $accent; border-left: 3px solid $accent; }
QPushButton[role="step"]:checked {
  background: $chosen; border-left: 3px solid $accent; font-weight: bold;
}
QPushButton[role="link"] {
  border: 1px solid transparent; background: transparent; color: $accent; text-align: left;
  padding: $px3 $px4;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }

QTabBar { background: transparent; border: none; }
#tabs { border-bottom: 1px solid $line; }
QTabBar::tab {
  background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
  padding: $px8 $px12; margin: 0;
}
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: bold; }
QTabBar::tab:focus { color: $ink; }

QTabBar#subpages::tab {
  background: $calm_tint; color: $calm_ink; border: 1px solid transparent; border-radius: $px12;
  padding: $px3 $px10; margin: 0 $px6 0 0;
}
QTabBar#subpages::tab:hover { color: $ink; }
QTabBar#subpages::tab:selected {
  background: $accent; color: $on_accent; border: 1px solid transparent; font-weight: normal;
}
QTabBar#subpages::tab:selected:focus { border: 1px solid $ink; }

QTabBar::scroller { width: $px22; }
QTabBar QToolButton { background: $ground; border: none; border-bottom: 1px solid $line; }

QTableView { background: $card; border: 1px solid $line; border-radius: $px8; }
QTableView:focus { border: 1px solid $accent; }
QListView { background: transparent; border: none; }
QListWidget::item { padding: $px5 $px6; border-radius: $px4; color: $ink; }
QListWidget::item:selected { background: $chosen; color: $ink; }
QHeaderView { background: $band; border: none; }
QHeaderView::section {
  background: $band; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: $px6 $px8; font-weight: bold;
}
QTableCornerButton::section { background: $band; border: none; }

QScrollBar:vertical { background: transparent; width: $px10; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $px10; margin: 0; }
QScrollBar::handle { background: $line; border-radius: $px5; min-height: $px24; min-width: $px24; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: $px2; max-height: $px4; }
QProgressBar::chunk { background: $accent; border-radius: $px2; }

QCheckBox { spacing: $px8; color: $ink; }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator {
  width: $px16; height: $px16; border: 1px solid $edge; border-radius: $px4; background: $card;
}
QCheckBox::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url($tick); }
QCheckBox::indicator:indeterminate {
  border: 1px solid $edge;
  background: qlineargradient(x1:0, y1:0, x2:0, y2:1, stop:0 $card, stop:0.42 $card,
    stop:0.43 $muted, stop:0.57 $muted, stop:0.58 $card, stop:1 $card);
}
QSplitter::handle { background: $line; }
"""
