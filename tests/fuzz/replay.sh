#!/bin/sh
# replay.sh fuzz_NAME: the fuzz program on the files of tests/fuzz/corpus/NAME,
# without a fuzzer: tests/fuzz/driver.h replays and mutates them a bounded
# number of times, and says how many.
cd "$(dirname "$0")/../.." || exit 1
exec timeout 100 "${BUILD:-build}/tests/fuzz/$1" \
	"tests/fuzz/corpus/${1#fuzz_}"
