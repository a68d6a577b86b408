"""Rules about handle records: where they lead, who may change them, and whether they can be what they say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import HandleSyntaxError, ParseError, shorten
from briefmeta.handles.data import AdminData
from briefmeta.handles.handle import Handle
from briefmeta.handles.locations import Locations
from briefmeta.handles.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.record import HandleRecord, HandleValue

_LOCATIONS = "10320/loc"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://[^\s/]|[^\s/])\S*")
_WEB = re.compile(r"https?://([^/?#@\s]*@)?(\[[^\]\s]*\]|[^/?#:\s]*)", re.IGNORECASE)
_LOCAL = re.compile(
    r"localhost|127\.[0-9.]+|10\.[0-9]+\.[0-9]+\.[0-9]+|192\.168\.[0-9.]+|172\.(?:1[6-9]|2[0-9]|3[01])\.[0-9.]+"
    r"|\[::1\]|.*\.(?:local|localhost|internal|lan)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?:mailto:)?[^\s@<>]{1,128}@[^\s@<>.]{1,128}(?:\.[^\s@<>.]{1,128}){1,10}", re.IGNORECASE
)
# Types that make a record serve the Handle System itself, or data rather than a page; RFC 3651, section 3.2
_SYSTEM_TYPES = (
    "HS_SITE",
    "HS_SITE.",
    "HS_SERV",
    "HS_NA_DELEGATE",
    "HS_VLIST",
    "HS_PUBKEY",
    "HS_CERT",
    "HS_SIGNATURE",
)
_MAX_INDEX = 2**31 - 1
_MAX_SHOWN = 20  # findings of one rule in one record
_SHORT_TTL = 60


def _label(value: HandleValue) -> str:
    return f"{value.type} ({value.index})"


def _exists(record: HandleRecord) -> bool:
    return record.outcome is Outcome.EXISTS


def _absent(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.outcome is Outcome.ABSENT:
        yield Flaw(None, "the server says that there is no such handle (response code 100)")


def _empty(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.outcome is Outcome.EMPTY:
        yield Flaw(None, "the handle exists, but none of its values may be seen (response code 200)")


def _unknown(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.outcome is Outcome.UNKNOWN and not _is_about_another(record):
        yield Flaw(None, f"nothing is known about the handle: {record.reason or 'no reason was given'}")


def _is_about_another(record: HandleRecord) -> bool:
    return record.reason is not None and "about another handle" in record.reason


def _another(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.outcome is Outcome.UNKNOWN and _is_about_another(record):
        yield Flaw("handle", "the answer is about another handle than the one that was asked for")


def _leads_nowhere(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if not _exists(record) or record.handle.prefix.upper() in ("0", "0.NA") or record.of_type("HS_ALIAS"):
        return
    if record.of_type("URL.") or record.of_type(_LOCATIONS) or any(record.of_type(t) for t in _SYSTEM_TYPES):
        return
    described = any(not v.is_type("HS_ADMIN") for v in record.values)
    said = "the record has neither a URL nor a 10320/loc value"
    yield Flaw(None, said, severity=None if described else Severity.ERROR)


def _urls(record: HandleRecord) -> Iterator[tuple[str, str]]:
    """Yield each address of the record with the value that it stands in."""
    for value in record.of_type("URL."):
        if value.text is not None:
            yield _label(value), value.text
    for value in record.of_type(_LOCATIONS):
        for href in _hrefs(value):
            yield _label(value), href


def _hrefs(value: HandleValue) -> list[str]:
    try:
        return [each.href for each in Locations.parse(value.text or "").locations]
    except ParseError:
        return []


def _not_absolute(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        if not _ABSOLUTE.fullmatch(url):
            said = "is empty" if not url else f"is no absolute address: {shorten(url)}"
            yield Flaw(field, f"the address {said}", value=url)
    for value in record.of_type("URL."):
        if value.text is None:
            yield Flaw(_label(value), "the address is not written as text")


def _to_itself(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        try:
            same = "//" in url and Handle(url) == record.handle and _is_proxy(url)
        except HandleSyntaxError:
            continue
        if same:
            yield Flaw(field, f"the address leads back to the handle: {shorten(url)}", value=url)


def _is_proxy(url: str) -> bool:
    host = _WEB.match(url)
    return host is not None and host[2].lower().rstrip(".") in (
        "hdl.handle.net",
        "coilink.org",
        "www.coilink.org",
        "doi.org",
    )


def _local_url(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        host = _WEB.match(url)
        if host and (host[1] or _LOCAL.fullmatch(host[2]) or not host[2]):
            said = "holds a password" if host[1] else "leads into some network"
            yield Flaw(field, f"the address {said}: {shorten(url)}", value=url)


def _insecure(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        if url[:7].lower() == "http://":
            yield Flaw(field, f"the address is without encryption: {shorten(url)}", value=url)


def _duplicate_index(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    seen: dict[int, HandleValue] = {}
    for value in record.values:
        known = seen.setdefault(value.index, value)
        if known is not value:
            yield Flaw(_label(value), f"the index {value.index} is taken by {known.type} already")


def _bad_index(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.values:
        if not 0 < value.index <= _MAX_INDEX:
            yield Flaw(_label(value), f"{value.index} is no index, which is 1 to {_MAX_INDEX}")


def _locations(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type(_LOCATIONS):
        try:
            found = Locations.parse(value.text or "")
        except ParseError as fault:
            yield Flaw(_label(value), f"the locations cannot be read: {fault.message}")
            continue
        if not found.locations:
            yield Flaw(_label(value), "the value lists no location with an href")
        elif all(each.weight <= 0 for each in found.locations) and "weighted" in found.methods:
            yield Flaw(
                _label(value),
                "every location has the weight 0, so that none is chosen",
                severity=Severity.INFO,
            )


def _alias(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    values = record.of_type("HS_ALIAS")
    for value in values:
        target = _alias_target(value)
        if target is None:
            yield Flaw(
                _label(value), f"the alias is no handle: {shorten(value.text or '')}", value=value.text
            )
        elif target == record.handle or target in record.trail:
            yield Flaw(_label(value), f"the alias leads back to {target}", value=value.text)
    trail = [*record.trail, record.handle]
    if len(set(trail)) < len(trail) and not values:
        yield Flaw("HS_ALIAS", f"the aliases go in circles: {' → '.join(map(str, trail[:8]))}")
    if record.outcome is Outcome.UNKNOWN and record.reason and "go in a circle" in record.reason:
        yield Flaw("HS_ALIAS", record.reason)


def _alias_target(value: HandleValue) -> Handle | None:
    for read in (Handle.exact, Handle):
        try:
            return read(value.text or "")
        except HandleSyntaxError:
            continue
    return None


def _alias_beside(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    aliases = record.of_type("HS_ALIAS")
    if len(aliases) > 1:
        yield Flaw(_label(aliases[1]), "there are several aliases; one of them is followed")
    if aliases and (record.of_type("URL.") or record.of_type(_LOCATIONS)):
        yield Flaw(_label(aliases[0]), "beside the alias stands an address, which no proxy reaches")


def _ttl(record: HandleRecord, context: Context) -> Iterator[Flaw]:
    for value in record.values[:1000]:
        ttl = value.ttl
        if isinstance(ttl, datetime):
            if ttl < datetime.combine(context.today, time(), UTC):
                yield Flaw(_label(value), f"the value is to be kept until {ttl:%Y-%m-%d}, which is past")
        elif ttl is not None and ttl < 0:
            yield Flaw(_label(value), f"the time to live is negative: {ttl}", severity=Severity.ERROR)
        elif ttl == 0:
            yield Flaw(_label(value), "the time to live is 0: every reader asks the server anew")
        elif ttl is not None and ttl < _SHORT_TTL:
            said = f"the time to live is {ttl} seconds: nearly every reader asks the server anew"
            yield Flaw(_label(value), said, severity=Severity.INFO)


def _no_admin(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if _exists(record) and not record.of_type("HS_ADMIN"):
        yield Flaw("HS_ADMIN", "no value says who may change the record, at least none that may be seen")


def _bad_admin(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("HS_ADMIN"):
        if not isinstance(value.data, AdminData):
            yield Flaw(_label(value), "the administrator cannot be read")
        elif not re.fullmatch("[01]{1,12}", value.data.permissions):
            yield Flaw(_label(value), f"{shorten(value.data.permissions)} is no set of twelve rights")
        elif "1" not in value.data.permissions:
            yield Flaw(_label(value), "the administrator has no rights at all", severity=Severity.WARNING)


def _secret(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("HS_SECKEY"):
        if value.permissions is None or value.permissions[2:3] != "0":
            yield Flaw(_label(value), "the secret key may be read by everybody")


def _unreadable(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for problem in record.problems[:_MAX_SHOWN]:
        yield Flaw(problem.partition(" ")[0], problem)


def _email(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type("EMAIL"):
        if value.text is not None and not _EMAIL.fullmatch(value.text):
            yield Flaw(_label(value), f"{shorten(value.text)} is no e-mail address", value=value.text)


def _timestamp(record: HandleRecord, context: Context) -> Iterator[Flaw]:
    for value in record.values:
        if value.timestamp is not None and value.timestamp.year > context.today.year + 1:
            yield Flaw(
                _label(value), f"the value was last changed in {value.timestamp:%Y-%m-%d}, which is to come"
            )


def _type_name(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.values:
        known = value.type.strip().upper()
        if value.type != value.type.strip() or not value.type:
            yield Flaw(
                _label(value),
                f"the type {value.type!r} has a space at its end, so that nobody finds the value",
            )
        elif value.type != known and (known in ("URL", "EMAIL", "DESC") or known.startswith("HS_")):
            yield Flaw(
                _label(value),
                f"the type is written {value.type}, and registered as {known}",
                severity=Severity.INFO,
            )


def _placeholder(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.handle.prefix in ("123456789", "987654321"):
        yield Flaw("handle", f"{record.handle.prefix} is a prefix for trying out; nobody else resolves it")


RULES = (
    Rule(
        code="REC101",
        name="handle-absent",
        severity=Severity.ERROR,
        what="A server said that the handle does not exist.",
        why="Every citation of it is dead.",
        source="Handle.Net manual 9, chapter 14 (response code 100)",
        example='`{"responseCode": 100, "handle": "20.500.12592/nope"}`',
        fix="Correct the handle, or have it registered.",
        check=_absent,
    ),
    Rule(
        code="REC102",
        name="record-empty",
        severity=Severity.WARNING,
        what="The handle exists, and none of its values may be seen.",
        why="A proxy cannot redirect.",
        source="Handle.Net manual 9, chapter 14 (response code 200)",
        example='`{"responseCode": 200, "values": []}`',
        fix="Make the URL readable for all, or ask without type and index.",
        check=_empty,
    ),
    Rule(
        code="REC103",
        name="record-unknown",
        severity=Severity.UNKNOWN,
        what="The answer tells nothing about the handle: the server was busy, or another one is responsible.",
        why="It says nothing against the handle.",
        source="Handle.Net manual 9, chapter 14 (response codes)",
        example='`{"responseCode": 301, "message": "That prefix doesn\'t live here"}`',
        fix="Ask again, later or at another proxy.",
        check=_unknown,
    ),
    Rule(
        code="REC104",
        name="answer-for-other-handle",
        severity=Severity.ERROR,
        what="The answer is about another handle than the one that was asked for.",
        why="A cache or a script mixed up two handles; believing it would cite the wrong report.",
        source="Handle.Net manual 9, chapter 14 (the handle is echoed); RFC 3651, section 3 (case of letters)",
        example="asked for `10986/1`, answered for `10986/2`",
        fix="Ask again, past the cache.",
        check=_another,
    ),
    Rule(
        code="REC110",
        name="leads-nowhere",
        severity=Severity.WARNING,
        what="The record has no URL, locations or alias. With nothing but an administrator it is an error.",
        why="A proxy shows the values and cannot redirect.",
        source="Handle.Net manual 9, section 1 (resolution by a proxy)",
        example="a record with EMAIL and HS_ADMIN only; not a record with HS_SITE",
        fix="Add a URL value.",
        check=_leads_nowhere,
    ),
    Rule(
        code="REC111",
        name="address-not-absolute",
        severity=Severity.ERROR,
        what="An address of the record is empty, has no scheme or holds a space.",
        why="No browser can follow it.",
        source="RFC 3986, section 4.3",
        example="`www.example.org/report`, `not a url`",
        fix="Write it with https:// at the beginning, and %20 for a space.",
        check=_not_absolute,
    ),
    Rule(
        code="REC112",
        name="address-of-itself",
        severity=Severity.ERROR,
        what="The address leads to a proxy with the same handle.",
        why="Browsers go in circles until they give up.",
        source="Handle.Net manual 9, section 1",
        example="`https://hdl.handle.net/10986/1` in the record of 10986/1",
        fix="Give the address of the report.",
        check=_to_itself,
    ),
    Rule(
        code="REC113",
        name="address-inside-network",
        severity=Severity.WARNING,
        what="The address leads to a host that only some network knows, or holds a password.",
        why="Nobody else can follow it, or everybody can log in.",
        source="RFC 1918; RFC 6761; RFC 3986, section 3.2.1",
        example="`http://localhost:8080/handle/10986/1`",
        fix="Give the public address.",
        check=_local_url,
    ),
    Rule(
        code="REC114",
        name="address-without-encryption",
        severity=Severity.INFO,
        what="The address begins with http://.",
        why="Browsers warn; most hosts answer with https.",
        source="RFC 9110, section 4.2.2",
        example="`http://example.org/report`",
        fix="Try it with https://, and change the record if that works.",
        check=_insecure,
    ),
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
        code="REC130",
        name="locations-malformed",
        severity=Severity.ERROR,
        what="A 10320/loc value is no XML, or lists no location.",
        why="Proxies fall back to the URL, or show an error.",
        source="https://hdl.handle.net/10320/loc; XML 1.0",
        example='`<locations><location href="https://example.org/?a=1&b=2"/></locations>`: the & must be &amp;',
        fix="Correct the XML.",
        check=_locations,
    ),
    Rule(
        code="REC140",
        name="alias-loop",
        severity=Severity.ERROR,
        what="An alias is no handle, or leads back to where it came from.",
        why="Proxies give up after some steps.",
        source="RFC 3651, section 3.2.4 (HS_ALIAS)",
        example="10986/1 is an alias of 10986/2, and that one of 10986/1",
        fix="Let one of them hold the values.",
        check=_alias,
    ),
    Rule(
        code="REC141",
        name="alias-beside-values",
        severity=Severity.WARNING,
        what="Beside an alias stand addresses or further aliases.",
        why="A proxy follows the alias and never reads them.",
        source="RFC 3651, section 3.2.4 (HS_ALIAS)",
        example="HS_ALIAS and URL in one record",
        fix="Keep one or the other.",
        check=_alias_beside,
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
    Rule(
        code="REC170",
        name="record-placeholder-prefix",
        severity=Severity.ERROR,
        what="The prefix of the record is one that repositories are delivered with.",
        why="It resolves on that server only.",
        source="DSpace documentation, “The Handle Server” (123456789)",
        example="`123456789/42`",
        fix="Have a prefix assigned, and register the handles under it.",
        check=_placeholder,
    ),
)
