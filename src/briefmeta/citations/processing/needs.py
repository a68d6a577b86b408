"""What a style would print of an item that does not have it: the holes in an entry, as that style sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmeta.citations.elements.context import Context
from briefmeta.citations.items.item import DATE_VARIABLES, NAME_VARIABLES, read_items
from briefmeta.citations.items.item_dates import read_date
from briefmeta.citations.items.item_names import ItemName
from briefmeta.citations.output.tree import Node, plain_text
from briefmeta.citations.styles.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefmeta.citations.items.item import Item
    from briefmeta.citations.output.tree import Piece

_YEAR = 7919  # stands for a date that is not there, and is hardly in a report otherwise
_MOST = 4096  # answers that are kept


class StyleNeeds:
    """What one style asks of items.

    An item is rendered as it is and with a value in the place of what is missing. Where the value is printed, the
    style has a place for it, whatever macros, groups and conditions lead there; where another variable had taken that
    place (``cs:substitute``), nothing is missing.

    Args:
        style: a name, a path, the XML of a style, or a :class:`Style`.

    Attributes:
        name: the name of the style.

    Raises:
        StyleNotFoundError: when no style has that name.
        StyleError: when the style is invalid.

    >>> needs = StyleNeeds("harvard-cite-them-right")
    >>> report = {"id": "a", "type": "report", "title": "On Lakes", "publisher": "Lake Trust"}
    >>> needs.lacking(report, ["title", "author", "issued", "volume"])
    frozenset({'issued'})
    """

    def __init__(self, style: str | Path | Style) -> None:
        self._style = style if isinstance(style, Style) else Style.load(style)
        self._layout = self._style.bibliography or self._style.citation
        self.name = self._style.name
        self._known: dict[tuple[str, frozenset[str], str], bool] = {}

    def __repr__(self) -> str:
        return f"<StyleNeeds of {self.name!r}>"

    def lacking(self, report: object, variables: Iterable[str]) -> frozenset[str]:
        """Tell which variables the style would print, if the report had them.

        Args:
            report: a report or a CSL-JSON mapping.
            variables: CSL variables; those that the report has are not lacking.

        Raises:
            InvalidValueError: when ``report`` is neither.
        """
        (item,) = read_items([report])
        present = frozenset(item.texts.keys() | item.names.keys() | item.dates.keys())
        return frozenset(
            each for each in variables if each not in present and self._lacks(item, present, each)
        )

    def _lacks(self, item: Item, present: frozenset[str], variable: str) -> bool:
        # conditions and substitutions look at the type and at which variables are there, hardly at values
        key = (item.type, present, variable)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = self._would_print(item, variable) and not self._is_replaced(item, variable)
        return self._known[key]

    def _would_print(self, item: Item, variable: str) -> bool:
        filled = _copy(item)
        value = f"Zq{variable.replace('-', '')}zq"
        if variable in DATE_VARIABLES:
            value, date = str(_YEAR), read_date({"date-parts": [[_YEAR]]})
            if date is not None:
                filled.dates[variable] = date
        elif variable in NAME_VARIABLES:
            filled.names[variable] = (ItemName(literal=value),)
        else:
            filled.texts[variable] = value
        return value.casefold() in self._rendered(filled)[0].casefold()

    def _is_replaced(self, item: Item, variable: str) -> bool:
        """Tell whether something else stands where names would; for other variables nothing ever does."""
        return variable in NAME_VARIABLES and bool(self._rendered(_copy(item))[1])

    def _rendered(self, item: Item) -> tuple[str, set[str]]:
        """Render an item to text, and tell which variables stand in the place of others."""
        context = Context(item, number=1)
        pieces: list[Piece] = []
        self._layout.render(context, pieces)
        return plain_text(Node(pieces)), context.done


def _copy(item: Item) -> Item:
    copy = type(item)(item.key, item.type)
    copy.texts, copy.names, copy.dates = dict(item.texts), dict(item.names), dict(item.dates)
    copy.language = item.language
    return copy
