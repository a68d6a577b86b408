"""The rules of live checks, as data: ``briefmeta.web.pages.verification`` holds what finds them.

The first digit of the number tells what is at fault: 0 the report, 1 the handle, 2 the page's server or address,
3 what the page says.
"""

from __future__ import annotations

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Rule

NOTHING_TO_FOLLOW = Rule(
    code="WEB001",
    name="nothing-to-follow",
    severity=Severity.UNKNOWN,
    what="The report has no handle, no DOI and no URL, so that there is nothing to ask for.",
    why="Whether the report can still be reached is not known.",
    source="briefmeta",
    example="A report with a title and authors only; found no more once it has `handle = 20.500.12592/b2rbv89`.",
    fix="Add the handle, the DOI or the URL of the report.",
)
HANDLE_NOT_FOUND = Rule(
    code="WEB101",
    name="handle-not-found",
    severity=Severity.ERROR,
    what="A handle server said that the handle does not exist.",
    why="A reader who follows the handle finds nothing.",
    source="Handle.Net manual 9, chapter 14: response code 100",
    example="`20.500.12592/b2rbv8` in place of `20.500.12592/b2rbv89`",
    fix="Compare the handle with the report's record page, character by character.",
)
HANDLE_UNRESOLVED = Rule(
    code="WEB102",
    name="handle-unresolved",
    severity=Severity.UNKNOWN,
    what="No handle proxy could say whether the handle exists, or its aliases lead nowhere.",
    why="A timeout or a fault of a server says nothing about the handle.",
    source="Handle.Net manual 9, chapter 14; RFC 3651, section 3.2.5 (HS_ALIAS)",
    example="A proxy that answers 503; not found when it answers with response code 1 or 100.",
    fix="Check again later.",
)
HANDLE_LEADS_NOWHERE = Rule(
    code="WEB103",
    name="handle-leads-nowhere",
    severity=Severity.ERROR,
    what="The handle exists, but its record has neither a URL nor a location.",
    why="A reader who follows the handle sees the values of the record, not the report.",
    source="RFC 3651, section 3.1",
    example="A record with `EMAIL` and `HS_ADMIN` only; a record with `10320/loc` is fine.",
    fix="Ask whoever runs the prefix of the handle to add a URL to its record.",
)
HANDLE_SHOWS_NOTHING = Rule(
    code="WEB104",
    name="handle-shows-nothing",
    severity=Severity.WARNING,
    what="The handle exists, but none of its values may be seen.",
    why="Nobody but its administrator can follow the handle.",
    source="Handle.Net manual 9, chapter 14: response code 200",
    example="A record with `HS_ADMIN` as its only value, which is not public.",
    fix="Ask whoever runs the prefix of the handle to make its URL public.",
)
TARGET_GONE = Rule(
    code="WEB201",
    name="target-gone",
    severity=Severity.ERROR,
    what="The server of the page says that there is nothing at this address: status 404 or 410.",
    why="A reader who follows the reference does not find the report.",
    source="RFC 9110, sections 15.5.5 and 15.5.11",
    example="`404 Not Found` to HEAD and to GET; a server that says 404 to HEAD only is fine.",
    fix="Look for the new address of the report; for a handle, tell whoever runs its prefix.",
)
TARGET_UNANSWERED = Rule(
    code="WEB202",
    name="target-unanswered",
    severity=Severity.UNKNOWN,
    what="Whether the page is still there could not be found out: no connection, no answer in time, a fault of the "
    "server, or too many requests.",
    why="Servers fail for hours and come back; only 404 and 410 say that a page is gone.",
    source="RFC 9110, section 15.6; RFC 6585, section 4",
    example="Status 503, 500, 429, a name without an address, a timeout; a heading `Service unavailable`.",
    fix="Check again later.",
)
TARGET_NOT_ASKED = Rule(
    code="WEB203",
    name="target-not-asked",
    severity=Severity.UNKNOWN,
    what="The address must not be asked: it is no http or https URL, is not public, or redirects from https to http "
    "or too often.",
    why="Asking it could reach into the network of whoever checks, or leave a secure connection.",
    source="RFC 9110, section 17; RFC 6890",
    example="`ftp://example.org/x`, `http://192.168.0.7/report`",
    fix="Give an https address that everybody can reach.",
)
TLS_FAULT = Rule(
    code="WEB204",
    name="tls-fault",
    severity=Severity.WARNING,
    what="The certificate of the server is not accepted, or no secure connection comes about.",
    why="Browsers warn their readers, or do not show the page at all.",
    source="RFC 9110, section 4.3.4; RFC 5280",
    example="A certificate that has expired or is for another name.",
    fix="Tell whoever runs the server; look whether another host has the report.",
)
SOFT_404 = Rule(
    code="WEB205",
    name="soft-404",
    severity=Severity.ERROR,
    what="The server answers with status 200, but the page says that there is nothing here.",
    why="Link checkers that look at the status count such a page as alive; readers do not find the report.",
    source="RFC 9110, section 15.5.5, which asks for 404",
    example="Status 200 and the heading `Page not found`; a report that is called `Not Found` is fine.",
    fix="Look for the new address of the report; for a handle, tell whoever runs its prefix.",
)
PARKED_DOMAIN = Rule(
    code="WEB206",
    name="parked-domain",
    severity=Severity.ERROR,
    what="The domain has a new owner, who offers it for sale or shows advertisements.",
    why="The report is gone from there, and what is shown may change to anything.",
    source="ICANN, Expired Registration Recovery Policy",
    example="A page that says `This domain is for sale`; a report about the sale of domains is fine.",
    fix="Look for the new address of the report; for a handle, tell whoever runs its prefix.",
)
LOGIN_WALL = Rule(
    code="WEB207",
    name="login-wall",
    severity=Severity.UNKNOWN,
    what="The server wants to know who asks: it refuses, asks to log in, or asks for proof of a human.",
    why="Whether the report is behind it could not be seen.",
    source="RFC 9110, sections 15.5.2 and 15.5.4; RFC 7725",
    example="Status 401, 403 or 451; a redirect to `/login`; a form with a password and nothing else.",
    fix="Open the address in a browser.",
)
HOME_PAGE = Rule(
    code="WEB208",
    name="home-page",
    severity=Severity.WARNING,
    what="The address leads to the home page of a site, not to a page about the report.",
    why="Sites do so with addresses that they have given up; the reader has to search.",
    source="RFC 9110, section 15.5.5, which asks for 404",
    example="`https://example.org/reports/17.html` redirects to `https://example.org/`.",
    fix="Look for the new address of the report; for a handle, tell whoever runs its prefix.",
)
EMPTY_PAGE = Rule(
    code="WEB209",
    name="empty-page",
    severity=Severity.UNKNOWN,
    what="The server answers with status 200 or 204 and nothing else.",
    why="Whether the report is there cannot be seen.",
    source="RFC 9110, section 15.3.1",
    example="`Content-Length: 0`",
    fix="Open the address in a browser.",
)
HTTPS_WORKS = Rule(
    code="WEB210",
    name="https-works",
    severity=Severity.INFO,
    what="The address is http, and the same address with https works.",
    why="What comes by http can be read and changed on its way.",
    source="RFC 9110, section 4.2.2",
    example="`http://example.org/x`, where `https://example.org/x` answers too",
    fix="Write https.",
)
TARGET_MOVED = Rule(
    code="WEB211",
    name="target-moved",
    severity=Severity.WARNING,
    what="The server says that the page has moved for good (status 301 or 308): to another host, path or query.",
    why="Such redirects are dropped one day. A handle keeps working when its record is corrected; for a URL in a "
    "reference this is a warning, for the record of a handle it is info.",
    source="RFC 9110, sections 15.4.2 and 15.4.9",
    example="301 from `/old/17` to `/new/17`; 302 and 307 are not found, nor is a slash more at the end.",
    fix="Use the new address.",
)
URL_CHANGED = Rule(
    code="WEB212",
    name="url-changed",
    severity=Severity.WARNING,
    what="The URL of the report is not the page that its handle leads to.",
    why="A warning where the URL is dead and the handle is not: the handle has been moved since. Info where both "
    "answer.",
    source="RFC 3650, section 1: a handle outlives the locations of what it names",
    example="`url = https://example.org/old`, which is gone, and a handle that leads to `https://example.org/new`",
    fix="Use the address that the handle leads to, or leave the URL out.",
)
ELSEWHERE = Rule(
    code="WEB213",
    name="redirected-elsewhere",
    severity=Severity.WARNING,
    what="The address redirects to a page that has much to say, but neither the title of the report nor its handle nor "
    "any metadata.",
    why="Sites send old addresses to a search form or to a list; the reader has to search.",
    source="RFC 9110, section 15.5.5, which asks for 404",
    example="`/reports/17.html` redirects to `/publications`; a page that shows the title is fine.",
    fix="Look for the new address of the report; for a handle, tell whoever runs its prefix.",
)
PAGE_SAYS_NOTHING = Rule(
    code="WEB301",
    name="page-says-nothing",
    severity=Severity.INFO,
    what="The address answers, but nothing there could be compared with the report: a file, or a page without the "
    "title of the report and without metadata.",
    why="That there is a page is known; that it is about this report is not.",
    source="Google Scholar, Inclusion guidelines for webmasters; schema.org; DC-HTML",
    example="A PDF; a page that only scripts fill",
    fix="Open the address and compare it with the report.",
)
HANDLE_NOT_NAMED = Rule(
    code="WEB302",
    name="handle-not-named",
    severity=Severity.INFO,
    what="The page describes a publication, but does not say the handle that leads to it.",
    why="Readers of the page cite its address, which changes, in place of the handle, which does not.",
    source="Signposting, cite-as (RFC 8574); Google Scholar, citation_abstract_html_url",
    example="A page without `https://hdl.handle.net/20.500.12592/b2rbv89` in its head or its text",
    fix="Ask whoever runs the page to show the handle.",
)
OTHER_HANDLE = Rule(
    code="WEB303",
    name="other-handle",
    severity=Severity.WARNING,
    what="The page says that it is known by another handle, and does not say this one.",
    why="The handle may be an old one, or that of another version.",
    source="Signposting, cite-as (RFC 8574); Google Scholar, citation_abstract_html_url",
    example="`citation_abstract_html_url` of the page is `https://hdl.handle.net/20.500.12592/other`.",
    fix="Look which handle the report is to be cited by.",
)
OTHER_PUBLICATION = Rule(
    code="WEB304",
    name="other-publication",
    severity=Severity.ERROR,
    what="The page is about something else: neither title nor authors agree, or neither title nor handle.",
    why="A reader who follows the reference finds another publication.",
    source="briefmeta",
    example="The handle of another report, by a slip of copy and paste; a title in other words alone is `WEB311`.",
    fix="Look for the right handle or URL of the report.",
)
TITLE_DIFFERS = Rule(
    code="WEB311",
    name="title-differs",
    severity=Severity.WARNING,
    what="The title of the report is not the one that the page has. Case, accents, punctuation, quotes, dashes, "
    "markup and a subtitle that one of them leaves out do not count.",
    why="One of them is wrong, or they are two versions.",
    source="CSL 1.0.2, appendix IV (title)",
    example="`Niger’s Pivot to Beijing` and `Niger’s Pivot to Moscow`; `NIGER'S PIVOT TO MOSCOW` is fine.",
    fix="Take the title from the report itself.",
)
AUTHORS_DIFFER = Rule(
    code="WEB312",
    name="authors-differ",
    severity=Severity.WARNING,
    what="The authors of the report are not those that the page has. Their order, initials in place of given names, "
    "accents, and acronyms of organisations do not count.",
    why="One of them is wrong, or somebody goes without credit.",
    source="CSL 1.0.2, appendix IV (author)",
    example="`Jane Doe` and `John Doe`; `J. Doe` and `Doe, Jane` are fine.",
    fix="Take the authors from the report itself.",
)
DATE_DIFFERS = Rule(
    code="WEB313",
    name="date-differs",
    severity=Severity.WARNING,
    what="The date of the report is not the one that the page has. A date that is only less exact does not count; a "
    "single day, and a date that is uncertain, are info.",
    why="One of them is wrong, or it is the date of something else, such as the deposit.",
    source="EDTF (ISO 8601-2:2019); DCMI Metadata Terms (issued)",
    example="`2023` and `2024-04-05`; `2024` and `2024-04-05` are fine.",
    fix="Take the date from the report itself.",
)
PUBLISHER_DIFFERS = Rule(
    code="WEB314",
    name="publisher-differs",
    severity=Severity.WARNING,
    what="The publisher of the report is not the one that the page has, and the page does not name it anywhere else. "
    "Acronyms, places and parts of a body do not count.",
    why="One of them is wrong; repositories take themselves for publishers now and then.",
    source="CSL 1.0.2, appendix IV (publisher)",
    example="`World Bank` and `Asian Development Bank`; `FAO` and `Food and Agriculture Organization` are fine.",
    fix="Take the publisher from the report itself.",
)

RULES: tuple[Rule, ...] = (
    NOTHING_TO_FOLLOW,
    HANDLE_NOT_FOUND,
    HANDLE_UNRESOLVED,
    HANDLE_LEADS_NOWHERE,
    HANDLE_SHOWS_NOTHING,
    TARGET_GONE,
    TARGET_UNANSWERED,
    TARGET_NOT_ASKED,
    TLS_FAULT,
    SOFT_404,
    PARKED_DOMAIN,
    LOGIN_WALL,
    HOME_PAGE,
    EMPTY_PAGE,
    HTTPS_WORKS,
    TARGET_MOVED,
    URL_CHANGED,
    ELSEWHERE,
    PAGE_SAYS_NOTHING,
    HANDLE_NOT_NAMED,
    OTHER_HANDLE,
    OTHER_PUBLICATION,
    TITLE_DIFFERS,
    AUTHORS_DIFFER,
    DATE_DIFFERS,
    PUBLISHER_DIFFERS,
)
