#!/bin/sh
# manual.sh: writes what of the manual the program says itself: the pages of
# commands, and the tables of what question files cannot hold.
set -eu
cd "$(dirname "$0")/.."
dethi=${BUILD:-build}/dethi

# table PAGE LANGUAGE: between the page's two marks.
table()
{
	new=$(mktemp)
	sed '/^<!-- dethi formats -->$/q' "doc/$1" >"$new"
	"$dethi" formats --markdown --lang "$2" >>"$new"
	sed -n '/^<!-- end -->$/,$p' "doc/$1" >>"$new"
	cat "$new" >"doc/$1"
	rm "$new"
}

"$dethi" help --markdown --lang en >doc/commands.md
"$dethi" help --markdown --lang vi >doc/cac-lenh.md
table formats.md en
table dinh-dang.md vi
