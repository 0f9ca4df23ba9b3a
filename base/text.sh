#!/bin/sh
# text.sh FILE: what is text in the source tree, as C that is included: SQL as
# string literals, scripts and styles too, a table of symbols (base/math/symbols.txt) as rows sorted by
# name, ROW(name, code, class, flags), and by character, CODED(…) likewise.
set -eu
export LC_ALL=C

rows()
{
	awk '/^[^#]/ {
		flags = $4 == "" ? "0" : "SYMBOL_" toupper($4)
		gsub(",", " | SYMBOL_", flags)
		code = $2 == "-" ? "0" : "0x" $2
		row = "(\"" $1 "\", " code ", " toupper($3) ", " flags ")"
		print $1 "\tROW" row
		if (code != "0" && flags !~ /ALIAS/ && !seen[code]++)
			printf "~%6s\tCODED%s\n", $2, row
	}' "$1" | sort | cut -f2-
}

case $1 in
*.sql | *.js | *.css) sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$/\\n"/' "$1" ;;
*) rows "$1" ;;
esac
