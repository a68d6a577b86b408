"""The check digits of ISBN, ISSN, ORCID and ROR identifiers."""

from __future__ import annotations

import re

_BASE_32 = {character: value for value, character in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}
_SIGNS = re.compile(r"[^0-9Xx]+")


def isbn_is_right(isbn: str) -> bool:
    """Return whether an ISBN has 10 or 13 digits and the right check digit; hyphens and spaces do not matter.

    Source: ISBN Users' Manual, section 4.5 and appendix 1 (weights 1 and 3 modulo 10; 10 to 1 modulo 11).

    >>> [isbn_is_right(isbn) for isbn in ("978-92-9260-523-0", "978-92-9260-523-1", "0-8044-2957-X")]
    [True, False, True]
    """
    digits = _SIGNS.sub("", isbn).upper()
    if len(digits) == 13 and digits.isdigit() and digits.startswith(("978", "979")):
        return (sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10 == 0
    if len(digits) == 10 and digits[:9].isdigit():
        return (
            sum(weight * _value(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11
            == 0
        )
    return False


def issn_is_right(issn: str) -> bool:
    """Return whether an ISSN has eight digits and the right check digit.

    Source: ISO 3297, annex A (weights 8 to 1, modulo 11).

    >>> issn_is_right("2049-3630"), issn_is_right("2049-3631")
    (True, False)
    """
    digits = _SIGNS.sub("", issn).upper()
    if len(digits) != 8 or not digits[:7].isdigit():
        return False
    return (
        sum(weight * _value(digit) for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0
    )


def orcid_is_right(orcid: str) -> bool:
    """Return whether an ORCID iD has the right check digit.

    Source: ISO/IEC 7064, MOD 11-2, as "Structure of the ORCID Identifier" has it.

    >>> orcid_is_right("0000-0002-1825-0097"), orcid_is_right("0000-0002-1825-0098")
    (True, False)
    """
    digits = _SIGNS.sub("", orcid).upper()
    if len(digits) != 16 or not digits[:15].isdigit():
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == _value(digits[15])


def ror_is_right(ror: str) -> bool:
    """Return whether a ROR identifier has the right check digits.

    Source: ISO/IEC 7064, MOD 97-10, over six characters in Crockford's base 32, as the ROR documentation ("ROR
    identifier pattern") has it.

    >>> ror_is_right("https://ror.org/00ae7jd04"), ror_is_right("https://ror.org/00ae7jd05")
    (True, False)
    """
    code = ror.rpartition("/")[2].lower()
    if len(code) != 9 or not code[7:].isdigit() or any(character not in _BASE_32 for character in code):
        return False
    number = 0
    for character in code[:7]:
        number = number * 32 + _BASE_32[character]
    return 98 - number * 100 % 97 == int(code[7:])


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)
