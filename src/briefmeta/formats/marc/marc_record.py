"""A MARC record as its two carriers have it: a leader, control fields, and data fields with subfields. Pure.

Source: MARC 21 Format for Bibliographic Data; MARC 21 Specifications for Record Structure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen
class Field:
    """A data field.

    Attributes:
        tag: three characters, as in ``245``.
        first: the first indicator.
        second: the second indicator.
        subfields: codes and texts, in order.
    """

    tag: str
    first: str = " "
    second: str = " "
    subfields: tuple[tuple[str, str], ...] = ()

    def all(self, codes: str) -> list[str]:
        """Return the texts of these subfields, in order, without those that are blank."""
        return [text for code, text in self.subfields if code in codes and text]

    def get(self, code: str) -> str:
        """Return the text of the first subfield of a code, or nothing."""
        return next(iter(self.all(code)), "")


@attrs.frozen
class MarcRecord:
    """A record.

    Attributes:
        leader: its 24 characters; what is missing is blank.
        control: tags and texts of the control fields.
        fields: the data fields.
    """

    leader: str = ""
    control: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()

    def tagged(self, *tags: str) -> Iterator[Field]:
        """Yield the data fields of these tags, in order."""
        return (field for field in self.fields if field.tag in tags)

    def control_field(self, tag: str) -> str:
        """Return the text of a control field, or nothing."""
        return next((text for known, text in self.control if known == tag), "")

    def position(self, number: int) -> str:
        """Return a character of the leader; a blank where it is too short."""
        return self.leader[number : number + 1] or " "
