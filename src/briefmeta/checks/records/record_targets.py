"""Rules about where a handle record leads: outcome, addresses, locations, aliases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefmeta.checks.finding import Severity
from briefmeta.checks.reports.report_identifiers import LOCAL_HOST
from briefmeta.checks.rule import Flaw, Rule
from briefmeta.errors import HandleSyntaxError, ParseError, shorten
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import Cause, Outcome
from briefmeta.handles.locations import Locations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.checks.rule import Context
    from briefmeta.handles.handle_record import HandleRecord, HandleValue

_LOCATIONS = "10320/loc"
# RFC 3986, section 4.3; other schemes than http are right here: mailto:, ftp: and urn: are registered as URL.
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
    # Prefixes are handles themselves (0.NA/…), whose records name servers and no page.
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
            # Only with //: a bare text that looks like a handle is no address, which another rule tells.
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
        # 10320/loc: a location without weight has 1; one with 0 is reached by its country or attributes only.
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
    followed = [*record.trail, record.handle]
    if len(set(followed)) < len(followed) and not values:
        yield Flaw("HS_ALIAS", f"the aliases go in circles: {' → '.join(map(str, followed[:8]))}")
    if record.cause is Cause.ALIAS_LOOP:
        yield Flaw("HS_ALIAS", record.reason or "the aliases go in a circle")


def _alias_target(value: HandleValue) -> Handle | None:
    # As it stands; a URL in its place is not followed, but says which handle was meant.
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


ALIAS_LOOP = Rule("REC140", "alias-loop", Severity.ERROR, _alias)

RULES = (
    Rule("REC101", "handle-absent", Severity.ERROR, _absent),
    Rule("REC102", "record-empty", Severity.WARNING, _empty),
    Rule("REC103", "record-unknown", Severity.UNKNOWN, _unknown),
    Rule("REC104", "answer-for-other-handle", Severity.ERROR, _another),
    Rule("REC110", "leads-nowhere", Severity.WARNING, _leads_nowhere),
    Rule("REC111", "address-not-absolute", Severity.ERROR, _not_absolute),
    Rule("REC112", "address-of-itself", Severity.ERROR, _to_itself),
    Rule("REC113", "address-inside-network", Severity.WARNING, _local_url),
    Rule("REC114", "address-without-encryption", Severity.INFO, _insecure),
    Rule("REC130", "locations-malformed", Severity.ERROR, _locations),
    ALIAS_LOOP,
    Rule("REC141", "alias-beside-values", Severity.WARNING, _alias_beside),
    Rule("REC170", "record-placeholder-prefix", Severity.ERROR, _placeholder),
)
