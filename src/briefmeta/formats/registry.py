"""Which formats there are: names, suffixes, media types, and the module that reads and writes each."""

from __future__ import annotations

import contextlib
import importlib
from typing import TYPE_CHECKING, Any

import attrs

from briefmeta.errors import BriefmetaError, FormatError, ParseError, UnknownFormatError
from briefmeta.formats.reading_rules import ReadingRules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from briefmeta.model.report import Report

ENTRY_POINTS = "briefmeta.formats"


@attrs.frozen(kw_only=True)
class Format:
    """A format: how it is called, and where it is read and written.

    Attributes:
        name: the name that ``format=`` takes.
        title: the name in words.
        module: the module that holds ``loads`` and ``dumps``; imported when first used.
        aliases: further names.
        suffixes: file name suffixes, with the dot, the usual one first.
        media_type: the registered media type, or the one in use.
        reads: whether it can be read.
        writes: whether it can be written.
    """

    name: str
    title: str
    module: str
    aliases: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    media_type: str = "text/plain"
    reads: bool = True
    writes: bool = True

    def __attrs_post_init__(self) -> None:
        for field in ("name", "title", "module", "media_type"):
            if not isinstance(getattr(self, field), str) or not getattr(self, field):
                raise TypeError(f"the {field} of a format is text, not {getattr(self, field)!r}")
        for field in ("aliases", "suffixes"):
            values = getattr(self, field)
            if not isinstance(values, tuple) or not all(isinstance(value, str) for value in values):
                raise TypeError(f"the {field} of a format are a tuple of texts, not {values!r}")

    def _module(self) -> ModuleType:
        with self._guarded():
            return importlib.import_module(self.module)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what the code of another package raises into an error of this one, which says whose it is."""
        try:
            yield
        except BriefmetaError:
            raise
        except (
            Exception
        ) as fault:  # a plug-in may raise anything; what fails in our own formats goes on as it is
            if any(self is known for known in _BUILT_IN):
                raise
            what = f"{type(fault).__name__}: {fault}"
            raise FormatError(f"the format plug-in {self.name!r} failed: {what}") from fault

    def _function(self, name: str) -> Callable[..., Any] | None:
        function = getattr(self._module(), name, None)
        return function if callable(function) else None

    def _required(self, name: str, purpose: str) -> Callable[..., Any]:
        allowed = self.reads if purpose == "read" else self.writes
        function = self._function(name) if allowed else None
        if function is None:
            raise FormatError(f"{self.title} ({self.name}) cannot be {purpose}")
        return function

    def loads(self, text: str, problems: list[ParseError] | None = None, **options: Any) -> list[Report]:
        """Read reports from text.

        Args:
            text: the whole text.
            problems: takes what could not be read; without it, the first problem is raised and carries the others and
                the reports that were read. Warnings, where nothing was lost, are never raised.
            options: the format's own, as in ``date_order="dmy"`` of the record page.

        Raises:
            ParseError: something could not be read and ``problems`` was not given.
            FormatError: this format is only written, or does not know an option.
        """
        load = self._required("loads", "read")
        self._check_options(load, options)
        found: list[ParseError] = []
        with self._guarded():
            reports: list[Report] = list(load(text.removeprefix("\ufeff"), found, **options))
        reports = list(self._rules().pass_on(reports, found))
        if problems is not None:
            problems.extend(found)
        elif faults := [problem for problem in found if not problem.warning]:
            raise ParseError.of(faults, reports)
        return reports

    def iter_loads(
        self, lines: Iterable[str], problems: list[ParseError] | None = None, **options: Any
    ) -> Iterator[Report]:
        """Read reports from lines, one after the other; memory stays flat where the format allows it.

        Without ``problems``, the first problem is raised where it stands.
        """
        stream = self._function("iter_loads")
        if stream is None:
            yield from self.loads("".join(lines), problems, **options)
            return
        self._check_options(stream, options)
        found: list[ParseError] = [] if problems is None else problems
        with self._guarded():
            for report in self._rules().pass_on(stream(lines, found, **options), found, len(found)):
                if problems is None:
                    _raise_first(found)
                yield report
        if problems is None:
            _raise_first(found)

    def _rules(self) -> ReadingRules:
        """Return the rule of reading, with the names in ``extra`` that the format documents (its ``DOCUMENTED``)."""
        module = self._module()
        return ReadingRules(
            getattr(module, "DOCUMENTED", ()), exact=getattr(module, "NAMES_EACH_FIELD", False)
        )

    def dumps(self, reports: Iterable[Report], **options: Any) -> str:
        """Write reports as one text.

        Raises:
            FormatError: this format is only read, or does not know an option.
        """
        return "".join(self.iter_dumps(reports, **options))

    def iter_dumps(self, reports: Iterable[Report], **options: Any) -> Iterator[str]:
        """Write reports piece by piece; the pieces together are the text."""
        dump = self._required("dumps", "written")
        write = self._function("iter_dumps") or dump
        self._check_options(write, options)
        with self._guarded():
            written = write(reports, **options)
        return iter((written,)) if isinstance(written, str) else self._pieces(written)

    def _pieces(self, written: Iterable[str]) -> Iterator[str]:
        with self._guarded():
            yield from written

    def held_fields(self, report: Report) -> frozenset[str]:
        """Return the fields that a write-only format holds: its module's ``held_fields(report)``, or ``HOLDS``."""
        held = self._function("held_fields")
        with self._guarded():
            return held(report) if held else frozenset(getattr(self._module(), "HOLDS", ()))

    def _check_options(self, write: Callable[..., Any], options: dict[str, Any]) -> None:
        if not options:
            return
        import inspect

        known = [p.name for p in inspect.signature(write).parameters.values() if p.kind is p.KEYWORD_ONLY]
        unknown = [name for name in options if name not in known]
        if unknown:
            raise FormatError(
                f"{self.name} has no option {unknown[0]!r}; it has {', '.join(known) if known else 'none'}"
            )


_BUILT_IN = (
    Format(
        name="record",
        title="Record page",
        module="briefmeta.formats.record",
        aliases=("record-page",),
        suffixes=(".txt",),
        writes=False,
    ),
    Format(
        name="bibtex",
        title="BibTeX",
        module="briefmeta.formats.bib.bibtex",
        aliases=("bib",),
        suffixes=(".bib",),
        media_type="application/x-bibtex",
    ),
    Format(
        name="biblatex",
        title="BibLaTeX",
        module="briefmeta.formats.bib.biblatex",
        media_type="application/x-bibtex",
    ),
    Format(
        name="csl-json",
        title="CSL-JSON",
        module="briefmeta.formats.csljson",
        aliases=("csl", "csljson", "citeproc-json"),
        suffixes=(".json",),
        media_type="application/vnd.citationstyles.csl+json",
    ),
    Format(
        name="oai_dc",
        title="Dublin Core, simple (OAI-PMH)",
        module="briefmeta.formats.dublincore.oai_dc",
        aliases=("dc", "dublin-core", "dublincore", "oai-dc"),
        suffixes=(".xml",),
        media_type="application/xml",
    ),
    Format(
        name="dcterms",
        title="Dublin Core, qualified",
        module="briefmeta.formats.dublincore.dcterms",
        aliases=("qdc", "qualified-dublin-core"),
        media_type="application/xml",
    ),
    Format(
        name="mods",
        title="MODS 3.8",
        module="briefmeta.formats.mods",
        suffixes=(".mods",),
        media_type="application/mods+xml",
    ),
    Format(
        name="ris",
        title="RIS",
        module="briefmeta.formats.ris",
        suffixes=(".ris",),
        media_type="application/x-research-info-systems",
    ),
    Format(
        name="schema.org",
        title="schema.org (JSON-LD)",
        module="briefmeta.formats.schema_org",
        aliases=("schemaorg", "json-ld", "jsonld"),
        suffixes=(".jsonld",),
        media_type="application/ld+json",
    ),
    Format(
        name="html",
        title="HTML head (citation_*, DC, JSON-LD)",
        module="briefmeta.formats.html",
        aliases=("head",),
        suffixes=(".html", ".htm", ".xhtml"),
        media_type="text/html",
    ),
    Format(
        name="csv",
        title="CSV, one row a report",
        module="briefmeta.formats.csv_table",
        suffixes=(".csv",),
        media_type="text/csv",
    ),
    Format(
        name="jsonl",
        title="briefmeta JSON lines (lossless)",
        module="briefmeta.formats.jsonl",
        aliases=("ndjson",),
        suffixes=(".jsonl", ".ndjson"),
        media_type="application/jsonl",
    ),
    Format(
        name="endnote-xml",
        title="EndNote XML",
        module="briefmeta.formats.ris.endnote_xml",
        aliases=("endnote",),
        media_type="application/xml",
    ),
    Format(
        name="zotero-rdf",
        title="Zotero RDF",
        module="briefmeta.formats.zotero_rdf",
        aliases=("zotero",),
        suffixes=(".rdf",),
        media_type="application/rdf+xml",
        writes=False,
    ),
    Format(
        name="nbib",
        title="NBIB (PubMed, MEDLINE)",
        module="briefmeta.formats.tagged.nbib",
        aliases=("pubmed", "medline"),
        suffixes=(".nbib",),
        media_type="application/nbib",
        writes=False,
    ),
    Format(
        name="refer",
        title="Refer (EndNote tagged)",
        module="briefmeta.formats.tagged.refer",
        aliases=("enw",),
        suffixes=(".enw",),
        media_type="application/x-endnote-refer",
        writes=False,
    ),
    Format(
        name="csl-yaml",
        title="CSL-YAML (pandoc references)",
        module="briefmeta.formats.yaml.csl_yaml",
        suffixes=(".yaml", ".yml"),
        media_type="application/yaml",
    ),
    Format(
        name="hayagriva",
        title="Hayagriva YAML (typst)",
        module="briefmeta.formats.yaml.hayagriva",
        aliases=("typst",),
        media_type="application/yaml",
    ),
    Format(
        name="pdf",
        title="PDF (XMP, document information)",
        module="briefmeta.formats.pdf",
        suffixes=(".pdf",),
        media_type="application/pdf",
        writes=False,
    ),
    Format(
        name="datacite-json",
        title="DataCite JSON",
        module="briefmeta.formats.registries.datacite_json",
        media_type="application/vnd.datacite.datacite+json",
        writes=False,
    ),
    Format(
        name="crossref",
        title="Crossref JSON",
        module="briefmeta.formats.registries.crossref_json",
        aliases=("crossref-json",),
        media_type="application/vnd.crossref-api-message+json",
        writes=False,
    ),
    Format(
        name="openalex",
        title="OpenAlex JSON",
        module="briefmeta.formats.registries.openalex",
        media_type="application/json",
        writes=False,
    ),
    Format(
        name="invenio",
        title="Zenodo and InvenioRDM JSON",
        module="briefmeta.formats.registries.invenio",
        aliases=("zenodo", "inveniordm"),
        media_type="application/vnd.inveniordm.v1+json",
        writes=False,
    ),
    Format(
        name="dspace",
        title="DSpace REST JSON",
        module="briefmeta.formats.registries.dspace_rest",
        aliases=("dspace-rest",),
        media_type="application/hal+json",
        writes=False,
    ),
    Format(
        name="datacite",
        title="DataCite XML 4.5",
        module="briefmeta.formats.datacite",
        media_type="application/vnd.datacite.datacite+xml",
    ),
    Format(
        name="marcxml",
        title="MARC 21 XML",
        module="briefmeta.formats.marc.marcxml",
        aliases=("marc",),
        suffixes=(".marcxml",),
        media_type="application/marcxml+xml",
    ),
    Format(
        name="iso2709",
        title="MARC 21 (ISO 2709)",
        module="briefmeta.formats.marc.iso2709",
        aliases=("marc21",),
        suffixes=(".mrc", ".marc"),
        media_type="application/marc",
        writes=False,
    ),
    Format(
        name="coins",
        title="COinS (OpenURL in HTML)",
        module="briefmeta.formats.coins",
        media_type="text/html",
    ),
    Format(
        name="cff",
        title="Citation File Format",
        module="briefmeta.formats.cff",
        suffixes=(".cff",),
        media_type="application/yaml",
    ),
)

_registered: dict[str, Format] = {}
_plugins_loaded = False


def _raise_first(found: list[ParseError]) -> None:
    faults = [problem for problem in found if not problem.warning]
    found.clear()
    if faults:
        raise ParseError.of(faults)


def register(new: Format) -> None:
    """Add a format for this process; one of the same name is replaced, a built-in one is not.

    Args:
        new: the format.

    Raises:
        FormatError: the name is a built-in format's.
    """
    if any(new.name == built_in.name for built_in in _BUILT_IN):
        raise FormatError(f"{new.name} is the name of a built-in format")
    _registered[new.name] = new


def formats() -> tuple[Format, ...]:
    """List every format: the built-in ones, then those of other packages.

    >>> [format.name for format in formats()][:3]
    ['record', 'bibtex', 'biblatex']
    """
    _load_plugins()
    return _BUILT_IN + tuple(_registered.values())


def find_format(name: str) -> Format:
    """Find a format by its name or an alias, case ignored.

    Args:
        name: as in ``bibtex`` or ``csl-json``.

    Raises:
        UnknownFormatError: there is none; the message names those that come near.

    >>> find_format("BibTeX").suffixes
    ('.bib',)
    """
    wanted = name.strip().lower()
    for known in _BUILT_IN:
        if wanted == known.name or wanted in known.aliases:
            return known
    for known in formats():
        if wanted == known.name.lower() or wanted in known.aliases:
            return known
    import difflib

    names = [alias for known in formats() for alias in (known.name, *known.aliases)]
    near = difflib.get_close_matches(wanted[:40], names, n=3)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(f.name for f in formats())}"
    )
    raise UnknownFormatError(f"no format is called {name[:40]!r}; {hint}")


def _load_plugins() -> None:
    """Load formats of other packages once; one that fails is a warning, and the others go on."""
    global _plugins_loaded  # noqa: PLW0603 - the registry is the process's own
    if _plugins_loaded:
        return
    _plugins_loaded = True
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        try:
            found = point.load()
            if not isinstance(found, Format):
                raise TypeError(f"it is no Format but a {type(found).__name__}")
            register(found)
        except (Exception, SystemExit) as fault:  # noqa: BLE001 - what another package does costs that package only
            import warnings

            warnings.warn(
                f"the format plug-in {point.name!r} was left out: {_words(fault)}",
                RuntimeWarning,
                stacklevel=3,
            )


def _words(fault: BaseException) -> str:
    """Return what went wrong; an exit says nothing by itself."""
    return f"{type(fault).__name__}: {fault}" if isinstance(fault, SystemExit) else str(fault)
