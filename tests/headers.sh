#!/bin/sh
# headers.sh: every header compiles alone.
set -u
cd "$(dirname "$0")/.." || exit 1
make -s headers BUILD="${BUILD:-build}" && echo "ok - headers" && exit 0
echo "not ok - headers"
exit 1
