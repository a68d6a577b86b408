"""What a handle proxy answers: the record of a handle, each value typed, and whether the handle exists.

The answers are those of the REST interface (Handle.Net manual, version 9, chapter 14). The outcome is a
type of its own, because the worst answer is a wrong "not found": *absent* is said only when a server said
so, with response code 100.
"""

from __future__ import annotations

import contextlib
import enum
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import HandleSyntaxError, ParseError
from briefmeta.handles.handle import Handle, fold
from briefmeta.handles.locations import Locations
from briefmeta.handles.value_data import (
    Data,
    HandleReference,
    read_data,
    read_reference,
    write_data,
    write_reference,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Handle.Net manual, chapter 14, "Response codes"; 1, 100 and 200 are read as outcomes.
_CODES = {
    2: "server error",
    3: "server too busy",
    4: "the server did not understand the request",
    5: "operation not supported",
    6: "recursion limit reached",
    7: "the server could not reach the handle's own server",
    102: "invalid handle",
    300: "site information out of date",
    301: "the server is not responsible for this prefix",
    302: "referred to another service",
    303: "prefix referred to another service",
    401: "insufficient permissions",
    402: "authentication needed",
}
_FOUND, _NOT_FOUND, _NO_VALUES = 1, 100, 200
_LOCATIONS = "10320/loc"
_WEB = ("https://", "http://")


class Outcome(enum.StrEnum):
    """What is known about a handle.

    ``EXISTS``: it has values. ``ABSENT``: a server said that there is no such handle. ``EMPTY``: it exists,
    but no value of it may be seen. ``UNKNOWN``: nobody could say.
    """

    EXISTS = "exists"
    ABSENT = "absent"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Cause(enum.StrEnum):
    """Why an outcome is unknown, where programs may want to know.

    ``OTHER_HANDLE``: the answer is about another handle than the one that was asked for. ``ALIAS_LOOP``: the aliases
    go in a circle.
    """

    OTHER_HANDLE = "other-handle"
    ALIAS_LOOP = "alias-loop"


@attrs.frozen(kw_only=True)
class HandleValue:
    """One value of a handle record.

    Attributes:
        index: its number in the record.
        type: what it is, such as ``URL``, ``HS_ADMIN`` or the handle of a type.
        data: the typed data; ``OtherData`` where it has no shape that is known.
        format: what the record calls the form of the data, or None for a bare string.
        ttl: how long it may be kept, in seconds (0 and less: not at all), or until when, or None.
        timestamp: when it was last changed, or None.
        permissions: four binary digits (admin read, admin write, public read, public write), where the server
            shows them.
        references: the values that it refers to.
    """

    index: int
    type: str
    data: Data
    format: str | None = "string"
    ttl: int | datetime | None = None
    timestamp: datetime | None = None
    permissions: str | None = None
    references: tuple[HandleReference, ...] = ()

    @property
    def text(self) -> str | None:
        """The data where it is text, without space around it; None where it is anything else."""
        return self.data.strip() if isinstance(self.data, str) else None

    def to_json(self) -> dict[str, Any]:
        """Write the value as the REST interface does; what is not known is left out."""
        written = {
            "index": self.index,
            "type": self.type,
            "data": write_data(self.format, self.data),
            "ttl": _isoformat(self.ttl),
            "timestamp": _isoformat(self.timestamp),
            "permissions": self.permissions,
            "references": [write_reference(each) for each in self.references] or None,
        }
        return {name: member for name, member in written.items() if member is not None or name == "data"}

    def is_type(self, name: str) -> bool:
        """Return whether the value is of a type; letters of either case are the same in type names."""
        return self.type == name or self.type.upper() == name.upper()


@attrs.frozen(kw_only=True)
class HandleRecord:
    """What a proxy said about a handle.

    Attributes:
        handle: the handle that the values belong to: the one asked for, or the one that its aliases led to.
        outcome: what is known about it.
        values: its values by index.
        code: the response code of the REST interface, or None.
        reason: why the outcome is unknown, in words, or None.
        cause: why it is unknown, for programs, or None where only the words tell.
        problems: what could not be read in single values, in words.
        trail: the aliases that led to ``handle``, the one asked for first.
    """

    handle: Handle
    outcome: Outcome
    values: tuple[HandleValue, ...] = ()
    code: int | None = None
    reason: str | None = None
    cause: Cause | None = None
    problems: tuple[str, ...] = ()
    trail: tuple[Handle, ...] = ()

    @classmethod
    def from_json(cls, body: str | bytes, handle: Handle | None = None) -> HandleRecord:
        """Read the answer of a proxy.

        Args:
            body: the JSON text that the REST interface sent.
            handle: the handle that was asked for; an answer about another handle is not believed.

        Returns:
            The record. Whatever the body is, this comes back: what is not an answer of a proxy has the
            outcome ``UNKNOWN`` and a reason. ``ABSENT`` needs response code 100 and the name of the handle.

        Raises:
            HandleSyntaxError: no handle was given, and the body names none.

        Example:
            >>> url = '{"index":1,"type":"URL","data":"https://example.org/"}'
            >>> record = HandleRecord.from_json(f'{{"responseCode":1,"handle":"10986/1","values":[{url}]}}')
            >>> record.outcome, record.url
            (<Outcome.EXISTS: 'exists'>, 'https://example.org/')
        """
        answer, fault = _load(body)
        cause: Cause | None = None
        named = answer.get("handle")
        if handle is None:
            handle = Handle.exact(named if isinstance(named, str) else "")
        elif not fault and named is not None and not _same(named, handle):
            fault, cause = "the answer is about another handle", Cause.OTHER_HANDLE
        if fault:
            return cls(handle=handle, outcome=Outcome.UNKNOWN, reason=fault, cause=cause)
        return cls._from_answer(answer, handle)

    @classmethod
    def _from_answer(cls, answer: dict[str, Any], handle: Handle) -> HandleRecord:
        code, values = answer.get("responseCode"), answer.get("values")
        if isinstance(code, bool) or not isinstance(code, int):
            return cls(handle=handle, outcome=Outcome.UNKNOWN, reason="the answer has no response code")
        # an error page of a server in between may have any number in it, but not the name of the handle
        if code == _NOT_FOUND and not values and _same(answer.get("handle"), handle):
            return cls(handle=handle, outcome=Outcome.ABSENT, code=code)
        if code == _NO_VALUES and not values:
            return cls(handle=handle, outcome=Outcome.EMPTY, code=code)
        if code != _FOUND or not isinstance(values, list):
            return cls(handle=handle, outcome=Outcome.UNKNOWN, code=code, reason=_reason(code, answer))
        problems: list[str] = []
        read = sorted(_values(values, problems), key=lambda value: value.index)
        return cls(
            handle=handle,
            outcome=Outcome.EXISTS if values else Outcome.EMPTY,
            values=tuple(read),
            code=code,
            problems=tuple(problems),
        )

    def to_json(self) -> dict[str, Any]:
        """Write the record as the REST interface does; ``from_json`` reads the same record from it.

        Returns:
            JSON values: ``responseCode``, ``handle``, ``values``, and beyond the interface ``aliases``, the
            trail that led to the record, and ``reason``, where there are some.

        Example:
            >>> HandleRecord(handle=Handle("10986/1"), outcome=Outcome.ABSENT, code=100).to_json()
            {'responseCode': 100, 'handle': '10986/1'}
        """
        written: dict[str, Any] = {
            "responseCode": self.code,
            "handle": f"{self.handle.prefix}/{self.handle.suffix}",
        }
        if self.outcome in (Outcome.EXISTS, Outcome.EMPTY):
            written["values"] = [value.to_json() for value in self.values]
        if self.trail:
            written["aliases"] = [str(each) for each in self.trail]
        if self.reason is not None:
            written["reason"] = self.reason
        return written

    def of_type(self, name: str) -> tuple[HandleValue, ...]:
        """Return the values of a type, by index; a name that ends in a dot means the type's subtypes too."""
        if name.endswith("."):
            prefix = name.upper()
            return tuple(v for v in self.values if f"{v.type.upper()}.".startswith(prefix))
        return tuple(value for value in self.values if value.is_type(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the text of the values of a type, by index, without the empty ones."""
        return tuple(value.text for value in self.of_type(name) if value.text)

    @property
    def locations(self) -> Locations | None:
        """The first 10320/loc value that can be read, or None."""
        for text in self.texts(_LOCATIONS):
            try:
                found = Locations.parse(text)
            except ParseError:
                continue
            if found.locations:
                return found
        return None

    def choose_url(self, *, locatt: str | None = None, country: str | None = None) -> str | None:
        """Return where the handle leads.

        Args:
            locatt: ``attribute:value`` of the location that is wanted, as in ``?locatt=id:1``.
            country: the reader's country, ISO 3166-1 alpha-2.

        Returns:
            The winner of the 10320/loc value, else the URL value of the lowest index that is an http or https
            URL, else one with another ``://``; None where there is none.
        """
        locations = self.locations
        chosen = locations.choose(locatt=locatt, country=country) if locations else None
        if chosen and _is_url(chosen):
            return chosen
        # a proxy redirects to the URL of the lowest index; mailto: and ftp: addresses lead a reader nowhere
        candidates = [url for url in self.texts("URL.") if _is_url(url)]
        return next((url for url in candidates if url.lower().startswith(_WEB)), next(iter(candidates), None))

    @property
    def url(self) -> str | None:
        """Where the handle leads, for a reader of no particular country; see ``choose_url``."""
        return self.choose_url()

    @property
    def urls(self) -> tuple[str, ...]:
        """Every URL, each once: the locations of 10320/loc in order, then the URL values by index."""
        locations = self.locations
        listed = [location.href for location in locations.locations] if locations else []
        return tuple(dict.fromkeys([*listed, *self.texts("URL.")]))

    @property
    def alias(self) -> Handle | None:
        """The handle that this one is an alias of (HS_ALIAS), or None; what is not a handle is no alias."""
        for text in self.texts("HS_ALIAS"):
            for read in (Handle.exact, Handle):  # some write hdl: or a URL
                with contextlib.suppress(HandleSyntaxError):
                    return read(text)
        return None

    def lifetime(self, now: datetime) -> float:
        """Return for how many seconds the record may be kept: as long as the value that expires first.

        Args:
            now: the time the record was fetched, with its time zone.

        Returns:
            Seconds, 0 or more. Values without a ttl do not count; a record of none has the default of the
            Handle System, a day.
        """
        return max(
            0.0, min((_seconds(v.ttl, now) for v in self.values if v.ttl is not None), default=86400.0)
        )


def _seconds(ttl: int | datetime | None, now: datetime) -> float:
    return float(ttl or 0) if ttl is None or isinstance(ttl, int) else (ttl - now).total_seconds()


def _is_url(text: str) -> bool:
    return "://" in text and text.isprintable() and " " not in text


def _isoformat(value: int | datetime | None) -> int | str | None:
    return value if value is None or isinstance(value, int) else value.isoformat().replace("+00:00", "Z")


def _load(body: str | bytes) -> tuple[dict[str, Any], str | None]:
    """Read JSON whose top is an object; else say what it is."""
    import json

    try:
        if isinstance(body, bytes) and b"\x00" not in body[:4]:  # with NUL it is UTF-16, which json finds out
            body = body.decode()
        answer = json.loads(body.removeprefix("\ufeff") if isinstance(body, str) else body)
    except RecursionError:
        return {}, "the answer is nested too deeply"
    except ValueError:
        return {}, "the answer is not JSON" if body.strip() else "the answer is empty"
    if not isinstance(answer, dict):
        return {}, f"the answer is JSON, but a {type(answer).__name__}, not an object"
    return answer, None


def _same(named: object, handle: Handle) -> bool:
    return isinstance(named, str) and fold(named) == handle.folded


def _reason(code: int, answer: dict[str, Any]) -> str:
    if code in (_FOUND, _NOT_FOUND, _NO_VALUES):
        return f"response code {code}, but not the answer that belongs to it"
    message = answer.get("message")
    said = f": {message[:200]}" if isinstance(message, str) and message.isprintable() else ""
    return f"response code {code}, {_CODES.get(code, 'which is not defined')}{said}"


def _values(values: list[Any], problems: list[str]) -> Iterator[HandleValue]:
    for place, value in enumerate(values):
        index, kind = (value.get("index"), value.get("type")) if isinstance(value, dict) else (None, None)
        if isinstance(index, str) and _WHOLE.fullmatch(index):
            index = int(index)
        if isinstance(index, bool) or not isinstance(index, int) or not isinstance(kind, str):
            problems.append(f"values[{place}] has no index or no type")
            continue
        form, data = read_data(value.get("data"))
        members: dict[str, Any] = {}
        for name, read in _MEMBERS:
            if (member := value.get(name)) is not None:
                try:
                    members[name] = read(member)
                except (TypeError, ValueError, KeyError):
                    problems.append(f"values[{place}].{name} cannot be read")
        yield HandleValue(index=index, type=kind, data=data, format=form, **members)


def _ttl(value: Any) -> int | datetime:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else _time(value)


def _time(value: Any) -> datetime:
    """Read an ISO 8601 date-time, in UTC where it names no zone."""
    time = datetime.fromisoformat(value)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _references(value: Any) -> tuple[HandleReference, ...]:
    return tuple(read_reference(each) for each in value)


_WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)
_MEMBERS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("ttl", _ttl),
    ("timestamp", _time),
    ("permissions", _text),
    ("references", _references),
)
