"""A page copied from a site: what is the site's and not the record's goes, and Markdown and tables become plain lines.

People copy a page whole: navigation above, buttons between, cookie notices below. Nothing of that is the record's, and
all of it is told in one warning. What a line is, is decided by its form and by ``vocabulary/site_lines.tsv``; lines
keep their numbers, so that problems still say where they are.
"""

from __future__ import annotations

import re

import attrs

from briefmeta.errors import InvalidValueError, ParseError
from briefmeta.formats.record.labels import label_field
from briefmeta.formats.record.page_lines import (
    MAX_LINE,
    Page,
    handle_of,
    inline_label,
    is_date_like,
    is_partial_handle,
    is_rule,
    same_title,
)
from briefmeta.formats.record.plausible import are_people, is_plausible, is_prose
from briefmeta.formats.record.site_lines import LONGEST_ENTRY, LONGEST_SITE_LINE, entry_of, surety_of
from briefmeta.handles.handle import Handle
from briefmeta.model.names.known_organizations import is_known
from briefmeta.model.names.organization_evidence import evidence, score
from briefmeta.text.characters import has_east_asian
from briefmeta.text.fold import squeezed

_HEADER = 14  # lines, blank ones counted, of a header
_SHORTEST_TITLE = 8
_KIND_OF_ORGANIZATION = 4  # the weight of a word such as "institute"
_SHORTEST_CAPITAL = 3  # letters: longer words of a name begin with a capital
# Fields whose values may be words that menus have, too: "Language", "English"; "Type", "Report"; "Format", "PDF".
_WORDS_FOR_VALUES = frozenset(("language", "genre", "other", "issued"))
_FIELDS_OF_PLACE = frozenset(
    ("other", "series", "publisher", "genre")
)  # the path to the page names them, too
_SHOWN = 40  # lines that the warning names

_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,2000}\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]\(<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\))?)>?(?:\s\"[^\"\n]{0,200}\")?\)"
)
_STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*_\\/])([*_])(?=[^\s*_])([^\n*_]{1,500}?)(?<=[^\s*_])\1(?![\w*_/])")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_EXTENT = re.compile(
    r"(?:(?:pdf|print|report|paper|document)\s?[,:·•|–-]\s*)?(\d{1,4})\s?(?:pages?|pp?\.?|seiten|s\.|páginas|págs?\.|pagine)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s+[|·•—]\s+")
_SITE_NAME = re.compile(r"(.{8,400}?)\s[|–—·-]\s([^|]{2,80})")
# As EPrints prints an item: "Doe, Jane and Roe, Richard (2019) Title. Technical Report. Publisher."
_CITED = re.compile(
    r"(?P<names>[^()\n]{3,400}?)\s\((?P<year>\d{4})(?:,[^()]{0,30})?\)\.?\s(?P<rest>[^\n]{8,900})"
)


def without_site(page: Page) -> tuple[Page, list[ParseError]]:
    """Return a page with the lines of the record alone, and a warning that says what was passed over.

    Markdown's links, emphasis and tables of two columns are written as plain lines; what is left in the place of a
    line of the site is a blank one.
    """
    copy = _Copy(page)
    copy.read()
    if not copy.changed:
        return page, []
    passed_over = frozenset(copy.site)
    return attrs.evolve(
        page, raw=copy.raw, lines=copy.lines, top=copy.top, passed_over=passed_over
    ), copy.problems


class _Copy:
    """The lines of a copied page on their way to those of the record."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.raw, self.lines = list(page.raw), list(page.lines)
        self.site: list[int] = []  # lines that are the site's
        self.linked: dict[str, str] = {}  # handles that links lead to
        self.top: int | None = None  # the line of the title, where others stand above it
        self.behind: list[str] = []  # what is written behind the last line
        self.byline: int | None = None  # the line where names and date stood below the title
        self.problems: list[ParseError] = []
        self.changed = False

    def read(self) -> None:
        for index, line in enumerate(self.lines):
            if line and len(line) <= MAX_LINE and (plain := self._plain(index, line)) != line:
                self._write(index, plain)
        self._find_site()
        for index in self.site:
            self._write(index, "")
        self._published()
        self._without_site_name()
        self._title()
        self._publisher()
        self._cited()
        self._linked_handle()
        if self.behind:
            self.raw += ["", *self.behind]
            self.lines += ["", *self.behind]
        self._tell()

    def _write(self, index: int, text: str) -> None:
        self.raw[index] = self.lines[index] = text
        self.changed = True

    def _tell(self) -> None:
        if not self.site:
            return
        self.site.sort()
        shown = ", ".join(repr(self.page.lines[index][:60]) for index in self.site[:_SHOWN])
        more = f" and {len(self.site) - _SHOWN} more" if len(self.site) > _SHOWN else ""
        message = f"passed over as lines of the site, not of the record: {shown}{more}"
        self.problems.append(self.page.problem(self.site[0], message, warning=True))

    # --- forms

    def _plain(self, index: int, line: str) -> str:
        """Return a line without the marks of Markdown; a row of a table of two columns is a label and its value."""
        if line[:1] == "|" and line[-1:] == "|" and line.count("|") > 1:
            line = self._row(index, line)
        is_linked = "](" in line
        if is_linked:
            line = _LINK.sub(self._link_text, _IMAGE.sub("", line)).strip()
        if line[:1] in "*_":  # a label or a title in bold; emphasis inside running text is the text's own
            line = _STRONG.sub(r"\2", line)
        if is_linked or "://" in line or line[:1] in "*_":
            line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
        found = _EXTENT.fullmatch(line)
        return f"Pages: {found[1]}" if found and not self._is_value(index) else line

    def _row(self, index: int, line: str) -> str:
        if _TABLE_RULE.fullmatch(line):
            return ""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 2:
            return " ".join(filter(None, cells)) if len(cells) == 1 else line
        label, value = (_STRONG.sub(r"\2", cell).rstrip(": ") for cell in cells)
        if not label_field(label) and below and _TABLE_RULE.fullmatch(below):
            return ""  # the head of the table, such as "Field | Value"
        return f"{label}: {value}" if label and value else label or value

    def _link_text(self, found: re.Match[str]) -> str:
        text, address = found[1].strip(), found[2]
        try:
            handle = Handle(address)
        except InvalidValueError:
            return text
        if "://" in address and "doi.org/" not in address:
            self.linked[str(handle)] = address
        return text

    def _is_value(self, index: int) -> bool:
        """Return whether a line stands below a label that it is the value of."""
        above = next((self.lines[i] for i in range(index - 1, max(index - 3, -1), -1) if self.lines[i]), "")
        return label_field(above) is not None and entry_of(above) is None

    # --- lines of the site

    def _find_site(self) -> None:
        """Find the lines of the site: sure ones, and those that stand beside them and may be such lines, too."""
        run: list[int] = []
        is_sure = False
        unsure: list[int] = []
        for index, line in enumerate([*self.lines, "."]):
            if not line:
                continue
            surety = self._surety(index, line) if index < len(self.lines) else None
            if surety is None:
                (self.site if is_sure else unsure).extend(run)
                run, is_sure = [], False
            else:
                run.append(index)
                is_sure = is_sure or surety

        if self.site:  # on the copy of a site, the words around the title are the site's, too: "Report"
            anchor = self._anchor()
            self.site += [
                index for index in unsure if index < anchor + 2 and label_field(self.lines[index]) is None
            ]

    def _surety(self, index: int, line: str) -> bool | None:
        """Return whether a line is surely the site's, or may be; None where it is the record's."""
        surety = surety_of(line)
        if surety is None or self._is_labelled(index, line) or self._is_value(index):
            return None
        return None if entry_of(line) is not None and self._opens_value(index, line) else surety

    def _is_labelled(self, index: int, line: str) -> bool:
        found = inline_label(line)
        return handle_of(line) is not None or (
            found is not None and label_field(found[0]) is not None and not entry_of(found[1])
        )

    def _opens_value(self, index: int, line: str) -> bool:
        """Return whether a line that menus have, too, is a label here: below it stands what can be its value."""
        field = label_field(line)
        below = next((text for text in self.lines[index + 1 : index + 4] if text), "")
        if field is None or not below:
            return False
        if entry_of(below) is not None and field not in _WORDS_FOR_VALUES:
            return False
        return entry_of(below) is not True and is_plausible(field, below)

    # --- the title

    def _anchor(self) -> int:
        """Return the first line that a record surely has: a handle, a date, a label with what can be its value."""
        for index, line in enumerate(self.lines):
            if index == self.byline:
                return index
            if not line or len(line) > MAX_LINE:
                continue
            if handle_of(line) is not None or is_partial_handle(line) or is_date_like(line):
                return index
            found = inline_label(line)
            if found and (field := label_field(found[0])) and is_plausible(field, found[1]):
                return index
            field = label_field(line)
            below = next((text for text in self.lines[index + 1 : index + 4] if text), "")
            if field and below and is_plausible(field, below):
                return index
        return len(self.lines)

    def _title(self) -> None:
        """Find the title where a page has more above its handle, date or labels: a site's name, a collection, a sort.

        The title is the line that the page repeats, or else the last lines above them. A page without lines of a site
        begins with its title.
        """
        anchor = self._anchor()
        if self._labelled_title(anchor):
            return
        above = [index for index in range(anchor) if self._may_be_title(self.lines[index])]
        if len(above) < 2:
            return
        repeated = [index for index in above if self._stands_again(index)]
        if not repeated and not self.behind and not (self.site and self.site[0] < anchor):
            return
        title = max(repeated, key=lambda index: (len(self.lines[index]), -index)) if repeated else above[-1]
        if not repeated:
            while title - 1 in above and above[-1] - title < 2:
                title -= 1  # a title on several lines
        if title != above[0]:
            self.top, self.changed = title, True

    def _labelled_title(self, anchor: int) -> bool:
        """Take the title that a label names, where a heading of the site such as "Item details" stands above."""
        for index in range(anchor, min(anchor + 2, len(self.lines))):
            found = inline_label(self.lines[index])
            if label_field(found[0] if found else self.lines[index]) != "title":
                continue
            if any(line and handle_of(line) is None for line in self.lines[:index]) and self.site:
                self.top, self.changed = index, True
            return True
        return False

    def _may_be_title(self, line: str) -> bool:
        return _SHORTEST_TITLE <= len(line) <= 400 and line[-1] != ":" and not is_rule(line)

    def _stands_again(self, index: int) -> bool:
        """Return whether a line stands on the page again, alone or inside a reference to the page."""
        return self._stands_in(self.lines[index], index)

    def _stands_in(self, line: str, index: int) -> bool:
        """Return whether a text stands on the page below a line."""
        key = squeezed(line)
        return len(key) > _SHORTEST_TITLE and any(
            same_title(line, other) or (len(key) > 2 * _SHORTEST_TITLE and key in squeezed(other))
            for below, other in enumerate(self.lines[index + 1 : index + 80], index + 1)
            if other and len(other) <= MAX_LINE and not self._is_of_other_field(below)
        )

    def _is_of_other_field(self, index: int) -> bool:
        """Return whether a line is the value of a field that names the place of the report, such as a collection."""
        above = next((self.lines[i] for i in range(index - 1, max(index - 3, -1), -1) if self.lines[i]), "")
        return label_field(above) in _FIELDS_OF_PLACE

    def _without_site_name(self) -> None:
        """Take the name of the site from behind a title: ``Title | Site``, where the page has one of them alone.

        What the software of a repository sets before it, ``Publication: Title``, goes where the page repeats the title.
        """
        known: set[str] = set()
        for index in range(min(self._anchor() + 1, len(self.lines))):
            sort, colon, title = self.lines[index].partition(": ")
            if (
                colon
                and entry_of(sort) is not None
                and label_field(sort) is None
                and self._stands_in(title, index)
            ):
                self._write(index, title)
                continue
            found = _SITE_NAME.fullmatch(self.lines[index])
            if found is None or label_field(found[1]) is not None:
                continue
            known = known or self._texts()
            # in the title of a report a bar is next to never seen, in the title of a web page it is the rule
            is_page_title = (
                bool(self.site)
                and found[0] == f"{found[1]} | {found[2]}"
                and len(found[2].split()) <= LONGEST_ENTRY
                and not any(c.isdigit() for c in found[2])
            )
            is_of_site = squeezed(found[2]) in known and len(found[1]) > len(found[2])
            if is_page_title or is_of_site or squeezed(found[1]) in known:
                if is_page_title and not is_of_site:
                    message = f"passed over as the name of the site: {found[2]!r}"
                    self.problems.append(self.page.problem(index, message, warning=True))
                self._write(index, found[1].strip())

    def _texts(self) -> set[str]:
        """Return the folded lines of the page, and the values that stand behind labels."""
        texts = (text for line in self.lines if line for text in (line, (inline_label(line) or ("", ""))[1]))
        return set(map(squeezed, texts))

    # --- what stands beside the title without a label

    def _published(self) -> None:
        """Read ``Published May 9, 2023 | Version v2`` above a title: a date that its label stands before."""
        for index in range(min(self._anchor(), _HEADER)):
            if not self.lines[index]:
                continue
            pieces = [piece.strip() for piece in _BAR.split(self.lines[index])]
            if self._byline(index, pieces):
                return
            date = _date_behind_label(pieces[0]) if len(self.lines[index]) <= LONGEST_SITE_LINE else None
            if date is None:
                continue
            self.behind += [f"Date: {date}", *(f"Edition: {piece}" for piece in pieces[1:2])]
            self._write(index, "")
            return

    def _byline(self, index: int, pieces: list[str]) -> bool:
        """Read ``By Ann Doe and Bob Roe | 9 October 2019``, which stands below the title of an article."""
        if len(pieces) != 2 or len(self.lines[index]) > MAX_LINE:
            return False
        names = next((piece for piece in pieces if _names_behind_label(piece)), None)
        date = next((piece for piece in pieces if is_date_like(piece)), None)
        if names is None or date is None:
            return False
        self.behind += [f"Authors: {_names_behind_label(names)}", f"Date: {date}"]
        self._write(index, "")
        self.byline = index
        return True

    def _publisher(self) -> None:
        """Read the name of an organization alone below handle and date, on a page that names no publisher."""
        fields = {label_field(line) for line in self.lines if line}
        fields |= {label_field(found[0]) for line in self.lines if line and (found := inline_label(line))}
        if "publisher" in fields:
            return
        anchor = self._anchor()
        title = self.lines[self.top if self.top is not None else self.page.next_line(0, len(self.lines) - 1)]
        below = False
        for index in range(anchor, min(anchor + _HEADER, len(self.lines))):
            line = self.lines[index]
            if not line or handle_of(line) or is_date_like(line) or inline_label(line):
                below = below or bool(line)
                continue
            if same_title(line, title):
                continue
            if below and self._is_organization(line):
                self._write(index, f"Publisher: {line}")
            return

    def _is_organization(self, line: str) -> bool:
        if len(line) > LONGEST_SITE_LINE or label_field(line) or is_prose(line) or line[-1] in ".:;!?":
            return False
        if is_known(line):
            return True
        # a heading of the summary has a word such as "executive", too; the name of an organization has more
        has_noun = any(found.weight >= _KIND_OF_ORGANIZATION for found in evidence(line))
        capitals = all(word[0].isupper() for word in line.split() if len(word) > _SHORTEST_CAPITAL)
        return has_noun and capitals and score(line) > _KIND_OF_ORGANIZATION and not has_east_asian(line)

    # --- references

    def _cited(self) -> None:
        """Read the reference that a repository prints below the title; what it says stands in no label."""
        anchor = self._anchor()
        titles = [line for line in self.lines[: anchor + 12] if self._may_be_title(line)]
        for index, line in enumerate(self.lines[: anchor + 12]):
            found = _CITED.fullmatch(line) if len(line) <= MAX_LINE else None
            if found is None:
                continue
            rest = squeezed(found["rest"])
            title = next(
                (text for text in titles if rest.startswith(squeezed(text)) and squeezed(text)), None
            )
            if title is None or title == line:
                continue
            self.behind += [f"Authors: {found['names']}", f"Date: {found['year']}"]
            further = found["rest"][len(title) :].strip(" .")
            if further:
                self.behind.append(f"Source: {further}")
            self._write(index, "")
            return

    def _linked_handle(self) -> None:
        """Take the handle of a link where the page shows none: the one that all links of handles lead to."""
        if len(self.linked) == 1 and not any(
            line and (handle_of(line) is not None or next(iter(self.linked)) in line) for line in self.lines
        ):
            self.behind.append(f"Handle: {next(iter(self.linked))}")


def _date_behind_label(text: str) -> str | None:
    """Return the date of ``Published on May 9, 2023``: a label of a few words, and a date behind it."""
    words = text.split()
    for count in range(1, min(3, len(words) - 1) + 1):
        date = " ".join(words[count:])
        if label_field(" ".join(words[:count])) == "issued" and is_date_like(date):
            return date
    return None


def _names_behind_label(text: str) -> str | None:
    """Return the names of ``By Ann Doe``: a label of a word, and full names of people behind it."""
    label, _, names = text.partition(" ")
    return names if label_field(label) == "authors" and names and are_people(names) else None
