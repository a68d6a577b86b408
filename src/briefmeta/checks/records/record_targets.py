"""Rules about where a handle record leads: outcome, addresses, locations, aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.report_identifiers import LOCAL_HOST
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import HandleSyntaxError, ParseError, shorten
from briefmeta.handles.handle import Handle
from briefmeta.handles.locations import Locations
from briefmeta.handles.record import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.record import HandleRecord, HandleValue

_LOCATIONS = "10320/loc"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://[^\s/]|[^\s/])\S*")
_WEB = re.compile(r"https?://([^/?#@\s]*@)?(\[[^\]\s]*\]|[^/?#:\s]*)", re.IGNORECASE)
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


def label(value: HandleValue) -> str:
    """Name a value of a record, as the field of a finding."""
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
    if record.outcome is Outcome.UNKNOWN and record.cause is None:
        yield Flaw(None, f"nothing is known about the handle: {record.reason or 'no reason was given'}")


def _another(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.cause is Cause.OTHER_HANDLE:
        yield Flaw("handle", "the answer is about another handle than the one that was asked for")


def _leads_nowhere(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if not _exists(record) or record.handle.prefix.upper() in ("0", "0.NA") or record.of_type("HS_ALIAS"):
        return
    if any(value.type != value.type.strip() for value in record.values):
        return  # a type with a space at its end is found by no one, and is told
    if record.of_type("URL.") or record.of_type(_LOCATIONS) or any(record.of_type(t) for t in _SYSTEM_TYPES):
        return
    described = any(not v.is_type("HS_ADMIN") for v in record.values)
    said = "the record has neither a URL nor a 10320/loc value"
    yield Flaw(None, said, severity=None if described else Severity.ERROR)


def _urls(record: HandleRecord) -> Iterator[tuple[str, str]]:
    """Yield each address of the record with the value that it stands in."""
    for value in record.of_type("URL."):
        if value.text is not None:
            yield label(value), value.text
    for value in record.of_type(_LOCATIONS):
        for href in _hrefs(value):
            yield label(value), href


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
            yield Flaw(label(value), "the address is not written as text")


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
        "dx.doi.org",
        "www.doi.org",
    )


def _local_url(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        host = _WEB.match(url)
        if not _ABSOLUTE.fullmatch(url):
            continue  # which is told
        if host and (host[1] or LOCAL_HOST.fullmatch(host[2]) or not host[2]):
            said = "holds a password" if host[1] else "leads into some network"
            yield Flaw(field, f"the address {said}: {shorten(url)}", value=url)


def _insecure(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for field, url in _urls(record):
        if url[:7].lower() == "http://":
            yield Flaw(field, f"the address is without encryption: {shorten(url)}", value=url)


def _locations(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    for value in record.of_type(_LOCATIONS):
        try:
            found = Locations.parse(value.text or "")
        except ParseError as fault:
            yield Flaw(label(value), f"the locations cannot be read: {fault.message}")
            continue
        if not found.locations:
            yield Flaw(label(value), "the value lists no location with an href")
        elif all(each.weight <= 0 for each in found.locations) and "weighted" in found.methods:
            yield Flaw(
                label(value),
                "every location has the weight 0, so that none is chosen",
                severity=Severity.INFO,
            )


def _alias(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    values = record.of_type("HS_ALIAS")
    for value in values:
        target = _alias_target(value)
        if target is None:
            yield Flaw(label(value), f"the alias is no handle: {shorten(value.text or '')}", value=value.text)
        elif target == record.handle or target in record.trail:
            yield Flaw(label(value), f"the alias leads back to {target}", value=value.text)
    trail = [*record.trail, record.handle]
    if len(set(trail)) < len(trail) and not values:
        yield Flaw("HS_ALIAS", f"the aliases go in circles: {' → '.join(map(str, trail[:8]))}")
    if record.cause is Cause.ALIAS_LOOP:
        yield Flaw("HS_ALIAS", record.reason or "the aliases go in a circle")


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
        yield Flaw(label(aliases[1]), "there are several aliases; one of them is followed")
    if aliases and (record.of_type("URL.") or record.of_type(_LOCATIONS)):
        yield Flaw(label(aliases[0]), "beside the alias stands an address, which no proxy reaches")


def _placeholder(record: HandleRecord, _: Context) -> Iterator[Flaw]:
    if record.handle.prefix in ("123456789", "987654321"):
        yield Flaw("handle", f"{record.handle.prefix} is a prefix for trying out; nobody else resolves it")


ALIAS_LOOP = Rule(
    code="REC140",
    name="alias-loop",
    severity=Severity.ERROR,
    what="An alias is no handle, or leads back to where it came from, by way of other records of the files as well.",
    why="Proxies give up after some steps.",
    source="RFC 3651, section 3.2.5 (HS_ALIAS)",
    example="10986/1 is an alias of 10986/2, and that one of 10986/1; not an alias of a handle without a record",
    fix="Let one of them hold the values.",
    check=_alias,
)

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
        source="Handle.Net manual 9, chapter 14 (the handle is echoed); RFC 3651, section 2 (case of letters)",
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
    ALIAS_LOOP,
    Rule(
        code="REC141",
        name="alias-beside-values",
        severity=Severity.WARNING,
        what="Beside an alias stand addresses or further aliases.",
        why="A proxy follows the alias and never reads them.",
        source="RFC 3651, section 3.2.5 (HS_ALIAS)",
        example="HS_ALIAS and URL in one record",
        fix="Keep one or the other.",
        check=_alias_beside,
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
