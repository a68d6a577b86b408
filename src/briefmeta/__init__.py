"""Metadata and citations of reports: record pages, handles and bibliographies in, right answers out.

>>> import briefmeta
>>> report = briefmeta.Report(
...     title="Niger’s Pivot to Moscow", authors=["Raphael Parens"], issued="2024-04-05", handle="20.500.12592/b2rbv89"
... )
>>> report.handle.uri
'https://hdl.handle.net/20.500.12592/b2rbv89'

Every name below is imported when it is first used, so that ``import briefmeta`` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from briefmeta.checks.finding import Finding as Finding
    from briefmeta.checks.finding import Severity as Severity
    from briefmeta.citations import Bibliography as Bibliography
    from briefmeta.citations import Citation as Citation
    from briefmeta.citations import Cite as Cite
    from briefmeta.citations import Processor as Processor
    from briefmeta.citations import Style as Style
    from briefmeta.citations import bibliography as bibliography
    from briefmeta.citations import cite as cite
    from briefmeta.citations.documents import CitedDocument as CitedDocument
    from briefmeta.citations.documents import cite_document as cite_document
    from briefmeta.errors import AmbiguousDateError as AmbiguousDateError
    from briefmeta.errors import BriefmetaError as BriefmetaError
    from briefmeta.errors import DateSyntaxError as DateSyntaxError
    from briefmeta.errors import FileError as FileError
    from briefmeta.errors import FormatError as FormatError
    from briefmeta.errors import HandleNotFound as HandleNotFound
    from briefmeta.errors import HandleSyntaxError as HandleSyntaxError
    from briefmeta.errors import HandleUnresolved as HandleUnresolved
    from briefmeta.errors import InvalidValueError as InvalidValueError
    from briefmeta.errors import MissingExtraError as MissingExtraError
    from briefmeta.errors import NameSyntaxError as NameSyntaxError
    from briefmeta.errors import ParseError as ParseError
    from briefmeta.errors import StyleError as StyleError
    from briefmeta.errors import StyleNotFoundError as StyleNotFoundError
    from briefmeta.errors import TransportError as TransportError
    from briefmeta.errors import UndecidedFormatError as UndecidedFormatError
    from briefmeta.errors import UnknownCountryError as UnknownCountryError
    from briefmeta.errors import UnknownFormatError as UnknownFormatError
    from briefmeta.files import detect_file as detect_file
    from briefmeta.files import dump as dump
    from briefmeta.files import dumps as dumps
    from briefmeta.files import iter_load as iter_load
    from briefmeta.files import load as load
    from briefmeta.files import loads as loads
    from briefmeta.formats import Detection as Detection
    from briefmeta.formats import Format as Format
    from briefmeta.formats import Loss as Loss
    from briefmeta.formats import detect as detect
    from briefmeta.formats import formats as formats
    from briefmeta.formats import losses as losses
    from briefmeta.handles.handle import Handle as Handle
    from briefmeta.handles.handle_record import HandleRecord as HandleRecord
    from briefmeta.handles.handle_record import HandleValue as HandleValue
    from briefmeta.handles.handle_record import Outcome as Outcome
    from briefmeta.model.dates.publication_date import PublicationDate as PublicationDate
    from briefmeta.model.key import citation_key as citation_key
    from briefmeta.model.names.name import Name as Name
    from briefmeta.model.names.name import Organization as Organization
    from briefmeta.model.names.name import Person as Person
    from briefmeta.model.names.name_reading import parse_name as parse_name
    from briefmeta.model.names.name_reading import parse_names as parse_names
    from briefmeta.model.names.name_reading import read_names as read_names
    from briefmeta.model.places.country import Country as Country
    from briefmeta.model.report import Report as Report
    from briefmeta.validating import validate as validate
    from briefmeta.web.handles.resolver import Resolution as Resolution
    from briefmeta.web.handles.resolver import Resolver as Resolver
    from briefmeta.web.handles.resolver import resolve as resolve
    from briefmeta.web.pages.description import Description as Description
    from briefmeta.web.pages.description import describe as describe
    from briefmeta.web.pages.verification import Verification as Verification
    from briefmeta.web.pages.verification import verify as verify
    from briefmeta.web.pages.verification import verify_many as verify_many

__version__ = "0.1.0"

_ROOMS = {
    "briefmeta.checks.finding": ("Finding", "Severity"),
    "briefmeta.citations": ("Bibliography", "Citation", "Cite", "Processor", "Style", "bibliography", "cite"),
    "briefmeta.citations.documents": ("CitedDocument", "cite_document"),
    "briefmeta.errors": (
        "AmbiguousDateError",
        "BriefmetaError",
        "DateSyntaxError",
        "FileError",
        "FormatError",
        "HandleNotFound",
        "HandleSyntaxError",
        "HandleUnresolved",
        "InvalidValueError",
        "MissingExtraError",
        "NameSyntaxError",
        "ParseError",
        "StyleError",
        "StyleNotFoundError",
        "TransportError",
        "UndecidedFormatError",
        "UnknownCountryError",
        "UnknownFormatError",
    ),
    "briefmeta.files": ("detect_file", "dump", "dumps", "iter_load", "load", "loads"),
    "briefmeta.formats": ("Detection", "Format", "Loss", "detect", "formats", "losses"),
    "briefmeta.handles.handle": ("Handle",),
    "briefmeta.handles.handle_record": ("HandleRecord", "HandleValue", "Outcome"),
    "briefmeta.model.places.country": ("Country",),
    "briefmeta.model.dates.publication_date": ("PublicationDate",),
    "briefmeta.model.key": ("citation_key",),
    "briefmeta.model.names.name": ("Name", "Organization", "Person"),
    "briefmeta.model.names.name_reading": ("parse_name", "parse_names", "read_names"),
    "briefmeta.model.report": ("Report",),
    "briefmeta.validating": ("validate",),
    "briefmeta.web.pages.description": ("Description", "describe"),
    "briefmeta.web.handles.resolver": ("Resolution", "Resolver", "resolve"),
    "briefmeta.web.pages.verification": ("Verification", "verify", "verify_many"),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted([*_HOMES, "__version__"])  # noqa: PLE0605 - a list of strings, made from the table above


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
