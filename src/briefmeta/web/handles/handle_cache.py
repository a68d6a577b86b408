"""Answers of handle proxies, kept in a SQLite file between runs.

The cache never decides what is true. It keeps the bodies that proxies sent, for as long as each value's ttl
allows; negative answers expire sooner, and an answer that said nothing is not kept. A cache that cannot be
read or written costs time, not correctness: it warns once, through ``logging``, and the proxies are asked.

The file is in write-ahead mode: several processes share it, and a process that is killed leaves whole answers
behind. A damaged file is put aside under ``.damaged`` and begun anew; a file that is not a cache is not
touched.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from briefmeta.handles.handle_record import HandleRecord, Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from briefmeta.handles.handle import Handle

_log = logging.getLogger(__name__)

_APPLICATION = 0x62726D74  # "brmt" in the header of the file (PRAGMA application_id)
_BUSY = 1.0  # seconds to wait for another process
_PATIENCE = 30.0  # seconds without writing after such a wait was in vain
_DAMAGE = frozenset({11, 26, 522})  # SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR_SHORT_READ
_MOST_RECENT = 4096  # answers that are kept as records too; a record takes about two kilobytes
_NO_ROW = ("", b"", 0.0, 0.0, None)
_LONGEST = 30 * 86400.0  # seconds; whatever a ttl says, an answer is asked for again after a month

_VERSION = 2  # of the schema (PRAGMA user_version); a change of the schema is a new one
_SCHEMA = (
    "CREATE TABLE answers (handle TEXT NOT NULL, proxy TEXT NOT NULL, body BLOB NOT NULL, fetched REAL NOT NULL,"
    " expires REAL NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (handle, proxy)) WITHOUT ROWID",
    "CREATE INDEX answers_by_expiry ON answers (expires)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
)


def default_path() -> Path:
    """Return where the cache of a user lies by the custom of the system; nothing is created."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "briefmeta" / "handles.sqlite"


class _Recent(NamedTuple):
    """An answer that was read a while ago; reading it again would give the same."""

    proxy: str
    fetched: float
    expires: float
    record: HandleRecord

    def fits(self, handle: Handle, proxies: Sequence[str], now: float) -> bool:
        """Return whether it is what the file would say: of the preferred proxy, for this spelling, still good."""
        own = self.record.handle
        return (
            _is_of(now, self.fetched, self.expires)
            and bool(proxies)
            and self.proxy == proxies[0]
            and own.suffix == handle.suffix
            and own.prefix == handle.prefix
        )


@attrs.define(kw_only=True, eq=False)
class Cache:
    """Answers by handle and proxy; safe to share between threads, and its file between processes.

    Args:
        path: the file; it and its folder are created when they are not there.
        negative_ttl: seconds that *absent* and *empty* are kept.
        clock: tells the time in seconds since 1970.
    """

    path: Path = attrs.field(converter=Path)
    negative_ttl: float = 300.0
    clock: Callable[[], float] = time.time
    _lock: threading.RLock = attrs.field(init=False, repr=False, factory=threading.RLock)
    _connection: sqlite3.Connection | None = attrs.field(init=False, repr=False, default=None)
    _process: int = attrs.field(init=False, repr=False, default=0)
    _off: bool = attrs.field(init=False, repr=False, default=False)
    _read_only: bool = attrs.field(init=False, repr=False, default=False)
    _recent: OrderedDict[str, _Recent] = attrs.field(init=False, repr=False, factory=OrderedDict)
    _busy_until: float = attrs.field(init=False, repr=False, default=0.0)
    _rebuilt: bool = attrs.field(init=False, repr=False, default=False)

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                with contextlib.suppress(Exception):
                    self._connection.close()
            self._connection = None

    def get(self, handle: Handle, proxies: Sequence[str]) -> HandleRecord | None:
        """Return the record of a handle if an answer of one of these proxies is still good.

        Args:
            handle: the handle.
            proxies: base URLs of proxies, the preferred one first.

        Returns:
            The record, or None.
        """
        name, now = handle.folded, self.clock()
        recent = self._recent.get(name)
        if recent is not None and recent.fits(handle, proxies, now):
            return recent.record
        found = {row[0]: row for row in self._run(_select, (name, now)) or []}
        for proxy in proxies:
            _, body, fetched, expires, checksum = found.get(proxy, _NO_ROW)
            if not _is_of(now, fetched, expires) or checksum != _checksum(name, proxy, body):
                continue
            record = HandleRecord.from_json(body, handle)
            if record.outcome != Outcome.UNKNOWN:
                self._remember(name, _Recent(proxy, fetched, expires, record))
                return record
        return None

    def _remember(self, name: str, recent: _Recent) -> None:
        with self._lock:
            self._recent[name] = recent
            if len(self._recent) > _MOST_RECENT:
                self._recent.popitem(last=False)

    def put(self, record: HandleRecord, proxy: str, body: bytes) -> None:
        """Keep the answer of a proxy, if its outcome and its ttl allow it; else forget an older one.

        Args:
            record: what the body says.
            proxy: the base URL of the proxy.
            body: the body as it came.
        """
        from datetime import UTC, datetime

        name, now = record.handle.folded, self.clock()
        known = record.outcome == Outcome.EXISTS
        lifetime = record.lifetime(datetime.fromtimestamp(now, UTC)) if known else self.negative_ttl
        if record.outcome == Outcome.UNKNOWN or self._read_only or time.monotonic() < self._busy_until:
            return
        with self._lock:
            self._recent.pop(name, None)
        expires = now + min(lifetime, _LONGEST)
        if expires > now:
            self._run(_insert, (name, proxy, body, now, expires, _checksum(name, proxy, body)))
        else:
            self._run(_delete, (name, proxy))

    def _run(
        self,
        action: Callable[[sqlite3.Connection, tuple[object, ...]], list[tuple[Any, ...]]],
        values: tuple[object, ...],
    ) -> list[tuple[Any, ...]] | None:
        """Do one thing with the file; whatever is wrong with the file is dealt with here."""
        import sqlite3

        with self._lock:
            if self._off:
                return None
            try:
                return action(self._opened(), values)
            except sqlite3.DatabaseError as error:
                self._deal_with(error)
            except OSError as error:
                self._give_up(error)
        return None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():  # a connection does not survive a fork
            self._connection = self._open()
            self._process = os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        import sqlite3

        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        connection.text_factory = _text
        try:
            _prepare(connection, self.clock())
        except BaseException:  # an interrupt leaves no open file behind either; it goes on
            connection.close()
            raise
        return connection

    def _deal_with(self, error: sqlite3.DatabaseError) -> None:
        code = getattr(error, "sqlite_errorcode", None) or 0
        if code in _DAMAGE or code & 0xFF in _DAMAGE:
            self._rebuild(error)
        elif code & 0xFF in (5, 6):  # SQLITE_BUSY, SQLITE_LOCKED: another process is writing
            _log.debug("the cache %s is busy: %s", self.path, error)
            self._busy_until = time.monotonic() + _PATIENCE
        elif self._connection is None:
            self._give_up(error)
        else:  # full, read-only, broken disk: what is there can still be read
            self._read_only = True
            _log.warning("the cache %s cannot be written: %s", self.path, error)

    def _give_up(self, error: Exception) -> None:
        self.close()
        self._off = True
        _log.warning("the cache %s is not used: %s", self.path, error)

    def _rebuild(self, error: Exception) -> None:
        """Put a damaged file aside; the next use begins a new one."""
        if self._rebuilt:  # damaged a second time: the disk is to blame
            self._give_up(error)
            return
        self.close()
        self._rebuilt = True
        _log.warning("the cache %s is damaged and begun anew: %s", self.path, error)
        try:
            os.replace(self.path, f"{self.path}.damaged")
            for companion in ("-wal", "-shm"):
                Path(f"{self.path}{companion}").unlink(missing_ok=True)
        except OSError as fault:
            self._give_up(fault)


class _ForeignFileError(OSError):
    """The file is a database of something else."""


def _prepare(connection: sqlite3.Connection, now: float) -> None:
    """Make a new file a cache; leave the files of others, and of other versions, alone."""
    application = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != _APPLICATION and (application or version or tables):
        raise _ForeignFileError("it is a database of something else")
    if version not in (0, _VERSION):
        raise _ForeignFileError(f"it is of version {version}, and this library writes version {_VERSION}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if version == 0:
        _create(connection)
    connection.execute("DELETE FROM answers WHERE expires <= ?", (now,))


def _create(connection: sqlite3.Connection) -> None:
    """Write the schema in one transaction; another process may have been quicker."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _pragma(connection, "user_version") == 0:
            for statement in _SCHEMA:
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:  # an interrupt leaves no half schema behind either; it goes on
        with contextlib.suppress(Exception):
            connection.execute("ROLLBACK")
        raise


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")  # damage in a name makes it another name, which nobody asks for


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _select(connection: sqlite3.Connection, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT proxy, CAST(body AS BLOB), CAST(fetched AS REAL), CAST(expires AS REAL), checksum FROM answers"
        " WHERE handle = ? AND expires > ?",
        values,
    ).fetchall()


def _insert(connection: sqlite3.Connection, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    return connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", values).fetchall()


def _delete(connection: sqlite3.Connection, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    return connection.execute("DELETE FROM answers WHERE handle = ? AND proxy = ?", values).fetchall()


def _is_of(now: float, fetched: float, expires: float) -> bool:
    """Return whether an answer is good now; one from the future was written under another clock."""
    return fetched <= now + 60 and now < expires


def _checksum(name: str, proxy: str, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(f"{name}\n{proxy}".encode()))
