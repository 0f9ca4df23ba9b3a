#!/bin/sh
# web.sh: the quiz in a real browser (Debian's chromium), driven from tests/web/.
# Without chromium, node or npm it is skipped; with CI set that is a failure.
. tests/lib.sh

missing()
{
	if [ "${CI:-}" ]; then
		echo "not ok - web: $1"
		exit 1
	fi
	echo "skip - web: $1"
	exit 0
}

for program in chromium node npm; do
	command -v "$program" >/dev/null || missing "there is no $program"
done
CHROMIUM=$(command -v chromium)
NODE_PATH=$build/web/node_modules
export CHROMIUM NODE_PATH
if [ ! -d "$NODE_PATH/playwright-core" ]; then
	mkdir -p "$build/web"
	cp tests/web/package.json tests/web/package-lock.json "$build/web/"
	npm ci --silent --no-audit --no-fund --prefix "$build/web" >/dev/null ||
		missing "npm cannot install playwright-core"
fi
cd "$work" || exit 1
{
	dethi init &&
		dethi import "$root/tests/web/bank.yaml" &&
		dethi build "$root/tests/web/test.yaml" -o de --seed 5 &&
		dethi quiz de/exam.json -o luyen.html &&
		dethi quiz de/exam.json --mode exam -o thi.html &&
		printf 'SBD,Họ tên\n001,An\n002,Bình\n' >lop.csv &&
		dethi quiz de/exam.json --mode exam --tickets lop.csv -o ve.html &&
		dethi -b many.db init &&
		dethi -b many.db import "$banks/toan12.yaml" \
			"$banks/vatli12.yaml" &&
		printf '%s\n' 'title: T' 'parts: [{name: I, points: 0.1, take: [{any: 100}]}]' \
			>many.yaml &&
		dethi -b many.db build many.yaml -o many --seed 1 &&
		dethi quiz many/exam.json -o many.html
} >made 2>&1 || {
	sed 's/^/# /' made
	echo "not ok - web: the quizzes cannot be made"
	exit 1
}
node "$root/tests/web/quiz.js"
