"""The types and properties of schema.org, and what each is in a report.

Source: schema.org, release 28, and its page on ``CreativeWork``; JSON-LD 1.1 for the form.
"""

from __future__ import annotations

CONTEXT = "https://schema.org"
CSL_PREFIX = "csl"
CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl#"
"""The namespace of CSL: what schema.org has no property for stands under its prefix."""

WRITTEN_TYPES = {
    "report": "Report",
    "article-journal": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article": "Article",
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "dataset": "Dataset",
    "software": "SoftwareApplication",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
    "post": "SocialMediaPosting",
    "map": "Map",
    "legislation": "Legislation",
    "periodical": "Periodical",
    "collection": "Collection",
    "manuscript": "Manuscript",
    "motion_picture": "Movie",
    "song": "MusicRecording",
    "musical_score": "SheetMusic",
    "graphic": "VisualArtwork",
    "figure": "ImageObject",
    "review": "Review",
    "event": "Event",
}
"""The type that is written for each CSL type; ``CreativeWork`` for any other."""

READ_TYPES = {
    **{written: csl for csl, written in reversed(WRITTEN_TYPES.items())},
    "CreativeWork": "document",
    "TechArticle": "report",
    "DigitalDocument": "document",
    "PresentationDigitalDocument": "speech",
    "TextDigitalDocument": "document",
    "AnalysisNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "BackgroundNewsArticle": "article-newspaper",
    "MedicalScholarlyArticle": "article-journal",
    "LiveBlogPosting": "post-weblog",
    "DiscussionForumPosting": "post",
    "AboutPage": "webpage",
    "ItemPage": "webpage",
    "Clip": "motion_picture",
    "VideoObject": "motion_picture",
    "PublicationIssue": "periodical",
    "SoftwareSourceCode": "software",
    "LegislationObject": "legislation",
}
"""The CSL type of each type of schema.org that is a work."""

PAGE_TYPES = frozenset(
    {"WebPage", "ItemPage", "AboutPage", "Event", "Periodical", "ImageObject", "Review", "VideoObject"}
)
"""Types that a page often has beside the work that it is about."""

TEXT_PROPERTIES = {
    "name": "title",
    "alternateName": "short_title",
    "abstract": "summary",
    "genre": "genre",
    "reportNumber": "number",
    "position": "series_number",
    "pagination": "pages",
    "numberOfPages": "number_of_pages",
    "inLanguage": "language",
    "isbn": "isbn",
    "datePublished": "issued",
}
"""Properties that are one field of a report."""

NAME_PROPERTIES = {"author": "authors", "editor": "editors", "translator": "translators"}
"""Properties that are people and organisations."""

SECOND_PROPERTIES = {
    "name": ("headline", "title"),
    "abstract": ("description",),
    "datePublished": ("dateCreated", "copyrightYear"),
    "author": ("creator",),
    "publisher": ("sourceOrganization", "provider"),
    "alternateName": ("alternativeHeadline",),
}
"""What is read where a page lacks the property itself."""

EXTRA_PROPERTIES = {"bookEdition": "edition", "version": "version"}
"""Properties that are one CSL variable."""

PASSED_OVER = frozenset(
    {"@context", "@id", "@type", "mainEntityOfPage", "potentialAction", "isAccessibleForFree", "mainEntity"}
    | {
        "pageStart",
        "pageEnd",
        "sameAs",
        "url",
        "identifier",
        "keywords",
        "license",
        "copyrightNotice",
        "isPartOf",
    }
    | {
        "publisher",
        "locationCreated",
        "countryOfOrigin",
        "issn",
        "volumeNumber",
        "issueNumber",
        "about",
        "breadcrumb",
    }
    | {
        "image",
        "logo",
        "thumbnailUrl",
        "primaryImageOfPage",
        "dateModified",
        "wordCount",
        "commentCount",
        "speakable",
    }
)
"""Properties that are read elsewhere, or that are about the page and not the work."""
