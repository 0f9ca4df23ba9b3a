#!/bin/sh
# source.sh can fail: one file for each habit, broken.
. tests/lib.sh

# broken RULE FILE LINE…: such a file breaks the rule, and only that one.
broken()
{
	rule=$1
	file=tree/$2
	shift 2
	rm -rf tree
	mkdir -p "$(dirname "$file")"
	printf '%s\n' "$@" >"$file"
	run 1 sh "$root/tests/source.sh" tree
	has out "not ok - source: $rule"
	check [ "$(grep -c '^not ok' out)" -eq 1 ] || sed 's/^/# /' out
	has out "${file#tree/}:"
}

sound()
{
	mkdir -p tree/base tree/banks/data
	printf '%s\n' '#ifndef BASE_A_H' '#define BASE_A_H' \
		'/* "printf" in words */ bool fail(const char *format);' \
		'#endif' >tree/base/a.h
	printf '%s\n' 'int a(void)' '{' '	snprintf(b, 1, "x");' '}' \
		>tree/base/a.c
	printf '%s\n' '# SPDX-License-Identifier: CC0-1.0' \
		'bank: {license: CC0-1.0}' >tree/banks/data/a.yaml
	run 0 sh "$root/tests/source.sh" tree
	hasnt out "not ok"
}

habits()
{
	broken "no space" base/a.c 'int a; '
	broken "no machine" base/a.c "/* /ho""me/me */"
	broken "nothing below" engine/a.c '	printf("x");'
	broken "nothing below" banks/a.c '	exit(1);'
	broken "no typedef" base/a.c 'typedef struct a b;'
	broken "nothing unfinished" base/a.c '/* TO''DO */'
	broken "guards" base/a.h '#ifndef A_H'
	broken "sample banks" banks/data/a.yaml 'bank: {}'
	broken "sample banks" banks/data/a.yaml \
		'# SPDX-License-Identifier: MIT' 'bank: {license: CC0-1.0}'
	broken "scripts" tests/a.sh 'if'
}

lengths()
{
	# shellcheck disable=SC2046
	broken "files" base/a.c $(seq 900)
	# shellcheck disable=SC2046
	broken "functions" base/a.c '{' $(seq 90) '}'
}

TEST sound
TEST habits
TEST lengths
result
