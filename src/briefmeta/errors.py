"""Every error that briefmeta raises, in one tree.

::

    BriefmetaError
     ├─ InvalidValueError (also ValueError)   a value that a field cannot hold: .field .value .expected
     │   ├─ HandleSyntaxError                 text that is not a handle
     │   ├─ DateSyntaxError                   text that is not a date
     │   │   └─ AmbiguousDateError            05/04/2024, and the caller did not say which order
     │   ├─ NameSyntaxError                   text that is not a name
     │   └─ UnknownCountryError               text that names no country
     ├─ ParseError (also ValueError)          text of a format that cannot be read: .line .column .field .problems
     ├─ FormatError (also ValueError)         which format is meant
     │   ├─ UnknownFormatError                no format has that name
     │   └─ UndecidedFormatError              neither the suffix nor the content tells the format
     ├─ FileError (also OSError)              a path that cannot be read or written: .path
     ├─ MissingExtraError (also ImportError)  an optional dependency is not installed: .extra
     ├─ StyleError (also ValueError)          a CSL style that is invalid: .style .line
     │   └─ StyleNotFoundError                no style has that name
     ├─ RenderError (also ValueError)         an item that a style cannot render: .style .item
     ├─ HandleNotFound                        a server said that this handle does not exist: .handle
     ├─ HandleUnresolved                      nobody could say whether this handle exists: .handle .reason
     └─ TransportError                        a request that did not end well: .url .reason
         ├─ RequestRefused                    a URL, an address or a redirect that must not be asked
         ├─ ConnectionFailed                  no connection, or one that broke
         ├─ TransportTimeout                  it took too long
         └─ ResponseTooLarge                  the answer is larger than the limit

Whose fault it is can be read from the class: ``ValueError`` children are the input's, ``HandleNotFound`` is an answer,
``HandleUnresolved`` and ``TransportError`` are the network's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 80  # characters of a wrong value that an error message repeats
_KEPT = 500  # characters of a long line that an error keeps on each side of the column


def shorten(value: object, limit: int = _SHOWN) -> str:
    """Write a value for an error message: its ``repr``, cut in the middle of long text, safe to print."""
    if isinstance(value, str) and len(value) > limit:
        return repr(value[:limit]) + "…"
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= 2 * limit else text[: 2 * limit] + "…"


class BriefmetaError(Exception):
    """The parent of every error of this library."""


class InvalidValueError(BriefmetaError, ValueError):
    """A value that a field cannot hold.

    Attributes:
        field: the name of the field, as in ``Report``.
        value: what was given.
        expected: what would have been right, in words.
    """

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(field, value, expected)
        self.field, self.value, self.expected = field, value, expected

    def __str__(self) -> str:
        return f"{self.field}: {shorten(self.value)} is not {self.expected}"


class HandleSyntaxError(InvalidValueError):
    """Text that is not a handle."""


class DateSyntaxError(InvalidValueError):
    """Text that is not a date."""


class AmbiguousDateError(DateSyntaxError):
    """A date such as ``05/04/2024`` whose order nobody stated."""


class NameSyntaxError(InvalidValueError):
    """Text that names nobody."""


class UnknownCountryError(InvalidValueError):
    """Text that names no country of ISO 3166-1."""


class ParseError(BriefmetaError, ValueError):
    """Text of a format that cannot be read, with the place and the line itself.

    Attributes:
        message: what is wrong, in words.
        line: the line, from 1, or None where no line is to blame.
        column: the column in characters, from 1, or None.
        source: the text of that line, or of a very long one the part around the column, or None.
        source_start: how many characters of the line precede ``source``.
        field: the field of the report or of the format that is concerned, or None.
        warning: whether nothing was lost, so that it is told to those who ask and never raised.
        problems: every problem of the same text, this one first, when a reader stops at the end of a text with several.
        reports: the reports that could be read all the same.
    """

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        source: str | None = None,
        field: str | None = None,
        warning: bool = False,
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.field = message, line, column, field
        self.warning = warning
        self.source, self.source_start = _around(source, column)
        self.problems: tuple[ParseError, ...] = (self,)
        self.reports: tuple[Any, ...] = ()

    @classmethod
    def at(
        cls, message: str, text: str, offset: int, *, field: str | None = None, warning: bool = False
    ) -> ParseError:
        """Make an error for the character at ``offset`` of ``text``: line, column and the line are found here."""
        offset = max(0, min(offset, len(text)))
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        source = text[start : len(text) if end < 0 else end]
        return cls(
            message,
            line=text.count("\n", 0, offset) + 1,
            column=offset - start + 1,
            source=source,
            field=field,
            warning=warning,
        )

    @classmethod
    def of(cls, problems: Sequence[ParseError], reports: Sequence[Any] = ()) -> ParseError:
        """Make the first of ``problems`` carry them all, and the reports that were read beside them."""
        first = problems[0]
        first.problems, first.reports = tuple(problems), tuple(reports)
        return first

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}"
        if where and self.column is not None:
            where += f", column {self.column}"
        text = f"{where}: {self.message}" if where else self.message
        if len(self.problems) > 1:
            text += f" (and {len(self.problems) - 1} more)"
        caret = self.caret()
        return f"{text}\n{caret}" if caret else text

    def caret(self, width: int = 100) -> str:
        """Draw the line with a caret under the column; empty where the place is not known.

        Long lines are cut around the column, and what a terminal would act upon is replaced.
        """
        if self.source is None or self.column is None:
            return ""
        place = self.column - 1 - self.source_start
        start = max(0, place - width // 2)
        shown = self.source[start : start + width]
        shown = "".join(c if c.isprintable() else " " if c in "\t\r" else "\ufffd" for c in shown)
        return f"  {shown}\n  {' ' * (place - start)}^"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.message, self.__dict__.copy())


def _around(source: str | None, column: int | None) -> tuple[str | None, int]:
    """Cut a long line: a thousand problems of one line of 50 MB must not hold it a thousand times."""
    if source is None or len(source) <= 2 * _KEPT:
        return source, 0
    start = max(0, (column or 1) - 1 - _KEPT)
    return source[start : start + 2 * _KEPT], start


def _restore(cls: type[ParseError], message: str, state: dict[str, Any]) -> ParseError:
    error = cls(message)
    error.__dict__.update({k: v for k, v in state.items() if k != "problems"})
    return error


class FormatError(BriefmetaError, ValueError):
    """Which format is meant cannot be told."""


class UnknownFormatError(FormatError):
    """No format has that name."""


class UndecidedFormatError(FormatError):
    """Neither the suffix nor the content tells the format."""


class FileError(BriefmetaError, OSError):
    """A path that cannot be read or written.

    Attributes:
        path: the path as given.
        reason: what went wrong, in words.
    """

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = str(path), reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class MissingExtraError(BriefmetaError, ImportError):
    """An optional dependency is not installed.

    Attributes:
        extra: the extra of this package that brings it.
        purpose: what it is needed for.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(extra, purpose)
        self.extra, self.purpose = extra, purpose

    def __str__(self) -> str:
        return f"{self.purpose} needs an optional part: pip install 'briefmeta[{self.extra}]'"


class StyleError(BriefmetaError, ValueError):
    """A CSL style that cannot be used.

    Attributes:
        style: the name or path of the style.
        reason: what is wrong with it.
        line: the line of the style file, or None.
    """

    def __init__(self, style: str, reason: str, line: int | None = None) -> None:
        super().__init__(style, reason, line)
        self.style, self.reason, self.line = style, reason, line

    def __str__(self) -> str:
        where = f"{self.style}, line {self.line}" if self.line is not None else self.style
        return f"{where}: {self.reason}"


class StyleNotFoundError(StyleError):
    """No style has that name; the reason says how to get more styles."""


class RenderError(BriefmetaError, ValueError):
    """An item that a style cannot render.

    Attributes:
        style: the name of the style.
        item: the key of the item.
        reason: what is wrong.
    """

    def __init__(self, style: str, item: str, reason: str) -> None:
        super().__init__(style, item, reason)
        self.style, self.item, self.reason = style, item, reason

    def __str__(self) -> str:
        return f"{self.style}: item {shorten(self.item)}: {self.reason}"


class HandleNotFound(BriefmetaError):  # noqa: N818 - an answer of a server, not a fault
    """A server said that this handle does not exist (response code 100).

    Attributes:
        handle: the handle, as text.
    """

    def __init__(self, handle: object) -> None:
        super().__init__(handle)
        self.handle = str(handle)

    def __str__(self) -> str:
        return f"the handle {self.handle} does not exist"


class HandleUnresolved(BriefmetaError):  # noqa: N818 - not known, which is not the handle's fault
    """Nobody could say whether this handle exists.

    Attributes:
        handle: the handle, as text.
        reason: why, in words.
        cause: why, as ``HandleRecord.cause`` says it, or None.
    """

    def __init__(self, handle: object, reason: str, cause: str | None = None) -> None:
        super().__init__(handle, reason, cause)
        self.handle, self.reason, self.cause = str(handle), reason, cause

    def __str__(self) -> str:
        return f"the handle {self.handle} could not be resolved: {self.reason}"


class TransportError(BriefmetaError):
    """A request that did not end well.

    Attributes:
        url: what was asked for.
        reason: why it failed, in words.
    """

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url, self.reason = url, reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class RequestRefused(TransportError):  # noqa: N818 - nothing failed: it was not even tried
    """A URL, an address or a redirect that must not be asked."""


class ConnectionFailed(TransportError):  # noqa: N818 - named as the others of this family
    """There was no connection, or it broke before the answer was complete; asking again may help."""


class TransportTimeout(TransportError):  # noqa: N818 - named as the others of this family
    """It took too long."""


class ResponseTooLarge(TransportError):  # noqa: N818 - named as the others of this family
    """The answer is larger than the limit."""
