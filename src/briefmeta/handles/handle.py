"""Handles of the Handle System: every written form in, every written form out.

A handle is ``PREFIX/SUFFIX`` (RFC 3650, section 3; RFC 3651, section 3): the prefix is dot-separated
segments, the suffix any printable text, slashes included. How a form is read depends on what announces it:

===================================================  ==================  ===============  ===================
form                                                 prefix              percent-escapes  prose punctuation
===================================================  ==================  ===============  ===================
bare ``20.500.12592/x``, ``300:20.500.12592/x``      starts with digits  kept             kept
``Handle:``, ``CID:``, ``COI:`` and a handle         starts with digits  kept             dropped at the end
``doi:10.1234/x``                                    starts with digits  kept             kept
``hdl:x/y``                                          any                 kept             kept
``info:hdl/x/y``, ``urn:hdl:x/y``                    any                 decoded          kept
URL at ``hdl.handle.net`` or another ``hdl.`` host   any                 decoded          kept
URL at ``doi.org``, ``coilink.org``, ``handle.net``  starts with digits  decoded          kept
repository URL ending in ``/handle/PREFIX/SUFFIX``   starts with digits  decoded          kept
URL elsewhere, if its whole path is a handle         as in prose         decoded          kept
===================================================  ==================  ===============  ===================

The query and the fragment of a URL (``?noredirect``, ``?locatt=…``, ``?urlappend=…``) are for the proxy, no
part of the handle, and are dropped. A bare prefix starts with digits, because ``and/or`` is not a handle;
``hdl:and/or`` is one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import HandleSyntaxError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_LENGTH = 2048
"""The longest handle, in characters. No specification sets a limit; a longer one does not fit into a URL."""

# Percent-encoded, one character takes up to twelve, and a label or a host comes before.
_MAX_TEXT = 16 * MAX_LENGTH
_PROXY = "https://hdl.handle.net"

# Most handles, at once: bare, ASCII, no date.
# Millions are read in a batch; the general rules below take five times as long.
_FAST = re.compile(r"((?:\d{5,}|\d+(?:\.[A-Za-z0-9_-]+)+))/([!-~]{1,1000})", re.ASCII)
# RFC 3651, section 3: a naming authority is segments between dots; no segment is empty.
_SEGMENTS = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_DIGITS_FIRST = re.compile(r"\d{4,}|\d+(?:\.[\w-]+)+", re.ASCII)
# 2024/05/01 and 2024/05 are dates in every text that has handles too, and no prefix of four digits has such suffixes.
_DATE = re.compile(r"[12]\d{3}/(?:0[1-9]|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01]))", re.ASCII)

# What no handle holds: controls, spaces other than U+0020, invisible and bidi characters, surrogates and
# noncharacters. U+200C and U+200D are spelling in Persian and in Indic scripts, so a suffix may hold them.
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Administrators are written as INDEX:HANDLE in the Handle.Net manual (section 3.4).
_INDEX = re.compile(r"(\d{1,10}):", re.ASCII)
# The index of policy reports prints COI:, and printed CID: before; DSpace prints Handle:.
_PROSE_LABEL = re.compile(r"(?:handle|cid|coi)\s?:\s?", re.IGNORECASE)
_LABEL = re.compile(r"(?:hdl:(?://)?|doi\s?:)\s?", re.IGNORECASE)
_URI = re.compile(r"(?:info:(?:hdl|doi)/|urn:(?:hdl|doi):)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*://", re.IGNORECASE)
_URL = re.compile(r"https?://([^/?#\s]+)([^?#]*)", re.IGNORECASE)
_SCHEMELESS = re.compile(
    r"(?:(?:dx\.|www\.)?doi\.org|(?:www\.)?coilink\.org|hdl\.[a-z0-9.-]+)/", re.IGNORECASE
)
# These hosts serve web pages of their own beside handles: https://doi.org/the-identifier/resources.
_STRICT_HOSTS = re.compile(r"(?:(?:dx|www)\.)?doi\.org|(?:www\.)?(?:coilink\.org|handle\.net)")

# In running text a bare handle needs more than digits and a slash: dates, prices, versions and network blocks
# have those too. 20.500.12592 and 0.NA are dotted prefixes; 1721.1 and 10986 are long ones.
_DOTTED = re.compile(r"(?=[\w.-]*\.(?:\d{4}|[A-Z][A-Z\d]))\d{1,2}(?:\.[\w-]+)+", re.ASCII)
_LONG = re.compile(r"[1-9]\d{3,}(?:\.\d+)+|[1-9]\d{4,}", re.ASCII)
_YEAR = re.compile(r"\d{2}|(?:19|20)\d{2}", re.ASCII)
_DECIMAL = re.compile(r"-?\d+\.\d+", re.ASCII)

# A handle in running text ends at a space, a quote, a CJK stop, a bracket without its partner, or a comma
# before the next handle; <1::AID-…> is a part of a SICI. Each alternative begins otherwise: linear time.
_PLAIN = r"""\s\x00-\x1f"“”„«»‹›`|—。，、；！？「」『』（）【】《》<>()\[\]{}"""
_WORDS = rf"""(?:[^{_PLAIN},;]
    | [,;](?!\d+\.\d[\w.]*/|https?://|hdl:)
    | \((?:[^{_PLAIN}]|\([^{_PLAIN}]{{0,99}}+\)){{0,99}}+\)
    | \[[^{_PLAIN}]{{0,99}}+\](?!\()
    | \{{[^{_PLAIN}]{{0,99}}+\}}
    | <\d[^{_PLAIN}]{{0,99}}>)+"""
_BARE = rf"(?:\d{{1,10}}:)?\d[\w.-]{{0,255}}+(?:/|%2f){_WORDS}"
_PROSE_END = ".,;:!?'’‘…*_\\"
_POSSESSIVE = re.compile(r"['’]s\Z")
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}

# What RFC 3986, section 3.3, lets stand in a path, without "+", ";" and "\\", which servers read as something else.
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~/:@!$&'()*,=]+")
# Clients remove /../ before they send a request (RFC 3986, section 5.2.4), and the handle with it.
_DOT_SEGMENT = re.compile(r"/(?=\.{1,2}(?:/|\Z))")
# A run at once, because one character of UTF-8 is several escapes.
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_BASE_URL = re.compile(r"https?://[^\s/?#]+[^\s?#]*", re.IGNORECASE)

USUAL_URI = re.compile(r"https://hdl\.handle\.net/([0-9]+(?:\.[0-9]+)+/[A-Za-z0-9][A-Za-z0-9._-]*)")
"""The URI of a handle as nearly all are, where what follows the proxy needs no decoding: readers take it at once."""

_set = object.__setattr__


@attrs.frozen(init=False, eq=False, repr=False)
class Handle:
    """A handle, read from any of its written forms.

    Two handles are equal when they are the same up to the case of ASCII letters (RFC 3651, section 3);
    nothing else is folded, and the case as given is kept for display. ``a/b`` and ``a/b/`` are two handles.

    Args:
        text: any written form; the table at the head of this module lists them. Space around it is dropped.
        proxies: base URLs of further proxies, whose URLs hold handles with any prefix.

    Attributes:
        prefix: the naming authority, such as ``20.500.12592``.
        suffix: the local name under that prefix.
        index: the index of ``300:20.500.12592/x``, which points at one value of the record. It is no part of
            the handle: neither compared nor written.

    Raises:
        HandleSyntaxError: the text is no handle; ``expected`` says what is wrong.

    Example:
        >>> handle = Handle("https://coilink.org/20.500.12592/b2rbv89?noredirect")
        >>> handle.prefix, handle.suffix
        ('20.500.12592', 'b2rbv89')
        >>> handle == Handle("COI: 20.500.12592/B2RBV89.")
        True
        >>> Handle("20.500.12592/a#b").uri
        'https://hdl.handle.net/20.500.12592/a%23b'
    """

    prefix: str
    suffix: str
    index: int | None

    def __init__(self, text: str, *, proxies: Iterable[str] = ()) -> None:
        try:
            match = _FAST.fullmatch(text)
        except TypeError:
            raise _wrong(text, "expected text such as 20.500.12592/b2rbv89") from None
        prefix, suffix, index = (match[1], match[2], None) if match else _parse(text, proxies)
        _set(self, "prefix", prefix)
        _set(self, "suffix", suffix)
        _set(self, "index", index)

    def __str__(self) -> str:
        """Write the handle bare; with ``hdl:`` before it where the bare form would not be read as one."""
        text = f"{self.prefix}/{self.suffix}"
        return text if _is_bare(self.prefix, text) else f"hdl:{text}"

    def __repr__(self) -> str:
        return f"Handle({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return self.folded == other.folded if isinstance(other, Handle) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.folded)

    @property
    def folded(self) -> str:
        """The handle with its ASCII letters in lower case: equal for equal handles, so a key for tables.

        >>> Handle("0.NA/Ünï").folded
        '0.na/Ünï'
        """
        return fold(f"{self.prefix}/{self.suffix}")

    @property
    def uri(self) -> str:
        """The https URI at the global proxy, percent-encoded.

        >>> Handle("20.500.12592/b2rbv89").uri
        'https://hdl.handle.net/20.500.12592/b2rbv89'
        """
        return f"{_PROXY}/{self._path()}"

    @property
    def info_uri(self) -> str:
        """The ``info:`` URI (RFC 4452), percent-encoded.

        >>> Handle("20.500.12592/b2rbv89").info_uri
        'info:hdl/20.500.12592/b2rbv89'
        """
        return f"info:hdl/{self._path()}"

    def url_for(self, proxy: str) -> str:
        """Write the URL of this handle at a proxy.

        Args:
            proxy: the base URL of the proxy, with or without a slash at its end.

        Returns:
            The URL, percent-encoded as the Handle.Net manual asks, one slash of ``/../`` too, so that no
            client takes it for a step up.

        Raises:
            InvalidValueError: ``proxy`` is not a base URL.

        Example:
            >>> Handle("20.500.12592/b2rbv89").url_for("https://coilink.org")
            'https://coilink.org/20.500.12592/b2rbv89'
        """
        if not _BASE_URL.fullmatch(proxy) or _REFUSED.search(proxy):
            raise InvalidValueError(
                "proxy", proxy, "a base URL such as https://hdl.handle.net, without query"
            )
        return f"{proxy.rstrip('/')}/{self._path()}"

    @classmethod
    def exact(cls, name: str) -> Handle:
        """Take ``PREFIX/SUFFIX`` as it stands, as the Handle System writes it: any prefix, nothing decoded.

        Args:
            name: the handle, as in the JSON of a proxy or in the values of a record.

        Raises:
            HandleSyntaxError: it is no handle.

        Example:
            >>> Handle.exact("TEST/ADMIN").prefix
            'TEST'
        """
        handle = cls.__new__(cls)
        for field, part in zip(("prefix", "suffix", "index"), _split(name, False, name), strict=True):
            _set(handle, field, part)
        return handle

    @classmethod
    def find_all(cls, text: str) -> list[Handle]:
        """Find the handles in running text, in order, each mention once.

        Punctuation and closing brackets that belong to the sentence are left out, and so is what only looks
        like a handle: dates, fractions, prices, network blocks, ``and/or``, and URLs that are no handle's.

        Args:
            text: any text.

        Returns:
            A handle for each mention; ``list(dict.fromkeys(…))`` leaves each handle once.

        Example:
            >>> Handle.find_all("By 2024/05/01 and/or so (https://hdl.handle.net/10986/12), w/o 20.1000/5.")
            [Handle('10986/12'), Handle('20.1000/5')]
        """
        return list(_find(text))

    def _path(self) -> str:
        path = _UNSAFE.sub(_escape, f"{self.prefix}/{self.suffix}")
        path = _DOT_SEGMENT.sub("%2F", path)
        # api/handles/… is where proxies keep their REST interface; an encoded slash tells a handle from it
        return path.replace("/", "%2F", 1) if path[:4].lower() == "api/" else path


def fold(name: str) -> str:
    """Put the ASCII letters of ``PREFIX/SUFFIX`` into lower case, and nothing else (RFC 3651, section 3)."""
    return (
        name.lower()
        if name.isascii()
        else name.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    )


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _is_bare(prefix: str, text: str) -> bool:
    return bool(_DIGITS_FIRST.fullmatch(prefix)) and not _DATE.fullmatch(text)


def _wrong(text: object, why: str) -> HandleSyntaxError:
    return HandleSyntaxError("handle", text, f"a handle ({why})")


def _parse(text: str, proxies: Iterable[str]) -> tuple[str, str, int | None]:
    """Read any written form: prefix, suffix and index."""
    body = text.strip().strip("\ufeff\u200b").strip()
    if len(body) > _MAX_TEXT:
        raise _wrong(text, f"expected at most {MAX_LENGTH} characters")
    if not body:
        raise _wrong(text, "expected text such as 20.500.12592/b2rbv89, found none")
    if body[0] in "<(\"'“‘«" and body[-1] in ">)\"'”’»":  # written in brackets or quotes, as in prose
        body = body[1:-1].strip()
    if "/" not in body and "%2f" in body.lower():  # the whole is percent-encoded
        body = _decode(body, text)
    if label := _PROSE_LABEL.match(body):
        body = _trim(body[label.end() :])
    strict = True
    if label := _LABEL.match(body):
        body, strict = body[label.end() :], label[0][0] in "dD"
    base = next((p.rstrip("/") + "/" for p in proxies if body.startswith(p.rstrip("/") + "/")), None)
    if base is not None:
        found = _decode(re.split("[?#]", body[len(base) :], maxsplit=1)[0], text), False
    elif uri := _URI.match(body):
        found = _decode(body[uri.end() :], text), "doi" in uri[0].lower()
    elif _SCHEME.match(body):
        found = _from_url(body, text)
    elif strict and _SCHEMELESS.match(body):
        found = _from_url(f"https://{body}", text)
    else:
        found = body, strict
    return _split(*found, text)


def _from_url(url: str, text: str) -> tuple[str, bool]:
    """Find the handle in a URL, and tell whether its prefix must start with digits."""
    match = _URL.match(url)
    if match is None:
        raise _wrong(text, "expected an http or https URL of a handle")
    # the user name goes, so that https://hdl.handle.net@evil.example is not taken for the proxy
    host = match[1].rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    path = match[2]
    proxy, strict_proxy = host.startswith("hdl."), bool(_STRICT_HOSTS.fullmatch(host))
    if path[:13].lower() == "/api/handles/":
        return _decode(path[13:], text), not proxy
    if proxy or strict_proxy:
        inner = _decode(path[1:], text)
        scheme = _URI.match(inner) or re.match(r"(?:hdl|doi):", inner, re.IGNORECASE)
        return inner[scheme.end() if scheme else 0 :], strict_proxy
    _, marker, tail = path.rpartition("/handle/")
    tail = _decode(tail, text).removesuffix("/")  # of the repository's URL, whose handles hold one slash
    if marker and tail.count("/") == 1:
        return tail, True
    inner = _decode(path[1:], text)
    if _DOTTED.fullmatch(inner.partition("/")[0]):
        return inner, True
    raise _wrong(text, f"the URL is neither a handle proxy's nor ends in /handle/PREFIX/SUFFIX: {host}")


def _decode(path: str, text: str) -> str:
    """Decode percent-escapes as UTF-8; a lone ``%`` stays."""
    if "%" not in path:
        return path
    try:
        return _ESCAPES.sub(lambda match: bytes.fromhex(match[0].replace("%", "")).decode(), path)
    except UnicodeDecodeError:
        raise _wrong(text, "expected UTF-8 in its percent-escapes") from None


def _split(body: str, strict: bool, text: str) -> tuple[str, str, int | None]:
    """Split ``[INDEX:]PREFIX/SUFFIX`` and check each part."""
    index = _INDEX.match(body)
    if index:
        body = body[index.end() :]
    if refused := _REFUSED.search(body):
        raise _wrong(text, f"U+{ord(refused[0]):04X} may not stand in one")
    prefix, slash, suffix = body.partition("/")
    if not slash:
        raise _wrong(text, "expected PREFIX/SUFFIX, found no slash")
    if not prefix:
        raise _wrong(text, "expected PREFIX/SUFFIX, found nothing before the slash")
    if not suffix:
        raise _wrong(text, "expected PREFIX/SUFFIX, found nothing after the slash")
    if not _SEGMENTS.fullmatch(prefix):
        raise _wrong(text, "expected a prefix of letters and digits between dots")
    if strict and not _DIGITS_FIRST.fullmatch(prefix):
        raise _wrong(text, "expected a prefix that starts with digits, or hdl: before it")
    if strict and _DATE.fullmatch(body):
        raise _wrong(text, "it reads as a date; write hdl: before it if it is a handle")
    if suffix != suffix.strip():
        raise _wrong(text, "expected no space at the ends of its suffix")
    if len(body) > MAX_LENGTH:
        raise _wrong(text, f"expected at most {MAX_LENGTH} characters")
    return prefix, suffix, int(index[1]) if index else None


@cache
def _mention() -> re.Pattern[str]:
    """Compile the pattern of a mention when the first text is searched: that costs more than the import."""
    return re.compile(
        rf"""(?<![a-z0-9_])(?P<url>https?://{_WORDS})
          | (?<![a-z0-9_./:@%-])(?P<uri>(?:{_URI.pattern}|hdl:\s?|{_SCHEMELESS.pattern}){_WORDS})
          | (?<![a-z0-9_./:@%-])(?:handle|cid|coi|doi)\s?:\s?(?P<labelled>{_BARE})
          | (?<![a-z0-9_./:@=&%?\#$€£¥-])(?P<bare>{_BARE})
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def _find(text: str) -> Iterator[Handle]:
    for match in _mention().finditer(text):
        try:
            handle = Handle(_trim(match[match.lastgroup or 0]))
        except HandleSyntaxError:
            continue
        if match.lastgroup != "bare" or _is_strong(handle):
            yield handle


def _is_strong(handle: Handle) -> bool:
    """Return whether a bare handle is one in running text too: no price, date, version or coordinate."""
    if _DOTTED.fullmatch(handle.prefix):
        return not _DECIMAL.fullmatch(handle.suffix)
    # 12345/06 and 12345/2006 are numbers of cases and regulations
    return bool(
        _LONG.fullmatch(handle.prefix)
        and not _YEAR.fullmatch(handle.suffix)
        and any(character.isdigit() for character in handle.suffix)
    )


def _trim(word: str) -> str:
    """Drop the punctuation at the end of a word that is the sentence's: stops, unbalanced brackets."""
    length = -1
    while length != len(word):
        length = len(word)
        word = _POSSESSIVE.sub("", word.rstrip(_PROSE_END))
        opener = _CLOSERS.get(word[-1:])
        if opener and word.count(opener) < word.count(word[-1]):
            word = word[:-1]
    return word
