r"""The journals that the Astrophysics Data System writes as macros: ``journal = {\apj}``.

Source: the AAS macros (``aas_macros.sty``), which every journal of astronomy defines.
"""

from __future__ import annotations

_MACROS = {
    name: title
    for name, _, title in (
        line.strip().partition(" ")
        for line in """
        aap Astronomy and Astrophysics
        aapr Astronomy and Astrophysics Reviews
        aaps Astronomy and Astrophysics Supplement
        actaa Acta Astronomica
        aj The Astronomical Journal
        ao Applied Optics
        aplett Astrophysics Letters
        apj The Astrophysical Journal
        apjl The Astrophysical Journal Letters
        apjlett The Astrophysical Journal Letters
        apjs The Astrophysical Journal Supplement Series
        apjsupp The Astrophysical Journal Supplement Series
        applopt Applied Optics
        apss Astrophysics and Space Science
        araa Annual Review of Astronomy and Astrophysics
        areps Annual Review of Earth and Planetary Sciences
        astap Astronomy and Astrophysics
        azh Astronomicheskii Zhurnal
        baas Bulletin of the American Astronomical Society
        bac Bulletin of the Astronomical Institutes of Czechoslovakia
        bain Bulletin of the Astronomical Institutes of the Netherlands
        caa Chinese Astronomy and Astrophysics
        cjaa Chinese Journal of Astronomy and Astrophysics
        dps AAS Division for Planetary Sciences Meeting Abstracts
        fcp Fundamentals of Cosmic Physics
        gca Geochimica et Cosmochimica Acta
        grl Geophysical Research Letters
        iaucirc International Astronomical Union Circulars
        icarus Icarus
        jcap Journal of Cosmology and Astroparticle Physics
        jcp Journal of Chemical Physics
        jgr Journal of Geophysical Research
        jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
        jrasc Journal of the Royal Astronomical Society of Canada
        maps Meteoritics and Planetary Science
        memras Memoirs of the Royal Astronomical Society
        memsai Memorie della Società Astronomica Italiana
        mnras Monthly Notices of the Royal Astronomical Society
        na New Astronomy
        nar New Astronomy Reviews
        nat Nature
        nphysa Nuclear Physics A
        pasa Publications of the Astronomical Society of Australia
        pasj Publications of the Astronomical Society of Japan
        pasp Publications of the Astronomical Society of the Pacific
        physrep Physics Reports
        physscr Physica Scripta
        planss Planetary and Space Science
        pra Physical Review A
        prb Physical Review B
        prc Physical Review C
        prd Physical Review D
        pre Physical Review E
        prl Physical Review Letters
        procspie Proceedings of SPIE
        psj The Planetary Science Journal
        qjras Quarterly Journal of the Royal Astronomical Society
        rmp Reviews of Modern Physics
        rmxaa Revista Mexicana de Astronomía y Astrofísica
        skytel Sky and Telescope
        solphys Solar Physics
        sovast Soviet Astronomy
        ssr Space Science Reviews
        zap Zeitschrift für Astrophysik
        """.strip().split("\n")
    )
}


def written_out(latex: str) -> str:
    r"""Give the title of a journal that is a macro; any other text as it is.

    >>> written_out(r"\mnras"), written_out("Nature")
    ('Monthly Notices of the Royal Astronomical Society', 'Nature')
    """
    return _MACROS.get(latex.strip("\\ "), latex) if latex[:1] == "\\" else latex
