"""The rules of live checks, as data: ``briefmeta.web.pages.verification`` holds what finds them.

The first digit of the number tells what is at fault: 0 the report, 1 the handle, 2 the page's server or address,
3 what the page says.
"""

from __future__ import annotations

from briefmeta.checks.finding import Severity
from briefmeta.checks.rule import Rule

NOTHING_TO_FOLLOW = Rule("WEB001", "nothing-to-follow", Severity.UNKNOWN)
HANDLE_NOT_FOUND = Rule("WEB101", "handle-not-found", Severity.ERROR)
HANDLE_UNRESOLVED = Rule("WEB102", "handle-unresolved", Severity.UNKNOWN)
HANDLE_LEADS_NOWHERE = Rule("WEB103", "handle-leads-nowhere", Severity.ERROR)
HANDLE_SHOWS_NOTHING = Rule("WEB104", "handle-shows-nothing", Severity.WARNING)
TARGET_GONE = Rule("WEB201", "target-gone", Severity.ERROR)
TARGET_UNANSWERED = Rule("WEB202", "target-unanswered", Severity.UNKNOWN)
TARGET_NOT_ASKED = Rule("WEB203", "target-not-asked", Severity.UNKNOWN)
TLS_FAULT = Rule("WEB204", "tls-fault", Severity.WARNING)
SOFT_404 = Rule("WEB205", "soft-404", Severity.ERROR)
PARKED_DOMAIN = Rule("WEB206", "parked-domain", Severity.ERROR)
LOGIN_WALL = Rule("WEB207", "login-wall", Severity.UNKNOWN)
HOME_PAGE = Rule("WEB208", "home-page", Severity.WARNING)
EMPTY_PAGE = Rule("WEB209", "empty-page", Severity.UNKNOWN)
HTTPS_WORKS = Rule("WEB210", "https-works", Severity.INFO)
TARGET_MOVED = Rule("WEB211", "target-moved", Severity.WARNING)
URL_CHANGED = Rule("WEB212", "url-changed", Severity.WARNING)
ELSEWHERE = Rule("WEB213", "redirected-elsewhere", Severity.WARNING)
PAGE_SAYS_NOTHING = Rule("WEB301", "page-says-nothing", Severity.INFO)
HANDLE_NOT_NAMED = Rule("WEB302", "handle-not-named", Severity.INFO)
OTHER_HANDLE = Rule("WEB303", "other-handle", Severity.WARNING)
OTHER_PUBLICATION = Rule("WEB304", "other-publication", Severity.ERROR)
TITLE_DIFFERS = Rule("WEB311", "title-differs", Severity.WARNING)
AUTHORS_DIFFER = Rule("WEB312", "authors-differ", Severity.WARNING)
DATE_DIFFERS = Rule("WEB313", "date-differs", Severity.WARNING)
PUBLISHER_DIFFERS = Rule("WEB314", "publisher-differs", Severity.WARNING)

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
