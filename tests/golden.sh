#!/bin/sh
# golden.sh: a file's existence declares the test. tests/golden/NAME.yaml is a
# blueprint that says in comments which shipped or golden bank it draws from
# and with which seed ("# bank: FILE", "# seed: N"); beside it stand
# NAME.WHAT.ENDING, what "dethi render --what WHAT" gives for its exam: a csv
# as it is, a txt by pdftotext -layout. UPDATE=1 writes what comes out now;
# read the difference before you commit it.
. tests/lib.sh
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH
golden=$root/tests/golden

comment()
{
	sed -n "s/^# $1: *//p" "$2" | head -n 1
}

# What one document is now, in the file got; all its files of that kind.
now()
{
	rm -rf document
	run 0 dethi render exam/exam.json --what "$1" -o document || return
	case $2 in
	txt)
		for pdf in document/*.pdf; do
			echo "==> ${pdf#document/} <=="
			pdftotext -layout "$pdf" -
		done >got
		;;
	*) cat document/*."$2" >got ;;
	esac
}

compare()
{
	bank=$(comment bank "$blueprint")
	run 0 dethi init
	if [ -f "$golden/$bank" ]; then
		run 0 dethi import --strict "$golden/$bank"
	else
		run 0 dethi import --strict "$banks/$bank"
	fi
	run 0 dethi build "$blueprint" -o exam \
		--seed "$(comment seed "$blueprint")" || return
	found=
	# Not $want, which is run's.
	for document in "${blueprint%.yaml}".*.*; do
		[ -f "$document" ] || continue
		found=1
		rest=${document#"${blueprint%.yaml}".}
		now "${rest%.*}" "${rest##*.}"
		[ ! "${UPDATE:-}" ] || cp got "$document"
		same "$document" got
	done
	check [ "$found" ]
}

if ! command -v pdftotext >/dev/null; then
	echo "skip - golden: there is no pdftotext"
	exit 0
fi
count=0
for blueprint in "$golden"/*.yaml; do
	[ -f "$blueprint" ] || continue
	grep -q '^# seed:' "$blueprint" || continue
	count=$((count + 1))
	name=golden_$(basename "$blueprint" .yaml)
	eval "$name() { compare; }"
	TEST "$name"
done
[ $count -gt 0 ] || echo "skip - golden: no blueprint yet"
result
