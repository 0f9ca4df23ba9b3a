#!/bin/sh
# dethi rescore: a key that was wrong, put right for everyone; dethi verify.
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

saved()
{
	exam_of
	run 0 dethi grade de/exam.json lop.csv -o diem --save
	one=$(jq -r '.forms[0].items[0].key' de/exam.json)
	other=$([ "$one" = A ] && echo B || echo A)
}

# Shown first, kept when told to, and the old marks stay.
preview_and_commit()
{
	saved
	cp dethi.db before
	run 0 dethi rescore de/exam.json --key "101:I.1=$other"
	has out "001 An (form 101): 9.75, was 10"
	has out "Nothing has been changed"
	same before dethi.db
	run 0 dethi rescore de/exam.json --key "101:I.1=$other" --commit -o moi
	check grep -q '^001,An,,101,21,0,9.75,9.75,' moi/bang-diem.csv
	# It is the same question on the other code.
	check jq -e '.forms[0].items[0].question as $q | [.forms[1].items[] | select(.question == $q)] | length == 1' de/exam.json >/dev/null
	run 0 dethi rescore de/exam.json --json
	check jq -e '.changes == [] and .committed == false' out >/dev/null
	run 0 dethi verify
	has out "grade"
	has out "dethi.db is what was stored"
}

# What was corrected before stays so; a later correction counts.
one_after_the_other()
{
	saved
	run 0 dethi rescore de/exam.json --key "101:I.1=$other" --commit
	run 0 dethi rescore de/exam.json --json --cancel 101:I.2
	check jq -e '.changes | map(.person) | index("001")' out >/dev/null
	run 0 dethi rescore de/exam.json --json --key "101:I.1=$one"
	check jq -e '.changes[0] | .person == "001" and .before == 9.75 and .after == 10' out >/dev/null
}

# Graded by the id of the exam, in the bank alone.
by_id()
{
	saved
	id=$(jq -r .id de/exam.json)
	run 0 dethi rescore "$id" --bonus 101:I.1 --json
	check jq -e '.sheets == 3 and (.changes | map(.person) | index("003"))' out >/dev/null
}

refusals()
{
	exam_of
	run 1 dethi rescore de/exam.json --key 101:I.1=A
	has err "has no marks of exam"
	run 0 dethi grade de/exam.json lop.csv -o diem --save
	cp dethi.db before
	run 1 dethi rescore de/exam.json --key 101:I.99=A --commit
	run 1 dethi rescore de/exam.json --key nonsense --commit
	run 1 dethi rescore nothing --key 101:I.1=A
	run 2 dethi rescore
	: >moi
	run 3 dethi rescore de/exam.json --bonus 101:I.1 --commit -o moi
	same before dethi.db
	rm dethi.db*
	run 1 dethi grade de/exam.json lop.csv -o khac --save
	check [ ! -e khac ]
}

tampered()
{
	saved
	run 0 dethi verify --json --log 1
	check jq -e '.sound and (.events | length == 1) and .events[0].kind == "grade"' out >/dev/null
	sqlite3 dethi.db "UPDATE mark SET points = points + 250 WHERE item = 3"
	run 1 dethi verify
	has err "changed from outside: marks of scoring 1"
}

TEST preview_and_commit
TEST one_after_the_other
TEST by_id
TEST refusals
TEST tampered
result
