#!/bin/sh
# dethi quiz: an exam as one HTML file. What it does in a browser is tests/web/.
. tests/lib.sh

exam_of()
{
	run 0 dethi init
	run 0 dethi import "$root/tests/web/bank.yaml"
	run 0 dethi build "$root/tests/web/test.yaml" -o de --seed 5
}

practice()
{
	exam_of
	run 0 dethi quiz de/exam.json -o quiz.html
	has out "It holds the answers"
	check grep -q 'ZQX' quiz.html
	run 0 dethi quiz "$(jq -r .id de/exam.json)" -o - --code 102
	check grep -q '"code":"102"' out
	refuse grep -q '"code":"101"' out
}

# Byte search: nothing that only a key, a solution or feedback says.
exam_mode()
{
	exam_of
	run 0 dethi quiz de/exam.json --mode exam -o thi.html --json
	check jq -e '.file == "thi.html" and .answers == false' out >/dev/null
	refuse grep -q 'ZQX' thi.html
	refuse grep -q 'Hà Nội' thi.html
	refuse grep -q '3[.,]14' thi.html
	run 0 dethi quiz de/exam.json --mode exam -o lai.html
	same thi.html lai.html
}

tickets()
{
	exam_of
	printf 'SBD;Họ tên\n001;An\n002;Bình\n' >lop.csv
	run 0 dethi quiz de/exam.json --mode exam --tickets lop.csv -o thi.html
	has out "thi-tickets.csv has a ticket for each person"
	check [ "$(grep -cE '^00[12],[^,]*,[2-9A-HJ-NP-Z]{8}' thi-tickets.csv)" = 2 ]
	refuse grep -q "$(sed -n 2p thi-tickets.csv | cut -d, -f3 | tr -d '\r')" thi.html
	echo 'SBD' >nobody.csv
	run 1 dethi quiz de/exam.json --mode exam --tickets nobody.csv -o x.html
	check [ ! -e x.html ]
	check [ ! -e x-tickets.csv ]
}

# An answer file that somebody wrote by hand.
graded()
{
	exam_of
	id=$(jq -r .id de/exam.json)
	jq --arg id "$id" '{dethi: "response", version: 1, exam: $id,
		code: .forms[0].code, person: "001", name: "An", class: "",
		started: "", finished: "",
		answers: [.forms[0].items[].key],
		seconds: [.forms[0].items[] | 1], mac: ""}' de/exam.json >1.json
	run 0 dethi grade de/exam.json 1.json -o diem --json
	check jq -e '.marks[0].person == "001" and .marks[0].points >= 7' out >/dev/null
	sed 's/"e[0-9a-f]*"/"e0"/' 1.json >other.json
	run 0 dethi grade de/exam.json 1.json other.json -o diem2
	has err "belong to another exam, 'e0'"
	check grep -q 'bài của đề khác' diem2/bang-diem.csv
	echo '{"dethi": "response", "version": 1}' >bad.json
	run 1 dethi grade de/exam.json bad.json -o diem3
	check [ ! -e diem3 ]
}

# For a learning platform: the questions of a code in its order.
platforms()
{
	exam_of
	printf 'title: T\nsubject: thu\ngrade: 12\nparts:\n  - {name: II, type: statements, points: 1, scoring: {steps: [0, 0.1, 0.25, 0.5, 1]}, take: [{any: 1}]}\n' >b.yaml
	run 0 dethi quiz de/exam.json --code 102 -o de.xml
	has out "It holds the answers"
	check xmllint --noout de.xml
	run 0 dethi -b other.db init
	run 0 dethi -b other.db import de.xml --json
	check jq -e '.questions.new >= 9' out >/dev/null
	run 0 dethi quiz de/exam.json -o de.gift
	check grep -q '^::' de.gift
	run 0 dethi quiz de/exam.json --code 102 --format canvas -o de.zip
	check unzip -q de.zip -d canvas
	check xmllint --noout canvas/imsmanifest.xml canvas/g*/*.xml
	check grep -q multiple_choice_question canvas/g*/g*.xml
	run 0 dethi -b canvas.db init
	run 0 dethi -b canvas.db import de.zip --json
	check jq -e '.questions.new >= 9' out >/dev/null
	run 2 dethi quiz de/exam.json --format nothing -o x.zip
	run 0 dethi quiz de/exam.json --code 102 -o qti.zip
	check unzip -q qti.zip -d qti
	check xmllint --noout qti/*.xml qti/*/item.xml
	check [ "$(grep -c '<section ident="section-' canvas/g*/g*.xml)" = 2 ]
	check [ "$(grep -c '<qti-assessment-section' qti/test.xml)" = 2 ]
	# Steps for right statements are the exam's: told.
	run 0 dethi build b.yaml -o dung-sai --seed 1
	run 0 dethi quiz dung-sai/exam.json --format canvas -o s.zip
	has err "scoring.steps (II)"
	run 1 dethi quiz de/exam.json --code 7 -o x.xml
	run 2 dethi quiz de/exam.json --mode exam -o x.xml
	check [ ! -e x.xml ]
}

refusals()
{
	exam_of
	run 2 dethi quiz de/exam.json
	run 2 dethi quiz de/exam.json -o x.html --mode none
	run 2 dethi quiz de/exam.json -o x.html --post https://a.vn
	run 2 dethi quiz de/exam.json -o - --mode exam --tickets lop.csv
	run 1 dethi quiz de/exam.json -o x.html --code 999
	run 1 dethi quiz de/exam.json -o x.html --mode exam --post 'javascript:x'
	run 1 dethi quiz nothing -o x.html
	run 3 dethi quiz de/exam.json -o none/x.html
	check [ ! -e x.html ]
}

# A screen shows a GIF, a paper its frame; one too large is neither's.
moving_pictures()
{
	run 0 dethi init
	printf 'R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==' |
		base64 -d >dot.gif
	{ printf 'GIF89a\377\377\377\377'; tail -c +11 dot.gif; } >vast.gif
	cat >bank.yaml <<'END'
questions:
  - {id: g1, type: choice, status: approved, stem: 'Xem ![hình](dot.gif) rồi chọn', options: [a, b], key: A, media: [{name: dot.gif, file: dot.gif}]}
  - {id: g2, type: choice, status: approved, stem: 'Xem ![rộng](vast.gif) rồi chọn', options: [a, b], key: A, media: [{name: vast.gif, file: vast.gif}]}
END
	run 0 dethi import bank.yaml
	printf 'title: T\nparts:\n  - {name: I, type: choice, points: 1, take: [{any: 2}]}\n' >b.yaml
	run 0 dethi build b.yaml -o de
	run 0 dethi quiz de -o q.html
	check [ "$(grep -o 'data:image/gif;base64,R0lGODlhAQAB' q.html | wc -l)" -eq 1 ]
	has q.html "[rộng]"
	run 0 dethi rebuild de
}

TEST practice
TEST exam_mode
TEST tickets
TEST graded
TEST platforms
TEST refusals
TEST moving_pictures
result
