#!/bin/sh
# demo.sh [FOLDER]: a teacher's way from the shipped bank to printed papers,
# in out/demo/ unless FOLDER is named. Every command is shown as it is typed.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
demo=${1:-out/demo}
share=$BUILD/share/dethi
blueprint=doc/examples/kiem-tra-toan12.yaml
rm -rf "$demo"
mkdir -p "$demo"
unset DETHI_BANK

say()
{
	printf '\n%s\n' "$*"
}

type_it()
{
	printf '  $ dethi %s\n' "$*"
	"$BUILD/dethi" "$@" >"$demo/said" 2>&1 || {
		code=$?
		cat "$demo/said"
		exit $code
	}
	sed 's/^/    /' "$demo/said"
	rm -f "$demo/said"
}

cp "$blueprint" "$demo/"
blueprint=$demo/${blueprint##*/}
bank=$demo/toan12.db
say "1. A new bank, and in it the sample questions for Toán 12:"
type_it -b "$bank" init
type_it -b "$bank" import "$share/banks/toan12.yaml"
say "2. The blueprint says what the test should hold; can the bank meet it?"
type_it -b "$bank" check "$blueprint"
say "3. Papers in four codes, with keys and marking guide:"
type_it -b "$bank" build "$blueprint" -o "$demo" --seed 2026
say "4. One of the questions, as the terminal shows it:"
type_it -b "$bank" show toan12.1-001
say "5. The other sample banks, an exam from each:"
for pair in vatli12:thi-thu-vatli12 lichsu12:cuoi-ky-lichsu12 \
	tienganh12:thi-thu-tienganh12 toan6:giua-ky-toan6 \
	tienganh12:unit-test-en; do
	name=${pair#*:}
	bank=$demo/${pair%:*}.db
	cp "doc/examples/$name.yaml" "$demo/"
	[ -f "$bank" ] || {
		"$BUILD/dethi" -b "$bank" init >/dev/null
		"$BUILD/dethi" -b "$bank" import "$share/banks/${pair%:*}.yaml" \
			>/dev/null
	}
	type_it -b "$bank" build "$demo/$name.yaml" -o "$demo/$name" --seed 7 |
		sed -n '1p; /Built/p'
done
say "6. The first exam for screens: to practise, and to be marked:"
type_it quiz "$demo/exam.json" -o "$demo/luyen-tap.html"
type_it quiz "$demo/exam.json" --mode exam -o "$demo/thi.html"
say "What there is now:"
(cd "$demo" && ls -l) | awk 'NR > 1 && !/-(shm|wal)$/ {
	printf "  %9s  %s\n", /^d/ ? "folder" : $5, $NF }'
say "Look at the PDFs and quizzes in $demo/, change ${blueprint##*/} and build again."
