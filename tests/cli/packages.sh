#!/bin/sh
# Packages for learning platforms: the shipped banks go out and come in again,
# question by question the same but for what export tells.
. tests/lib.sh

# ids_of YAML: of its questions, which come last.
ids_of()
{
	sed '1,/^questions:/d' "$1" | sed -n 's/^ *- id: *"\{0,1\}\([^ "]*\)"\{0,1\}$/\1/p' |
		sort -u
}

# What no package holds; white space and needless escapes are none of a text.
lost='select(.id) | del(.outcome, .enemies, .irt, .facility, .version, .media,
	.figures, .rubric)
	| (.statements[]? |= del(.level, .outcome, .feedback))
	| (.options[]? |= del(.misconception))
	| (.accepted[]? |= del(.feedback))
	| (if .accepted then .accepted |= map(select(.pattern | not)) else . end)
	| walk(if type == "string" then gsub("\\s+"; " ") | ltrimstr(" ")
		| rtrimstr(" ") | gsub("\\\\(?<sign>[-=])"; .sign) else . end)'

# Canvas counts all gaps of a question as written when one is; the share of a
# value is the range it makes.
canvas_lost="$lost"' | (if any(.gaps[]?; .accepted) then
	.gaps[] |= (if .options then {accepted: [.options[] | select(.right)
	| {credit: 1000, text}]} else . end) else . end)
	| (.numbers[]? |= (if .relative then del(.relative, .tolerance) else .
	end))'
qti_lost=$lost

# there_and_back FORMAT FILTER BANK
there_and_back()
{
	rm -f first.db other.db
	run 0 dethi -b first.db init
	run 0 dethi -b first.db import "$root/banks/data/$3.yaml"
	run 0 dethi -b first.db export --variants 1 -o first.yaml
	run 0 dethi -b first.db export --format "$1" -o p.zip
	run 0 dethi -b first.db export --format "$1" -o q.zip
	same p.zip q.zip
	run 0 dethi -b other.db init
	run 0 dethi -b other.db import p.zip --json
	run 0 dethi -b other.db export -o other.yaml
	rm -f first.db
	run 0 dethi -b first.db init
	run 0 dethi -b first.db import first.yaml
	ids_of other.yaml >ids
	for bank in first other; do
		xargs dethi -b $bank.db show --json <ids |
			jq -cS "$2" | sort >$bank.json
	done
	check [ "$(wc -l <other.json)" -ge 10 ]
	check [ "$(wc -l <other.json)" = "$(grep -c . first.json)" ]
	same first.json other.json
	count=$((${count:-0} + $(wc -l <other.json)))
}

names='toan12 lichsu12 tienganh12 vatli12'

to_canvas()
{
	for bank in $names; do
		there_and_back canvas "$canvas_lost" $bank
	done
	check [ "$count" -ge 300 ]
}

to_qti()
{
	for bank in $names; do
		there_and_back qti3 "$qti_lost" $bank
	done
	there_and_back qti21 "$qti_lost" toan12
	check [ "$count" -ge 300 ]
}

TEST to_canvas
TEST to_qti
result
