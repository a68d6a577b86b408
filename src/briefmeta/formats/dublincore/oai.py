"""What an OAI-PMH answer says beside its records: that something failed, and that the list goes on.

Source: the OAI Protocol for Metadata Harvesting 2.0, sections 3.5 (flow control) and 3.6 (errors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefmeta.errors import ParseError
    from briefmeta.formats.xml import Element

_LONGEST = 500  # characters of what a server says


def is_message(namespace: str, name: str) -> bool:
    """Return whether an element is one of the messages, for a reader that chooses its elements."""
    return namespace == "oai" and name in ("error", "resumptionToken")


def tell(element: Element, problems: list[ParseError]) -> None:
    """Return what a message says: an error is a problem, a list that goes on a warning.

    An empty ``resumptionToken`` ends a list, and needs no words.
    """
    text = " ".join(element.text.split())
    if element.name == "error":
        message = f"the server answered with the error {element.get('code')}: {text}"
        problems.append(element.problem(message[:_LONGEST]))
    elif text:
        size = element.get("completeListSize")
        of = f" of {size}" if size else ""
        message = f"the list{of} goes on; the server gives the rest for resumptionToken={text}"
        fault = element.problem(message[:_LONGEST])
        fault.warning = True
        problems.append(fault)
