"""Cities and territories, for telling whether a place and a country belong together: tables only.

Cities are seats of governments, of international bodies and of publishers, under the names that imprints use. A name
that places in several countries have (London is in Ontario, too) stands with all of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from briefmeta.text.fold import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping

_CITIES: Final = """
AE abu dhabi; AF kabul; AL tirana; AM yerevan; AO luanda; AR buenos aires; AT wien, vienna, vienne; AU canberra;
AZ baku; BA sarajevo; BD dhaka; BE bruxelles, brussel, brussels; BF ouagadougou; BG sofia; BI bujumbura; BJ
cotonou; BN bandar seri begawan; BO la paz; BR brasilia, são paulo, rio de janeiro; BT thimphu; BW gaborone; BY
minsk; CA ottawa, montréal, toronto; CD kinshasa; CF bangui; CG brazzaville; CH genève, geneva, genf, ginevra,
bern, zürich; CI abidjan, yamoussoukro; CL santiago de chile; CM yaoundé; CN beijing, shanghai; CO bogotá; CR
san josé de costa rica; CU la habana, havana; CY nicosia, lefkosia; CZ praha, prague; DE berlin, bonn, frankfurt
am main, münchen; DJ djibouti; DK københavn, copenhagen; DO santo domingo; DZ alger, algiers; EC quito; EE
tallinn; EG cairo, le caire; ER asmara; ES madrid; ET addis ababa, addis abeba; FI helsinki; FJ suva; FR paris,
strasbourg; GA libreville; GE tbilisi; GH accra; GM banjul; GN conakry; GR athína, athènes; GT ciudad de
guatemala; GW bissau; HN tegucigalpa; HR zagreb; HT port-au-prince; HU budapest; ID jakarta; IE dublin; IL
jerusalem, tel aviv; IN new delhi, mumbai; IQ baghdad; IR tehran; IS reykjavik; IT roma, rome; JO amman; JP
tokyo, tōkyō; KE nairobi; KG bishkek; KH phnom penh; KR seoul; KW kuwait city; KZ astana, almaty; LA vientiane;
LB beirut, beyrouth; LK colombo; LR monrovia; LS maseru; LT vilnius; LU luxembourg; LV riga; LY tripoli; MA
rabat; MD chisinau, chișinău; ME podgorica; MG antananarivo; MK skopje; ML bamako; MM yangon, naypyidaw; MN
ulaanbaatar; MR nouakchott; MU port louis; MV malé; MW lilongwe; MX ciudad de méxico, mexico city; MY kuala
lumpur, putrajaya; MZ maputo; NA windhoek; NE niamey; NG abuja, lagos; NI managua; NL den haag, the hague, la
haye, amsterdam; NO oslo; NP kathmandu; NZ auckland; OM muscat; PE lima; PG port moresby; PH manila; PK
islamabad; PL warszawa, warsaw; PS ramallah; PT lisboa, lisbon; PY asunción; QA doha; RO bucharest, bucurești;
RS beograd, belgrade; RU moscow, moskva; RW kigali; SA riyadh; SB honiara; SD khartoum; SE stockholm; SI
ljubljana; SK bratislava; SL freetown; SN dakar; SO mogadishu; SR paramaribo; SS juba; SV san salvador; SY
damascus; TD n’djamena, ndjamena; TG lomé; TH bangkok; TJ dushanbe; TL dili; TM ashgabat; TN tunis; TR ankara;
TZ dodoma, dar es salaam; UA kyiv, kiev; UG kampala; US washington dc, washington d c, new york; UY montevideo;
UZ tashkent; VE caracas; VN hanoi, hà nội; VU port vila; WS apia; YE sanaa, sana’a; ZA pretoria, johannesburg;
ZM lusaka; ZW harare; AT graz, linz, salzburg; CH basel, lausanne, lugano; DE köln, cologne, hamburg, leipzig,
stuttgart, tübingen, göttingen, düsseldorf, wiesbaden; FR lyon, marseille, bordeaux, grenoble, nantes; IE cork;
IT milano, milan, torino, turin, bologna, ispra; JP osaka, kyoto; NL rotterdam, utrecht, leiden, wageningen; SE
uppsala, lund, göteborg; NO bergen, trondheim; PL kraków; PT porto, coimbra; RU saint petersburg; TR istanbul,
i̇stanbul; US chicago, philadelphia, santa monica, los angeles, san francisco, seattle, atlanta; ZA cape town,
stellenbosch
"""
_SHARED: Final = """
GB CA: london; GB US CA: cambridge, manchester, birmingham; GB US: oxford, boston, bristol, york, bath,
brighton; GB NZ: edinburgh, dunedin; GB US AU CA ZA NZ: newcastle; AU CA US: sydney; AU US: melbourne; AU GB US:
perth; CL CU DO ES PA PH: santiago; CR US PH: san josé, san jose; ES VE: barcelona, valencia; ES AR MX: córdoba;
ES CL PH: toledo; JM CA GB US: kingston; GY US MY KY: georgetown; CA US: vancouver; CA FR: québec; BM CA NZ GB
US: hamilton; SC CA AU: victoria; GB US: washington; IT US: firenze, florence, napoli, naples; CO ES: cartagena;
CO VE: mérida
"""
# ISO 3166-1 lists territories beside the states that they belong to or are claimed by, and imprints name either.
_TERRITORIES: Final = """
AU: CC CX HM NF; CN: HK MO TW; DK: FO GL; FI: AX; FR: BL GF GP MF MQ NC PF PM RE TF WF YT; MA: EH; NL: AW BQ CW SX;
GB: AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG; IL: PS; NO: BV SJ; NZ: CK NU TK; RS: XK; US: AS GU MP PR UM VI
"""


@cache
def cities() -> Mapping[str, frozenset[str]]:
    """Map folded names of cities to the codes of the countries that have one of that name.

    >>> sorted(cities()["geneve"]), sorted(cities()["london"])
    (['CH'], ['CA', 'GB'])
    """
    alone = (row.strip().partition(" ") for row in _CITIES.replace("\n", " ").split(";"))
    shared = (row.strip().partition(":") for row in _SHARED.replace("\n", " ").split(";"))
    return {
        unaccented(name.strip()): frozenset(codes.split())
        for codes, _, names in (*alone, *shared)
        for name in names.split(",")
    }


@cache
def _sovereigns() -> Mapping[str, str]:
    rows = (row.partition(":") for row in _TERRITORIES.replace("\n", " ").split(";"))
    return {code: state.strip() for state, _, codes in rows for code in codes.split()}


def are_compatible(one: str, other: str) -> bool:
    """Return whether two codes of ISO 3166-1 are one country, or a territory and its state.

    >>> are_compatible("FR", "RE"), are_compatible("FR", "DE")
    (True, False)
    """
    return one == other or _sovereigns().get(one, one) == _sovereigns().get(other, other)
