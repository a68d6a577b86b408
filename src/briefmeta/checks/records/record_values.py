"""Rules about the values of a handle record: indexes, types, times, administrators, keys."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.records.record_targets import label
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.handles.handle_record import Outcome
from briefmeta.handles.value_data import AdminData

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.handle_record import HandleRecord, HandleValue

# Not RFC 5322 but what mail servers take; each part is bounded, so that hostile text cannot make it slow.
_EMAIL = re.compile(
    r"(?:mailto:|[^@<>]{1,200}(?=<[^<>]{1,2000}>$))?<?[^\s@<>]{1,128}@[^\s@<>.]{1,128}(?:\.[^\s@<>.]{1,128}){1,10}>?",
    re.IGNORECASE,
)
# RFC 3651, section 3.1: an integer of 4 bytes; this much every implementation holds, also one with a sign.
_MAX_INDEX = 2**31 - 1
_BINARY = frozenset({"base64", "hex"})
_MAX_SHOWN = 20  # findings of one rule in one record
# The usual value is a day (86400 seconds); below a minute no cache is of use.
_SHORT_TTL = 60


def _duplicate_index(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    seen: dict[int, HandleValue] = {}
    for value in record.values:
        known = seen.setdefault(value.index, value)
        if known is not value:
            yield Flaw(label(value), f"the index {value.index} is taken by {known.type} already")


def _bad_index(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.values:
        if not 0 < value.index <= _MAX_INDEX:
            yield Flaw(label(value), f"{value.index} is no index, which is 1 to {_MAX_INDEX}")


def _ttl(record: HandleRecord, context: Context) -> Iterator[Flaw]:
    # A hostile record may hold a million values; a thousand findings of one kind say enough.
    for value in record.values[:1000]:
        ttl = value.ttl
        if isinstance(ttl, datetime):
            if ttl < datetime.combine(context.today, time(), UTC):
                yield Flaw(label(value), f"the value is to be kept until {ttl:%Y-%m-%d}, which is past")
        elif ttl is not None and ttl < 0:
            yield Flaw(label(value), f"the time to live is negative: {ttl}", severity=Severity.ERROR)
        elif ttl == 0:
            yield Flaw(label(value), "the time to live is 0: every reader asks the server anew")
        elif ttl is not None and ttl < _SHORT_TTL:
            said = f"the time to live is {ttl} seconds: nearly every reader asks the server anew"
            yield Flaw(label(value), said, severity=Severity.INFO)


def _no_admin(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.outcome is Outcome.EXISTS and not record.of_type("HS_ADMIN"):
        yield Flaw("HS_ADMIN", "no value says who may change the record, at least none that may be seen")


def _bad_admin(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("HS_ADMIN"):
        if not isinstance(value.data, AdminData):
            yield Flaw(label(value), "the administrator cannot be read")
        # RFC 3651, section 3.2.1: a bit mask, which the REST API writes as a text of 0 and 1.
        elif not re.fullmatch("[01]{1,16}", value.data.permissions):
            yield Flaw(label(value), f"{shorten(value.data.permissions)} is no set of rights")
        elif "1" not in value.data.permissions:
            yield Flaw(label(value), "the administrator has no rights at all", severity=Severity.WARNING)


def _secret(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("HS_SECKEY"):
        # The third of four: whether the public may read it (RFC 3651, section 3.1).
        if value.permissions is None or value.permissions[2:3] != "0":
            yield Flaw(label(value), "the secret key may be read by everybody")


def _unreadable(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for problem in record.problems[:_MAX_SHOWN]:
        yield Flaw(problem.partition(" ")[0], problem)
    for value in record.values[:1000]:
        if value.format in _BINARY and not isinstance(value.data, bytes):
            yield Flaw(label(value), f"the data is not in the format {value.format}, as the value says")


def _email(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("EMAIL"):
        if value.text is not None and not _EMAIL.fullmatch(value.text):
            yield Flaw(label(value), f"{shorten(value.text)} is no e-mail address", value=value.text)


def _timestamp(record: HandleRecord, context: Context) -> Iterator[Flaw]:
    # A year of grace: clocks of servers are wrong, and times are written in local ones.
    latest = context.today + timedelta(days=366)
    for value in record.values:
        if value.timestamp is not None and value.timestamp.date() > latest:
            yield Flaw(
                label(value), f"the value was last changed in {value.timestamp:%Y-%m-%d}, which is to come"
            )


def _type_name(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.values:
        known = value.type.strip().upper()
        if value.type != value.type.strip() or not value.type:
            yield Flaw(
                label(value),
                f"the type {value.type!r} has a space at its end, so that nobody finds the value",
            )
        elif value.type != known and (known in ("URL", "EMAIL", "DESC") or known.startswith("HS_")):
            yield Flaw(
                label(value),
                f"the type is written {value.type}, and registered as {known}",
                severity=Severity.INFO,
            )


RULES = (
    Rule("REC120", "duplicate-index", Severity.ERROR, _duplicate_index),
    Rule("REC121", "index-out-of-range", Severity.ERROR, _bad_index),
    Rule("REC122", "value-unreadable", Severity.WARNING, _unreadable),
    Rule("REC123", "type-name", Severity.WARNING, _type_name),
    Rule("REC150", "time-to-live", Severity.WARNING, _ttl),
    Rule("REC151", "timestamp-to-come", Severity.WARNING, _timestamp),
    Rule("REC160", "administrator-missing", Severity.WARNING, _no_admin),
    Rule("REC161", "administrator-malformed", Severity.ERROR, _bad_admin),
    Rule("REC162", "secret-key-public", Severity.ERROR, _secret),
    Rule("REC163", "email-malformed", Severity.WARNING, _email),
)
