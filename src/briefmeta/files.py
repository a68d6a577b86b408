"""Files in and out: paths, ``-`` and file objects. A file is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, AnyStr, TypeAlias, cast

from briefmeta.errors import FileError, ParseError, UndecidedFormatError
from briefmeta.formats import Detection, Format, detect, find_format, formats
from briefmeta.model.report import Report
from briefmeta.text.encoding import PDF, LineDecoder, decode, encoding_of, stated_encoding, tell_unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Source: TypeAlias = "str | os.PathLike[str] | IO[str] | IO[bytes]"

MAX_FILE = 512 * 1024 * 1024
"""The largest file that ``load`` reads whole, in bytes; ``iter_load`` has no such limit."""
MAX_LINE = 16 * 1024 * 1024
"""The longest line that ``iter_load`` takes, in characters."""
_HEAD = 64 * 1024
_log = logging.getLogger(__name__)


def loads(
    text: str | bytes,
    format: str | None = None,
    problems: list[ParseError] | None = None,
    *,
    encoding: str | None = None,
    **options: Any,
) -> list[Report]:
    """Read reports from text.

    Args:
        text: the text, or the bytes of a file.
        format: the name of the format; found out from the content when not given.
        problems: takes what could not be read, as ``ParseError`` with line and column; without it the first is raised,
            and carries the others and the reports that were read.
        encoding: the encoding of bytes, such as ``gb18030``. Where it is not given, a byte-order mark or the text says
            it, else it is UTF-8; where it is not that, it is guessed, which is told in ``problems``, or else logged.
        **options: the format's own, as in ``date_order="dmy"`` of the record page.

    Returns:
        The reports in the order of the text.

    Raises:
        ParseError: something could not be read, and ``problems`` was not given.
        FormatError: there is no such format, it is only written, or the content does not tell it.
        InvalidValueError: there is no such encoding.

    >>> loads("@techreport{a, title = {Pivot}, year = 2024}")[0].title
    'Pivot'
    """
    if isinstance(text, (bytes, bytearray)):
        text = decode(bytes(text), _teller(problems), encoding)
    elif not isinstance(text, str):
        raise TypeError(f"text is str or bytes, not {type(text).__name__}")
    return _chosen(text, format, "").loads(text, problems, **options)


def load(
    source: Source,
    format: str | None = None,
    problems: list[ParseError] | None = None,
    *,
    encoding: str | None = None,
    **options: Any,
) -> list[Report]:
    """Read reports from a file.

    Args:
        source: a path, ``-`` for standard input, or a file object of text or bytes.
        format: the name of the format; found out from suffix and content when not given.
        problems: as for ``loads``.
        encoding: as for ``loads``.
        **options: as for ``loads``.

    Raises:
        FileError: the file cannot be read, or has more than 512 MB.
        ParseError: something in it cannot be read, and ``problems`` was not given.
        FormatError: the format cannot be told.
    """
    text = _read_text(source, _teller(problems), encoding)
    return _chosen(text, format, _suffix(source)).loads(text, problems, **options)


def detect_file(source: str | os.PathLike[str]) -> Detection:
    """Return which format a file is in, and why.

    Raises:
        FileError: the file cannot be read.
        UndecidedFormatError: neither suffix nor content tells.
    """
    try:
        with open(source, "rb") as file:
            head = file.read(_HEAD)
    except OSError as fault:
        raise FileError(source, fault.strerror or str(fault)) from fault
    return detect(_decode_head(head), _suffix(source))


def read_text(source: Source, problems: list[ParseError], encoding: str | None = None) -> str:
    """Read a whole file as text; its encoding is found out where it is not stated."""
    return _read_text(source, problems.append, encoding)


def _teller(problems: list[ParseError] | None) -> Callable[[ParseError], None]:
    """Choose where it is told how bytes were read."""
    return (lambda warning: _log.warning("%s", warning)) if problems is None else problems.append


def _read_text(source: Source, tell: Callable[[ParseError], None], encoding: str | None) -> str:
    try:
        with _opened(source) as file:
            data = file.read(MAX_FILE + 1)
    except OSError as fault:
        raise FileError(_name(source), fault.strerror or str(fault)) from fault
    except UnicodeDecodeError as fault:
        raise FileError(_name(source), f"not text in the encoding {fault.encoding}") from fault
    return _whole(data, source, tell, encoding)


def _whole(
    data: str | bytes, source: Source, tell: Callable[[ParseError], None], encoding: str | None
) -> str:
    """Return the whole content of a file as text."""
    if len(data) > MAX_FILE:
        raise FileError(_name(source), f"more than {MAX_FILE // 1024**2} MB; read it with iter_load")
    return data.removeprefix("\ufeff") if isinstance(data, str) else decode(data, tell, encoding)


def iter_load(
    source: Source,
    format: str | None = None,
    problems: list[ParseError] | None = None,
    *,
    encoding: str | None = None,
    **options: Any,
) -> Iterator[Report]:
    """Read reports one after the other, so that memory stays flat in the formats that can be read in pieces.

    These are jsonl, BibTeX, BibLaTeX, RIS, CSV, CSL-JSON and OAI-PMH answers; the others are read whole.

    Args:
        source: as for ``load``.
        format: as for ``load``.
        problems: as for ``load``.
        encoding: as for ``load``.
        **options: as for ``load``.

    Raises:
        FileError: the file cannot be read.
        ParseError: something cannot be read, and ``problems`` was not given; raised where it stands.
    """
    try:
        with _opened(source) as file:
            head = file.read(_HEAD)
            text = head if isinstance(head, str) else _decode_head(head, encoding)
            chosen = _chosen(text, format, _suffix(source))
            if isinstance(head, bytes) and head.startswith(PDF):
                lines: Iterable[str] = [
                    _whole(head + cast("bytes", file.read(MAX_FILE)), source, _teller(problems), None)
                ]
            elif isinstance(head, str):
                lines = _text_lines(head, file)
            else:
                lines = _byte_lines(head, file, _teller(problems), encoding)
            yield from chosen.iter_loads(lines, problems, **options)
    except OSError as fault:
        if isinstance(fault, FileError):
            raise
        raise FileError(_name(source), fault.strerror or str(fault)) from fault


def dump(
    reports: Iterable[Report] | Report, target: Source, format: str | None = None, **options: Any
) -> None:
    """Write reports to a file, which is replaced whole or not at all.

    Args:
        reports: the reports; an iterator is written as it runs.
        target: a path, ``-`` for standard output, or a file object of text or bytes.
        format: the name of the format; found out from the suffix when not given.
        **options: the format's own, as in ``coverage=True`` of ``oai_dc``.

    Raises:
        FileError: the file cannot be written; what was there before is there still.
        FormatError: the format cannot be told from the suffix, or cannot be written.
    """
    pieces = format_for_writing(format, target).iter_dumps(_reports(reports), **options)
    if isinstance(target, (str, os.PathLike)):
        if str(target) == "-":
            _write_stream(pieces, sys.stdout)
        else:
            write_whole(Path(target), pieces)
    else:
        _write_stream(pieces, target)


def dumps(reports: Iterable[Report] | Report, format: str, **options: Any) -> str:
    """Write reports as text.

    Args:
        reports: the reports.
        format: the name of the format.
        **options: the format's own.

    Raises:
        FormatError: there is no such format, or it cannot be written.

    >>> print(dumps([Report(title="Pivot", issued="2024", authors=["Ann Doe"])], "bibtex"))
    ... # doctest: +ELLIPSIS
    @techreport{doe2024pivot,
    ...
    """
    return find_format(format).dumps(_reports(reports), **options)


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write text to a new file beside ``path``, then put it in its place in one step.

    What is no file, such as ``/dev/stdout`` or a named pipe, is not replaced but written to.

    Raises:
        FileError: the file cannot be written; what was there before is there still.
    """
    import tempfile

    if path.exists() and not path.is_file():
        _write_device(path, pieces)
        return
    path = Path(os.path.realpath(path))
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name[:50]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OSError as fault:
        raise FileError(path, fault.strerror or str(fault)) from fault
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _write_device(path: Path, pieces: Iterable[str]) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="") as stream:
            for piece in pieces:
                stream.write(piece)
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise FileError(path, fault.strerror or str(fault)) from fault


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _reports(reports: Iterable[Report] | Report) -> Iterable[Report]:
    return (reports,) if isinstance(reports, Report) else reports


def _write_stream(pieces: Iterable[str], stream: IO[str] | IO[bytes]) -> None:
    import io

    binary = isinstance(stream, (io.RawIOBase, io.BufferedIOBase)) or "b" in getattr(stream, "mode", "")
    write: Any = stream.write
    for piece in pieces:
        write(piece.encode() if binary else piece)


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[IO[str] | IO[bytes]]:
    if isinstance(source, (str, os.PathLike)):
        if str(source) == "-":
            yield sys.stdin.buffer
        else:
            with open(source, "rb") as file:
                yield file
    elif hasattr(source, "read"):
        yield source
    else:
        raise TypeError(f"a path or a file object is needed, not {type(source).__name__}")


def _name(source: Source) -> str:
    if isinstance(source, (str, os.PathLike)):
        return "standard input" if str(source) == "-" else str(source)
    return str(getattr(source, "name", "file object"))


def _suffix(source: Source) -> str:
    if not isinstance(source, (str, os.PathLike)):
        source = str(getattr(source, "name", ""))
    return Path(source).suffix.lower()


def _chosen(text: str, format: str | None, suffix: str) -> Format:
    return find_format(format) if format is not None else detect(text, suffix).format


def format_for_writing(format: str | None, target: Source) -> Format:
    """Choose the format to write: the one that is named, or the one of the suffix.

    Raises:
        FormatError: there is no such format, or the suffix tells none.
    """
    if format is not None:
        return find_format(format)
    suffix = _suffix(target)
    for known in formats():
        if known.writes and suffix in known.suffixes:
            return known
    raise UndecidedFormatError(
        f"the suffix {suffix!r} of {_name(target)} tells no format; name it (format=…)"
    )


def _decode_head(head: bytes, encoding: str | None = None) -> str:
    # The last character may be cut, so only whole lines are decoded; nothing is told, as the file is read again.
    return decode(head[: head.rfind(b"\n") + 1] or head, _nowhere, encoding)


def _nowhere(_: ParseError) -> None:
    """Take a warning that is told elsewhere."""


def _text_lines(head: str, rest: IO[Any] | _Decoded) -> Iterator[str]:
    return _lines(head.removeprefix("\ufeff"), rest.read, "\n")


def _byte_lines(
    head: bytes, rest: IO[Any], tell: Callable[[ParseError], None], encoding: str | None
) -> Iterator[str]:
    chosen = stated_encoding(encoding) if encoding else encoding_of(head)
    tell_unmarked(chosen, tell)
    if chosen.codec.startswith(("utf-16", "utf-32")):
        import codecs

        decoder = codecs.getincrementaldecoder(chosen.codec)(errors="replace")
        return _text_lines(decoder.decode(head), _Decoded(decoder, rest))
    lines = _lines(head.removeprefix(b"\xef\xbb\xbf"), rest.read, b"\n")
    return map(LineDecoder(chosen, tell, head).decode, lines)


def _lines(piece: AnyStr, read: Callable[[int], AnyStr], newline: AnyStr) -> Iterator[AnyStr]:
    """Cut what is read piece by piece into lines; each piece is looked at once, however long a line is."""
    join: Callable[[list[AnyStr]], AnyStr] = newline[:0].join
    begun: list[AnyStr] = []  # the pieces of a line that is not complete
    size = number = 0
    while piece:
        lines: list[AnyStr] = piece.split(newline)
        last: AnyStr = lines.pop()
        for line in lines:
            begun += (line, newline)
            yield join(begun)
            begun, size = [], 0
        number += len(lines)
        begun.append(last)
        size += len(last)
        if size > MAX_LINE:
            raise ParseError(f"a line has more than {MAX_LINE} characters", line=number + 1, column=1)
        piece = read(_HEAD)
    rest = join(begun)
    if rest:
        yield rest


class _Decoded:
    """Bytes read through an incremental decoder."""

    def __init__(self, decoder: Any, file: IO[Any]) -> None:
        self._decoder, self._file = decoder, file

    def read(self, size: int) -> str:
        data = self._file.read(size)
        text: str = self._decoder.decode(data, final=not data)
        return text if text or not data else self.read(size)
