"""The labels of record pages, in the languages that such pages are in, and the words that make an unknown line a label."""

from __future__ import annotations

import re
import unicodedata

LABELS: dict[str, str] = {
    "title": "title|titre|titel|título|titolo|标题|題名|タイトル|название|заглавие|العنوان",
    "short_title": "short title|titre abrégé|kurztitel|título abreviado",
    "authors": "author|authors|author(s)|written by|by|creator|creators|auteur|auteurs|auteur(s)|auteure|auteures|"
    "autor|autoren|autor(en)|autorin|autorinnen|verfasser|autores|autora|autoras|autor(es)|autore|autori|"
    "auteur(s)|forfatter|forfattere|författare|autorzy|作者|著者|执笔|автор|авторы|المؤلف|المؤلفون|저자",
    "editors": "editor|editors|editor(s)|edited by|éditeur scientifique|éditeurs scientifiques|sous la direction de|"
    "herausgeber|herausgeberin|herausgeber(in)|hrsg.|editado por|editores|a cura di|curatore|curatori|"
    "redacteur|redacteuren|编辑|編者|редактор|редакторы",
    "translators": "translator|translators|translated by|traducteur|traducteurs|traductrice|traduit par|übersetzer|"
    "übersetzerin|übersetzt von|traductor|traductores|traducido por|tradutor|traduttore|vertaler|译者|訳者|переводчик",
    "issued": "date|published|published on|publication date|date of publication|date published|date issued|issued|"
    "release date|date de publication|publié le|paru le|date de parution|datum|veröffentlicht am|erschienen am|"
    "erscheinungsdatum|veröffentlichungsdatum|fecha|fecha de publicación|publicado el|data|data de publicação|"
    "publicado em data|data di pubblicazione|pubblicato il|publicatiedatum|gepubliceerd op|日期|出版日期|发布日期|"
    "発行日|дата|дата публикации|опубликовано|تاريخ النشر|التاريخ",
    "accessed": "accessed|date accessed|retrieved|consulté le|abgerufen am|consultado el|consultato il|geraadpleegd op",
    "country": "published in|country|countries|country of publication|publication country|publié en|publié au|"
    "publié aux|publié à|publié dans|pays|pays de publication|veröffentlicht in|erschienen in|land|erscheinungsland|"
    "publicado en|país|país de publicación|publicado em|publicado no|publicado na|país de publicação|pubblicato in|"
    "paese|paese di pubblicazione|gepubliceerd in|land van publicatie|opublikowano w|国家|出版国|出版国家|出版地国家|発行国|"
    "опубликовано в|страна|страна публикации|نشر في|نُشر في|بلد النشر|البلد",
    "place": "place|place of publication|publication place|city|lieu|lieu de publication|ort|erscheinungsort|"
    "verlagsort|lugar|lugar de publicación|local|local de publicação|luogo|luogo di pubblicazione|plaats|"
    "plaats van uitgave|出版地|発行地|место издания|место публикации|مكان النشر",
    "publisher": "published by|publisher|publishers|publishing organization|publishing organisation|issued by|"
    "issuing body|institution|source organization|publié par|éditeur|éditeurs|maison d'édition|organisme|"
    "herausgegeben von|verlag|herausgebende institution|institution herausgeber|publicado por|editorial|"
    "editado en|institución|instituição|editora|publicado pela|publicado pelo|pubblicato da|editore|casa editrice|"
    "istituzione|uitgever|uitgegeven door|gepubliceerd door|wydawca|utgivare|出版者|出版社|发布机构|出版机构|発行者|発行元|издатель|"
    "издательство|الناشر|نشر بواسطة",
    "pages": "pages|page|page count|number of pages|extent|seiten|seitenzahl|umfang|páginas|número de páginas|pagine|"
    "numero di pagine|nombre de pages|pagina's|aantal pagina's|strony|页数|页码|頁數|ページ数|ページ|страницы|страниц|"
    "количество страниц|عدد الصفحات|الصفحات",
    "doi": "doi",
    "isbn": "isbn|isbn-13|isbn-10|isbns|e-isbn|isbn (print)|isbn (pdf)|isbn (online)",
    "issn": "issn|e-issn|eissn|issn-l|issn (online)|issn (print)",
    "handle": "handle|hdl|coi|cid|handle id|persistent identifier|permanent link|permalink|persistent link|"
    "identifiant pérenne|lien permanent|persistenter identifikator|enlace permanente|identificador persistente",
    "url": "url|link|web address|website|source url|lien|adresse|enlace|verknüpfung|collegamento|链接|ссылка|الرابط",
    "series": "series|series title|part of series|report series|collection|série|schriftenreihe|reihe|serie|colección|"
    "coleção|collana|reeks|丛书|系列|シリーズ|серия|السلسلة",
    "series_number": "series number|number in series|numéro de série|bandnummer|nummer in der reihe|número de serie|"
    "número da série|número de colección|volumenummer",
    "number": "report number|report no|report no.|number|document number|numéro|numéro du rapport|nummer|"
    "berichtsnummer|número|número de informe|número do relatório|numero|编号|报告编号|番号|номер|номер отчёта|رقم التقرير",
    "genre": "document type|report type|type|type of report|publication type|genre|resource type|type de document|"
    "type de rapport|dokumenttyp|publikationstyp|art der publikation|tipo|tipo de documento|tipo di documento|"
    "documenttype|文献类型|资料类型|тип документа|نوع الوثيقة",
    "language": "language|languages|language(s)|langue|langues|sprache|sprachen|idioma|idiomas|lengua|língua|lingua|"
    "lingue|taal|talen|språk|język|语言|語言|言語|язык|языки|اللغة",
    "subjects": "topic|topics|subject|subjects|keyword|keywords|key words|tags|themes|sujets|sujet|mots-clés|mots clés|"
    "thèmes|thématiques|themen|thema|schlagwörter|schlagworte|stichwörter|temas|tema|palabras clave|materias|assuntos|"
    "palavras-chave|argomenti|parole chiave|soggetti|onderwerpen|trefwoorden|主题|关键词|主題|キーワード|темы|"
    "ключевые слова|тематика|المواضيع|الموضوعات|الكلمات المفتاحية",
    "rights": "rights|right|license|licence|copyright|droits|licence d'utilisation|rechte|lizenz|derechos|licencia|"
    "direitos|licença|diritti|licenza|rechten|licentie|版权|许可|権利|ライセンス|права|лицензия|الحقوق|الترخيص",
    "summary": "abstract|summary|description|overview|executive summary|résumé|zusammenfassung|kurzfassung|resumen|"
    "resumo|riassunto|sommario|samenvatting|摘要|要旨|概要|аннотация|резюме|الملخص|ملخص",
    "note": "note|notes|remarque|remarques|anmerkung|anmerkungen|nota|notas",
    "citation": "citation|cite|cite as|how to cite|suggested citation|recommended citation|cite this report|"
    "comment citer|citer ce rapport|zitiervorschlag|zitierweise|cómo citar|cita|como citar|come citare|引用|引用格式",
}
"""A field and the labels that open its block, in English, French, German, Spanish, Portuguese, Italian, Dutch and others."""

# Headings and sentence openings as much as labels: with a colon in running text they open nothing.
WEAK_FIELDS = frozenset(
    {"summary", "note", "genre", "number", "url", "title", "citation", "issued", "series", "place"}
)

# Words of which labels of record pages consist and names of people do not.
_LABEL_WORDS = frozenset(
    """related organization organizations organisation organisations geographic geography focus region
    regions coverage format formats source sources type types category categories date dates subject
    subjects topic topics file files size language languages country countries document documents report
    reports publication publications collection collections project projects programme program sector
    sectors theme themes people person persons places contributor contributors sponsor sponsors funder
    funders funding grant grants version edition volume issue status rights access license licence
    identifier identifiers number department departments committee event events location locations
    audience keywords tags added updated modified uploaded links download downloads mentioned resource
    resources content contents media contact contacts reference references methodology period scope
    organisations liées organismes associés zone géographique région régions couverture fichier fichiers
    taille financement projet verwandte organisationen geografischer fokus förderung dateiformat
    dateigröße beteiligte organizaciones relacionadas relacionados cobertura geográfica formato formatos
    financiación proyecto fuente organizações relacionadas organizzazioni correlate organisaties
    gerelateerde formaat""".split()
)
_DECORATION = re.compile(r"^[#>*•\-–\s]{0,10}[*_]{0,3}|[*_]{0,3}$")
_WORD = re.compile(r"[^\W\d_]+")
MAX_LABEL = 60


def fold_label(text: str) -> str:
    """Fold a label for look-up: case, accents, apostrophes, decoration and a final colon do not matter."""
    text = _DECORATION.sub("", text.strip()).rstrip(":： \u00a0\u202f*_")
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("\u00a0", " ").casefold())
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


_FIELDS = {fold_label(label): field for field, labels in LABELS.items() for label in labels.split("|")}


def label_field(text: str) -> str | None:
    """Return the field that a label opens, or None for a text that is no known label.

    >>> label_field("Published in"), label_field("MOTS-CLÉS :"), label_field("Bottom Line")
    ('country', 'subjects', None)
    """
    return _FIELDS.get(fold_label(text)) if 0 < len(text) <= MAX_LABEL else None


def looks_like_label(text: str) -> bool:
    """Tell whether a line could be a label that no table knows: short, no sentence, made of the words of labels.

    >>> looks_like_label("Geographic focus"), looks_like_label("Christopher Faulkner")
    (True, False)
    """
    return has_label_shape(text) and any(word in _LABEL_WORDS for word in _WORD.findall(text.casefold()))


def has_label_shape(text: str) -> bool:
    """Tell whether a line is short enough and plain enough to be a label at all."""
    text = _DECORATION.sub("", text.strip())
    if not 1 < len(text) <= MAX_LABEL or text[-1] in ".,;!?…)" or not text[0].isalpha():
        return False
    return len(text.split()) <= 5 and not any(c.isdigit() or c in ";,/" for c in text)
