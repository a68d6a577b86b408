"""Disambiguation (CSL 1.0.2): cites that would read the same are made to differ.

Names are added and given names opened up, then come letters after the year, and where a style wants none, its
``disambiguate`` condition. A step that does not help is taken back.

Where the specification leaves room we do as the reference processor does, which works through the cites in their order:
what disambiguates the first of them is what the others get, too, and a cite that comes later starts
from there. What was found out for a group of cites is kept, so that an edit of the document costs what it changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.elements.context import Context, Expansion, Place
from briefmeta.citations.elements.name_forms import NameRegister
from briefmeta.citations.output.tree import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefmeta.citations.elements.name_forms import NameForm
    from briefmeta.citations.items.item import Item
    from briefmeta.citations.items.item_variables import ItemName
    from briefmeta.citations.output.tree import Piece
    from briefmeta.citations.styles.style import Style

_AGAIN = frozenset(("subsequent",))
_MOST_NAMES = 100  # names of one list that are tried; a longer list is disambiguated by its year suffix
_MOST_IN_TURN = 60  # cites of a group that are looked at as if they came one after another; more come at once
_AS_IS = Expansion()

#: A list of names as it is rendered: variable, form, names, how many show.
NameList = tuple[str, "NameForm", "tuple[ItemName, ...]", int]


@define(frozen=True, slots=True)
class Outcome:
    """What disambiguates the cites of one item.

    Attributes:
        expansion: which names and given names show.
        conditions: how many ``disambiguate`` conditions hold.
        levels: how far the register opens up the names.
    """

    expansion: Expansion = _AS_IS
    conditions: int = 0
    levels: tuple[int, ...] = ()


@define(slots=True)
class Findings:
    """What was found out about all cites.

    Attributes:
        outcomes: by key.
        alike: groups of keys that still read the same and want letters.
        register: the names of all items, where a rule opens them up everywhere.
    """

    outcomes: dict[str, Outcome] = field(factory=dict)
    alike: list[list[str]] = field(factory=list)
    register: NameRegister | None = None


@define(eq=False, slots=True)
class _Member:
    """One item as a member of a group that reads the same."""

    key: str
    item: Item
    lists: tuple[NameList, ...]
    note: int | None = None
    levels: tuple[int, ...] = ()
    texts: dict[tuple[Expansion, int], str] = field(factory=dict)


class Disambiguator:
    """Disambiguates the cites of a document, and remembers what it found out.

    Attributes:
        wanted: whether the style wants anything disambiguated.
    """

    def __init__(self, style: Style) -> None:
        layout = style.citation
        self._render, self._options = layout.render, layout.options
        self._add_names = layout.flag("disambiguate-add-names")
        self._add_givens = layout.flag("disambiguate-add-givenname")
        self._add_letters = layout.flag("disambiguate-add-year-suffix")
        self._condition = layout.tests_disambiguate and not self._add_letters
        self._rule = layout.options.get("givenname-disambiguation-rule") or "by-cite"
        self.wanted = self._add_names or self._add_givens or self._add_letters or layout.tests_disambiguate
        self._bases: dict[str, tuple[str, tuple[NameList, ...]]] = {}
        self._texts: dict[tuple[object, ...], dict[tuple[Expansion, int], str]] = {}
        self._groups: dict[tuple[object, ...], tuple[dict[str, Outcome], list[list[str]]]] = {}

    @property
    def by_cite(self) -> bool:
        """Whether given names are opened up where a cite needs it, and not for a name wherever it stands."""
        return self._add_givens and self._rule == "by-cite"

    def cited_names(self, key: str) -> NameRegister | None:
        """Enter the names of what is cited of an item; None where given names are not opened up."""
        if not self._add_givens:
            return None
        register = NameRegister(self._rule)
        _, lists = self._bases.get(key, ("", ()))
        register.add_all(names for _, _, names, _ in lists)
        return register

    def disambiguate(
        self, items: Mapping[str, Item], batches: Sequence[Sequence[str]], notes: Mapping[str, int | None]
    ) -> Findings:
        """Disambiguate the cites of items.

        Args:
            items: the items by key.
            batches: the keys of the items of each citation that were not cited before, in their order.
            notes: the notes that cite the items first, by key.
        """
        findings = Findings()
        if not self.wanted:
            return findings
        keys = {key: turn for turn, batch in enumerate(batches) for key in batch}
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self._base(key, items[key])[0], []).append(key)
        if self._add_givens and not self.by_cite:
            # as the reference processor has it, particles count where the style never demotes them
            never = self._options.get("demote-non-dropping-particle") == "never"
            findings.register = NameRegister(self._rule, particles=never)
            findings.register.add_all(names for key in keys for _, _, names, _ in self._bases[key][1])
        for group in groups.values():
            members = [self._member(key, items[key], notes.get(key), findings.register) for key in group]
            findings.outcomes.update({member.key: Outcome(levels=member.levels) for member in members})
            if len(group) > 1:
                outcomes, alike = self._solve(members, [keys[key] for key in group], findings.register)
                findings.outcomes.update(outcomes)
                findings.alike += alike
        return findings

    def expansions(self, key: str, outcome: Outcome) -> Mapping[str, Expansion]:
        """Return which names show, by variable."""
        return _of_lists(outcome.expansion, self._bases[key][1]) if key in self._bases else {}

    # -- texts --------------------------------------------------------------------------------------------------------

    def _base(self, key: str, item: Item) -> tuple[str, tuple[NameList, ...]]:
        """Render a cite as the style has it, and note which lists of names it has."""
        known = self._bases.get(key)
        if known is None:
            context = self._compared(item)
            lists: list[NameList] = []
            context.trace = lists
            known = self._bases[key] = (self._written(context), tuple(lists))
        return known

    def _member(self, key: str, item: Item, note: int | None, register: NameRegister | None) -> _Member:
        lists = self._bases[key][1]
        levels: tuple[int, ...] = ()
        if register is not None:
            levels = tuple(
                register.level(name, index, form)
                for _, form, names, _ in lists
                for index, name in enumerate(names)
            )
        texts = self._texts.setdefault((key, note, levels), {})
        return _Member(key, item, lists, note, levels, texts)

    def text(
        self, member: _Member, expansion: Expansion, register: NameRegister | None, conditions: int = 0
    ) -> str:
        """Render a cite with some of its names opened up; what was rendered before is remembered."""
        known_as = (expansion, conditions)
        text = member.texts.get(known_as)
        if text is None:
            expansions = _of_lists(expansion, member.lists)
            context = self._compared(member.item, member.note, register, expansions, conditions)
            text = member.texts[known_as] = self._written(context)
        return text

    def _compared(
        self,
        item: Item,
        note: int | None = None,
        register: NameRegister | None = None,
        expansions: Mapping[str, Expansion] | None = None,
        conditions: int = 0,
    ) -> Context:
        """Make the cite of an item as it comes again, without its number, which would tell every cite apart."""
        context = Context(item, place=Place(_AGAIN, note))
        # the date of access is left out of what is compared: it says nothing of the work
        context.comparing = True
        context.register, context.expansions, context.conditions = register, expansions or {}, conditions
        return context

    def _written(self, context: Context) -> str:
        pieces: list[Piece] = []
        self._render(context, pieces)
        return "".join(plain_text(piece) for piece in pieces)

    # -- groups -------------------------------------------------------------------------------------------------------

    def _solve(
        self, members: list[_Member], turns: list[int], register: NameRegister | None
    ) -> tuple[dict[str, Outcome], list[list[str]]]:
        """Disambiguate the members of one group, or remember how that was done."""
        known_as = tuple(
            (member.key, member.note, member.levels, turn == before)
            for member, turn, before in zip(members, turns, [-1, *turns], strict=False)
        )
        known = self._groups.get(known_as)
        if known is None:
            known = self._groups[known_as] = self._solved(members, turns, register)
        return known

    def _solved(
        self, members: list[_Member], turns: list[int], register: NameRegister | None
    ) -> tuple[dict[str, Outcome], list[list[str]]]:
        expansions: dict[str, Expansion] = {}
        left = [members]
        if self._add_names or self._add_givens:
            texts = {self.text(member, _AS_IS, register) for member in members}
            if len(texts) == len(members):
                return {}, []
        if self._add_names or self.by_cite:
            search = _Search(self, register)
            # a thousand cites of one author: each turn would look at all before it again
            turns = turns if len(members) <= _MOST_IN_TURN else [0] * len(members)
            for turn in sorted(set(turns)):
                there = [member for member, first in zip(members, turns, strict=True) if first <= turn]
                # each citation is looked at as the document stood then, as the reference processor does it
                left = search.run(there, expansions)
        conditions: dict[str, int] = {}
        for group in left if self._condition else ():
            # "Khan (n 1)" and "Khan (n 2)" are not "two otherwise identical citations" ("Choose", disambiguate)
            texts = {self.text(each, expansions.get(each.key, _AS_IS), register) for each in group}
            if len(texts) < len(group):
                self._try_conditions(group, expansions, conditions, register)
        outcomes = {
            member.key: Outcome(
                expansions.get(member.key, _AS_IS), conditions.get(member.key, 0), member.levels
            )
            for member in members
        }
        alike = [[member.key for member in group] for group in left] if self._add_letters else []
        return outcomes, alike

    def _try_conditions(
        self,
        group: list[_Member],
        expansions: Mapping[str, Expansion],
        conditions: dict[str, int],
        register: NameRegister | None,
    ) -> None:
        """Let one more ``disambiguate`` condition hold until the members read otherwise, or no more are met."""
        pending = [group]
        while pending:
            group = pending.pop()
            count = conditions.get(group[0].key, 0) + 1
            groups: dict[str, list[_Member]] = {}
            for member in group:
                text = self.text(member, expansions.get(member.key, _AS_IS), register, count)
                groups.setdefault(text, []).append(member)
                conditions[member.key] = count
            first = group[0]
            same = self.text(first, expansions.get(first.key, _AS_IS), register, count - 1) in groups
            if count > 1 and same and len(groups) == 1:
                for member in group:
                    conditions[member.key] = count - 1
                continue
            pending += [members for members in groups.values() if len(members) > 1]

    def steps(self, members: Sequence[_Member]) -> tuple[int, int, tuple[int, ...]]:
        """Return how many names can be opened up, how many of them show already, and the levels of given names."""
        lists = [each for member in members for each in member.lists]
        most = min(max((len(names) for _, _, names, _ in lists), default=0), _MOST_NAMES)
        shown = max((count for _, _, _, count in lists), default=0)
        levels = (1, 2) if any(form.initialize_with is not None for _, form, _, _ in lists) else (2,)
        # where no names are added, the reference processor tries the first name only
        return most if self._add_names else min(most, 1), shown, levels if self.by_cite else ()

    def alike(
        self, members: Sequence[_Member], expansion: Expansion, register: NameRegister | None
    ) -> list[_Member]:
        """Find those that read as the first one does, which is one of them."""
        wanted = self.text(members[0], expansion, register)
        return [member for member in members if self.text(member, expansion, register) == wanted]


def _of_lists(expansion: Expansion, lists: Iterable[NameList]) -> dict[str, Expansion]:
    return {} if expansion is _AS_IS else {variable: expansion for variable, _, _, _ in lists}


class _Search:
    """Opens up names until the first cite of a group reads like no other, then goes on with the others."""

    def __init__(self, texts: Disambiguator, register: NameRegister | None) -> None:
        self._texts, self._register = texts, register

    def run(self, members: list[_Member], expansions: dict[str, Expansion]) -> list[list[_Member]]:
        """Disambiguate the members; ``expansions`` has what earlier ones got, and gets the outcome.

        Returns:
            The groups that still read the same.
        """
        expansion = expansions.get(members[0].key, _AS_IS)
        pending, left = [members], []
        while pending:
            group = pending.pop(0)
            if len(group) > 1:
                group, expansion = self._first(group, expansion, expansions, pending)
            for member in group:
                expansions[member.key] = expansion
            if len(group) > 1:
                left.append(group)
        return left

    def _first(
        self,
        group: list[_Member],
        expansion: Expansion,
        expansions: dict[str, Expansion],
        pending: list[list[_Member]],
    ) -> tuple[list[_Member], Expansion]:
        """Disambiguate the first of a group; those that no longer read like it go their own way.

        Returns:
            What still reads as the first one does, itself included, and the expansion that helped last.
        """
        most, shown, levels = self._texts.steps(group)
        group = self._parted(group, expansion, expansions, pending)
        useful = expansion
        for trial in _trials(most, shown, levels):
            if len(group) == 1:
                break
            tried = trial(expansion)
            if len(self._texts.alike(group, tried, self._register)) < len(group):
                expansion = useful = tried
                group = self._parted(group, expansion, expansions, pending)
            elif tried.names > expansion.names:
                expansion = tried  # a name that does not help may help with its given name
        return group, useful

    def _parted(
        self,
        group: list[_Member],
        expansion: Expansion,
        expansions: dict[str, Expansion],
        pending: list[list[_Member]],
    ) -> list[_Member]:
        alike = self._texts.alike(group, expansion, self._register)
        kept = {id(member) for member in alike}
        others = [member for member in group if id(member) not in kept]
        if len(others) == 1:
            expansions[others[0].key] = expansion
        elif others:
            pending.append(others)
        return alike


#: A change that may help.
_Trial = Callable[[Expansion], Expansion]


def _trials(most: int, shown: int, levels: Iterable[int]) -> Iterator[_Trial]:
    """Open up each given name in turn, with one more name before each but the first."""
    # names are "added one by one" ("disambiguate-add-names"), and of each its given name before the next
    for index in range(most):
        if index:
            yield _widened(min(shown + index, most))
        for level in levels:
            yield _opened(index, level)


def _widened(count: int) -> _Trial:
    return lambda old: old if old.names >= count else Expansion(names=count, givens=old.givens)


def _opened(index: int, level: int) -> _Trial:
    def change(old: Expansion) -> Expansion:
        givens = (*old.givens, *(0 for _ in range(index + 1 - len(old.givens))))
        if givens[index] >= level:
            return old
        return Expansion(names=old.names, givens=(*givens[:index], level, *givens[index + 1 :]))

    return change


def year_suffix(index: int) -> str:
    """Write a position as letters: a to z, then aa, ab, ..."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
