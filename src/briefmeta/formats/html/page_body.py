"""What a page shows where its head is silent: headings, times, bylines, labelled values, OpenURLs in it.

Looked for are marks that themes and repositories agree on: ``h1``, ``time``, ``rel=author``, ``itemprop``, classes
such as *byline* and *entry-date*, ``dl`` and rows of tables with the labels of record pages. Running
text is not guessed at.

Source: HTML Living Standard, sections 4.5.14 (``time``) and 4.6.6.2 (``rel=author``); schema.org, microdata; the hAtom
and h-entry microformats; COinS 1.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from briefmeta.formats.html.page_dates import find_day, read_page_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefmeta.model.dates.publication_date import PublicationDate

_MOST = 300  # elements of one kind that are looked at
_LONGEST_NAME = 120
_LONGEST_VALUE = 5000
_HAS_LABELS = re.compile("<(?:dt|td)[ >]", re.IGNORECASE)
_ASIDE = frozenset(("aside", "nav", "footer"))
# Of other things than the work: comments, lists of related pages, the page's last change.
_OTHER_THINGS = re.compile(
    r"comment|related|recommend|sidebar|widget|footer|updated|modified|copyright|event", re.IGNORECASE
)
_DATE_CLASSES: Final = (
    *(
        "published",
        "entry-date",
        "post-date",
        "postdate",
        "publish-date",
        "pubdate",
        "publication-date",
        "date-published",
    ),
    *(
        "article-date",
        "news-date",
        "date-display-single",
        "posted-on",
        "dateline",
        "article__date",
        "blog-date",
        "date",
    ),
)
_AUTHOR_CLASSES: Final = (
    *(
        "author-name",
        "entry-author",
        "post-author",
        "byline-name",
        "article-author",
        "author__name",
        "byline",
        "author",
    ),
    *("authors", "vcard", "fn"),
)
_BY: Final = re.compile(
    r"\s*(?:(?:written|posted|published|geschrieben|veröffentlicht|publié|escrito|publicado|scritto)\s)?"
    r"(?:by|von|par|por|di|av|af|door|przez|text|autor(?:en|in|a)?|author\(?s?\)?|auteurs?)\s?:?\s+",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"[\d@|/<>{}]|https?:|\b(?:admin|administrator|webmaster|guest|posts?|view|more|author)\b", re.IGNORECASE
)


class PageBody:
    """The body of a page; each thing is looked for when it is asked for.

    Args:
        root: the tree of the page, or None for a page that is none.
        language: the language of the page.
        text: the page, which tells at once whether something can be there at all.
    """

    __slots__ = ("_language", "_root", "_text")

    def __init__(self, root: Any, language: str = "", text: str = "") -> None:
        self._root, self._language, self._text = root, language, text

    def headings(self) -> list[str]:
        """Return the texts of the first headings of the first level."""
        texts = (_text(element) for element in self._find("//h1", 5))
        return [text for text in texts if text]

    def openurls(self) -> list[str]:
        """Return the OpenURLs of the page's COinS."""
        found = self._find(
            "//span[contains(concat(' ', normalize-space(@class), ' '), ' Z3988 ')][@title]", 3
        )
        return [element.get("title") for element in found]

    def date(self) -> PublicationDate | None:
        """Return the day of publication that the page shows."""
        for element in self._find("//*[@itemprop='datePublished' or @itemprop='dateCreated']"):
            text = element.get("content") or element.get("datetime") or _text(element)
            if date := read_page_date(text, self._language) or find_day(text, self._language, month=True):
                return date
        times = [element for element in self._find("//time") if not _is_beside(element)]
        marked = [
            each
            for each in times
            if each.get("pubdate") is not None or "publish" in (each.get("class") or "")
        ]
        for element in (*marked, *times):
            stamp = element.get("datetime") or ""
            if date := read_page_date(stamp, self._language) or find_day(_text(element), self._language):
                return date
        for element in self._of_classes(_DATE_CLASSES):
            text = element.get("title") if element.tag == "abbr" else None
            if date := find_day(text or _text(element), self._language, month=True):
                return date
        return None

    def authors(self) -> list[str]:
        """Return the names that the page gives as its authors, each as it is written."""
        for found in (
            self._find("//*[@itemprop='author' or @itemprop='creator']"),
            self._find("//*[@rel='author' or contains(concat(' ', @rel, ' '), ' author ')][not(self::link)]"),
            self._of_classes(_AUTHOR_CLASSES),
        ):
            texts = [text for element in found if (text := _name_of(element))]
            if texts:
                return list(dict.fromkeys(texts))
        return []

    def labelled(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the labels of the page and their values: ``dt`` and ``dd``, ``th`` and ``td``, two cells of a row."""
        if not _HAS_LABELS.search(self._text):
            return
        for label in self._find("//dt | //tr/*[1][self::th or self::td][following-sibling::td]"):
            values = []
            for sibling in label.itersiblings():
                if sibling.tag not in ("dd", "td"):
                    break
                values += [line for line in _lines(sibling) if line]
            text = _text(label)
            if text and values:
                yield text, values[:50]

    def text_length(self) -> int:
        """Return how many characters of text the page shows."""
        if self._root is None:
            return 0
        return int(self._root.xpath("string-length(normalize-space(string(//body)))")) - sum(
            len(script.text or "") for script in self._root.iter("script", "style")
        )

    def _find(self, path: str, most: int = _MOST) -> list[Any]:
        return list(self._root.xpath(path)[:most]) if self._root is not None else []

    def _of_classes(self, names: tuple[str, ...]) -> list[Any]:
        """Return the elements with one of several classes, those of the first class first."""
        words = " or ".join(
            f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names
        )
        found = [element for element in self._find(f"//*[{words}]") if not _is_beside(element)]
        order = {name: place for place, name in enumerate(names)}
        return sorted(
            found, key=lambda element: min(order.get(name, 99) for name in element.get("class").split())
        )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext(with_tail=False)).split())[:_LONGEST_VALUE]


def _lines(element: Any) -> list[str]:
    """Return the values of a cell: its items where it has some, else its text line by line."""
    items = element.xpath(".//li | .//a[parent::td or parent::dd] | .//p")
    if len(items) > 1:
        return [_text(item) for item in items]
    pieces = element.xpath("string()") if not element.xpath(".//br") else "\n".join(element.itertext())
    return [
        " ".join(piece.split())[:_LONGEST_VALUE]
        for piece in ([pieces] if "\n" not in pieces else pieces.split("\n\n"))
    ]


def _is_beside(element: Any) -> bool:
    """Return whether an element stands in a part of the page that is about other things."""
    depth = 0
    while element is not None and depth < 12:
        mark = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _ASIDE or (element.tag not in ("body", "html") and _OTHER_THINGS.search(mark)):
            return True
        element, depth = element.getparent(), depth + 1
    return False


def _name_of(element: Any) -> str | None:
    """Return the name in an element that is about an author; None for what is no name."""
    inner = element.xpath(".//*[@itemprop='name' or contains(@class, 'fn')][1]")
    text = element.get("content") or _text(inner[0] if inner else element)
    text = _BY.sub("", text, count=1).strip(" ,·|–-")
    if not 2 < len(text) <= _LONGEST_NAME or _NO_NAME.search(text) or find_day(text):
        return None
    return text
