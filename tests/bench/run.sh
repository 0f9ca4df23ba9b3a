#!/bin/sh
# run.sh: what make bench measures, as one table. Each thing is done in turn
# with its peer, several times, and the median counts. A ratio says how many
# times ours goes into the peer's, in time or in memory: more is better.
# doc/benchmarks.md says what is compared and what that does not say.
set -eu
BUILD=${BUILD:-build}
root=$PWD
case $BUILD in
/*) build=$BUILD ;;
*) build=$root/$BUILD ;;
esac
bench=$build/tests/bench
dethi=$build/dethi
work=$(mktemp -d "${TMPDIR:-/tmp}/dethi-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
LC_ALL=C.UTF-8
TEXMFVAR=$work/texmf
export LC_ALL TEXMFVAR
rounds=5

say()
{
	echo "bench: $*" >&2
}

# measure NAME COMMAND…: one more run of what has that name.
measure()
{
	measured=$1
	shift
	"$bench/bench_command" "$work/$measured.runs" "$@" 2>"$work/err" && return
	cat "$work/err" >&2
	exit 1
}

# The median of a thing's milliseconds, by the wall and of a processor, and its
# most kilobytes.
milliseconds()
{
	sort -n "$work/$1.runs" |
		awk '{ ms[NR] = $1 } END { print ms[int(NR / 2) + 1] }'
}

processor()
{
	sort -n -k 2 "$work/$1.runs" |
		awk '{ ms[NR] = $2 } END { print ms[int(NR / 2) + 1] }'
}

kilobytes()
{
	sort -n -k 3 "$work/$1.runs" | awk 'END { print $3 }'
}

# row WHAT UNIT OURS PEER CPU WANTED NOTE: as bench.h has it; PEER 0: none.
row()
{
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@" >>"$work/rows"
}

table()
{
	LC_ALL=C awk -F '\t' '
	function letters(text) {
		gsub(/[\200-\277]/, "", text)
		return length(text)
	}
	function pad(text, width) {
		while (letters(text) < width)
			text = text " "
		return text
	}
	function left(text, width) {
		while (letters(text) < width)
			text = " " text
		return text
	}
	function line(what, ours, peer, ratio, cpu, wanted, met, note) {
		print pad(what, 44) left(ours, 10) left(peer, 10) \
			left(ratio, 7) left(cpu, 7) left(wanted, 8) "  " \
			(note == "" ? met : pad(met, 5) note)
	}
	function value(number, unit) {
		if (unit == "KiB" && number < 1024)
			return sprintf("%.1f KiB", number)
		if (unit == "KiB")
			return sprintf("%.1f MiB", number / 1024)
		if (unit == "us")
			return sprintf("%.1f us", number)
		if (unit == "%")
			return sprintf("%.2f %%", number)
		if (number >= 10000)
			return sprintf("%.2f s", number / 1000)
		return sprintf(number < 100 ? "%.1f ms" : "%.0f ms", number)
	}
	function times(number) {
		return number > 0 ? sprintf("%.2f", number) : "-"
	}
	BEGIN {
		line("what", "ours", "peer", "ratio", "cpu", "wanted", "met",
			"the peer")
	}
	{
		ratio = $4 / $3
		line($1, value($3, $2), $4 > 0 ? value($4, $2) : "-",
			times(ratio), times($5), $6 > 0 ? ">= " $6 : "-",
			$6 > 0 && ratio ? ratio >= $6 ? "yes" : "NO" : "-", $7)
	}' "$work/rows"
}

# ---- the bank ----

bank()
{
	say "a bank of 100,000 generated questions"
	"$bench/bench_generate" "$work/bank.yaml"
	say "import and search"
	"$bench/bench_store" "$work" "$dethi" >>"$work/rows"
	"$dethi" -b "$work/once.db" init >"$work/out"
	measure import "$dethi" -b "$work/once.db" import "$work/bank.yaml"
	row "dethi import of 100,000 questions, memory" KiB \
		"$(kilobytes import)" 0 0 0 "a file of $(($(wc -c \
			<"$work/bank.yaml") / 1048576)) MiB"
	say "other programs' files"
	"$bench/bench_import" "$work" "$dethi" >>"$work/rows"
}

# ---- papers ----

# blueprint NAME QUESTIONS: 24 codes of 40 choice questions.
blueprint()
{
	cat >"$work/$1.yaml" <<-END
		title: Kiểm tra cuối học kỳ
		minutes: 90
		language: vi
		heading: official
		school:
		  department: SỞ GIÁO DỤC VÀ ĐÀO TẠO
		  name: TRƯỜNG THPT
		  exam: KIỂM TRA CUỐI HỌC KỲ
		forms: {count: 24, first: 101, step: 1, questions: $2}
		parts:
		  - {name: I, type: choice, points: 0.25, take: [{any: 40}]}
		shuffle: {questions: true, options: true, keys: even}
	END
}

build_once()
{
	rm -rf "${work:?}/$1"
	measure "$1" "$dethi" -b "$work/$2.db" build "$work/$1.yaml" \
		-o "$work/$1" --seed 1
}

# latex NAME CODE: one pass over one code, in both kinds of document.
latex()
{
	for kind in "" -usual; do
		(
			cd "$work/$1-tex"
			measure "$1-tex$kind" pdflatex -halt-on-error \
				-interaction=batchmode "$2$kind.tex"
		)
	done
}

pages()
{
	pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'
}

has_latex()
{
	command -v pdflatex >/dev/null && kpsewhich exam.cls >/dev/null &&
		kpsewhich t5enc.def >/dev/null &&
		kpsewhich vietnamese.ldf >/dev/null &&
		kpsewhich ptmr7t.tfm >/dev/null
}

# product A B C: A × B ÷ C
product()
{
	echo "$@" | awk '{ print $1 * $2 / $3 }'
}

# One row of ours against pdflatex over all codes.
row_latex()
{
	row "dethi build of 24 codes x 40, $2" ms "$(milliseconds "$1")" \
		"$(product "$(milliseconds "$1-tex$3")" 24 1)" \
		"$(product "$(processor "$1-tex$3")" 24 "$(processor "$1")")" \
		50 "$4"
}

# compare NAME TITLE: the build of that blueprint from that bank against
# pdflatex, on as many of its codes as there are rounds, after one of each that
# does not count.
compare()
{
	build_once "$1" "$1"
	mkdir "$work/$1-tex"
	"$bench/bench_latex" "$work/$1/exam.json" "$work/$1-tex"
	latex "$1" 124
	rm "$work/$1.runs" "$work/$1-tex.runs" "$work/$1-tex-usual.runs"
	for code in $(seq 101 $((100 + rounds))); do
		build_once "$1" "$1"
		latex "$1" "$code"
	done
	row_latex "$1" "$2" "" "24 x one pass of pdflatex ($rounds timed),\
 exam class, babel, amsmath, amssymb; $(pages "$work/$1-tex/101.pdf") pages to our\
 $(pages "$work/$1/de-101.pdf")"
	row_latex "$1" "$2" -usual "the same with graphicx, enumitem, hyperref"
}

# Without TeX nothing is said of it.
alone()
{
	say "there is no pdflatex with the exam class and T5: make deps-bench"
	for _ in $(seq $rounds); do
		build_once "$1" "$1"
	done
	row "dethi build of 24 codes x 40, $2" ms "$(milliseconds "$1")" 0 0 50 \
		"skipped: there is no TeX here (make deps-bench)"
}

# papers NAME TITLE: of the shipped bank of that name.
papers()
{
	say "papers from $1"
	"$dethi" -b "$work/$1.db" init >"$work/out"
	"$dethi" -b "$work/$1.db" import "$build/share/dethi/banks/$1.yaml" \
		>"$work/out"
	blueprint "$1" same
	if has_latex; then
		compare "$1" "$2"
	else
		alone "$1" "$2"
	fi
	row "  its memory" KiB "$(kilobytes "$1")" 65536 0 1 "the limit, 64 MiB"
}

# ---- one paper ----

# Of 50 questions with about 200 formulas, as the second of a run is.
warm()
{
	say "a warm paper"
	"$dethi" -b "$work/warm.db" init >"$work/out"
	"$dethi" -b "$work/warm.db" import \
		"$build/share/dethi/banks/toan12.yaml" \
		"$build/share/dethi/banks/vatli12.yaml" >"$work/out"
	cat >"$work/warm.yaml" <<-END
		title: Kiểm tra
		language: vi
		forms: {count: 1, first: 101}
		parts:
		  - name: I
		    type: choice
		    points: 0.2
		    take: [{topic: toan12, any: 17}, {topic: vatli12, any: 33}]
	END
	"$dethi" -b "$work/warm.db" build "$work/warm.yaml" -o "$work/warm" \
		--seed 6 >"$work/out"
	"$bench/bench_paper" "$work/warm/exam.json" >"$work/warm.rows"
	cat "$work/warm.rows" >>"$work/rows"
	has_latex || return 0
	mkdir "$work/warm-tex"
	"$bench/bench_latex" "$work/warm/exam.json" "$work/warm-tex"
	latex warm 101
	rm "$work/warm-tex.runs" "$work/warm-tex-usual.runs"
	for _ in $(seq $rounds); do
		latex warm 101
	done
	ours=$(cut -f 3 "$work/warm.rows" | head -n 1)
	row "  beside pdflatex" ms "$ours" "$(processor warm-tex)" \
		"$(product "$(processor warm-tex)" 1 "$ours")" 100 \
		"one pass of pdflatex, exam class, babel, amsmath, amssymb; processor time"
}

# ---- papers from the large bank ----

large()
{
	say "papers from the bank of 100,000"
	blueprint same same
	blueprint different different
	for _ in 1 2 3; do
		measure check "$dethi" -b "$work/bank.db" check \
			"$work/different.yaml"
		build_once same bank
		build_once different bank
	done
	for name in check same different; do
		case $name in
		check) what="dethi check" ;;
		same) what="dethi build, the same 40 in 24 codes" ;;
		*) what="dethi build, 24 x 40 different questions" ;;
		esac
		row "$what" ms "$(milliseconds $name)" 0 0 0 \
			"from the bank of 100,000"
		row "  its memory" KiB "$(kilobytes $name)" 0 0 0 ""
	done
}

# ---- calculated questions ----

# Ten students, each with 40 questions of templates, in numbers of their own.
students()
{
	say "papers of calculated questions"
	"$dethi" -b "$work/mau.db" init >"$work/out"
	"$dethi" -b "$work/mau.db" import \
		"$build/share/dethi/banks/mau-toan.yaml" \
		"$build/share/dethi/banks/mau-vatli.yaml" >"$work/out"
	cat >"$work/students.yaml" <<-END
		title: Kiểm tra
		language: vi
		forms: {count: 10, first: 101}
		variants: per-student
		parts:
		  - {name: I, type: choice, points: 0.2, take: [{any: 24}]}
		  - {name: II, type: numeric, points: 0.3, take: [{any: 16}]}
	END
	build_once students mau
	"$bench/bench_template" >>"$work/rows"
	has_latex || return 0
	mkdir "$work/students-tex"
	"$bench/bench_latex" "$work/students/exam.json" "$work/students-tex"
	latex students 110
	rm "$work/students.runs" "$work/students-tex.runs" \
		"$work/students-tex-usual.runs"
	for code in $(seq 101 $((100 + rounds))); do
		build_once students mau
		latex students "$code"
	done
	row "10 students x 40 calculated questions" ms \
		"$(milliseconds students)" \
		"$(product "$(milliseconds students-tex)" 10 1)" \
		"$(product "$(processor students-tex)" 10 \
			"$(processor students)")" 100 \
		"one pass of pdflatex each; ours draws, prints, keys, solves"
}

# ---- marking ----

# 100,000 people, 50 questions, four codes.
marking()
{
	say "marking 100,000 sheets"
	cat >"$work/marked.yaml" <<-END
		title: Kiểm tra
		subject: toan
		grade: 12
		language: vi
		forms: {count: 4}
		parts:
		  - {name: I, type: choice, points: 0.25, take: [{any: 36}]}
		  - {name: II, type: statements, points: 1, take: [{any: 8}]}
		  - {name: III, type: numeric, points: 0.5, take: [{any: 6}]}
	END
	"$dethi" -b "$work/toan12.db" build "$work/marked.yaml" \
		-o "$work/marked" --seed 1 >"$work/out"
	jq -r '.forms[] | [.code, .items[].key] | @tsv' \
		"$work/marked/exam.json" |
		awk -v people=100000 -f tests/bench/answers.awk \
			>"$work/answers.csv"
	for _ in $(seq $rounds); do
		rm -rf "$work/marks" "$work/copied"
		measure grade "$dethi" grade "$work/marked/exam.json" \
			"$work/answers.csv" -o "$work/marks"
		measure table "$bench/bench_table" "$work/copied" \
			"$work/answers.csv" "$work/marks/bang-diem.csv" \
			"$work/marks/chi-tiet.csv"
	done
	row "dethi grade of 100,000 sheets x 50" ms "$(milliseconds grade)" \
		"$(milliseconds table)" \
		"$(product "$(processor table)" 1 "$(processor grade)")" 0.2 \
		"reading that table and writing the same marks, no more"
	row "  its memory" KiB "$(kilobytes grade)" "$(kilobytes table)" 0 0 ""
}

analysing()
{
	say "analysis of 100,000 people x 60 items"
	awk -v people=100000 -v items=60 -f tests/bench/scores.awk \
		>"$work/scores.csv"
	for _ in $(seq $rounds); do
		measure classical "$dethi" analyse "$work/scores.csv"
		measure model "$dethi" analyse "$work/scores.csv" --model 2pl
	done
	measure loops "$bench/bench_em" "$work/scores.csv"
	row "dethi analyse --model 2pl, 100,000 x 60" ms \
		"$(milliseconds model)" "$(milliseconds loops)" \
		"$(product "$(processor loops)" 1 "$(processor model)")" 10 \
		"the EM algorithm in plain loops, once, without standard errors"
	row "  without a model" ms "$(milliseconds classical)" 0 0 0 \
		"the table is read, and the classical figures"
	row "  its memory" KiB "$(kilobytes model)" "$(kilobytes loops)" 0 0 ""
}

bank
say "assembling forms (Cbc and lp_solve have 30 seconds for each model)"
"$bench/bench_assemble" "$work" 30 >>"$work/rows"
papers toan12 "Toán 12"
papers lichsu12 "Lịch sử 12"
warm
students
marking
analysing
large
say "formulas"
"$bench/bench_formula" tests/golden/formulas.txt >>"$work/rows"
echo
table
echo
echo "$(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg)," \
	"$(date +%Y-%m-%d). Medians." \
	"Ratio: peer / ours, by the wall; cpu: the same of processor time."
