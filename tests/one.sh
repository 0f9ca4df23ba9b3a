#!/bin/sh
# one.sh NAME COMMAND…: runs one test within TIME_LIMIT seconds and adds what
# its own lines do not say: that it died, hung, printed nothing, or that a
# sanitizer spoke in it or in any program it called. Prints the lines of results,
# and everything else too when one failed.
set -u
name=$1
shift
slug=$(echo "$name" | tr / -)
case $LOGS in
/*) ;;
*) LOGS=$PWD/$LOGS ;;
esac
log=$LOGS/$slug.log
ASAN_OPTIONS=log_path=$LOGS/$slug.sanitizer
UBSAN_OPTIONS=print_stacktrace=1:log_path=$LOGS/$slug.sanitizer
export ASAN_OPTIONS UBSAN_OPTIONS

timeout -k 5 "${TIME_LIMIT:-300}" "$@" >"$log" 2>"$log.err" </dev/null
code=$?
cat "$log.err" >>"$log"
rm -f "$log.err"

# A line the program died in the middle of must not swallow the verdict.
verdict()
{
	printf '\nnot ok - %s %s\n' "$name" "$1" >>"$log"
}

if [ $code -eq 124 ] || [ $code -eq 137 ]; then
	verdict "ran out of time"
elif [ $code -gt 128 ]; then
	verdict "died of signal $((code - 128))"
elif ! grep -qE '^(ok|not ok|skip) - ' "$log"; then
	verdict "printed no result (exit $code)"
elif [ $code -ne 0 ] && ! grep -q '^not ok - ' "$log"; then
	verdict "ended with exit $code though nothing failed"
fi
for report in "$LOGS/$slug.sanitizer".*; do
	[ -f "$report" ] || continue
	cat "$report" >>"$log"
	verdict "has a sanitizer's report"
	break
done

# In one piece, for others print at the same time; what failed prints all it
# said.
if grep -q '^not ok - ' "$log"; then
	sed "1i # $name" "$log" | tail -n 200
else
	sed -nE "s,^(ok|skip) - ,&$name: ,p" "$log"
fi
exit 0
