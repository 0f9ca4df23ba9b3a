#!/bin/sh
# golden.sh: a file's existence declares the test. tests/golden/NAME.yaml is a
# blueprint whose comments say which bank and seed ("# bank: FILE", "# seed:
# N"); beside it stand NAME.WHAT.ENDING, what "dethi render --what WHAT" gives
# for its exam: csv as it is, txt by pdftotext -layout. UPDATE=1 writes what
# comes out now; read the difference before you commit it.
. tests/lib.sh
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH

comment()
{
	sed -n "s/^# $1: *//p" "$2" | head -n 1
}
ls tests/golden/*.yaml >/dev/null 2>&1 || echo "skip - golden: no file yet"
result
