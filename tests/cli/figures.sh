#!/bin/sh
# Figures that are described: from a bank file onto paper and screens.
. tests/lib.sh

files()
{
	cat >bank.yaml <<-'EOF'
	defaults: {subject: hinh, status: approved}
	topics: [{id: h1, name: H}]
	stimuli:
	- id: s1
	  text: 'Look: ![](marks)'
	  figures: [{name: marks, kind: pie, labels: [good, fair], values: [3, 1]}]
	questions:
	- id: h1-1
	  type: choice
	  topic: h1
	  stimulus: s1
	  stem: |
	    Which function is it?

	    ![](curve)
	  options: ['![a line](line)', two, three, four]
	  key: B
	  solution: 'So: ![](secret)'
	  figures:
	  - name: curve
	    kind: graph
	    x: [-3, 3]
	    y: [-3, 3]
	    functions: [x^3 - 3x]
	    points: [{at: [1, -2], label: Minimum}]
	  - {name: line, kind: line, points: [2]}
	  - {name: secret, kind: bar, labels: [Hidden], values: [987]}
	EOF
	cat >plan.yaml <<-EOF
	subject: hinh
	language: en
	forms: {count: 2, first: 101}
	parts:
	- {name: I, type: choice, points: 1, take: [{any: 1}]}
	EOF
}

exam()
{
	files
	check dethi init >/dev/null
	run 0 dethi import bank.yaml
	run 0 dethi build plan.yaml -o exam --seed 1
	hasnt err picture
}

on_paper()
{
	exam
	run 0 dethi rebuild exam/exam.json
	# Without the bank, too: the exam's file alone is enough.
	rm -f dethi.db*
	run 0 dethi render exam/exam.json --what paper --code 101 -o again.pdf
	same exam/paper-101.pdf again.pdf
	command -v pdftotext >/dev/null || return 0
	pdftotext exam/paper-101.pdf paper.txt
	has paper.txt Minimum
	has paper.txt '75%'
	hasnt paper.txt 987
	pdftotext exam/guide.pdf guide.txt
	has guide.txt 987
}

# What it shows is said, and not what makes it.
read_aloud()
{
	exam
	command -v qpdf >/dev/null || return 0
	qpdf --qdf --object-streams=disable exam/paper-101.pdf plain.pdf
	check [ "$(grep -ac '/S /Figure' plain.pdf)" -eq 3 ]
	check [ "$(grep -ac '/BBox \[' plain.pdf)" -ge 3 ]
	strings plain.pdf >strings.txt
	has strings.txt '/Alt (a line)'
	has strings.txt '/Alt (Pie chart. good: 3, fair: 1.)'
	hasnt strings.txt 'x^3'
}

on_screens()
{
	exam
	run 0 dethi quiz exam/exam.json --mode exam -o exam.html
	check [ "$(grep -o '<svg class="figure"' exam.html | wc -l)" -eq 3 ]
	has exam.html 'aria-label="a line"'
	has exam.html '<desc>Graph. Curve 1: from '
	hasnt exam.html 987
	hasnt exam.html 'x^3'
	run 0 dethi quiz exam/exam.json --mode practice -o practice.html
	check [ "$(grep -o '<svg class="figure"' practice.html | wc -l)" -ge 4 ]
	has practice.html 'Hidden: 987'
}

to_other_formats()
{
	files
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	run 0 dethi export -o out.yaml
	check dethi -b other.db init >/dev/null
	run 0 dethi -b other.db import out.yaml
	run 0 dethi -b other.db export -o again.yaml
	same out.yaml again.yaml
	run 0 dethi export -o out.gift
	has err figures
}

# A faulty one is told where it stands, and nothing is drawn of it.
with_faults()
{
	files
	sed 's/x^3 - 3x/x^3 - 3w/' bank.yaml >bad.yaml
	check dethi init >/dev/null
	run 1 dethi import --strict bad.yaml
	has err "bad.yaml:24:17: error: figure 'curve': 'x^3 - 3w': nothing is called 'w' here"
}

TEST on_paper
TEST read_aloud
TEST on_screens
TEST to_other_formats
TEST with_faults
result
