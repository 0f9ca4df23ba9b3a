#!/bin/sh
# source.sh [FOLDER]: habits of the source that no compiler sees. Prints every
# line that breaks one as "file:line: why", then a line of result for each.
set -u
if [ $# -gt 0 ]; then
	cd "$1" || exit 1
else
	cd "$(dirname "$0")/.." || exit 1
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/dethi-source-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
failures=0

# Everything a person wrote, and the parts of it. What others brought in
# (tests/fuzz/corpus, broken on purpose) and pictures are not looked at.
find . -type f ! -path './.git' ! -path './.git/*' ! -path './build/*' \
	! -path './out/*' ! -path './tests/fuzz/corpus/*' \
	! -path './tests/lint/*' ! -name '*.png' ! -name '*.db*' |
	sed 's|^\./||' | sort >"$work/all"
grep '\.[ch]$' "$work/all" >"$work/c"
grep -v '^tests/' "$work/c" >"$work/ours"
grep -vE '^(cli|portal)/' "$work/ours" >"$work/below"
grep -E '\.sh$|^\.ci/run$' "$work/all" >"$work/sh"

# rule NAME COMMAND…: what the command prints are faults.
rule()
{
	name=$1
	shift
	"$@" >"$work/faults" 2>&1
	if [ -s "$work/faults" ]; then
		head -n 40 "$work/faults"
		echo "not ok - source: $name"
		failures=1
	else
		echo "ok - source: $name"
	fi
}

# search LIST PATTERN WHY: lines that match, without those that say why not.
search()
{
	tr '\n' '\0' <"$work/$1" | xargs -0r grep -nHE -e "$2" -- /dev/null |
		sed "s|^\([^:]*:[0-9]*\):.*|\1: $3|"
}

trailing_space()
{
	search all '[[:blank:]]+$' "space at the end of the line"
}

# The build machine's folders mean nothing elsewhere. Split, for this file.
machine_paths()
{
	search all '(^|[^[:alnum:]_.])/(wor[k]|hom[e]|roo[t]|mn[t])/' \
		"a path of one machine"
}

quiet_below_cli()
{
	search below '(^|[^_[:alnum:]])(v?f?printf|puts|putchar|perror|_?exit|quick_exit)\(' \
		"only cli/ prints and exits" | grep -v '\.h:'
}

named_structs()
{
	search ours '^[[:blank:]]*typedef[[:blank:]]+(struct|enum|union)' \
		"structs are not typedef'd"
}

left_overs()
{
	search all '(^|[^[:alnum:]])(TOD[O]|FIXM[E]|XX[X])([^[:alnum:]]|$)|^(<<<<<<<|>>>>>>>)' \
		"unfinished"
}

guards()
{
	grep '\.h$' "$work/c" | while read -r file; do
		guard=$(echo "$file" | tr 'a-z/.-' 'A-Z___')
		grep -q "^#ifndef $guard\$" "$file" ||
			echo "$file:1: its guard should be $guard"
	done
}

# Long files hide a second subject; long functions a table.
long_files()
{
	tr '\n' '\0' <"$work/ours" | xargs -0r awk '
	FNR == 1 && last { report() }
	{ last = FILENAME; lines = FNR }
	END { report() }
	function report() {
		if (lines > 800)
			print last ":" lines ": split it, one subject a file"
	}'
}
long_functions()
{
	tr '\n' '\0' <"$work/ours" | xargs -0r awk '
	FNR == 1 { start = 0 }
	/^{$/ { start = FNR }
	/^}$/ {
		if (start && FNR - start > 80)
			print FILENAME ":" start ": " FNR - start \
				" lines in one function"
		start = 0
	}'
}

licences()
{
	for file in banks/data/*.yaml; do
		[ -f "$file" ] || continue
		id=$(sed -n '1s/^# SPDX-License-Identifier: //p' "$file")
		[ "$id" ] || {
			echo "$file:1: no SPDX-License-Identifier"
			continue
		}
		grep -q "license: $id" "$file" ||
			echo "$file:1: $id here, another licence in the bank"
	done
}

scripts()
{
	while read -r file; do
		case $(head -n 1 "$file") in
		*bash*) bash -n "$file" ;;
		*) sh -n "$file" ;;
		esac
	done <"$work/sh"
	if command -v shellcheck >/dev/null; then
		tr '\n' '\0' <"$work/sh" | xargs -0r shellcheck -f gcc \
			-S warning -e SC1091,SC2034,SC2154
	fi
}

rule "no space at line ends" trailing_space
rule "no machine's paths" machine_paths
rule "nothing below cli/ prints or exits" quiet_below_cli
rule "no typedef'd structs" named_structs
rule "nothing unfinished" left_overs
rule "guards named by their files" guards
rule "files of one subject" long_files
rule "functions of a few screens at most" long_functions
rule "sample banks say their licence" licences
rule "scripts are sound" scripts
exit $failures
