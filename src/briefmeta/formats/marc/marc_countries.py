"""The country codes of MARC 21, beside those of ISO 3166-1.

A code of three letters is a part of a country: a state of the USA, a province of Canada, a state of Australia or a
nation of the United Kingdom, by its last letter. Codes that are no longer given, and those of islands without a code
of their own in ISO 3166-1, are left out.

Source: MARC Code List for Countries (Library of Congress); ISO 3166-1.
"""

from __future__ import annotations

from typing import Final

_PARTS: Final = {"u": "US", "c": "CA", "k": "GB", "a": "AU"}
_CODES: Final = """
aa AL  ae DZ  af AF  ag AR  ai AM  aj AZ  am AI  an AD  ao AO  aq AG  as AS  at AU  au AT  aw AW  ay AQ  ba BH  bb BB
bd BI  be BE  bf BS  bg BD  bh BZ  bi IO  bl BR  bm BM  bn BA  bo BO  bp SB  br MM  bs BW  bt BT  bu BG  bv BV  bw BY
bx BN  ca BQ  cb KH  cc CN  cd TD  ce LK  cf CG  cg CD  ch TW  ci HR  cj KY  ck CO  cl CL  cm CM  co CW  cq KM  cr CR
cu CU  cv CV  cw CK  cx CF  cy CY  dk DK  dm BJ  dq DM  dr DO  ea ER  ec EC  eg GQ  em TL  er EE  es SV  et ET  fa FO
fg GF  fi FI  fj FJ  fk FK  fm FM  fp PF  fr FR  fs TF  ft DJ  gb KI  gd GD  gg GG  gh GH  gi GI  gl GL  gm GM  go GA
gp GP  gr GR  gs GE  gt GT  gu GU  gv GN  gw DE  gy GY  gz PS  hm HM  ho HN  ht HT  hu HU  ic IS  ie IE  ii IN  im IM
io ID  iq IQ  ir IR  is IL  it IT  iv CI  ja JP  je JE  jm JM  jo JO  ke KE  kg KG  kn KP  ko KR  ku KW  kv XK  kz KZ
lb LR  le LB  lh LI  li LT  lo LS  ls LA  lu LU  lv LV  ly LY  mc MC  mf MU  mg MG  mj MS  mk OM  ml ML  mm MT  mo ME
mp MN  mq MQ  mr MA  mu MR  mv MD  mw MW  mx MX  my MY  mz MZ  ne NL  ng NE  nl NC  nn VU  no NO  np NP  nq NI  nr NG
nu NR  nw MP  nx NF  nz NZ  ot YT  pc PN  pe PE  pg GW  ph PH  pk PK  pl PL  pn PA  po PT  pp PG  pr PR  pw PW  py PY
qa QA  rb RS  re RE  rh ZW  rm RO  ru RU  rw RW  sa ZA  sc BL  sd SS  se SC  sf ST  sg SN  si SG  sj SD  sl SL  sm SM
sn SX  so SO  sp ES  sq SZ  sr SR  ss EH  st MF  su SA  sw SE  sx NA  sy SY  sz CH  ta TJ  tc TC  tg TG  th TH  ti TN
tk TM  tl TK  to TO  tr TT  ts AE  tu TR  tv TV  tz TZ  ua EG  ug UG  un UA  uv BF  uy UY  uz UZ  vb VG  vc VA  ve VE
vi VI  vm VN  wf WF  wj PS  ws WS  xa CX  xb CC  xc MV  xd KN  xe MH  xh NU  xj SH  xk LC  xl PM  xm VC  xn MK  xo SK
xr CZ  xs GS  xv SI  ye YE  za ZM  xxu US  xxc CA  xxk GB
""".split()
ISO_OF_MARC: Final = dict(zip(_CODES[::2], _CODES[1::2], strict=True))
"""The ISO 3166-1 code of a MARC code, of whole countries."""
_MARC_OF_ISO: Final = {iso: marc for marc, iso in ISO_OF_MARC.items() if iso != "PS"}  # has two codes in MARC


def iso_code(marc: str) -> str | None:
    """Give the ISO 3166-1 code of the country that a MARC code is about; None where it is about none.

    >>> iso_code("gw"), iso_code("nyu"), iso_code("xx")
    ('DE', 'US', None)
    """
    code = marc.strip().lower()
    part = _PARTS.get(code[2]) if len(code) == 3 and code.isascii() and code.isalpha() else None
    return ISO_OF_MARC.get(code) or part


def marc_code(iso: str) -> str:
    """Give the MARC code of a country; ``xx`` (unknown) where MARC has none or several.

    >>> marc_code("DE"), marc_code("US"), marc_code("HK")
    ('gw', 'xxu', 'xx')
    """
    return _MARC_OF_ISO.get(iso, "xx")
