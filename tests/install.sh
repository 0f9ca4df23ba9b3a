#!/bin/sh
# install.sh [--remove]: puts what was built into BUILD under DESTDIR/PREFIX:
# the program, its data and translations, manual pages in both languages and
# the completion for bash, these made by the program itself. With --remove
# takes away exactly that.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
to=${DESTDIR:-}${PREFIX:-/usr/local}
completion=$to/share/bash-completion/completions/dethi

if [ "${1:-}" = --remove ]; then
	rm -f "$to/bin/dethi" "$completion" \
		"$to/share/locale/vi/LC_MESSAGES/dethi.mo" \
		"$to/share/man/man1/dethi.1" "$to/share/man/man1/dethi-"*.1 \
		"$to/share/man/vi/man1/dethi.1" \
		"$to/share/man/vi/man1/dethi-"*.1
	rm -rf "$to/share/dethi" "$to/share/doc/dethi"
	echo "removed dethi from $to"
	exit 0
fi

# manuals LANGUAGE FOLDER: a page for the program and one for each command.
manuals()
{
	mkdir -p "$2"
	"$BUILD/dethi" --lang "$1" help --man >"$2/dethi.1"
	for command in $commands; do
		"$BUILD/dethi" --lang "$1" help "$command" --man \
			>"$2/dethi-$command.1"
	done
}

commands=$("$BUILD/dethi" --lang en help --markdown |
	sed -n 's/^## dethi //p')
mkdir -p "$to/bin" "$to/share" "$to/share/doc/dethi" "${completion%/*}"
install -m 755 "$BUILD/dethi" "$to/bin/dethi"
rm -rf "$to/share/dethi"
cp -R "$BUILD/share/." "$to/share/"
manuals en "$to/share/man/man1"
manuals vi "$to/share/man/vi/man1"
sh completions/bash.sh "$BUILD/dethi" >"$completion"
for text in LICENSE README.md CONTRIBUTING.md CHANGELOG.md doc; do
	[ ! -e "$text" ] || cp -R "$text" "$to/share/doc/dethi/"
done
chmod -R u=rwX,go=rX "$to/share/dethi" "$to/share/doc/dethi"
echo "installed dethi into $to; try: dethi -h, man dethi"
