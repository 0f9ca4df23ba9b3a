# lib.sh: what test scripts share. A script is run from the root of the tree
# and begins with ". tests/lib.sh"; each of its tests is a function, and
# "TEST function" calls it in an empty folder of its own and prints its line,
# as tests/check.h does for C.
# shellcheck shell=sh
# shellcheck disable=SC2034
set -u
root=$PWD
BUILD=${BUILD:-build}
case $BUILD in
/*) build=$BUILD ;;
*) build=$root/$BUILD ;;
esac
banks=$build/share/dethi/banks
if [ ! -x "$build/dethi" ] && [ "${0#tests/house/}" = "$0" ]; then
	[ -f cli/main.c ] || {
		echo "skip - $0: there is no program yet"
		exit 0
	}
	echo "not ok - $0: there is no $BUILD/dethi, run make"
	exit 1
fi
LC_ALL=C.UTF-8
export LC_ALL
PATH=$build:$PATH
work=$(mktemp -d "${TMPDIR:-/tmp}/dethi-sh-XXXXXX") || exit 1
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failures=0

TEST()
{
	failed='' skipped=''
	mkdir "$work/$1"
	cd "$work/$1" || exit 1
	"$1"
	cd "$root" || exit 1
	if [ "$skipped" ]; then
		echo "skip - $1: $skipped"
	elif [ "$failed" ]; then
		echo "not ok - $1"
		failures=$((failures + 1))
	else
		echo "ok - $1"
	fi
}

# check COMMAND…: it must succeed. refuse COMMAND…: it must not.
check()
{
	"$@" && return 0
	echo "# failed: $*"
	failed=1
	return 1
}

refuse()
{
	"$@" || return 0
	echo "# should have failed: $*"
	failed=1
	return 1
}

# run CODE COMMAND…: it must end with that exit code. Leaves the files out and
# err in the current folder.
run()
{
	want=$1
	shift
	"$@" >out 2>err </dev/null
	got=$?
	[ "$got" -eq "$want" ] && return 0
	echo "# exit $got, not $want: $*"
	sed 's/^/# out: /' out | head -n 20
	sed 's/^/# err: /' err | head -n 20
	failed=1
	return 1
}

# has FILE TEXT: the text stands in the file; hasnt: it does not.
has()
{
	grep -qF -e "$2" "$1" && return 0
	echo "# '$2' is not in $1:"
	head -n 20 "$1" | sed 's/^/# /'
	failed=1
	return 1
}

hasnt()
{
	grep -qF -e "$2" "$1" || return 0
	echo "# '$2' is in $1"
	failed=1
	return 1
}

same()
{
	if cmp -s "$1" "$2"; then
		return 0
	fi
	echo "# $1 and $2 differ:"
	diff "$1" "$2" 2>&1 | head -n 20 | sed 's/^/# /'
	failed=1
	return 1
}

skip()
{
	skipped=$*
}

result()
{
	exit $((failures > 0))
}

# The bytes of everything in a folder, to see whether it was touched.
fingerprint()
{
	(cd "$1" && find . -type f ! -name '*-shm' ! -name '*-wal' \
		-exec sha256sum {} + | sort -k 2 && find . | sort)
}

# dethi.db becomes a bank of one shipped file, made once and copied.
bank_of()
{
	[ -f "$work/$1.db" ] || {
		check dethi -b "$work/$1.db" init >/dev/null
		check dethi -b "$work/$1.db" import "$banks/$1.yaml" >/dev/null
	}
	rm -f dethi.db-wal dethi.db-shm
	cp "$work/$1.db" dethi.db
}

# For tests of permissions, which do not bind root: as_plain COMMAND… runs as
# nobody when we are root. False, and the test is skipped, when that cannot be.
plain_user()
{
	[ "$(id -u)" -eq 0 ] || return 0
	setpriv --reuid=65534 --clear-groups true 2>/dev/null || {
		skip "root cannot become somebody else here"
		return 1
	}
	mkdir -p "$work/plain"
	cp -R "$build/dethi" "$build/share" "$work/plain/"
	chmod -R a+rX "$work"
}

as_plain()
{
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		PATH=$work/plain:$PATH setpriv --reuid=65534 --clear-groups "$@"
	fi
}

# In a process of our own nothing else can happen between two system calls:
# under strace one of them fails or the program dies there. The leak checker
# of the sanitizers cannot work inside strace.
traced()
{
	ASAN_OPTIONS=detect_leaks=0:${ASAN_OPTIONS:-} \
		strace -f -qq -o /dev/null "$@"
}

can_trace()
{
	command -v strace >/dev/null &&
		strace -qq -o /dev/null true 2>/dev/null && return 0
	skip "strace is not there or not allowed"
	return 1
}
