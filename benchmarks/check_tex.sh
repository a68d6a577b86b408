#!/bin/sh
# Compile hostile reports with BibTeX (plainnat, pdflatex and xelatex) and biber (biblatex), and fail on any error.
#
#   benchmarks/check_tex.sh [python]
#
# Needs pdflatex, xelatex, bibtex and biber; where they are missing and apt-get is at hand, it installs them.
set -eu

python=${1:-python3}
here=$(cd "$(dirname "$0")" && pwd)

for tool in pdflatex xelatex bibtex biber; do
    command -v "$tool" >/dev/null && continue
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        texlive-latex-recommended texlive-latex-extra texlive-bibtex-extra texlive-xetex biber
    break
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" "$here/hostile_bib.py" "$folder"
cd "$folder"
failed=0

fail() { # message, file, pattern
    echo "FAILED: $1"
    grep -n -E -A 4 "$3" "$2" | head -40
    failed=1
}

bibtex_document() { # bib file, preamble
    cat <<TEX
\\documentclass{article}
$2
\\usepackage{natbib}
\\usepackage{url}
\\begin{document}
\\nocite{*}
\\bibliographystyle{plainnat}
\\bibliography{$1}
\\end{document}
TEX
}

biblatex_document() { # bib file, preamble, style
    cat <<TEX
\\documentclass{article}
$2
\\usepackage[backend=biber,style=$3]{biblatex}
\\DeclareFieldFormat{abstract}{#1}
\\AtEveryBibitem{\\printfield{abstract}\\printfield{shorttitle}\\printfield{annotation}}
\\addbibresource{$1.bib}
\\begin{document}
\\nocite{*}
\\printbibliography
\\end{document}
TEX
}

run() { # name, latex, bibliography program, bib file
    "$2" -interaction=batchmode "$1" >/dev/null 2>&1 || true
    "$3" "$1" >"$1.out" 2>&1 || true
    "$2" -interaction=batchmode "$1" >/dev/null 2>&1 || true
    "$2" -interaction=batchmode "$1" >/dev/null 2>&1 || true
    grep -q -E '^!' "$1.log" && fail "$1: $2" "$1.log" '^!'
    wrong="^ERROR|error message|^I was expecting|---line|Warning--entry type|comma at the end|not balanced|malformed|invalid"
    grep -q -i -E "$wrong" "$1.out" "$1.blg" && fail "$1: $3" "$1.blg" "$wrong"
    entries=$(grep -c '^@' "$4")
    printed=$(grep -c -E '^\\bibitem|^ *\\entry\{' "$1.bbl")
    [ "$entries" = "$printed" ] || { echo "FAILED: $1: $printed of $entries entries"; failed=1; }
    echo "$1: $printed entries, $(grep -c -i warn "$1.blg") lines with warnings in $1.blg"
}

legacy='\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}'
modern='\usepackage{fontspec}'
bibtex_document latin-bibtex "$legacy" >plainnat-pdf.tex
bibtex_document scripts-bibtex "$modern" >plainnat-xe.tex
biblatex_document latin-biblatex "$legacy" numeric >biber-pdf.tex
biblatex_document scripts-biblatex "$modern" authoryear >biber-xe.tex
biblatex_document latin-bibtex "$legacy" alphabetic >biber-of-bibtex.tex

run plainnat-pdf pdflatex bibtex latin-bibtex.bib
run plainnat-xe xelatex bibtex scripts-bibtex.bib
run biber-pdf pdflatex biber latin-biblatex.bib
run biber-xe xelatex biber scripts-biblatex.bib
run biber-of-bibtex pdflatex biber latin-bibtex.bib

if [ -n "${KEEP:-}" ]; then cp -r "$folder" "$KEEP"; fi
exit $failed
