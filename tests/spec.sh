#!/bin/sh
# spec.sh: the manuals' own examples run. In every Markdown file of doc/, of
# tests/spec/ and at the root, these fenced blocks are tests, in their order
# and in one folder per file that begins with the shipped banks beside it:
#
#   ```console       lines "$ COMMAND" are run, what follows is what they
#                    print; "…" stands for anything within a line, and alone
#                    on a line for any lines. A command ends well unless it
#                    says otherwise: "$ dethi check x.yaml   # exit 1"
#   ```yaml          with a first line "# file: NAME" becomes that file. Else
#                    it must be a sound bank file (bank:, topics:, questions:
#                    … or a list of questions), or a sound blueprint (parts:).
#   ```yaml bad      must be refused.
#
# Any other block (```, ```c, ```sh …) is only shown.
. tests/lib.sh

# Splits a file into $work/blocks/NNN.KIND.
split_blocks()
{
	rm -rf "$work/blocks"
	mkdir "$work/blocks"
	awk -v folder="$work/blocks" '
	!open && /^```/ {
		kind = substr($0, 4)
		open = 1
		wanted = kind ~ /^(console|yaml|yaml bad)$/
		if (wanted) {
			sub(/ /, "-", kind)
			out = sprintf("%s/%03d.%d.%s", folder, ++n, NR, kind)
			printf "" >out
		}
		next
	}
	open && /^```/ {
		open = 0
		if (wanted)
			close(out)
		next
	}
	open && wanted { print >out }' "$1"
}

# Does the text in file $2 fit the pattern in file $1?
fits()
{
	awk '
	function quoted(text) {
		gsub(/[][\\.^$*+?(){}|\/]/, "\\\\&", text)
		gsub(/…/, "[^\n]*", text)
		return text
	}
	NR == FNR {
		pattern = pattern ($0 == "…" ? "(.*\n)?" : quoted($0) "\n")
		next
	}
	{
		# A space that does not break looks like any other.
		gsub(/\302\240/, " ")
		text = text $0 "\n"
	}
	END { exit text !~ ("^" pattern "$") }' "$1" "$2"
}

run_console()
{
	(
		cd files || exit 1
		failed=
		: >../command
		: >../expected
		while IFS= read -r line || [ "$line" ]; do
			case $line in
			'$ '*)
				step
				printf '%s\n' "${line#\$ }" >../command
				: >../expected
				;;
			*) printf '%s\n' "$line" >>../expected ;;
			esac
		done
		step
		[ ! "$failed" ]
	) <"$1"
}

# Runs ../command and compares with ../expected.
step()
{
	[ -s ../command ] || return 0
	code=0
	wanted=$(sed -n 's/.*# exit \([0-9]\)$/\1/p' ../command)
	sh -c "$(cat ../command)" >../got 2>&1 </dev/null || code=$?
	if [ "$code" -eq "${wanted:-0}" ] && fits ../expected ../got; then
		return 0
	fi
	echo "# \$ $(cat ../command)"
	echo "# exit $code; expected:"
	sed 's/^/#   /' ../expected
	echo "# got:"
	sed 's/^/#   /' ../got | head -n 40
	failed=1
}

# A block of YAML: a bank file, a list of questions, or a blueprint.
try_yaml()
{
	if grep -q '^parts:\|^preset:' "$1"; then
		cp "$1" files/spec-blueprint.yaml
		(cd files && dethi check --json spec-blueprint.yaml) >got 2>&1
		code=$?
		# That the bank is short of questions is no fault of the text.
		[ $code -eq 1 ] && grep -q '"feasible"' got && code=0
	else
		if grep -q '^- ' "$1"; then
			{ echo "questions:"; cat "$1"; } >files/spec.yaml
		else
			cp "$1" files/spec.yaml
		fi
		(cd files && dethi -b ../bank.db import --dry-run --strict \
			spec.yaml) >got 2>&1
		code=$?
	fi
	return $code
}

run_yaml()
{
	name=$(sed -n '1s/^# file: *//p' "$1")
	if [ "$name" ]; then
		mkdir -p "$(dirname "files/$name")"
		sed 1d "$1" >"files/$name"
		return 0
	fi
	try_yaml "$1" && return 0
	sed 's/^/# /' got | head -n 20
	return 1
}

run_bad_yaml()
{
	try_yaml "$1" || return 0
	echo "# was not refused"
	return 1
}

run_block()
{
	case $1 in
	*.console) run_console "$1" ;;
	*.yaml) run_yaml "$1" ;;
	*.yaml-bad) run_bad_yaml "$1" ;;
	esac
}

dethi -b "$work/bank.db" init >/dev/null || exit 1
examples=0
for manual in README.md CONTRIBUTING.md doc/*.md tests/spec/*.md; do
	[ -f "$manual" ] || continue
	split_blocks "$manual"
	rm -rf "$work/at"
	mkdir -p "$work/at/files"
	cd "$work/at" || exit 1
	cp "$work/bank.db" .
	cp "$banks"/*.yaml files/
	if [ -d "$root/doc/examples" ]; then
		cp "$root"/doc/examples/* files/
	fi
	bad=
	for block in "$work"/blocks/*; do
		[ -f "$block" ] || continue
		line=$(basename "$block" | cut -d. -f2)
		run_block "$block" || {
			echo "# $manual:$line"
			bad=1
		}
	done
	cd "$root" || exit 1
	[ "$(ls "$work/blocks")" ] || continue
	examples=1
	if [ "$bad" ]; then
		echo "not ok - $manual"
		failures=1
	else
		echo "ok - $manual: $(ls "$work/blocks" | wc -l) examples"
	fi
done
[ $examples -eq 1 ] || echo "skip - spec: no manual with an example yet"
result
