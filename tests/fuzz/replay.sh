#!/bin/sh
# replay.sh fuzz_NAME: the fuzz program on the files of tests/fuzz/corpus/NAME,
# without a fuzzer: tests/fuzz/driver.h replays and mutates them a bounded
# number of times.
set -u
cd "$(dirname "$0")/../.." || exit 1
files=0
set -- "$1" "tests/fuzz/corpus/${1#fuzz_}"
if [ -d "$2" ]; then
	files=$(find "$2" -type f | wc -l)
fi
find "$2" -type f -print0 2>/dev/null | sort -z |
	xargs -0 timeout 100 "${BUILD:-build}/tests/fuzz/$1"
code=$?
if [ $code -ne 0 ]; then
	echo "not ok - $1: exit $code"
	exit 1
fi
echo "ok - $1: $files files"
