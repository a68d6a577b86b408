"""What BibTeX and BibLaTeX share: one tolerant reader, one table for both directions, one writer."""
