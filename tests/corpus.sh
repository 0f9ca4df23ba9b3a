#!/bin/sh
# corpus.sh: other people's files, in the folder CORPUS. Whatever a file is,
# the program neither dies of it nor thinks about it for long, says what is
# wrong, and leaves the bank alone when it refuses.
. tests/lib.sh
if [ -z "${CORPUS:-}" ]; then
	if [ "${CI:-}" = true ]; then
		echo "not ok - corpus: CI has no CORPUS"
		exit 1
	fi
	echo "skip - corpus: make check CORPUS=FOLDER tries other people's files"
	exit 0
fi
CORPUS=$(cd "$CORPUS" && pwd) || exit 1
case $BUILD in
*asan*) patience=60 every=3 ;; # slow, so a third of the files
*) patience=20 every=1 ;;
esac

# One file into a copy of a bank that holds something.
try_file()
{
	timeout $patience dethi -b bank.db import "$1" >out 2>err </dev/null
	code=$?
	if [ $code -gt 3 ]; then
		echo "# exit $code: $1"
		tail -n 5 err | sed 's/^/# /'
		failed=1
	elif [ $code -gt 0 ]; then
		[ -s err ] || {
			echo "# exit $code without a word: $1"
			failed=1
		}
		cmp -s bank.db before.db && return
		echo "# refused, but the bank changed: $1"
		failed=1
	fi
	cp before.db bank.db
}

no_file_does_harm()
{
	bank_of toan6
	mv dethi.db before.db
	cp before.db bank.db
	find "$CORPUS" -type f | sort |
		awk -v every=$every 'NR % every == 0' >files
	check [ -s files ] || return
	while IFS= read -r file; do
		try_file "$file"
	done <files
	echo "# $(wc -l <files) files"
}

# Texts as lines of JSON strings become a bank file (JSON is YAML) of essays;
# what the bank gives back is compared byte for byte.
texts_survive()
{
	check [ -s texts ] || return
	{
		echo "questions:"
		jq -r --slurp 'to_entries[] | "- " + ({id: "t\(.key)",
			type: "essay", stem: .value} | tojson)' texts
	} >first.yaml
	run 0 dethi init
	run 0 dethi import --strict first.yaml
	run 0 dethi export -o second.yaml
	run 0 dethi -b other.db init
	run 0 dethi -b other.db import --strict second.yaml
	run 0 dethi -b other.db export -o third.yaml
	same second.yaml third.yaml
	seq -f 't%.0f' 0 $(($(wc -l <texts) - 1)) | xargs -n 500 \
		dethi -b other.db show --json | jq -c .stem >stems
	same texts stems
	echo "# $(wc -l <texts) texts"
}

math500_survives()
{
	jq -c '.. | objects | .problem // empty' \
		"$CORPUS"/math500/ch03/*/*.json "$CORPUS"/math500/*/*.json \
		2>/dev/null >texts
	texts_survive
}

gaokao_survives()
{
	find "$CORPUS/gaokao-bench" -name '*.json' -print0 | sort -z |
		xargs -0 jq -c '.example[]? | .question, .analysis |
		strings | select(test("\\S"))' >texts
	texts_survive
}

# set_of LEAST FOLDER PATTERN…: at least so many questions come out of the files
# of a set. Prints how many are read whole, with something told not to be kept,
# and left out with the reason.
set_of()
{
	least=$1 set=$2
	shift 2
	for pattern in "$@"; do
		find "$CORPUS/$set" -type f -name "$pattern"
	done | sort >members
	: >counts
	while IFS= read -r file; do
		dethi -b bank.db import --dry-run --json "$file" >out 2>/dev/null
		jq -r '[(.questions.new // 0) + (.questions.same // 0),
			([.findings[]? | select(.level == "warning")] | length),
			([.findings[]? | select(.level == "error")] | length)]
			| @tsv' out >>counts
	done <members
	awk -v set="$set" '{
		questions += $1
		if ($1 && !$2)
			whole++
		else if ($1)
			loss++
		else if ($3)
			refused++
		else
			other++
	}
	END {
		printf "# %s: %d questions; of %d files %d whole, %d with " \
			"loss, %d refused with the reason, %d of other kinds\n",
			set, questions, NR, whole, loss, refused, other
	}' counts
	found=$(awk '{ n += $1 } END { print n + 0 }' counts)
	[ "$found" -ge "$least" ] || {
		echo "# $set: $found questions, at least $least wanted"
		failed=1
	}
}

sets_are_read()
{
	run 0 dethi -b bank.db init
	set_of 90 gift-pegjs '*.gift'
	set_of 280 gift-tsugi '*.gift' '*.txt'
	set_of 90 moodle-fixtures '*.xml' '*.gift' '*.txt'
	set_of 4400 opentriviaqa '*'
	set_of 470 agieval '*.jsonl'
	set_of 500 math500 '*.json'
	set_of 380 gaokao-bench '*.json'
	set_of 155 qti-instructure '*.xml' '*.zip'
	set_of 11 qti-learnosity '*.xml'
	set_of 55 qti3-ampup '*.xml'
	set_of 90 qti3-kennisnet '*.xml' '*.zip'
}

# pairs_of FILE…: each element below the one that it stands in.
pairs_of()
{
	for file in "$@"; do
		xmllint --nocdata --noblanks "$file" | tr '\n' ' ' |
			awk 'BEGIN { RS = "<" }
			/^[?!]/ || NR == 1 { next }
			/^\// { depth--; next }
			{
				split($0, word, /[ \/>]/)
				print stack[depth] "/" word[1]
				if (!match($0, /^[^>]*\/>/))
					stack[++depth] = word[1]
			}'
	done | sort -u
}

# only_in_ours OURS THEIRS: pairs that Canvas never writes.
only_in_ours()
{
	check [ -s "$1" ] || return
	check [ -s "$2" ] || return
	comm -23 "$1" "$2" >odd
	[ -s odd ] && sed 's/^/# Canvas has no /' odd
	check [ ! -s odd ]
}

# Our packages for Canvas stand beside those that Canvas itself exported: no
# element where it has none, its question types, what each question must say.
canvas_packages()
{
	theirs=$CORPUS/qti-instructure/spec/fixtures
	run 0 dethi init
	for bank in toan12 tienganh12; do
		run 0 dethi import "$root/banks/data/$bank.yaml"
	done
	run 0 dethi export --format canvas -o p.zip
	check unzip -q p.zip -d ours
	pairs_of ours/g*/g*.xml >quiz
	pairs_of "$theirs"/canvas_cartridge/non_cc_assessments/*.qti \
		"$theirs"/test_qti_1.2_canvas_extended_1/*/g*.xml >their-quiz
	only_in_ours quiz their-quiz
	pairs_of ours/g*/assessment_meta.xml >meta
	pairs_of "$theirs"/canvas_cartridge/i*/assessment_meta.xml >their-meta
	only_in_ours meta their-meta
	pairs_of ours/imsmanifest.xml >manifest
	pairs_of "$theirs"/canvas_cartridge/imsmanifest.xml \
		"$theirs"/test_qti_1.2_canvas_extended_2/imsmanifest.xml \
		>their-manifest
	only_in_ours manifest their-manifest
	items=$(grep -c '<item ' ours/g*/g*.xml)
	check [ "$items" -ge 190 ]
	for label in question_type points_possible; do
		check [ "$(grep -c "<fieldlabel>$label<" ours/g*/g*.xml)" = "$items" ]
	done
	grep -oh '<fieldentry>[a-z_]*_question<' ours/g*/g*.xml | sort -u >types
	grep -rohE '<fieldentry>[a-z_]*_question<' "$theirs" | sort -u >their-types
	only_in_ours types their-types
	echo "# $items items, $(wc -l <quiz) pairs of elements, $(wc -l <types) types"
}

TEST no_file_does_harm
TEST math500_survives
TEST gaokao_survives
case $BUILD in
*asan*) ;; # the same once is enough
*)
	TEST sets_are_read
	TEST canvas_packages
	;;
esac
result
