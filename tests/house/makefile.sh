#!/bin/sh
# The Makefile says what it can do, and fits on two screens.
. tests/lib.sh

help_is_true()
{
	make -s -C "$root" help >out
	for target in deps all demo check asan torture clang layers headers fmt \
		bench install uninstall clean; do
		check grep -qE "^$target +[a-z]" out
	done
	cut -d' ' -f1 out | while read -r target; do
		make -s -C "$root" -n "$target" >/dev/null 2>err ||
			echo "$target"
	done >untrue
	check [ ! -s untrue ] || cat untrue
}

two_screens()
{
	check [ "$(wc -l <"$root/Makefile")" -le 150 ]
}

TEST help_is_true
TEST two_screens
result
