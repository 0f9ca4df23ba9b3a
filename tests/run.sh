#!/bin/sh
# run.sh: runs every test, JOBS at a time, and ends with the line
# "N passed, N failed". Environment: BUILD, the
# folder built into; CORPUS, a folder of other people's files; CI, when set an
# absent corpus is a failure; ONLY, a pattern of test names ("unit/*").
#
# A test is a program or a script that prints "ok - NAME", "not ok - NAME" or
# "skip - NAME" lines; tests/one.sh runs it and judges what it did.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
CORPUS=${CORPUS:-}
ONLY=${ONLY:-*}
JOBS=${JOBS:-$(nproc 2>/dev/null || echo 1)}
LOGS=$BUILD/tests/log
# Messages in English, sorting by bytes, no bank of the person who tests.
LC_ALL=C.UTF-8 TERM=dumb
unset MAKEFLAGS MAKELEVEL MFLAGS LANGUAGE DETHI_BANK SOURCE_DATE_EPOCH COLUMNS NO_COLOR
export BUILD CORPUS LOGS LC_ALL TERM

# "NAME COMMAND" lines, those that take longest first.
list()
{
	for script in tests/cli/*.sh tests/house/*.sh; do
		[ -f "$script" ] || continue
		name=${script#tests/}
		echo "${name%.sh} sh $script"
	done
	echo "web sh tests/web.sh"
	echo "corpus sh tests/corpus.sh"
	for source in tests/unit/test_*.c; do
		name=$(basename "$source" .c)
		echo "unit/${name#test_} $BUILD/tests/unit/$name"
	done
	for source in tests/fuzz/fuzz_*.c; do
		[ -f "$source" ] || continue
		name=$(basename "$source" .c)
		corpus=tests/fuzz/corpus/${name#fuzz_}
		[ -d "$corpus" ] || corpus=
		echo "fuzz/${name#fuzz_} $BUILD/tests/fuzz/$name $corpus"
	done
	for name in golden lint spec source layers headers format translations; do
		echo "$name sh tests/$name.sh"
	done
}

select_only()
{
	while read -r name command; do
		# shellcheck disable=SC2254
		case $name in
		$ONLY) echo "$name $command" ;;
		esac
	done
}

count()
{
	cat "$LOGS"/*.log 2>/dev/null | grep -c "^$1 - "
}

rm -rf "$LOGS"
mkdir -p "$LOGS" || exit 1
list | select_only | xargs -P "$JOBS" -L 1 sh tests/one.sh
passed=$(count ok)
failed=$(count 'not ok')
skipped=$(count skip)
if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then
	echo "no test ran"
	failed=1
fi
echo
(cd "$LOGS" && grep -H '^not ok - ' -- *.log /dev/null 2>/dev/null) |
	sed 's/^\([^:]*\)\.log:not ok - /FAILED \1: /'
[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
