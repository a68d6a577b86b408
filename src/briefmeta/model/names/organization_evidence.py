"""Is this the name of an organization or of a person? Evidence from the words, added up. Pure.

Each word gives evidence by its class in ``vocabulary/organization_words.tsv``, and so does the look of the whole; what
reaches ``THRESHOLD`` is an organization. A noun such as *ministry* decides alone; a noun that people are called too,
such as *bank* or *house*, decides unless a given name stands before it: *Chatham House* is an organization, *William
House* a person, and *World Bank* is an organization by two words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from briefmeta.model.names import name_words as words
from briefmeta.model.names.family_first import is_pinyin
from briefmeta.model.names.known_organizations import is_acronym, is_known
from briefmeta.model.names.plain_names import plain_direct
from briefmeta.text.characters import has_east_asian, is_east_asian
from briefmeta.text.fold import unaccented

THRESHOLD: Final = 2
_DECISIVE: Final = 20  # more than all evidence for a person together
_TABLE: Final = "organizations.tsv"
_BEGINNING: Final = "organization_affixes.tsv: beginning"


class Evidence(NamedTuple):
    """One piece of evidence in a name.

    Attributes:
        weight: how much it speaks for an organization; below zero, for a person.
        reason: the rule, in words.
        text: the words that give it.
        vocabulary: the file of ``briefmeta/vocabulary`` that has the word, and its class there, if one has it.
    """

    weight: int
    reason: str
    text: str
    vocabulary: str = ""


# A later class wins where a word is in two.
_CLASSES: Final = (
    (words.PLACES, (1, "a place", "organization_words.tsv: place")),
    (words.SUBJECTS, (1, "a subject", "organization_words.tsv: subject")),
    (words.ORDINARY, (2, "an ordinary word", "organization_words.tsv: ordinary")),
    (words.SCOPES, (2, "a scope", "organization_words.tsv: scope")),
    (words.AMBIGUOUS, (2, "a kind of organization or a family name", "organization_words.tsv: ambiguous")),
    (
        words.FUNCTION_WORDS,
        (3, "a preposition that no person's name has", "organization_words.tsv: function"),
    ),
    (words.INSTITUTIONS, (4, "a kind of organization", "organization_words.tsv: institution")),
)
_CLASS_OF: Final = {word: found for table, found in _CLASSES for word in table}
_COMPOUND: Final = (4, "a compound that ends in a kind of organization", "organization_affixes.tsv: compound")
_ALONE: Final = words.INSTITUTIONS | words.SCOPES | words.ORDINARY
_BRANCH: Final = words.PLACES | words.SCOPES | words.SUBJECTS | words.INSTITUTIONS
_NOTHING: Final = (0, "", "")
_LONG: Final = 8  # letters: endings of shorter words are those of names
_MANY_WORDS: Final = 6

_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/-]+")
_INNER_CAPITAL = re.compile(r"(?!Mac|Mc|De|Di|Du|La|Le|Van|Von|Fitz|O['’])[A-Z][a-z]+[A-Z]")
# Change.org, Re:Common, Klon/Jawor, Which?; initials have a dot behind each letter.
_INNER_MARK = re.compile(r"[^\W\d_]{2}[.:/+@][^\W\d_]{2}|[!?]$")
_ELISION = re.compile(r"^(?:d|l|dell|all|nell|sull|qu)['’](?=\w)")


def tokens(text: str) -> list[str]:
    """Split a name into comparable words: no case, accents, elided articles, possessives or outer marks."""
    return [comparable for word in text.split() if (comparable := _comparable(word))]


def _comparable(word: str) -> str:
    bare = word.strip('.,:()[]"“”«»').lower()
    if "'" in bare or "’" in bare:
        bare = _ELISION.sub("", bare).removesuffix("'s").removesuffix("’s")
    return bare if bare.isascii() else unaccented(bare)


def _class_of(word: str) -> tuple[int, str, str]:
    """Return the weight of a comparable word, the reason, and where it stands."""
    if word in words.GIVEN_NAMES and word not in words.SUBJECTS:
        return _NOTHING
    found = _CLASS_OF.get(word)
    if found is not None:
        return found
    if "-" in word:
        parts = (_CLASS_OF.get(part, _NOTHING) for part in word.split("-") if part not in words.GIVEN_TOO)
        return max(parts, default=_NOTHING)
    return _COMPOUND if _is_compound(word) else _NOTHING


def _is_compound(word: str) -> bool:
    return len(word) > _LONG and word.endswith(words.COMPOUND_ENDS)


def _of_words(pairs: list[tuple[str, str]], found: list[Evidence], *, capitals: bool) -> None:
    for word, low in pairs:
        weight, reason, source = _class_of(low)
        # Per Andersson and Kim Jong Un: such a word counts only in a case that no name has.
        if weight and not (low in words.GIVEN_TOO and (capitals or not _is_no_name(word, low))):
            found.append(Evidence(weight, reason, word, source))


def _is_no_name(word: str, low: str) -> bool:
    """Return whether the case of a word shows that it is not somebody's name: ``per``, ``UN``."""
    return word.isupper() if low in words.SCOPES else word[0].islower()


def has_legal_form(text: str) -> bool:
    """Return whether a name ends in a legal form: ``KPMG LLP``, ``Siemens AG``, ``Acme Consulting, Inc.``."""
    last = text.rsplit(None, 1)[-1]
    return is_legal_form(last) and (last.isupper() or "." in last or len(last) > 2)


def is_legal_form(word: str) -> bool:
    """Return whether a word is a legal form such as ``Inc.`` or ``GmbH``."""
    return word.replace(".", "").replace("/", "").lower() in words.LEGAL_FORMS


def _is_mixed_legal_form(word: str) -> bool:
    """Return whether a word is a legal form that initials are not like: ``e.V.``, ``S.p.A.``, but not ``S.A.``."""
    return is_legal_form(word) and not word.isupper()


def _east_asian(text: str) -> tuple[Evidence, ...]:
    inside = next((part for part in words.EAST_ASIAN_INSIDE if part in text), None)
    if inside:
        return (
            Evidence(4, "part of the names of organizations", inside, "organization_affixes.tsv: inside"),
        )
    letters = text.replace(" ", "").replace("·", "").replace("・", "")
    if (len(letters) > 2 and letters.endswith(words.EAST_ASIAN_ENDS)) or (
        len(letters) > 3 and letters.endswith(words.EAST_ASIAN_LONG_ENDS)
    ):
        return (
            Evidence(4, "an end of the names of organizations", letters[-1], "organization_affixes.tsv: end"),
        )
    if len(letters) > 6 and "·" not in text and "・" not in text:
        return (Evidence(4, "more characters than a person's name has", text),)
    return ()


def is_initials(word: str) -> bool:
    """Return whether a word is initials with dots: ``J.``, ``J.R.R.``, ``J.-P.``."""
    return "." in word and _INITIAL.fullmatch(word) is not None


def _single_word(text: str) -> tuple[Evidence, ...]:
    low = unaccented(text)
    if _ACRONYM.fullmatch(text):
        return (Evidence(4, "an acronym alone", text),)
    if text[0].isdigit() or text[-1].isdigit():
        return (Evidence(3, "a number in it", text),)
    if _INNER_CAPITAL.match(text):
        return (Evidence(3, "a capital inside a word", text),)
    if text.startswith(words.BEGINNINGS):
        return (Evidence(4, "a beginning of the names of organizations", text, _BEGINNING),)
    if _INNER_MARK.search(text):
        return (Evidence(4, "a mark that no person's name has", text),)
    if low in words.GIVEN_NAMES:
        return ()
    if is_acronym(text):
        return (Evidence(2, "an acronym of the table", text, _TABLE),)
    if len(low) > 6 and low.endswith(words.ABSTRACT_ENDS):
        return (Evidence(2, "an abstract noun", text, "organization_affixes.tsv: abstract"),)
    if len(low) > 6 and low.endswith(words.SINGLE_WORD_ENDS):
        return (
            Evidence(2, "an end of the names of organizations", text, "organization_affixes.tsv: single"),
        )
    if low in _ALONE or _is_compound(low):
        weight, reason, source = _class_of(low)
        return (Evidence(weight, reason, text, source),) if weight else ()
    return ()


def _of_whole(text: str, parts: list[str], low: list[str], found: list[Evidence]) -> None:
    """Add what the look of the whole shows, beside the classes of its words."""
    # Thai has no spaces between words, and Vietnamese syllables are given names without their accents.
    if text.startswith(words.BEGINNINGS):
        found.append(Evidence(4, "a beginning of the names of organizations", parts[0], _BEGINNING))
    if (
        len(low[0]) > 5
        and low[0].endswith("ing")
        and low[0] not in words.GIVEN_NAMES
        and not is_pinyin(low[0])
    ):
        found.append(Evidence(2, "a participle in front", parts[0]))
    if low[0] in words.ARTICLES and parts[0][0].isupper() and parts[0].isascii():  # not Thế Anh
        found.append(Evidence(3, "an article in front", parts[0], "organization_words.tsv: article"))
    if has_legal_form(text):
        found.append(Evidence(4, "a legal form", parts[-1], "organization_words.tsv: legal"))
    if " & " in text:
        found.append(Evidence(3, "an ampersand", "&"))
    if len(parts) > _MANY_WORDS and words.ARABIC_PARTICLES.isdisjoint(parts):
        found.append(Evidence(2, "more words than a person's name has", text))
    if len(low[-1]) > 6 and low[-1].endswith(words.ABSTRACT_ENDS):
        found.append(
            Evidence(2, "an abstract noun at the end", parts[-1], "organization_affixes.tsv: abstract")
        )
    last = low[-1]
    if last not in words.FAMILY_TOO and (
        last in words.PLACES or (last in words.SUBJECTS and _class_of(low[0]) is _NOTHING and low[0] != "the")
    ):
        found.append(Evidence(1, "a place or a subject at the end", parts[-1]))


def _of_look(parts: list[str], found: list[Evidence], *, capitals: bool) -> None:
    """Add what the letters and digits of the words show."""
    upper = parts[0][0].isupper()
    for word in parts:
        if word.istitle() and word.isalpha():  # the usual case
            continue
        if word[0].isdigit() or word[-1].isdigit():
            found.append(Evidence(3, "a number in it", word))
        elif _INNER_MARK.search(word):
            found.append(Evidence(3, "a mark that no person's name has", word))
        elif not capitals and len(word) > 2 and _ACRONYM.fullmatch(word):
            found.append(Evidence(1, "an acronym among words", word))
        elif upper and _is_small(word):  # Agence française de développement
            # Of two words, the second may be a family name that somebody forgot to capitalize.
            found.append(
                Evidence(2 if len(parts) > 2 else 1, "a word in small letters that is no particle", word)
            )


def _is_small(word: str) -> bool:
    return (
        len(word) > 2
        and word.islower()
        and word[-1].isalpha()
        and "-" not in word
        and word not in words.PARTICLES
        and not _ELISION.match(word)
    )


def _is_branch(parts: list[str], low: list[str]) -> bool:
    """Return whether a name of the table is followed by qualifiers only: ``Oxfam France``, ``WWF European Office``."""
    start = len(low)
    while start > 1 and (low[start - 1] in _BRANCH or low[start - 1] in words.AND):
        start -= 1
    return start == len(parts) - (len(low) - start) < len(parts) and is_known(" ".join(parts[:start]))


def _is_given(word: str) -> bool:
    """Return whether a word is a given name and no subject, as *Christian* of *Christian Aid* can be."""
    return (word in words.GIVEN_NAMES and word not in words.SUBJECTS) or (
        "-" in word and words.GIVEN_NAMES.issuperset(word.split("-"))
    )


def _of_a_person(parts: list[str], low: list[str], found: list[Evidence]) -> None:
    """Add what speaks for a person."""
    if _is_given(low[0]) or (len(low) > 1 and parts[0].isupper() and _is_given(low[1])):
        found.append(Evidence(-2, "a given name", parts[0], "given_names.txt"))
    # "J. Monnet Institute" has initials and is none the less an institute.
    if low[-1] not in words.INSTITUTIONS:
        for word in parts[:-1] if _is_mixed_legal_form(parts[-1]) else parts:
            if is_initials(word) and word.strip(".").lower() not in words.SCOPES:
                found.append(Evidence(-4, "initials", word))
                break
    if low[0] in words.PEERS:
        found.append(Evidence(-4, "a title of a person", parts[0], "person_words.tsv: peer"))


def evidence(text: str) -> tuple[Evidence, ...]:
    """Return all evidence for or against an organization in a text taken as one name.

    >>> [(found.weight, found.text) for found in evidence("Windmill Bank Watch")]
    [(2, 'Bank'), (2, 'Watch')]
    """
    if is_known(text):
        return (Evidence(_DECISIVE, "an organization of the table", text, _TABLE),)
    if has_east_asian(text) and (is_east_asian(text) or not any("a" <= c.lower() <= "z" for c in text)):
        return _east_asian(text)
    parts = text.split()
    pairs = [(word, bare) for word in parts if (bare := _comparable(word))]
    if not pairs:
        return ()
    if len(parts) == 1:
        return _single_word(parts[0])
    found: list[Evidence] = []
    low = [comparable for _, comparable in pairs]
    capitals = text.isupper()
    if _is_branch(parts, low):
        found.append(
            Evidence(_DECISIVE, "an organization of the table, and where or what it is", text, _TABLE)
        )
    _of_words(pairs, found, capitals=capitals)
    _of_whole(text, parts, low, found)
    _of_look(parts, found, capitals=capitals)
    _of_a_person(parts, low, found)
    return tuple(found)


@lru_cache(maxsize=4096)
def score(text: str) -> int:
    """Add up the evidence that a text is the name of an organization; from ``THRESHOLD`` on it is one.

    >>> score("World Bank") >= THRESHOLD, score("Jean Bank") >= THRESHOLD
    (True, False)
    """
    return sum(found.weight for found in evidence(text))


def is_organization(text: str) -> bool:
    """Return whether a text, taken as one name, is the name of an organization rather than of a person.

    >>> is_organization("Food and Agriculture Organization of the United Nations")
    True
    >>> is_organization("Mary Church")
    False
    """
    return plain_direct(text) is None and score(text) >= THRESHOLD
