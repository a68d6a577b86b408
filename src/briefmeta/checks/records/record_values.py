"""Rules about the values of a handle record: indexes, types, times, administrators, keys."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.records.record_targets import label
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import shorten
from briefmeta.handles.data import AdminData
from briefmeta.handles.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.record import HandleRecord, HandleValue

_EMAIL = re.compile(
    r"(?:mailto:|[^@<>]{1,200}(?=<[^<>]{1,2000}>$))?<?[^\s@<>]{1,128}@[^\s@<>.]{1,128}(?:\.[^\s@<>.]{1,128}){1,10}>?",
    re.IGNORECASE,
)
_MAX_INDEX = 2**31 - 1
_BINARY = frozenset({"base64", "hex"})
_MAX_SHOWN = 20  # findings of one rule in one record
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
        elif not re.fullmatch("[01]{1,16}", value.data.permissions):
            yield Flaw(label(value), f"{shorten(value.data.permissions)} is no set of rights")
        elif "1" not in value.data.permissions:
            yield Flaw(label(value), "the administrator has no rights at all", severity=Severity.WARNING)


def _secret(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("HS_SECKEY"):
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
    Rule(
        code="REC120",
        name="duplicate-index",
        severity=Severity.ERROR,
        what="Two values of the record have the same index.",
        why="An index identifies a value; which of the two is changed or deleted is chance.",
        source="RFC 3651, section 3.1 (index)",
        example="URL and EMAIL, both with index 1",
        fix="Give each value an index of its own.",
        check=_duplicate_index,
    ),
    Rule(
        code="REC121",
        name="index-out-of-range",
        severity=Severity.ERROR,
        what="An index is 0, negative or larger than 32 bits hold.",
        why="Servers refuse it, or store another one.",
        source="RFC 3651, section 3.1 (index)",
        example="`0`, `-1`",
        fix="Give an index from 1.",
        check=_bad_index,
    ),
    Rule(
        code="REC122",
        name="value-unreadable",
        severity=Severity.WARNING,
        what="A value of the record, or a member of one, does not have its form.",
        why="Programs pass over it.",
        source="Handle.Net manual 9, chapter 14 (JSON form of values)",
        example='`{"index": 1}` without a type; `"timestamp": "yesterday"`',
        fix="Write the value anew.",
        check=_unreadable,
    ),
    Rule(
        code="REC123",
        name="type-name",
        severity=Severity.WARNING,
        what="The type of a value has a space around it; small letters in a registered type are a remark.",
        why="Clients that compare exactly do not find the value.",
        source="RFC 3651, section 3.1 (type) and 3.2",
        example="`URL ` with a space, `url`",
        fix="Write the type as it is registered.",
        check=_type_name,
    ),
    Rule(
        code="REC150",
        name="time-to-live",
        severity=Severity.WARNING,
        what="The time to live of a value is 0 or past; a negative one is an error, less than a minute a remark.",
        why="Caches keep nothing, and each reader waits for the handle's own server; negative ones are undefined.",
        source="RFC 3651, section 3.1 (TTL)",
        example="`0`, `-1`, `2001-01-01T00:00:00Z`; not `86400`",
        fix="Set it to 86400, a day.",
        check=_ttl,
    ),
    Rule(
        code="REC151",
        name="timestamp-to-come",
        severity=Severity.WARNING,
        what="A value was last changed more than a year after today.",
        why="A clock was wrong; mirrors that ask for changes will miss later ones.",
        source="RFC 3651, section 3.1 (timestamp)",
        example="`2206-01-01T00:00:00Z`",
        fix="Write the value anew.",
        check=_timestamp,
    ),
    Rule(
        code="REC160",
        name="administrator-missing",
        severity=Severity.WARNING,
        what="The record has no HS_ADMIN value that may be seen.",
        why="Nobody can change or delete it any more. An answer to a question for some types only does not tell.",
        source="RFC 3651, section 3.2.1 (HS_ADMIN)",
        example="a record with a URL only",
        fix="Add an HS_ADMIN value, through the administrator of the prefix.",
        check=_no_admin,
    ),
    Rule(
        code="REC161",
        name="administrator-malformed",
        severity=Severity.ERROR,
        what="An HS_ADMIN value cannot be read; one without any right is a warning.",
        why="It gives rights to nobody.",
        source="RFC 3651, section 3.2.1 (HS_ADMIN)",
        example="permissions `0111` with a 2 in them",
        fix="Write the value anew, with its twelve rights.",
        check=_bad_admin,
    ),
    Rule(
        code="REC162",
        name="secret-key-public",
        severity=Severity.ERROR,
        what="A secret key may be read by everybody.",
        why="Whoever reads it can change every handle that it administers.",
        source="RFC 3651, section 3.2 (HS_SECKEY) and 3.1 (permissions)",
        example="HS_SECKEY in a public answer",
        fix="Replace the key, then take away the right to read it in public.",
        check=_secret,
    ),
    Rule(
        code="REC163",
        name="email-malformed",
        severity=Severity.WARNING,
        what="An EMAIL value is no e-mail address.",
        why="Readers who find the handle broken cannot tell anybody.",
        source="RFC 5322, section 3.4.1",
        example="`editor at example.org`",
        fix="Give an address.",
        check=_email,
    ),
)
