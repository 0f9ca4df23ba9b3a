#!/bin/sh
# Import and export: what comes in, what is left out, what comes back.
. tests/lib.sh

question()
{
	printf -- '- {id: %s, type: choice, stem: "%s", options: [a, b], key: A}\n' \
		"$1" "$2"
}

total()
{
	dethi search --json | jq .total
}

# Importing the same file again changes nothing and says so.
twice()
{
	for file in "$banks"/*.yaml; do
		name=$(basename "$file" .yaml) least=60
		case $name in
		mau-*|templates-*) least=10 ;;
		esac
		run 0 dethi -b "$name.db" init
		run 0 dethi -b "$name.db" import --strict "$file"
		check [ ! -s err ] || sed 's/^/# /' err
		run 0 dethi -b "$name.db" export -o before.yaml
		run 0 dethi -b "$name.db" import --json "$file"
		check jq -e --argjson least "$least" '.committed and .questions.new == 0 and
			.questions.changed == 0 and .questions.same >= $least and
			.topics.new == 0 and .topics.changed == 0 and
			.skipped == 0' out >/dev/null
		run 0 dethi -b "$name.db" import "$file"
		has out "Nothing changed"
		run 0 dethi -b "$name.db" export -o after.yaml
		same before.yaml after.yaml
	done
}

# Export, import, export: the same bytes; also from one bank of everything.
there_and_back()
{
	run 0 dethi init
	run 0 dethi import "$banks"/*.yaml
	run 0 dethi export -o one.yaml
	run 0 dethi -b two.db init
	run 0 dethi -b two.db import --strict one.yaml
	check [ ! -s err ] || sed 's/^/# /' err
	run 0 dethi -b two.db export -o two.yaml
	same one.yaml two.yaml
	run 0 dethi import --json two.yaml
	check jq -e '.questions.new == 0 and .questions.changed == 0' out \
		>/dev/null
	ids=$(dethi search --ids -n 0)
	# shellcheck disable=SC2086
	dethi show --json $ids >one.json
	# shellcheck disable=SC2086
	dethi -b two.db show --json $ids >two.json
	check [ -s one.json ]
	same one.json two.json
}

part_of_a_bank()
{
	bank_of toan12
	run 0 dethi export topic:toan12.1 type:choice -o part.yaml
	run 0 dethi -b part.db init
	run 0 dethi -b part.db import --strict part.yaml
	run 0 dethi -b part.db search --ids -n 0
	sort out >got
	run 0 dethi search --ids -n 0 topic:toan12.1 type:choice
	sort out >want
	check [ -s want ]
	same want got
}

standard_streams()
{
	run 0 dethi init
	dethi import - <"$banks/toan6.yaml" >out 2>err
	check [ $? -eq 0 ]
	run 0 dethi export -o -
	mv out one.yaml
	run 0 dethi export -o two.yaml
	same one.yaml two.yaml
}

# A changed question gets a new version; the old one can still be seen.
versions()
{
	run 0 dethi init
	{ echo "questions:"; question a "first"; } >q.yaml
	run 0 dethi import q.yaml
	{ echo "questions:"; question a "second"; } >q.yaml
	run 0 dethi import --json q.yaml
	check jq -e '.questions.changed == 1 and .questions.new == 0' out \
		>/dev/null
	run 0 dethi show --json a
	check jq -e '.stem == "second" and .version == 2' out >/dev/null
	run 0 dethi show --json --version 1 a
	check jq -e '.stem == "first"' out >/dev/null
	run 1 dethi show --version 3 a
}

dry_run()
{
	run 0 dethi init
	cp dethi.db before
	run 0 dethi import --dry-run --json "$banks/toan6.yaml"
	check jq -e '(.committed | not) and .questions.new >= 60' out >/dev/null
	run 0 dethi import --dry-run "$banks/toan6.yaml"
	has out "trial"
	check [ "$(total)" -eq 0 ]
}

# A bad question is skipped and named; the others come in.
some_are_bad()
{
	run 0 dethi init
	{
		echo "questions:"
		question good1 one
		echo "- {id: bad1, type: choice, stem: x, options: [a, b]}"
		question good2 two
		echo "- {id: bad2, type: nonsense, stem: x}"
		echo "- {id: bad3, type: choice, stem: [x], options: [a, b], key: A}"
		echo "- {id: bad4, type: choice, stem: x, options: [a, b], key: C}"
		question good3 three
	} >q.yaml
	run 0 dethi import q.yaml
	for line in 3 5 6 7; do
		has err "q.yaml:$line:"
	done
	for id in bad1 bad2 bad3 bad4; do
		has err "'$id'"
	done
	check [ "$(total)" -eq 3 ]
	run 0 dethi search --ids -n 0
	check [ "$(sort out | tr '\n' ' ')" = "good1 good2 good3 " ]
}

strict_takes_all_or_nothing()
{
	run 0 dethi init
	{ echo "questions:"; question good one; } >good.yaml
	{ echo "questions:"; question also two
		echo "- {id: bad, type: choice, stem: x}"; } >bad.yaml
	run 1 dethi import --strict good.yaml bad.yaml
	has err "bad.yaml:3:"
	check [ "$(total)" -eq 0 ]
	run 1 dethi import --strict --json good.yaml bad.yaml
	check jq -e '.committed == false and (.findings | length) > 0' out \
		>/dev/null
	check [ "$(total)" -eq 0 ]
}

# All files are one step: one that cannot be read stops all.
one_transaction()
{
	run 0 dethi init
	{ echo "questions:"; question good one; } >good.yaml
	run 3 dethi import good.yaml missing.yaml
	has err "missing.yaml"
	check [ "$(total)" -eq 0 ]
}

nothing_good()
{
	run 0 dethi init
	echo "questions: [{id: a, type: choice}]" >q.yaml
	run 1 dethi import q.yaml
	check [ "$(total)" -eq 0 ]
}

unknown_formats()
{
	bank_of toan6
	run 1 dethi export -o x.xyzzy
	check [ ! -e x.xyzzy ]
	run 1 dethi export --format xyzzy -o x.yaml
	check [ ! -e x.yaml ]
	run 1 dethi import --format xyzzy "$banks/toan6.yaml"
	has err "xyzzy"
	echo "Dear sir, no questions here." >letter
	run 1 dethi import letter
	has err "letter"
}

# The old file stays when the new one cannot be written.
export_is_whole()
{
	bank_of toan12
	echo old >bank.yaml
	(ulimit -f 8 && dethi export -o bank.yaml) >out 2>err
	check [ $? -eq 3 ]
	check [ "$(cat bank.yaml)" = old ]
	run 3 dethi export -o no/such/folder/bank.yaml
	check [ "$(find . -type f ! -name 'dethi*' | sort | tr '\n' ' ')" = \
		"./bank.yaml ./err ./out " ]
}

TEST twice
TEST there_and_back
TEST part_of_a_bank
TEST standard_streams
TEST versions
TEST dry_run
TEST some_are_bad
TEST strict_takes_all_or_nothing
TEST one_transaction
TEST nothing_good
TEST unknown_formats
TEST export_is_whole
result
