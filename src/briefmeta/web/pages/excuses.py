"""What pages say in the place of what was asked for: not found, log in first, prove that you are human, come back.

Servers say so with status 200, in the language of their readers. The patterns are looked for in titles, headings and
short pages only: a report may be about any of these things.
"""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.IGNORECASE


def _one_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _END)


NOT_FOUND: Final = _one_of(
    r"\b(?:404|410)\b",
    r"\bnot\s+(?:be\s+)?found\b|\bno\s+longer\s+(?:available|exists?)\b|\bdo(?:es)?\s*(?:n[o’']t|\s+not)\s+exist\b",
    r"\b(?:can\s?not|can[’']t|could\s?n[o’']t|unable\s+to)\s+(?:be\s+found|find|locate)\b",
    r"\b(?:item|page|document|record|publication|file)\s+(?:has\s+been\s+|was\s+)?(?:withdrawn|removed|deleted)\b",
    r"\bpage\s+is(?:\s+not|n[’']t)\s+available\b|\bmay\s+have\s+been\s+(?:re)?moved\b|\b(?:broken|dead)\s+link\b",
    r"\binvalid\s+(?:handle|identifier|item)\b|\bdoes\s+not\s+correspond\s+to\b",
    r"\bno\s+such\s+(?:page|item|record|file)\b",
    r"\bintrouvable\b|\bn[’']existe\s+p(?:as|lus)\b|\bn[’']a\s+pas\s+été\s+trouvée?\b",
    r"\bnicht\s+(?:gefunden|vorhanden|auffindbar)\b|\bexistiert\s+(?:leider\s+)?nicht\b",
    r"\bno\s+(?:se\s+)?(?:ha\s+)?(?:encontr(?:ad[oa]|ó)|existe)\b|\bnão\s+(?:foi\s+)?(?:encontrad[oa]|existe)\b",
    r"\bnon\s+(?:è\s+stat[oa]\s+|esiste|disponibile)?\s*trovat[oa]\b|\bnon\s+esiste\b|\bno\s+s[’']ha\s+trobat\b",
    r"\bniet\s+(?:gevonden|beschikbaar)\b|\bbestaat\s+niet\b",
    r"\b(?:hittades|hittas|finns)\s+(?:inte|ej)\b|\binte\s+(?:hittas|finnas)\b|\b(?:ikke|ikkje)\s+(?:funnet|fundet|finnes|findes)\b",
    r"\b(?:fin(?:ne|de)s|fantes|fant\s+vi)\s+ikkj?e\b|\bei\s+löy(?:dy|tynyt)\b",
    r"\bnie\s+(?:znaleziono|została\s+znaleziona|istnieje)\b",
    r"\bnenal(?:ezen|ájden)\w*|\bneb(?:yl|ol)[ao]?\s+n[aá](?:lez|jd)en\w*|\bneexist(?:uje)\b",
    r"\b(?:nem\s+található|nem\s+létezik)\b|\bnu\s+(?:a\s+fost\s+găsită|există)\b",
    r"\bnije\s+pron[ađ]+en\w*|\bni\s+najden\w*",
    r"\b(?:bulunamad[ıi]|mevcut\s+değil)\b|\btidak\s+(?:ditemukan|dijumpai|ada|tersedia)\b",
    r"\bkhông\s+(?:tìm\s+thấy|tồn\s+tại)\b",
    r"\bha(?:i|u)(?:ku)?patikan[ai]\b|\bδεν\s+(?:βρέθηκε|υπάρχει)\b|\bne\s+postoji\b|\bei\s+leitud\b",
    r"\bnerast[aoi]\w*|\bnav\s+atrasta?\b",
    r"\bне\s+(?:е\s+|была?\s+)?(?:найден|знайден|существует|існує|намерен|пронађен)\w*",
    r"未找到|找不到|不存在|無法找到|见つかりません|見つかりません|見つかりませんでした|存在しません|찾을\s*수\s*없|존재하지\s*않",
    r"غير\s+موجود|لم\s+يتم\s+العثور|لا\s+توجد?|یافت\s+نشد|پیدا\s+نشد|לא\s+נמצא|नहीं\s+मिला|पाया\s+नहीं|ไม่พบ",
)
"""What says that there is nothing here."""

WALL: Final = _one_of(
    r"^\W*(?:please\s+)?(?:log|sign)[\s-]?(?:in|on)\b",
    r"\b(?:log|sign)[\s-]?in\s+(?:required|to\s+(?:continue|your|access|view))\b",
    r"\b(?:log|sign)[\s-]?in\s+with\s+your\b",
    r"\bauthentication\s+required\b|\baccess\s+(?:to\s+this\s+page\s+has\s+been\s+)?denied\b",
    r"\bunauthori[sz]ed\b|\bforbidden\b",
    r"\bsingle\s+sign[\s-]on\b",
    r"\b(?:select|choose|find)\s+your\s+(?:home\s+)?(?:institution|organi[sz]ation|identity\s+provider)\b",
    r"\bverify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human\b|\bjust\s+a\s+moment\b",
    r"\bare\s+you\s+a\s+(?:robot|human)\b",
    r"\b(?:checking|validating)\s+your\s+browser\b|\battention\s+required!",
    r"\bpardon\s+our\s+interruption\b|\bnot\s+a\s+(?:ro)?bot\b",
    r"\b(?:security|human|bot|browser)\s+(?:check|verification|challenge)\b|\bone\s+moment,?\s+please\b",
    r"\bunusual\s+traffic\b|\bcaptcha\b",
    r"^\W*(?:connexion|se\s+connecter|identifiez-vous|anmelde(?:n|ung)|einloggen|iniciar\s+sesi[oó]n|acceder|accedi|entrar)\b",
    r"^\W*(?:inloggen|logga\s+in|logg\s+inn|log\s+ind|kirjaudu|zaloguj|logowanie|přihlášení|bejelentkezés|autentificare)\b",
    r"^\W*(?:giriş\s+yap|masuk|войти|вход|увійти|登录|登入|ログイン|로그인|تسجيل\s+الدخول|σύνδεση)",
    r"\bzugriff\s+verweigert\b|\baccès\s+(?:refusé|interdit)\b|\bacceso\s+denegado\b|\bacesso\s+negado\b",
    r"\baccesso\s+negato\b",
)
"""What asks who is there."""

FAULT: Final = _one_of(
    r"\bunder\s+(?:scheduled\s+)?maintenance\b",
    r"\b(?:scheduled|routine|planned|site|system)\s+maintenance\b|^\W*maintenance\b",
    r"\b(?:we[’']?ll|will)\s+be\s+(?:right\s+)?back\s+(?:soon|shortly|online)\b|\bback\s+soon\b",
    r"\bperforming\s+(?:some\s+)?maintenance\b",
    r"\b(?:temporarily|currently)\s+(?:unavailable|down|offline|out\s+of\s+service)\b",
    r"\bservice\s+unavailable\b|\bbad\s+gateway\b",
    r"\b(?:internal\s+)?server\s+error\b|\bgateway\s+time-?out\b|\bruntime\s+error\b",
    r"\bapplication\s+error\b|\bunhandled\s+exception\b",
    r"\bfatal\s+error\b.{0,20}(?:uncaught|allowed|call\s+to)|\berror\s+establishing\s+a\s+database\b",
    r"\bdatabase\s+(?:connection\s+)?error\b",
    r"\bSQLSTATE\[|\bcritical\s+error\s+on\s+this\s+website\b|\bsomething\s+went\s+wrong\b",
    r"\ban?\s+(?:unexpected\s+)?error\s+(?:has\s+)?occurred\b|\bencountered\s+an?\s+(?:unexpected\s+)?error\b",
    r"\btry\s+again\s+(?:later|in\s+a\s+few)\b",
    r"\b(?:account|website|site|hosting)\s+(?:has\s+been\s+|is\s+)?suspended\b|\bbandwidth\s+limit\s+exceeded\b",
    r"\b(?:coming|launching)\s+soon\b|\bunder\s+construction\b|\ben\s+construction\b|\bim\s+aufbau\b",
    r"\bpróximamente\b",
    r"\bdefault\s+(?:web\s?site\s+)?page\b|\bwelcome\s+to\s+nginx\b",
    r"\btest\s+page\s+for\b|^\W*it\s+works!|^\W*iis\s+windows\b",
    r"\bwartung(?:sarbeiten|smodus)?\b|\ben\s+(?:cours\s+de\s+)?maintenance\b|\ben\s+mantenimiento\b",
    r"\bem\s+manutenção\b|\bin\s+manutenzione\b",
    r"\bin\s+onderhoud\b|\bunderhåll\b",
    r"\bvedlikehold\b|\bhuolto(?:katko)?\b|\bprzerwa\s+techniczna\b|\bbakım(?:\s+çalışması)?\b|\bpemeliharaan\b",
    r"технически[ех]+\s+работ|техническое\s+обслуживание|维护中|維護中|メンテナンス|점검\s*중|قيد\s+الصيانة",
)
"""What asks to come back later, or shows that a server is not set up or fails."""

CHALLENGE: Final = _one_of(
    r"_Incapsula_Resource|\bcf-(?:chl|turnstile|challenge)|\b__cf_chl|/cdn-cgi/challenge-platform/",
    r"\bawswaf\b|\bgokuProps\b",
    r"\bpx-captcha\b|\bcaptcha-delivery\.com\b|\bdatadome\b|\bwithin\.website/x/cmd/anubis\b|\bgrecaptcha\.execute\b",
)
"""Marks of the scripts that ask for proof of a human; on a page that shows hardly anything else."""

WALL_QUERY: Final = re.compile(
    r"(?:^|[?&])(?:SAMLRequest=|entityID=|response_type=(?:code|id_token|token)|wa=wsignin|shire=)", _END
)
"""Queries of protocols for logging in: SAML 2.0 and its discovery service, OpenID Connect, WS-Federation."""
