#!/bin/sh
# dethi grade: answers from tables, marked by each code's own key.
. tests/lib.sh

exam_of()
{
	bank_of toan12
	cat >b.yaml <<'END'
title: Kiểm tra
subject: toan
grade: 12
preset: thpt-2025/toan
forms: {count: 2}
parts:
  - {name: I, take: [{topic: toan12.1, any: 6}, {topic: toan12.2, any: 6}]}
  - {name: II, take: [{any: 4}]}
  - {name: III, take: [{any: 6}]}
END
	run 0 dethi build b.yaml -o de --seed 3
	# One who knows everything, one who gives the other code's key, one who
	# gives nothing.
	{
		echo "SBD,Họ và tên,Mã đề,$(seq -s, 1 22)"
		key 0 0 "001,An"
		key 0 1 "002,Bình"
		echo "003,Cường,102$(seq -s, 1 22 | sed 's/[0-9]*//g'),"
	} >lop.csv
}

# key OF_FORM AS_FORM WHO: a row with one form's key under another's code.
key()
{
	printf '%s,%s,' "$3" "$(jq -r ".forms[$2].code" de/exam.json)"
	jq -r "[.forms[$1].items[].key | gsub(\" \"; \"\") | \"\\\"\" + . + \"\\\"\"] | join(\",\")" \
		de/exam.json
}

marks()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o diem
	has out "Marked 3 sheets into diem"
	for file in bang-diem.csv chi-tiet.csv tong-hop.pdf tung-bai.pdf; do
		check [ -s "diem/$file" ]
	done
	run 0 dethi grade de/exam.json lop.csv -o x --json
	check [ "$(jq '.marks[0].mark' out)" = 10 ]
	check jq -e '.marks[1].mark < 10' out >/dev/null
	check [ "$(jq '.marks[2].mark' out)" = 0 ]
	check grep -q '^001,An,,101,22,0,10,10,' diem/bang-diem.csv
	check [ "$(sed -n 2p diem/chi-tiet.csv | tr ',' '\n' | grep -c '^1')" = 22 ]
	pdftotext -layout diem/tong-hop.pdf text
	has text "3 bài."
	check [ "$(pdfinfo diem/tung-bai.pdf | sed -n 's/^Pages: *//p')" = 3 ]
}

# The same answers, the same bytes.
same_bytes()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o one
	run 0 dethi grade de/exam.json lop.csv -o two
	check diff -r one two
}

scale_and_bonus()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o x --json --scale 100 --round 1
	check [ "$(jq '.marks[0].mark' out)" = 100 ]
	id=$(jq -r '.questions[0].content.id' de/exam.json)
	run 0 dethi grade de/exam.json lop.csv -o y --json --bonus "$id"
	check jq -e '.marks[2].mark > 0' out >/dev/null
	run 1 dethi grade de/exam.json lop.csv -o z --bonus nothing
	check [ ! -e z ]
	run 2 dethi grade de/exam.json lop.csv -o z --scale many
	run 2 dethi grade de/exam.json lop.csv
}

what_is_wrong()
{
	exam_of
	{
		cat lop.csv
		echo "004,Dũng,999,A"
		echo "001,An,101,A"
		echo "005,Em,101,AB"
	} >more.csv
	printf 'Họ tên,SBD\nAn,1\nBình,002\nCường,003\nEm,5\nGiang,006\n' >class.csv
	run 0 dethi grade de/exam.json more.csv -o diem --class class.csv
	has err "more.csv:5: error: no form of the exam has the code '999'"
	has err "more.csv:6: error: '001' came before"
	has err "more.csv:7: warning: '005', question I.1: 'AB' is no answer"
	has err "class.csv:6: warning: '006' of the class list has no sheet"
	has out "Marked 4 sheets"
	# Nobody is missing from the table.
	check grep -q '^004,Dũng,,999,,,,,chưa chấm: không có mã đề này' diem/bang-diem.csv
	check grep -q '^006,Giang,,,,,,,không có bài' diem/bang-diem.csv
	run 1 dethi grade de/exam.json b.yaml -o q
	check [ ! -e q ]
	run 3 dethi grade de/exam.json none.csv -o q
}

corrected_keys()
{
	exam_of
	one=$(jq -r '.forms[0].items[0].key' de/exam.json)
	other=$([ "$one" = A ] && echo B || echo A)
	run 0 dethi grade de/exam.json lop.csv -o a --json --key "101:I.1=$other"
	check [ "$(jq '.marks[0].mark' out)" = 9.75 ]
	run 0 dethi grade de/exam.json lop.csv -o b --json --key "101:I.1+=$other"
	check [ "$(jq '.marks[0].mark' out)" = 10 ]
	run 0 dethi grade de/exam.json lop.csv -o c --json --cancel 101:I.1,101:I.2
	check [ "$(jq '.marks[0].mark' out)" = 10 ]
	run 1 dethi grade de/exam.json lop.csv -o d --key "I.1=$other"
	has err "say of which, as 101:I.1"
	run 1 dethi grade de/exam.json lop.csv -o d --key 101:I.1=Z
	check [ ! -e d ]
}

# What pupils did not know, to read at home.
pupils_pages()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o diem --solutions
	pdftotext -layout diem/tung-bai.pdf text
	has text "Nên ôn lại"
	has text "Câu II.1"
	check [ "$(grep -c 'Nên ôn lại' text)" = 2 ]
}

their_heads()
{
	exam_of
	sed '1s/SBD/Thí sinh số/; 1s/Mã đề/Đề/; 1s/,1,/,Câu thứ nhất,/' lop.csv >own.csv
	run 1 dethi grade de/exam.json own.csv -o a
	run 0 dethi grade de/exam.json own.csv -o b --json \
		--map 'SBD=Thí sinh số,Mã đề=Đề,1=Câu thứ nhất'
	check [ "$(jq -c '[.marks[].person]' out)" = '["001","002","003"]' ]
	check [ "$(jq '.marks[0].mark' out)" = 10 ]
	run 1 dethi grade de/exam.json own.csv -o c --map SBD
}

# A page for each pupil, which runs nothing whatever names hold.
pages()
{
	exam_of
	sed 's/003,Cường/..\/x,<script>y<\/script>/' lop.csv >odd.csv
	run 0 dethi grade de/exam.json odd.csv -o diem --pages
	check [ "$(ls diem/tung-em)" = "$(printf '%s\n' 001-1.html 002-2.html ___x-3.html)" ]
	has diem/tung-em/001-1.html "default-src 'none'"
	# Who knows everything has nothing to work on.
	hasnt diem/tung-em/001-1.html "<section>"
	check [ "$(grep -c '<section>' diem/tung-em/___x-3.html)" = 22 ]
	has diem/tung-em/___x-3.html "&lt;script&gt;y"
	has diem/tung-em/___x-3.html "<math"
	refuse grep -q '<script' diem/tung-em/___x-3.html
	check grep -q 'class="solution"' diem/tung-em/___x-3.html
}

# A workbook in and out; the same answers, the same bytes.
workbooks()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o marks.xlsx
	run 0 dethi grade de/exam.json lop.csv -o diem
	same marks.xlsx diem/bang-diem.xlsx
	unzip -p marks.xlsx xl/worksheets/sheet2.xml >sheet.xml
	n=$(sed 1d lop.csv | wc -l)
	check grep -q "<f>COUNT('KẾT QUẢ'!H2:H$((n + 1)))</f><v>$n</v>" sheet.xml
	refuse grep -q '<f>[^<]*</f><v></v>' sheet.xml
	run 0 dethi grade de/exam.json "$root/tests/fuzz/corpus/sheet/answers.xlsx" \
		-o two --json
	check jq -e '.sheets == 2 and .marks[0].person == "0007"' out >/dev/null
	run 1 dethi grade de/exam.json "$root/tests/fuzz/corpus/sheet/odd.xlsx" -o no
	check [ ! -e no ]
}

TEST marks
TEST pages
TEST workbooks
TEST corrected_keys
TEST pupils_pages
TEST their_heads
TEST same_bytes
TEST scale_and_bonus
TEST what_is_wrong
result
