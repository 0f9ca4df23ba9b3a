#!/bin/sh
# make install: a program that works where it was put, its manual pages, its
# completion; and make uninstall leaves nothing behind.
. tests/lib.sh

# Makes must not think they are below the make that runs the tests.
quiet_make()
{
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$root" BUILD="$BUILD" \
		CFLAGS="${CFLAGS:--O2 -g}" -o all "$@"
}

installs()
{
	run 0 quiet_make install DESTDIR="$PWD/root" PREFIX=/opt/d
	at=root/opt/d
	for file in bin/dethi share/dethi/banks/toan12.yaml \
		share/dethi/presets/thpt-2025/toan.yaml \
		share/man/man1/dethi.1 share/man/man1/dethi-build.1 \
		share/man/vi/man1/dethi-build.1 \
		share/bash-completion/completions/dethi \
		share/doc/dethi/LICENSE; do
		check [ -s "$at/$file" ]
	done
	run 0 "$at/bin/dethi" init
	has out "share/dethi/banks"
	run 0 "$at/bin/dethi" import "$at/share/dethi/banks/toan12.yaml"
	cp "$root/doc/examples/kiem-tra-toan12.yaml" .
	run 0 "$at/bin/dethi" check kiem-tra-toan12.yaml
	for page in "$at"/share/man/man1/*.1 "$at"/share/man/vi/man1/*.1; do
		if command -v man >/dev/null; then
			MANWIDTH=80 man --warnings -E UTF-8 -l "$page" \
				>shown 2>said
			check [ -s shown ]
			check [ ! -s said ] || sed "s|^|# $page: |" said
		fi
	done
	completes
	run 0 quiet_make uninstall DESTDIR="$PWD/root" PREFIX=/opt/d
	check [ -z "$(find root -type f)" ] || find root -type f
}

# What bash would offer after "dethi WORDS".
offers()
{
	bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
		_dethi; echo "${COMPREPLY[@]}"' \
		bash "$at/share/bash-completion/completions/dethi" dethi "$@"
}

completes()
{
	check [ "$(offers im)" = import ]
	check [ "$(offers -b x.db sear)" = search ]
	check [ "$(offers import --str)" = --strict ]
	check [ "$(offers help sh)" = show ]
	check [ "$(offers search --lang '')" = "vi en" ]
	check [ -z "$(offers import '')" ]
	case $(offers '') in
	*init*import*help*) ;;
	*) check false "offers '': $(offers '')" ;;
	esac
}

TEST installs
result
