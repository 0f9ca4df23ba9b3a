#!/bin/sh
# manual.sh: the manual leaves nothing out: every field that a bank file or a
# blueprint may have, and every preset; and its links lead somewhere. That what
# it says is true, tests/spec.sh tries.
. tests/lib.sh

# What the readers' tables name.
fields_of_banks()
{
	sed -n -e 's/^\t*AT(\([a-z_]*\),.*/\1/p' \
		-e 's/^\t*FOR(\([a-z_]*\),.*/\1/p' \
		-e 's/^\t*{"\([a-z_]*\)", *[a-z_]*,.*/\1/p' \
		"$root"/banks/native_*.c | sort -u
}

keys_of_blueprints()
{
	sed -n -e 's/.*KEY([a-z]*, \([a-z_]*\),.*/\1/p' \
		-e 's/.*{\.name = "\([a-z_]*\)".*/\1/p' \
		"$root"/engine/model/blueprint*.c | sort -u
}

presets()
{
	(cd "$root/presets" && find . -name '*.yaml') |
		sed 's/^\.\///; s/\.yaml$//'
}

# named PAGE: of standard input's words each stands in the page as code.
named()
{
	cat >words
	check [ "$(wc -l <words)" -gt 10 ]
	while read -r word; do
		grep -q "\`[^\`]*\b$word\b[^\`]*\`" "$root/doc/$1" ||
			echo "# $1: nothing of $word"
	done <words >missing
	check [ ! -s missing ] || cat missing
}

banks()
{
	fields_of_banks >fields
	for page in bank-file.md tep-ngan-hang.md; do
		named $page <fields
	done
}

blueprints()
{
	{ keys_of_blueprints; presets; } >keys
	for page in blueprint.md ma-tran.md; do
		named $page <keys
	done
}

# A page without its code.
prose()
{
	awk '/^ *```/ { open = !open } !open { gsub(/`[^`]*`/, ""); print }' "$1"
}

# "FILE LINK" of all relative links.
links()
{
	for page in "$root"/*.md "$root"/doc/*.md; do
		prose "$page" | grep -o ']([^)]*)' | sed 's/^](//; s/)$//' |
			grep -v '^[a-z]*:' | sed "s|^|$page |"
	done
}

links_lead_somewhere()
{
	links >all
	check [ "$(wc -l <all)" -gt 20 ]
	while read -r page link; do
		[ -z "${link%%#*}" ] ||
			check [ -e "$(dirname "$page")/${link%%#*}" ]
	done <all
}

# What make manual writes is what the program says now.
up_to_date()
{
	for pair in formats.md:en dinh-dang.md:vi; do
		page=$root/doc/${pair%:*}
		dethi formats --markdown --lang "${pair#*:}" >said
		sed -n '/^<!-- dethi formats -->$/,/^<!-- end -->$/p' "$page" |
			sed '1d;$d' >stands
		check [ "$(wc -l <said)" -gt 8 ]
		check cmp said stands
	done
	dethi help --markdown --lang en >said
	check cmp said "$root/doc/commands.md"
	dethi help --markdown --lang vi >said
	check cmp said "$root/doc/cac-lenh.md"
}

TEST up_to_date
TEST banks
TEST blueprints
TEST links_lead_somewhere
