#!/bin/sh
# translations.sh: po/vi.po says every message of the program as it is now in
# Vietnamese, none of them doubtful, and with the same printf arguments.
set -u
cd "$(dirname "$0")/.." || exit 1
if [ ! -f po/vi.po ]; then
	echo "skip - translations: there is no po/vi.po yet"
	exit 0
fi
if ! command -v msgmerge >/dev/null; then
	echo "skip - translations: there is no gettext"
	exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0

verdict()
{
	if [ -s "$work/wrong" ]; then
		sed 's/^/# /' "$work/wrong" | head -n 60
		echo "not ok - translations: $1"
		failures=1
	else
		echo "ok - translations: $1"
	fi
}

make -s messages POT="$work/dethi.pot" || exit 1
msgmerge -q --no-fuzzy-matching -o "$work/vi.po" po/vi.po "$work/dethi.pot"
msgattrib --untranslated --no-obsolete --no-location "$work/vi.po" |
	sed -n '/^msgid ""$/{N;/\nmsgstr ""$/d}; /^msgid/p; /^"/p' \
	>"$work/wrong"
verdict "every message is translated"
msgattrib --only-fuzzy --no-obsolete "$work/vi.po" >"$work/wrong"
verdict "none is doubtful"
msgfmt --check -o "$work/vi.mo" "$work/vi.po" 2>"$work/wrong"
verdict "their formats agree"
exit $failures
