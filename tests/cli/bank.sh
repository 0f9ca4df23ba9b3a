#!/bin/sh
# The bank file: made once, never overwritten, refused when it is not one.
. tests/lib.sh

makes()
{
	run 0 dethi init
	check [ -f dethi.db ]
	has out "dethi.db"
	run 0 dethi -b json.db init --json
	check jq -e '.bank == "json.db"' out >/dev/null
	run 0 dethi search --json x
	check jq -e '.total == 0' out >/dev/null
}

never_overwrites()
{
	run 0 dethi init
	run 0 dethi import "$banks/toan6.yaml"
	cp dethi.db before
	run 1 dethi init
	has err "dethi.db"
	same before dethi.db
	echo text >notes
	cp notes before
	run 1 dethi -b notes init
	same before notes
}

is_missing()
{
	run 1 dethi search x
	has err "dethi init"
	check [ ! -e dethi.db ]
	run 1 dethi import "$banks/toan6.yaml"
	has err "dethi init"
	check [ ! -e dethi.db ]
	run 1 dethi search --json x
	check jq -e '.error.code == "notfound"' out >/dev/null
}

# What is no bank of ours is said so, and not touched.
is_no_bank()
{
	: >empty.db
	head -c 100000 /dev/urandom >noise.db
	echo "not a bank" >text.db
	printf 'SQLite format 3\0' >short.db
	mkdir folder.db
	for file in empty noise text short; do
		cp $file.db before
		for command in 'search x' "import $banks/toan6.yaml" \
			'show a' 'export -o out.yaml'; do
			# shellcheck disable=SC2086
			dethi -b $file.db $command >out 2>err </dev/null
			code=$?
			check [ $code -eq 1 ] || echo "# $file: $command: $code"
			has err "$file.db"
			same before $file.db
		done
	done
	dethi -b folder.db search x >out 2>err
	check [ $? -ne 0 ]
	has err "folder.db"
	check [ ! -e out.yaml ]
}

somebody_elses_database()
{
	command -v sqlite3 >/dev/null || {
		skip "there is no sqlite3"
		return
	}
	sqlite3 other.db 'create table t(x); insert into t values (1);'
	cp other.db before
	run 1 dethi -b other.db search x
	run 1 dethi -b other.db import "$banks/toan6.yaml"
	same before other.db
}

newer_schema()
{
	command -v sqlite3 >/dev/null || {
		skip "there is no sqlite3"
		return
	}
	bank_of toan6
	sqlite3 dethi.db 'pragma user_version = 999;'
	cp dethi.db before
	run 1 dethi search x
	has err "newer"
	run 1 dethi import "$banks/toan6.yaml"
	has err "newer"
	same before dethi.db
}

# Root may write anything, so the test steps down.
read_only()
{
	bank_of toan6
	plain_user || return
	chmod a-w dethi.db .
	cp "$banks/vatli12.yaml" "$work/other.yaml"
	chmod a+r "$work/other.yaml"
	run 0 as_plain dethi search --json type:choice
	check jq -e '.total > 0' out >/dev/null
	as_plain dethi import "$work/other.yaml" >out 2>err
	code=$?
	[ $code -eq 1 ] || check [ $code -eq 3 ]
	has err "dethi.db"
	as_plain dethi -b new.db init >out 2>err
	check [ $? -eq 3 ]
	chmod u+w .
	check [ ! -e new.db ]
	run 0 dethi search --json type:choice
}

TEST makes
TEST never_overwrites
TEST is_missing
TEST is_no_bank
TEST somebody_elses_database
TEST newer_schema
TEST read_only
result
