"""The first instance's ear: takes the files that later starts hand over, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from studio.host.single import MOST_BYTES, TAKEN, files_in, is_whole

_MOST_AT_ONCE = 8
_PATIENCE = 2_000  # ms in which a message has to be all there


class Listening(QObject):
    """Listens at `address`; only this account can speak to it. Call it while the lock is held."""

    handed_over = Signal(list)
    """Absolute paths of files, none where the program is only to come forward."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_AT_ONCE)
        self._server.newConnection.connect(self._meet)
        # Whoever holds the lock is the only one: what a crash has left at the address gives way.
        self.listens = bool(address) and self._server.listen(address)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _meet(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            if len(self.findChildren(_Caller)) >= _MOST_AT_ONCE:
                line.abort()
                line.deleteLater()
            else:
                _Caller(line, self)


class _Caller(QObject):
    """One start that speaks to us, until it has said all or takes too long."""

    def __init__(self, line: QLocalSocket, listening: Listening) -> None:
        super().__init__(listening)
        self._line, self._listening, self._heard = line, listening, b""
        line.setParent(self)
        line.setReadBufferSize(MOST_BYTES + 1)
        line.readyRead.connect(self._hear)
        line.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start(_PATIENCE)
        self._hear()

    def _hear(self) -> None:
        self._heard += self._line.readAll().data()
        if not is_whole(self._heard) and len(self._heard) <= MOST_BYTES:
            return
        files = files_in(self._heard)
        if files is None:
            self._give_up()
            return
        self._line.readyRead.disconnect(self._hear)
        self._line.write(TAKEN)
        self._line.disconnectFromServer()
        self._listening.handed_over.emit(files)

    def _give_up(self) -> None:
        self._patience.stop()
        self._line.abort()
        self.deleteLater()
