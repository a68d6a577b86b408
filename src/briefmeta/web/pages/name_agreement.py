"""Do two names mean the same person or organization, and two lists of names the same authors?"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names.known_organizations import same_organization
from briefmeta.model.names.name import Name, Organization, Person
from briefmeta.text.fold import script, significant, spelled, squeezed, stop_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST = 500  # characters of a name
_NICKNAME = 3  # letters that a short form of a given name shares with it: Rob, Alex
_ACRONYM = range(2, 13)
_LETTERS = 3  # letters that a word gives to an acronym


def names_agree(one: Name, other: Name) -> bool:
    """Return whether two names may be those of one person or organization.

    Initials agree with the given names that they stand for; accents, umlauts, hyphens, particles, the order of
    family and given name, and further given or family names on one side do not count. An acronym agrees with the
    organization that it stands for.

    >>> names_agree(Person(family="Doe", given="J. M."), Person(family="Doe", given="Jane"))
    True
    >>> names_agree(Person(family="Doe", given="Jane"), Person(family="Doe", given="John"))
    False
    """
    if isinstance(one, Organization) and isinstance(other, Organization):
        return organizations_agree(one.name, other.name)
    if spelled(str(one)) == spelled(str(other)) or _scripts_differ(str(one), str(other)):
        return True
    persons = [_as_person(name) for name in (one, other)]
    if isinstance(one, Person) and isinstance(other, Person) and _orcids_agree(one, other):
        return True
    return persons[0] is not None and persons[1] is not None and _persons_agree(persons[0], persons[1])


def organizations_agree(one: str, other: str) -> bool:
    """Return whether two names may be those of one organization: in full, by acronym, or with a part of it.

    >>> organizations_agree("FAO", "Food and Agriculture Organization of the United Nations")
    True
    >>> organizations_agree("WHO", "Organización Mundial de la Salud")
    True
    >>> organizations_agree("World Bank", "Asian Development Bank")
    False
    """
    if squeezed(one) == squeezed(other) or _scripts_differ(one, other) or same_organization(one, other):
        return True
    for first in _forms(one):
        for second in _forms(other):
            if any(test(first, second) for test in _TESTS):
                return True
    return False


def unmatched(ours: Sequence[Name], theirs: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """Pair two lists of names, in any order, and return what is left of each.

    >>> left, right = unmatched([Organization(name="WHO")], [Organization(name="World Health Organization")])
    >>> left, right
    ([], [])
    """
    left, right = list(ours), list(theirs)
    for step in _PASSES:
        left, right = _met(left, right, *step)
        if left and _all_words(left) == _all_words(right):
            return [], []  # the same words, which two readers have split at other places
    return left, right


def _met(
    ours: list[Name], theirs: list[Name], file: Callable[[Name], str], names: int, most: int
) -> tuple[list[Name], list[Name]]:
    """Pair what is filed alike and agrees, comparing so many names with at most so many each."""
    groups: dict[str, list[int]] = {}
    for place, name in enumerate(theirs):
        groups.setdefault(file(name), []).append(place)
    left: list[Name] = []
    taken: set[int] = set()
    for count, name in enumerate(ours):
        group = groups.get(file(name), []) if count < names else []
        same = next((place for place in group[:most] if names_agree(name, theirs[place])), None)
        if same is None:
            left.append(name)
        else:
            group.remove(same)
            taken.add(same)
    return left, [name for place, name in enumerate(theirs) if place not in taken]


def _all_words(names: list[Name]) -> Counter[str]:
    return Counter(spelled(word) for name in names for word in words(str(name)))


def _as_spelled(name: Name) -> str:
    return spelled(str(name))


def _filed(name: Name) -> str:
    family = (name.family or str(name)) if isinstance(name, Person) else name.name
    return f"{_of_kind(name)} {spelled(family)}"


def _of_kind(name: Name) -> str:
    """Return the kind of a name for sorting: a single word agrees with too many names to come first."""
    return "single" if " " not in str(name) else "full"


def _anyhow(_name: Name) -> str:
    return ""


# How names are filed, how many of a list are compared, and with how many each: the likeliest pairs come first, and
# lists of thousands take no more than a moment.
_PASSES: tuple[tuple[Callable[[Name], str], int, int], ...] = (
    (_as_spelled, 20_000, 1),
    (_filed, 10_000, 3),
    (_of_kind, 50, 100),
    (_anyhow, 50, 100),
)


def _scripts_differ(one: str, other: str) -> bool:
    """Return whether names cannot be compared, because one is a transliteration or a translation."""
    first, second = script(one), script(other)
    return bool(first and second and first != second)


def _as_person(name: Name) -> Person | None:
    """Read what was taken for an organization as a person, as far as that is possible."""
    return name if isinstance(name, Person) else _read_as_person(name.name[:_LONGEST])


@lru_cache(maxsize=256)
def _read_as_person(text: str) -> Person | None:
    try:
        return Person.parse(text)
    except NameSyntaxError:
        return None


def _orcids_agree(one: Person, other: Person) -> bool:
    return one.orcid is not None and one.orcid == other.orcid


def _persons_agree(one: Person, other: Person) -> bool:
    (family, given), (other_family, other_given) = _parts(one), _parts(other)
    if _families(one) & _families(other) and _given_agree(given, other_given):
        return True
    if given and other_given:
        swapped = _given(one.family or "")
        if spelled(one.given or "") == other_family and _given_agree(swapped, other_given):
            return True
        if spelled(other.given or "") == family and _given_agree(given, _given(other.family or "")):
            return True
    return _same_words(str(one), str(other))


def _parts(person: Person) -> tuple[str, list[str]]:
    """Return family name and given names; somebody with one name has no other."""
    family, given = person.family or "", person.given or ""
    return spelled(family or given), _given(given if family else "")


def _families(person: Person) -> set[str]:
    """Return the family name with and without its particles."""
    family = person.family or person.given or ""
    particles = [person.dropping_particle or "", person.non_dropping_particle or ""]
    return {spelled(family), spelled(" ".join([*particles, family]))}


def _given(text: str) -> list[str]:
    """Split given names; initials without dots or spaces (``JRR``) are as many names."""
    split: list[str] = []
    for part in text.replace(".", " ").replace("-", " ").replace("‐", " ").split():
        initials = part.isupper() and len(part) <= 3 and part.isalpha()
        split += [spelled(letter) for letter in part] if initials else [spelled(part)]
    return split


def _given_agree(one: list[str], other: list[str]) -> bool:
    """Return whether the shorter list runs through the longer in order; nothing agrees with everything."""
    short, long = sorted((one, other), key=len)
    if "".join(one) == "".join(other):
        return True
    place = 0
    for name in short:
        while place < len(long) and not _given_name_agrees(name, long[place]):
            place += 1
        if place == len(long):
            return False
        place += 1
    return True


def _given_name_agrees(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= _NICKNAME or short == long)


def _same_words(one: str, other: str) -> bool:
    """Return whether two names are the same words in any order, or one has all of the two or more of the other."""
    short, long = sorted(([spelled(word) for word in words(name)] for name in (one, other)), key=len)
    if len(short) == len(long):
        return sorted(short) == sorted(long)
    if len(short) < 2 or any(len(word) < 2 or word not in long for word in short):
        return False
    return Counter(short) <= Counter(long)


def _forms(name: str) -> list[str]:
    """Return a name, what stands outside and inside its brackets, and what follows a place: ``Geneva: WHO``."""
    outside, bracket, rest = name.partition("(")
    inside, closing, after = rest.partition(")")
    forms = [name, f"{outside} {after}", inside] if bracket and closing else [name]
    place, colon, name_after = name.partition(":")
    return [*forms, name_after] if colon and place.strip() and name_after.strip() else forms


def _is_same(one: str, other: str) -> bool:
    return squeezed(one) == squeezed(other) != ""


def _is_acronym(short: str, full: str) -> bool:
    """Return whether a name is the acronym of another, of its first part, or has acronyms of parts in it."""
    compact = short.strip().replace(".", "")
    if " " in compact:
        return _expands(words(short), compact.split(), significant(full))
    if len(compact) not in _ACRONYM or not any(map(str.isupper, compact)):
        return False
    wanted = squeezed(compact)
    # a word with a hyphen counts once (OECD) or twice
    return any(
        _spells(wanted, [squeezed(word) for word in text.split()]) for text in {full, full.replace("-", " ")}
    )


def _spells(acronym: str, full: list[str]) -> bool:
    """Return whether the beginnings of words spell an acronym: ``IRENA``, ``AfDB``.

    Each word gives one letter or a few; function words may be passed over, and what follows one left out.
    """
    reached, count = {0}, 0
    for word in full:
        if word in stop_words("name") and count > 1 and len(acronym) in reached:
            return True
        given = range(1, min(len(word), _LETTERS) + 1)
        further = {at + k for at in reached for k in given if acronym[at : at + k] == word[:k]}
        reached = further | (reached if word in stop_words("name") else set())
        count += word not in stop_words("name")
    return count > 1 and len(acronym) in reached


def _expands(short: list[str], written: list[str], full: list[str]) -> bool:
    """Return whether a name is another with a part of it as acronym: UN Environment Programme."""
    capitals = {squeezed(word) for word in written if word.isupper() and len(word) in _ACRONYM}
    place = 0
    for word in short:
        if word in stop_words("name"):
            continue
        run = full[place : place + len(word)]
        if full[place : place + 1] == [word]:
            place += 1
        elif word in capitals and "".join(each[0] for each in run) == word:
            place += len(word)
        else:
            return False
    return place == len(full)


def _is_part(one: str, other: str) -> bool:
    """Return whether every significant word of the shorter name is in the longer, in order."""
    short, long = sorted((significant(one), significant(other)), key=len)
    rest = iter(long)
    return bool(short) and all(word in rest for word in short) and (len(short) > 1 or len(short[0]) > 3)


def _is_acronym_of(one: str, other: str) -> bool:
    return _is_acronym(other, one)


_TESTS = (_is_same, _is_acronym, _is_acronym_of, _is_part)
