"""The first passphrase of a library, another, or none any more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.language.texts import tr


class PassphraseDialog(QDialog):
    """Asks twice for the new passphrase; for the present one, too, when there is one."""

    chosen = Signal(str, str)
    """The present and the new passphrase; "" is none."""

    def __init__(self, *, encrypted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Passphrase of the library"))
        self._encrypted = encrypted
        words = QLabel(
            tr(
                "The library and all its backups will be encrypted. Nobody can read them without "
                "the passphrase, and nobody can find it again: write it down in a safe place. "
                "Briefings that you exported stay as they are."
            )
        )
        words.setWordWrap(True)
        self.present, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.none = QCheckBox(tr("No passphrase any more"))
        form = QFormLayout()
        for name, field in (
            (tr("Present passphrase"), self.present),
            (tr("New passphrase"), self.new),
            (tr("Once more"), self.again),
        ):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            field.textChanged.connect(self._judge)
            if field is not self.present or encrypted:
                form.addRow(name, field)
        if encrypted:
            form.addRow("", self.none)
        self.none.toggled.connect(self._judge)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)
        self.accepted.connect(self._tell)
        self._judge()

    def _judge(self) -> None:
        """Only what can be meant can be confirmed."""
        for field in (self.new, self.again):
            field.setEnabled(not self.none.isChecked())
        same = bool(self.new.text()) and self.new.text() == self.again.text()
        known = bool(self.present.text()) or not self._encrypted
        self.ok.setEnabled(known and (same or self.none.isChecked()))

    def _tell(self) -> None:
        self.chosen.emit(self.present.text(), "" if self.none.isChecked() else self.new.text())
