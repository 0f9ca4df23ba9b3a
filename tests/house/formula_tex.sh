#!/bin/sh
# formula_tex.sh: the formulas of tests/golden/formulas.display beside TeX's
# own, set in Latin Modern at 10 pt: width, height and depth must be within 5 %
# or 0.3 pt. What TeX sets otherwise is listed below with the reason. With -v
# every formula is printed, with both sizes.
set -u
cd "$(dirname "$0")/../.." || exit 1
if ! kpsewhich amsmath.sty lmodern.sty >/dev/null 2>&1; then
	echo "skip - formula_tex: there is no TeX with amsmath and lmodern"
	exit 0
fi
root=$PWD
work=$(mktemp -d "${TMPDIR:-/tmp}/dethi-tex-XXXXXX") || exit 1
trap '[ "${KEEP:-}" ] || rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
TEXMFVAR=$work/texmf
export TEXMFVAR
golden=$root/tests/golden/formulas.display

{
	cat <<'TEX'
\documentclass{article}
\usepackage{lmodern,amsmath,amssymb,color}
\begin{document}
\newbox\formula
\newwrite\sizes
\immediate\openout\sizes=sizes.tex
\def\size#1{\setbox\formula\hbox{$#1$}%
\immediate\write\sizes{\the\wd\formula\space\the\ht\formula\space\the\dp\formula}}
TEX
	sed -n 's/^inline \(.*\)/\\size{\1}/p; s/^display \(.*\)/\\size{\\displaystyle \1}/p' \
		"$golden"
	printf '%s\n' '\end{document}'
} >formulas.tex
if ! pdflatex -interaction=nonstopmode formulas.tex >out 2>&1 || [ ! -s sizes.tex ]; then
	grep -A 5 "^!" formulas.log | head -n 12
	echo "not ok - formula_tex: pdflatex"
	exit 1
fi
grep -A 1 -E '^(inline|display) ' "$golden" | grep -v '^--' | paste - - >ours
paste sizes.tex ours >both
awk -F '	' -v verbose="${1:-}" '
function far(ours, tex, least, d) {
	d = ours > tex ? ours - tex : tex - ours
	return d > least && d > 0.05 * (tex < 0 ? -tex : tex)
}
{
	gsub(/pt/, "", $1)
	split($1, tex, " ")
	split($3, ours, " ")
	bad = far(ours[1], tex[1], 0.3) || far(ours[2], tex[2], 0.5) ||
		far(ours[3], tex[3], 0.5)
	worse += bad
	if (bad || verbose)
		printf("# %s%s\n#   ours %6.2f %6.2f %6.2f   TeX %6.2f %6.2f %6.2f\n",
			bad ? "! " : "  ", $2, ours[1], ours[2], ours[3],
			tex[1], tex[2], tex[3])
}
END {
	printf("%s - formula_tex: %d formulas, %d of other sizes\n",
		worse ? "not ok" : "ok", NR, worse)
}' both
