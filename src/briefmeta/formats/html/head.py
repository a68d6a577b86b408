"""What a web page says about itself: ``meta``, ``link``, ``title``, JSON-LD. The text of the page is not looked at.

Source: HTML Living Standard, sections 4.2 (document metadata) and 4.12.1 (``script``).
"""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from briefmeta.formats.html.page_body import PageBody

MAX_PAGE: Final = 5_000_000
"""How much of a page is read, in characters: a head stands at the beginning."""

_MAX_ENTRIES = 5_000  # statements of one page; a catalogue of thousands of citations is no landing page
_MAX_VALUE = 200_000
# What the parser would stop at or refuse: NUL, other controls, lone surrogates.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# The parser compares each attribute of a tag with all others of that tag, so that very many stop it for minutes.
_TAG = re.compile(r"""<[A-Za-z](?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+(?:>|\Z)""")
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_NAME = re.compile(r"[^\W\d]\w*+")
_LONG_TAG = 20_000
_MAX_ATTRIBUTES = 1_000


@attrs.frozen(kw_only=True)
class Meta:
    """One statement of a page.

    Attributes:
        name: its name in lower case, as in ``citation_title`` or ``dc.title``.
        value: what it says.
        language: the language of the value, where that is said.
    """

    name: str
    value: str
    language: str = ""


@attrs.frozen(kw_only=True)
class PageHead:
    """What a page says about itself.

    Attributes:
        metas: its ``meta`` elements with a name and a content, in order.
        scripts: the texts of its JSON-LD.
        title: the text of its ``title``.
        language: the language of the page.
        canonical: the address that it names as its own.
        license: the address of its licence.
        is_cut: whether the page was longer than what is read.
        fault: the offset of the first character that could not be read, or None.
        body: what the page shows.
    """

    metas: tuple[Meta, ...] = ()
    scripts: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None
    license: str | None = None
    is_cut: bool = False
    fault: int | None = None
    body: PageBody = attrs.field(factory=lambda: PageBody(None), eq=False, repr=False)

    _by_name: dict[str, list[str]] = attrs.field(init=False, eq=False, repr=False)

    @_by_name.default
    def _values_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for meta in self.metas:
            found.setdefault(meta.name, []).append(meta.value)
        return found

    def values(self, *names: str) -> list[str]:
        """Return the values under the first of several names that has any."""
        return list(next((self._by_name[name] for name in names if name in self._by_name), ()))


def page_head(text: str) -> PageHead:
    """Read what a page says about itself.

    Args:
        text: the page. Nothing is fetched, no entity beyond HTML's own is expanded, and what is nested too
        deep is
            cut off by the parser.

    >>> head = page_head('<title>Pivot</title><meta name="DC.title" content="Niger &amp; Mali">')
    >>> head.title, head.metas[0].name, head.metas[0].value
    ('Pivot', 'dc.title', 'Niger & Mali')
    """
    fault = _UNREADABLE.search(text, 0, MAX_PAGE)
    root = page_tree(text)
    common: dict[str, Any] = {"is_cut": len(text) > MAX_PAGE, "fault": fault.start() if fault else None}
    if root is None:
        return PageHead(**common)
    metas: list[Meta] = []
    links: dict[str, str] = {}
    for element in root.iter("meta", "link"):
        if len(metas) >= _MAX_ENTRIES:
            break
        if element.tag == "meta":
            metas += _metas(element)
        else:
            links.setdefault((element.get("rel") or "").strip().lower(), (element.get("href") or "").strip())
    title = root.find(".//title")
    scripts = [
        element.text
        for element in root.iter("script")
        if "ld+json" in (element.get("type") or "").lower() and element.text
    ]
    return PageHead(
        metas=tuple(metas),
        scripts=tuple(scripts[:50]),
        title=_folded(title.text or "") or None if title is not None else None,
        language=(root.get("lang") or "").strip() or None,
        canonical=links.get("canonical") or None,
        license=links.get("license") or None,
        body=PageBody(root, (root.get("lang") or "").strip(), text),
        **common,
    )


def _metas(element: Any) -> list[Meta]:
    name = element.get("name") or element.get("property") or element.get("itemprop") or ""
    value = (element.get("content") or "").strip()[:_MAX_VALUE]
    if not name or not value:
        return []
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("xml:lang")
    language = language or element.get("lang") or ""
    # several names may stand in one attribute: "property" of RDFa, and what people write
    return [Meta(name=_usual_name(each), value=value, language=language) for each in name.split()[:3]]


def _usual_name(name: str) -> str:
    """Write the name of a statement as most do: Digital Commons puts its maker before Google Scholar's names."""
    return name.lower().removeprefix("bepress_").replace("prism:", "prism.")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _without_crowds(text: str) -> str:
    """Leave out tags with more attributes than any page has."""
    if len(text) <= _LONG_TAG:
        return text
    # to look first, and to write anew only what has such a tag, takes half the time
    long_tags = any(found.end() - found.start() >= _LONG_TAG for found in _TAG.finditer(text))
    return _TAG.sub(_unless_crowded, text) if long_tags else text


def _unless_crowded(tag: re.Match[str]) -> str:
    if tag.end() - tag.start() < _LONG_TAG or len(_NAME.findall(_VALUE.sub(" ", tag[0]))) <= _MAX_ATTRIBUTES:
        return tag[0]
    return ""


def page_tree(text: str) -> Any:
    """Parse a page: no address is fetched, no entity beyond HTML's own is expanded, no tag costs quadratic time.

    Args:
        text: the page, decoded; the first five million characters are read.

    Returns:
        The root element of lxml, or None for a page without any.
    """
    from lxml import etree

    page = _UNREADABLE.sub("", text[:MAX_PAGE])
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_without_crowds(page).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
