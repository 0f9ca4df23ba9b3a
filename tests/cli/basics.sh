#!/bin/sh
# What every command shares: help, usage, languages, exit codes.
. tests/lib.sh

commands()
{
	dethi help --markdown | sed -n 's/^## dethi //p'
}

helps()
{
	run 0 dethi -h
	for command in $(commands); do
		has out "  $command "
	done
	run 2 dethi
	run 0 dethi help
	for command in $(commands); do
		run 0 dethi "$command" -h
		has out "Usage: dethi $command"
		has out "$ dethi $command"
		cp out by_option
		run 0 dethi "$command" --help
		same by_option out
		run 0 dethi help "$command"
		same by_option out
	done
	check [ "$(commands | wc -l)" -ge 10 ]
}

version()
{
	run 0 dethi --version
	check grep -qE '^dethi [0-9]+\.[0-9]+\.[0-9]+$' out
}

# A slip of the hand is named, with the nearest thing there is; exit 2.
usage()
{
	run 2 dethi serach x
	has err "'search'"
	run 2 dethi xyzzy
	has err "'xyzzy'"
	run 2 dethi search --limt 3 x
	has err "'--limit'"
	run 2 dethi search --limit many x
	has err "--limit"
	run 2 dethi search --limit
	run 2 dethi import
	has err "import"
	run 2 dethi check
	run 2 dethi check a b
	run 2 dethi init -z
	run 2 dethi init --json=yes
	run 2 dethi help xyzzy
	run 2 dethi export
	has err "-o"
	check [ ! -e dethi.db ]
}

languages()
{
	if [ ! -f "$build/share/locale/vi/LC_MESSAGES/dethi.mo" ]; then
		skip "there is no translation yet"
		return
	fi
	run 0 dethi --lang vi -h
	has out "Cách dùng"
	run 0 dethi -h
	has out "Usage"
	run 0 env LC_ALL= LC_MESSAGES= LANG=vi_VN.UTF-8 dethi -h
	has out "Cách dùng"
	run 0 env LC_ALL= LC_MESSAGES= LANG=vi dethi --lang en -h
	has out "Usage"
	run 0 env LC_ALL= LC_MESSAGES= LANG=fr_FR.UTF-8 dethi -h
	has out "Usage"
	run 0 env LC_ALL= LC_MESSAGES=vi_VN LANG=en_US dethi -h
	has out "Cách dùng"
	run 1 dethi --lang vi search x
	hasnt err "there is no bank"
	run 2 dethi --lang fr search x
	has err "fr"
}

# JSON is the same in both languages but for texts.
json_speaks_no_language()
{
	bank_of toan6
	run 0 dethi --lang vi search --json 'level:apply'
	check jq -e '.total > 0 and .questions[0].level == "apply"' out \
		>/dev/null
	mv out vi
	run 0 dethi --lang en search --json 'level:apply'
	same vi out
}

closed_outputs()
{
	bank_of toan6
	dethi search -n 0 type:choice >/dev/full 2>err
	check [ $? -eq 3 ]
	check [ -s err ]
	dethi export -o - >/dev/full 2>err
	check [ $? -eq 3 ]
	dethi help --markdown | head -n 1 >out
	check [ -s out ]
}

# The manual's pages of commands are what the program says.
manual_is_current()
{
	run 0 dethi help --markdown --lang en
	same "$root/doc/commands.md" out
	if [ -f "$build/share/locale/vi/LC_MESSAGES/dethi.mo" ]; then
		run 0 dethi help --markdown --lang vi
		same "$root/doc/cac-lenh.md" out
	fi
}

# The options of all commands may stand anywhere.
places()
{
	run 0 dethi -b a.db init
	check [ -f a.db ]
	run 0 dethi init -b b.db
	check [ -f b.db ]
	run 0 dethi init --bank=c.db
	check [ -f c.db ]
	run 0 env DETHI_BANK=d.db dethi init
	check [ -f d.db ]
	run 0 env DETHI_BANK=x.db dethi -b e.db init
	check [ -f e.db ]
	check [ ! -e x.db ]
	check [ ! -e dethi.db ]
}

TEST helps
TEST version
TEST usage
TEST languages
TEST json_speaks_no_language
TEST closed_outputs
TEST manual_is_current
TEST places
result
