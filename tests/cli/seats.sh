#!/bin/sh
# dethi seats: codes on the seats of a room.
. tests/lib.sh

exam_of()
{
	bank_of toan6
	cat >plan.yaml <<-EOF
	subject: toan
	language: vi
	forms: {count: 4, first: 101}
	parts:
	- {name: I, type: choice, points: 1, take: [{any: 12}]}
	EOF
	check dethi build plan.yaml -o de --seed 1 >/dev/null
}

whole_room()
{
	exam_of
	run 0 dethi seats de/exam.json --rows 6 --cols 4 --json
	check jq -e '.seats == 24 and (.plan | length) == 6 and
		([.plan[][]] | length) == 24 and
		([.papers[]] | all(. == 6)) and .answers == 12 and
		.shared >= .bestPossible and .worst.shared <= 12' out >/dev/null
	# No neighbour beside or behind has the same code.
	check jq -e '[.plan as $p | range(6) as $r | range(4) as $c |
		$p[$r][$c] == $p[$r][$c + 1], $p[$r][$c] == ($p[$r + 1][$c])] |
		any | not' out >/dev/null
	cp out first
	run 0 dethi seats de/exam.json --rows 6 --cols 4 --json
	same out first
	# From the bank, in words.
	run 0 dethi seats "$(jq -r .id de/exam.json)" --rows 2 --cols 2 --lang en
	has out "answers on average"
}

drawn_room()
{
	exam_of
	printf '# P12\nxx.xx\nxx..x\n' >p12.txt
	run 0 dethi seats de/exam.json --room p12.txt --json
	check jq -e '.seats == 7 and .plan[0][2] == "" and .plan[1][2] == "" and
		.plan[1][3] == "" and ([.papers[]] | add) == 7' out >/dev/null
	run 0 dethi seats de/exam.json --room p12.txt -o p12.csv
	[ "$(wc -l <p12.csv)" -eq 2 ] || check false
	run 0 dethi seats de/exam.json --room p12.txt -o p12.pdf
	if command -v pdftotext >/dev/null; then
		pdftotext -layout p12.pdf text
		has text "SƠ ĐỒ CHỖ NGỒI"
		has text "mã 101: "
		qpdf --check p12.pdf >out 2>&1 || check false
	fi
}

faults()
{
	exam_of
	run 2 dethi seats de/exam.json
	run 2 dethi seats de/exam.json --rows 3
	run 2 dethi seats de/exam.json --rows 0 --cols 3
	run 2 dethi seats de/exam.json --rows 101 --cols 3
	run 2 dethi seats de/exam.json --rows 3 --cols 3 --room p.txt
	run 2 dethi seats de/exam.json --rows 3 --cols 3 -o plan.docx
	run 3 dethi seats de/exam.json --room nowhere.txt
	printf 'xx\nx?x\n' >p.txt
	run 1 dethi seats de/exam.json --room p.txt -o plan.pdf
	has err "p.txt:2:2: a room is drawn with x"
	refuse [ -e plan.pdf ]
}

TEST whole_room
TEST drawn_room
TEST faults
result
