#!/bin/sh
# format.sh: the source is as "make fmt" leaves it.
set -u
cd "$(dirname "$0")/.." || exit 1
if [ "${BUILD:-build}" != build ]; then
	echo "skip - format: seen in the plain build"
elif ! command -v clang-format >/dev/null; then
	echo "skip - format: there is no clang-format"
elif make -s fmt-check; then
	echo "ok - format"
else
	echo "not ok - format: run make fmt"
	exit 1
fi
