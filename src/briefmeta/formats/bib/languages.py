"""Languages as babel, and so BibLaTeX's ``langid``, calls them.

BibLaTeX looks ``langid`` up among the languages of babel to hyphenate and to print terms; what is no name of
babel it passes over. A BCP 47 tag that no such name gives back is written in full beside it, as ``bcp47``.

Source: the manual of BibLaTeX, table 2 (supported languages); the manual of babel, "Languages supported by
babel with ldf files".
"""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


TAGS = _pairs(
    """english en american en-US usenglish en-US british en-GB ukenglish en-GB australian en-AU canadian en-CA
    newzealand en-NZ afrikaans af albanian sq amharic am arabic ar armenian hy azerbaijani az basque eu
    belarusian be bengali bn bosnian bs breton br bulgarian bg catalan ca chinese zh croatian hr czech cs
    danish da dutch nl esperanto eo estonian et filipino fil finnish fi french fr acadian fr-CA canadien fr-CA
    swissfrench fr-CH galician gl georgian ka german de ngerman de germanb de austrian de-AT naustrian de-AT
    swissgerman de-CH nswissgerman de-CH greek el hausa ha hebrew he hindi hi hungarian hu magyar hu icelandic
    is indonesian id interlingua ia irish ga italian it japanese ja kannada kn kazakh kk khmer km korean ko
    kurdish ku lao lo latin la latvian lv lithuanian lt lowersorbian dsb uppersorbian hsb macedonian mk malay
    ms malayalam ml maltese mt marathi mr mongolian mn nepali ne norsk nb bokmal nb norwegian no nynorsk nn
    occitan oc oromo om persian fa farsi fa piedmontese pms polish pl portuguese pt portuges pt brazilian
    pt-BR brazil pt-BR punjabi pa romanian ro romansh rm russian ru samin se sanskrit sa scottish gd serbian
    sr serbianc sr-Cyrl slovak sk slovene sl slovenian sl somali so spanish es mexican es-MX swahili sw
    swedish sv tamil ta telugu te thai th tigrinya ti turkish tr turkmen tk ukrainian uk urdu ur uzbek uz
    vietnamese vi welsh cy yoruba yo zulu zu"""
)
"""A name of babel to its BCP 47 tag; of several names for one tag, the first is written."""

NAMES: dict[str, str] = {}
for _name, _tag in TAGS.items():
    NAMES.setdefault(_tag, _name)


def babel_name(tag: str) -> str | None:
    """Return what babel calls a language, or the language that it is a variety of.

    >>> babel_name("en-GB"), babel_name("en-ZA"), babel_name("tlh")
    ('british', 'english', None)
    """
    return NAMES.get(tag) or NAMES.get(tag.partition("-")[0])


def tag_of(name: str) -> str | None:
    """Give the BCP 47 tag of a name of babel, or of a key of BibLaTeX such as ``langenglish``.

    >>> tag_of("british"), tag_of("langfrench")
    ('en-GB', 'fr')
    """
    folded = name.lower()
    return TAGS.get(folded) or TAGS.get(folded.removeprefix("lang"))
