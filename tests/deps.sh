#!/bin/sh
# deps.sh PACKAGE…: installs the Debian packages that are missing, says which,
# and asks for privilege only then. "PACKAGE:PROGRAM" is not missing where that
# program is, wherever it came from.
set -eu
missing=
for package in "$@"; do
	program=${package#*:}
	package=${package%%:*}
	if [ "$program" != "$package" ] && command -v "$program" >/dev/null; then
		continue
	fi
	state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || state=
	[ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
	echo "deps: all packages are installed"
	exit 0
fi
echo "deps: installing$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "deps: run as root: apt-get install$missing" >&2
		exit 1
	fi
	as_root=sudo
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	--no-install-recommends $missing >/dev/null
echo "deps: done"
