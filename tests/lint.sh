#!/bin/sh
# lint.sh: tests/lint/NAME.ENDING beside NAME.lint: what "dethi import
# --dry-run" says of a bad file, one finding a line, and at the end its exit
# code. UPDATE=1 writes what it says now; read the difference before you
# commit it. An empty bank is left as it was, byte by byte, also by a strict
# import that is no trial.
. tests/lib.sh
dethi -b "$work/empty.db" init >/dev/null || exit 1

findings_of()
{
	(cd "$root/tests/lint" && timeout 10 dethi -b "$work/bank.db" import \
		--dry-run "$1" </dev/null 2>&1 >/dev/null
	echo "exit $?")
}

for want in tests/lint/*.lint; do
	name=$(basename "$want" .lint)
	failed=
	for file in tests/lint/"$name".*; do
		[ "$file" = "$want" ] || break
	done
	cp "$work/empty.db" "$work/bank.db"
	findings_of "$(basename "$file")" >"$work/got"
	if [ "${UPDATE:-}" ]; then
		cp "$work/got" "$want"
	fi
	same "$want" "$work/got"
	same "$work/empty.db" "$work/bank.db"
	dethi -b "$work/bank.db" import --strict "$file" >/dev/null 2>&1 </dev/null
	code=$?
	[ $code -eq 1 ] || [ $code -eq 3 ] || {
		echo "# import --strict: exit $code"
		failed=1
	}
	same "$work/empty.db" "$work/bank.db"
	if [ "$failed" ]; then
		echo "not ok - lint $name"
		failures=1
	else
		echo "ok - lint $name"
	fi
done

# Every finding that reading and importing can make has a file here. Two are
# out of a file's reach: what the bank itself refuses, and the unforeseen; two
# are of writing (tests/cli/formats.sh shows them).
catalogue_is_covered()
{
	(cd "$root" && cat banks/*.c base/yaml*.c engine/import.c) |
		grep -oE 'FINDING_[A-Z_]+' | sort -u |
		grep -vE '^FINDING_(OTHER|REFUSED|NOT_WRITTEN|NOT_THIS_TYPE)$' >used
	tr '\n' ' ' <"$root/base/finding.def" | grep -oE \
		'FINDING\(FINDING_[A-Z_]+, *REPORT_[A-Z]+, *"[a-z-]+"' |
		sed 's/.*(\([A-Z_]*\),.*"\(.*\)"/\1 \2/' | sort >names
	join used names | cut -d' ' -f2 | sort -u >wanted
	check [ "$(wc -l <wanted)" -gt 10 ]
	for file in "$root"/tests/lint/*.lint; do
		file=${file%.lint}
		dethi -b "$work/empty.db" import --dry-run --json \
			"$file".[!l]* </dev/null 2>/dev/null |
			jq -r '.findings[]?.finding'
	done | sort -u >seen
	comm -23 wanted seen >gaps
	check [ ! -s gaps ] || sed 's/^/# no file shows: /' gaps
}
TEST catalogue_is_covered
result
