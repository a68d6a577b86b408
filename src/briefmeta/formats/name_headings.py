"""One statement that is one name, with the role behind it: ``dc:creator``, MARC 700, a cell of a table.

Source: MARC 21, fields 100 and 700 ($e); MARC Code List for Relators; DCMI Metadata Terms, "creator".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import attrs

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names.name import Organization
from briefmeta.model.names.name_reading import parse_names, read_entity
from briefmeta.vocabulary import rows

if TYPE_CHECKING:
    from briefmeta.model.names.name import Name

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\.?\s*\Z")


@cache
def _relators() -> dict[str, str]:
    return {term: code for term, code in rows("relators")}  # noqa: C416 - the rows are tuples of any length


def relator_of(text: str) -> str | None:
    """Return the MARC relator code of a word for a role; None for any other word.

    >>> relator_of("Editor"), relator_of("(Hrsg.)"), relator_of("Ghana")
    ('edt', 'edt', None)
    """
    return _relators().get(text.strip(" .,()[]").casefold())


@attrs.frozen
class Heading:
    """What a statement says.

    Attributes:
        names: the name; more than one where the statement holds several against the rule.
        role: the MARC relator code of the word behind the name, or nothing.
    """

    names: tuple[Name, ...]
    role: str = ""


@lru_cache(maxsize=8192)  # the same people write many reports
def read_heading(text: str) -> Heading:
    """Read a statement that names one person or organization, and the role that stands behind the name.

    Args:
        text: the statement. Several names in it, between semicolons or joined by *and*, are read too.

    Raises:
        NameSyntaxError: the text holds no name.

    >>> [(name.family, name.given) for name in read_heading("Jackson, JM").names]
    [('Jackson', 'JM')]
    >>> heading = read_heading("Roe, Richard, 1950- editor.")
    >>> str(heading.names[0]), heading.role
    ('Richard Roe', 'edt')
    >>> read_heading("Doe, Jane (Hrsg.)").role
    'edt'
    """
    role = ""
    bracketed = _BRACKETED.search(text, max(0, len(text) - 45))
    if bracketed is not None and bracketed.start() and (code := relator_of(bracketed[1])):
        text, role = text[: bracketed.start()], code
    dated = _DATED_ROLE.search(text)
    if dated is not None and (code := relator_of(dated[1])):
        text, role = text[: dated.start(1)], code
    parts = [part for part in text.split(";") if part.strip()]
    names: list[Name] = []
    for part in parts:
        if _COMPANY.search(part):
            names.append(Organization(name=part.strip()))
            continue
        try:
            if _PAIR.search(part):
                raise NameSyntaxError("name", part, "one name")
            reading = read_entity(part)
        except NameSyntaxError:
            names += parse_names(part)
            continue
        names += reading.names
        role = role or next((code for left in reading.left_out if (code := relator_of(left))), "")
    if not names:
        raise NameSyntaxError("name", text, "a name")
    return Heading(tuple(names), role)


# "Example, Inc.", which is nobody's given name
_COMPANY = re.compile(r",\s?(?:Inc|Ltd|LLC|PLC|Corp|GmbH|Pty Ltd|Co)\.?\s*\Z")
# "Doe, J. & Roe, B.", "Vos, R, et al."
_PAIR = re.compile(r",[^,&]+&[^,&]+,|,?\s?\bet al\b\.?\s*\Z")
# catalogues of AACR2 leave the comma out behind an open date: "1950- author."
_DATED_ROLE = re.compile(r"\d[-–]?\s([^\W\d_][^\W\d_ ]{1,30})\.?\s*\Z")
