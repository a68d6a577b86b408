"""A MARC 21 record as a report, from either carrier.

What has no field is kept in ``extra`` under ``marc:`` and its tag. Marks of ISBD at the end of subfields are left out.

Source: MARC 21 Format for Bibliographic Data (update 36); MARC Code List for Relators; ISBD, A.3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from briefmeta.errors import InvalidValueError, NameSyntaxError, UnknownCountryError
from briefmeta.formats.catalogue_punctuation import read_catalogue_date, without_area_end
from briefmeta.formats.csljson.csl_names import name_to_csl
from briefmeta.formats.dublincore.dc_values import classify_identifier, without_remark
from briefmeta.formats.marc.marc_countries import iso_code
from briefmeta.formats.mods.terms import GENRE_TYPES
from briefmeta.formats.name_headings import read_heading, relator_of
from briefmeta.formats.resource_types import read_type
from briefmeta.model.building import Draft
from briefmeta.model.names.name import Organization, Person
from briefmeta.model.places.country import Country
from briefmeta.model.places.publication_place import split_place
from briefmeta.model.report import CSL_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefmeta.formats.marc.marc_record import Field, MarcRecord
    from briefmeta.model.building import Note
    from briefmeta.model.names.name import Name
    from briefmeta.model.report import Report

_ADMINISTRATIVE: Final = (
    "010 015 016 019 029 034 035 037 040 042 043 045 047 048 049 050 055 060 066 070 072 080 082 084 090 092 096 336 "
    "337 338 504 583 590 841 850 852 880 883 887 901 902 910 917 919 938 945 949 952 955 960 990 991 994 998 999"
).split()
DOCUMENTED: Final = frozenset(("marc:245c", *(f"marc:{tag}" for tag in _ADMINISTRATIVE)))
"""The names in ``extra`` that the crosswalk explains.

These are the statement of responsibility, and what is about the record and the copy: codes, numbers of other systems,
classification, holdings.
"""

UNTITLED: Final = "[Untitled]"
"""What is written for a report without a title, since MARC demands one."""

_KINDS: Final = {
    "c": "musical_score",
    "d": "musical_score",
    "e": "map",
    "f": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "m": "software",
}
"""The CSL type of a type of record (leader, position 6); text is told by what else the record says."""
_PARTS: Final = {"a": "chapter", "b": "article-journal", "s": "periodical"}
"""The CSL type of text on a bibliographic level (leader, position 7)."""
_ROLES: Final = {"aut": "authors", "cre": "authors", "edt": "editors", "trl": "translators"}


def read_record(record: MarcRecord, note: Note) -> Report:
    """Read a record.

    Args:
        record: the record, from MARCXML or ISO 2709.
        note: takes a problem for each value that could not be kept as it is.
    """
    draft = Draft(note)
    key = draft.clean("key", record.control_field("001"))
    if key and key.isprintable() and " " not in key:
        draft.add("key", key)
    for field in sorted(record.fields, key=_order):
        read = _READERS.get(field.tag)
        if read is not None:
            read(draft, field)
        else:
            _keep(draft, field)
    _fixed_field(draft, record.control_field("008"))
    _settle_type(draft, record)
    return draft.report()


def _order(field: Field) -> tuple[int, str]:
    """Let publication come before copyright, and the main entry before the added ones."""
    return (int(field.tag == "264" and field.second != "1"), "") if field.tag in ("260", "264") else (0, "")


def _keep(draft: Draft, field: Field, codes: str = "") -> None:
    texts = field.all(codes) if codes else [text for _, text in field.subfields if text]
    draft.keep(f"marc:{field.tag}", draft.clean("note", " ".join(texts)))


def _text(draft: Draft, field: Field, code: str, into: str) -> str:
    return without_area_end(draft.clean(into, field.get(code)))


# --- numbers and codes


def _isbn(draft: Draft, field: Field) -> None:
    draft.gather("isbn", without_remark(field.get("a").strip(" :")))
    _keep(draft, field, "z")


def _issn(draft: Draft, field: Field) -> None:
    draft.gather("issn", without_remark(field.get("a").strip(" :")))


def _standard_number(draft: Draft, field: Field) -> None:
    scheme, text = field.get("2").lower(), draft.clean("number", field.get("a"))
    if scheme in ("hdl", "handle"):
        text = text if text.startswith(("hdl:", "http")) else f"hdl:{text}"
    elif scheme == "doi" and not text.lower().startswith(("doi:", "http")):
        text = f"doi:{text}"
    found = classify_identifier(text)
    if found.kind in ("doi", "isbn", "issn") and draft.add(found.kind, found.value):
        return
    if found.handle is not None and draft.fields.setdefault("handle", found.handle) == found.handle:
        return
    _keep(draft, field)


def _report_number(draft: Draft, field: Field) -> None:
    text = _text(draft, field, "a", "number")
    if not draft.add("number", text):
        _keep(draft, field)


def _language(draft: Draft, field: Field) -> None:
    codes = field.all("a")
    if codes and not draft.add(
        "language", codes[0] if field.get("2") or len(codes[0]) != 6 else codes[0][:3]
    ):
        _keep(draft, field)


def _country(draft: Draft, field: Field) -> None:
    for code in (*field.all("c"), *(iso_code(code.strip()) or "" for code in field.all("a"))):
        if _set_country(draft, code):
            return
    _keep(draft, field)


def _set_country(draft: Draft, code: str) -> bool:
    try:
        country = Country.parse(code.upper()) if code else None
    except UnknownCountryError:
        return False
    return country is not None and draft.fields.setdefault("country", country) == country


def _fixed_field(draft: Draft, text: str) -> None:
    """Take from field 008 what no other field has said: date, country and language."""
    date, language = text[7:11], text[35:38]
    if "issued" not in draft.fields and re.fullmatch(r"[12]\d{3}", date) and text[6:7] not in ("n", "b", "|"):
        draft.add_date("issued", date)
    if "country" not in draft.fields:
        _set_country(draft, iso_code(text[15:18].strip()) or "")
    if re.fullmatch(r"[a-z]{3}", language) and language not in ("und", "zxx", "mul", "mis"):
        draft.add("language", language)


# --- titles


def _title(draft: Draft, field: Field) -> None:
    title = _whole_title(draft, field)
    draft.add("title", title if title != UNTITLED else "")
    draft.keep("marc:245c", draft.clean("note", field.get("c")))


def _whole_title(draft: Draft, field: Field) -> str:
    """Put a title together; the mark before a subfield stands at the end of the one before it."""
    parts: list[str] = []
    for code, text in field.subfields:
        if code not in "abnp" or not text:
            continue
        cleaned = draft.clean("title", text)
        if parts and code == "b":
            parts.append("; " if parts[-1].endswith(";") else " = " if parts[-1].endswith("=") else ": ")
            parts[-2] = without_area_end(parts[-2])
        elif parts:
            parts[-1] = without_area_end(parts[-1]).rstrip(".")
            parts.append(". " if code == "n" or parts[-1][-1:].isalpha() else ", ")
        parts.append(cleaned)
    title = without_area_end("".join(parts))
    return title[:-1] if re.search(r"[^\W\d_]{4,}\.\Z", title) and title.count(".") == 1 else title


def _variant_title(draft: Draft, field: Field) -> None:
    title = _whole_title(draft, field)
    is_shorter = len(title) < len(draft.fields.get("title", title + " "))
    if not (is_shorter and draft.add("short_title", title)):
        _keep(draft, field)


# --- names


def _name(draft: Draft, field: Field) -> None:
    name = _read_name(draft, field)
    if name is None:
        _keep(draft, field)
        return
    codes = [text.lower().rpartition("/")[2] for text in field.all("4")]
    codes += [code for text in field.all("e") if (code := relator_of(text))]
    target = next((_ROLES[code] for code in codes if code in _ROLES), None)
    if target is None and field.tag[0] == "1" and not codes:
        target = "authors"
    if target is None and field.tag in ("710",) and set(codes) & {"pbl", "isb"}:
        draft.add("publisher", str(name))
    elif target is None and (not codes and field.tag == "700" and not field.all("t")):
        draft.add_item(
            "authors", name
        )  # an added entry without a relator is a further author in most records
    elif target is None:
        draft.extra.setdefault("contributor", []).append(name_to_csl(name))
    else:
        draft.add_item(target, name)


def _read_name(draft: Draft, field: Field) -> Name | None:
    text = draft.clean("authors", field.get("a")).rstrip(" ,")
    if not text:
        return None
    try:
        if field.tag.endswith("10"):
            parts = [draft.clean("authors", part).rstrip(" ,.") for part in field.all("ab")]
            last = field.all("ab")[-1].rstrip(" ,")
            name = ". ".join(
                (*parts[:-1], last if len(last.rsplit(" ", 1)[-1].strip(".")) < 4 else parts[-1])
            )
            return Organization(name=name, ror=_identifier(field, "ror.org"))
        return _person(draft, field, text)
    except InvalidValueError as fault:
        draft.note("authors", str(fault), text)
        return None


def _person(draft: Draft, field: Field, text: str) -> Name:
    suffix = next((part.strip(" ,") for part in field.all("c") if _SUFFIX.fullmatch(part.strip(" ,"))), None)
    if field.first == "0" and "," not in text:  # a forename alone, as of saints and in some cultures
        person = Person(given=text)
    else:
        try:
            name = read_heading(text).names[0]
        except NameSyntaxError:
            name = Person(family=text)
        if not isinstance(name, Person):
            family, _, given = text.partition(",")
            name = Person(family=family.strip(), given=given.strip() or None)
        person = name
    orcid = _identifier(field, "orcid.org")
    changes = {key: value for key, value in (("suffix", suffix), ("orcid", orcid)) if value}
    try:
        return attrs.evolve(person, **changes)
    except InvalidValueError as fault:
        draft.note("authors", str(fault), text)
        return person


_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|[IVX]{1,4}|\d(?:st|nd|rd|th)", re.IGNORECASE)


def _identifier(field: Field, host: str) -> str | None:
    return next((text for text in field.all("01") if host in text), None)


def _meeting(draft: Draft, field: Field) -> None:
    draft.extra.setdefault("event-title", draft.clean("title", " ".join(field.all("anp")).rstrip(" (:,.")))


# --- publication


def _publication(draft: Draft, field: Field) -> None:
    if field.tag == "264" and field.second in ("2", "3"):  # distribution and manufacture
        _keep(draft, field)
        return
    place = _text(draft, field, "a", "place").strip("[]")
    if (
        place
        and "place" not in draft.fields
        and not place.lower().startswith(("s.l", "place of publication not"))
    ):
        draft.fields["place"], country = split_place(place)
        if country is not None:
            draft.fields.setdefault("country", country)
        if draft.fields["place"] is None:
            del draft.fields["place"]
    publisher = _text(draft, field, "b", "publisher").strip("[]")
    if (
        publisher
        and not publisher.lower().startswith(("s.n", "publisher not"))
        and not draft.add("publisher", publisher)
    ):
        draft.keep(f"marc:{field.tag}", publisher)
    text = draft.clean("issued", field.get("c"))
    date = read_catalogue_date(text.replace("[", "").replace("]", "")) if text else None
    if date is not None:
        draft.fields.setdefault("issued", date)
    elif text:
        draft.keep(f"marc:{field.tag}", text)


_EXTENT: Final = re.compile(
    r"(?:(?:1 online resource|\d+ volume)\s?\()?(?P<count>[^:;()]{1,40}?)\s?"
    r"(?:pages?|pp?\.?|leaves|unnumbered pages|S\.|Seiten)\)?",
    re.IGNORECASE,
)


def _extent(draft: Draft, field: Field) -> None:
    text = _text(draft, field, "a", "number_of_pages")
    found = _EXTENT.fullmatch(text)
    if not (found and draft.add("number_of_pages", found["count"].strip())):
        draft.keep("marc:300", text)


def _series(draft: Draft, field: Field) -> None:
    title = _text(draft, field, "a", "series").rstrip(".")
    if draft.add("series", title):
        draft.add("series_number", _text(draft, field, "v", "series_number").rstrip("."))
    elif field.tag == "490" or title.casefold() != draft.fields["series"].casefold():
        _keep(draft, field)
    draft.gather("issn", without_remark(field.get("x").strip(" :;")))


def _host(draft: Draft, field: Field) -> None:
    title = _text(draft, field, "t", "title").rstrip(".")
    if title:
        draft.extra.setdefault("container-title", title)
    for text in field.all("g"):
        for variable, pattern in _IN_HOST.items():
            if found := pattern.search(text):
                if variable == "pages":
                    draft.add("pages", found[1])
                else:
                    draft.extra.setdefault(variable, found[1])
        if not any(pattern.search(text) for pattern in _IN_HOST.values()):
            draft.keep("marc:773", draft.clean("note", text))
    draft.gather("issn", without_remark(field.get("x")))
    draft.gather("isbn", without_remark(field.get("z")))


_IN_HOST: Final = {
    "volume": re.compile(r"\b(?:vol(?:ume)?|Bd|Jg|t)\.?\s?([\w-]{1,10})", re.IGNORECASE),
    "issue": re.compile(r"\b(?:no|nr|issue|Heft|H|iss)\.?\s?([\w/-]{1,10})", re.IGNORECASE),
    "pages": re.compile(r"\b(?:pages?|pp?|S)\.?\s?([\w.]{1,10}(?:\s?[-–]\s?[\w.]{1,10})?)", re.IGNORECASE),
}

# --- texts


def _into(field_name: str, codes: str = "a") -> Callable[[Draft, Field], None]:
    def read(draft: Draft, field: Field) -> None:
        draft.gather(field_name, draft.clean(field_name, " ".join(field.all(codes))))

    return read


def _edition(draft: Draft, field: Field) -> None:
    draft.extra.setdefault("edition", _text(draft, field, "a", "edition"))


def _subject(draft: Draft, field: Field) -> None:
    texts = [draft.clean("subjects", text).rstrip(".,") for text in field.all("abcdtvxyz")]
    if texts:
        draft.add_item("subjects", "--".join(texts))


def _uncontrolled(draft: Draft, field: Field) -> None:
    for text in field.all("a"):
        draft.add_item("subjects", draft.clean("subjects", text))


def _genre(draft: Draft, field: Field) -> None:
    text = draft.clean("genre", field.get("a")).rstrip(".")
    csl_type = GENRE_TYPES.get(text.lower()) or (
        text.replace(" ", "_") if text.replace(" ", "_") in CSL_TYPES else None
    )
    named = (csl_type, "") if csl_type else read_type(text)
    if named and named[0] and draft.fields.setdefault("type", named[0]) == named[0]:
        draft.add("genre", named[1])
    elif not draft.add("genre", text):
        _keep(draft, field)


def _thesis(draft: Draft, field: Field) -> None:
    draft.fields.setdefault("type", "thesis")
    draft.gather("note", draft.clean("note", " ".join(field.all("abcd"))))


def _address(draft: Draft, field: Field) -> None:
    if field.second == "2":
        _keep(draft, field)
        return
    for text in field.all("u"):
        draft.take_address(draft.clean("url", text))


def _settle_type(draft: Draft, record: MarcRecord) -> None:
    """Return what a text is where no genre says it: a part, a technical report (008/24-28), a book."""
    if "type" in draft.fields:
        return
    kind, level, coded = record.position(6), record.position(7), record.control_field("008")
    if kind in _KINDS:
        draft.fields["type"] = _KINDS[kind]
    elif level in _PARTS:
        draft.fields["type"] = _PARTS[level]
    elif "container-title" in draft.extra:
        draft.fields["type"] = (
            "article-journal" if "volume" in draft.extra or "issue" in draft.extra else "chapter"
        )
    elif "m" in coded[24:28]:
        draft.fields["type"] = "thesis"
    elif draft.fields.get("number") or "t" in coded[24:28] or coded[28:29] in _GOVERNMENT:
        draft.fields["type"] = "report"
    else:
        draft.settle()
        draft.fields["type"] = "book" if draft.fields.get("isbn") else "report"


_GOVERNMENT: Final = frozenset("acfilmosz")  # 008/28 for books: a publication of a government or of several

_READERS: Final[dict[str, Callable[[Draft, Field], None]]] = {
    "020": _isbn,
    "022": _issn,
    "024": _standard_number,
    "027": _report_number,
    "041": _language,
    "044": _country,
    "088": _report_number,
    **dict.fromkeys(("100", "110", "700", "710"), _name),
    **dict.fromkeys(("111", "711"), _meeting),
    "245": _title,
    "246": _variant_title,
    "250": _edition,
    **dict.fromkeys(("260", "264"), _publication),
    "300": _extent,
    **dict.fromkeys(("440", "490", "830"), _series),
    "500": _into("note"),
    "502": _thesis,
    "520": _into("summary", "ab"),
    "540": _into("rights"),
    **dict.fromkeys(("600", "610", "611", "630", "648", "650", "651"), _subject),
    "653": _uncontrolled,
    "655": _genre,
    "773": _host,
    "856": _address,
}
