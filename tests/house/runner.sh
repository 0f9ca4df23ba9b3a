#!/bin/sh
# one.sh sees every way a test can go wrong; run.sh adds up and says so.
. tests/lib.sh

# A program of these lines, judged.
judge()
{
	mkdir -p logs
	printf '%s\n' "$@" >program.sh
	(cd "$root" && LOGS=$work/$test/logs TIME_LIMIT=2 \
		sh tests/one.sh case sh "$work/$test/program.sh") >out 2>err
}

good()
{
	test=good
	judge 'echo "ok - a"; echo "ok - b"'
	has out "ok - case: a"
	has out "ok - case: b"
}

failing()
{
	test=failing
	judge 'echo "# why"; echo "not ok - a"; exit 1'
	has out "# case"
	has out "not ok - a"
	has out "# why"
}

silent()
{
	test=silent
	judge 'exit 0'
	has out "printed no result"
}

dying()
{
	test=dying
	judge 'echo "ok - a"; printf "ok - b"; kill -SEGV $$'
	has out "died of signal 11"
	has logs/case.log "not ok - case died"
}

hanging()
{
	test=hanging
	judge 'echo "ok - a"; sleep 20'
	has out "ran out of time"
}

lying()
{
	test=lying
	judge 'echo "ok - a"; exit 3'
	has out "exit 3 though nothing failed"
}

speaking_sanitizer()
{
	test=speaking_sanitizer
	judge 'p=${ASAN_OPTIONS#*log_path=}; echo "ERROR: x" >"${p%%:*}.77"' \
		'echo "ok - a"'
	has out "sanitizer"
	has out "ERROR: x"
}

adding_up()
{
	cp -r "$root/tests" tests
	rm -f tests/cli/* tests/house/* tests/unit/* tests/fuzz/fuzz_*
	printf 'echo "ok - a"; echo "not ok - b"; echo "skip - c"\n' \
		>tests/cli/x.sh
	mkdir build
	BUILD=build ONLY='cli/*' run 1 sh tests/run.sh
	check [ "$(tail -n 1 out)" = "1 passed, 1 failed" ]
	has out "1 skipped"
	has out "skip - c"
	printf 'echo "ok - a"; echo "ok - b"\n' >tests/cli/x.sh
	BUILD=build ONLY='cli/*' run 0 sh tests/run.sh
	check [ "$(tail -n 1 out)" = "2 passed, 0 failed" ]
	BUILD=build ONLY=none run 1 sh tests/run.sh
	check [ "$(tail -n 1 out)" = "0 passed, 1 failed" ]
}

TEST good
TEST failing
TEST silent
TEST dying
TEST hanging
TEST lying
TEST speaking_sanitizer
TEST adding_up
result
