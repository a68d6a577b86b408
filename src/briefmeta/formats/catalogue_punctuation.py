"""Punctuation that library catalogues put at the end of an area, and the dates that they transcribe.

Records made from MARC (MODS, Dublin Core of catalogues) keep the marks that ISBD sets before the next area:
``The state of fisheries /``, ``E.J. Brill,``, ``2010, c2009.``

Source: ISBD, consolidated edition (2011), A.3; MARC 21, fields 245, 260 and 264; RDA 2.8.6 and 2.11.
"""

from __future__ import annotations

import re

from briefmeta.errors import DateSyntaxError
from briefmeta.model.dates.publication_date import PublicationDate

_AREA_END = re.compile(r"\s*[/:;=,]\s*\Z|\s+\.\s*\Z")
_ENDS = frozenset(" /:;=,.")
_COPYRIGHT = re.compile(r"(?:c|©|cop\.?|p|℗|copyright)\s?(?=\d{4}\b)", re.IGNORECASE)
_PRINTING = re.compile(r"\s(?:printing|print|impression|reprint|ed\.?|edition)\b", re.IGNORECASE)


def without_area_end(text: str) -> str:
    """Return a text without the mark that ISBD sets between it and the next area.

    >>> without_area_end("The state of fisheries /"), without_area_end("E.J. Brill,"), without_area_end("Acme Inc.")
    ('The state of fisheries', 'E.J. Brill', 'Acme Inc.')
    """
    if text[-1:] not in _ENDS:
        return text
    return _AREA_END.sub("", text) or text


def read_catalogue_date(text: str) -> PublicationDate | None:
    """Return the date of issue in a transcribed date; None where there is none.

    Of several years the year of publication counts, not that of copyright, which a ``c`` or ``©`` precedes; where
    there is no other, the copyright's.

    >>> [str(read_catalogue_date(text)) for text in ("2010, c2009.", "c1999", "[2011?]", "2004 printing, c1999")]
    ['2010', '1999', '2011?', '2004']
    >>> read_catalogue_date("n.d.") is None
    True
    """
    try:
        return PublicationDate.parse(text)  # nearly all
    except DateSyntaxError:
        text = text.strip(" .,;:")
    pieces = [piece.strip(" .;:") for piece in re.split(r",|;|\(|\)", text)] if len(text) < 200 else []
    own = [piece for piece in pieces if piece and not _COPYRIGHT.match(piece)]
    others = [_COPYRIGHT.sub("", piece, count=1) for piece in pieces if _COPYRIGHT.match(piece)]
    for candidate in (text, *own, *others):
        try:
            return PublicationDate.parse(_PRINTING.split(candidate)[0])
        except DateSyntaxError:
            continue
    return None
