#!/bin/sh
# dethi analyse EXAM: one question is one item whatever the code; what was
# measured goes back to the bank.
. tests/lib.sh

exam_of()
{
	bank_of toan12
	cat >b.yaml <<'END'
title: Kiểm tra
subject: toan
grade: 12
forms: {count: 2}
parts:
  - {name: I, type: choice, points: 0.5, take: [{topic: toan12.1, any: 4}]}
END
	run 0 dethi build b.yaml -o de --seed 3
	q=$(jq -r '.questions[0].content.id' de/exam.json)
	people 101 >1.csv
	people 102 | sed 's/^/9/' >2.csv
	{ head -n 1 1.csv; sed 1d 1.csv; sed 1d 2.csv; } >lop.csv
}

# people CODE: twelve people; person n has the first n % 5 questions of the exam
# right, and takes the option after the right one (the author's order) else.
people()
{
	echo "SBD,Mã đề,1,2,3,4"
	for n in 0 1 2 3 4 5 6 7 8 9 10 11; do
		printf '%s,%s,' "$n" "$1"
		jq -r --arg code "$1" --argjson right $((n % 5)) '. as $e |
			[.forms[] | select(.code == $code).items[] |
			. as $i | $e.questions[.question].content as $q |
			([range(4)] | map(select($q.options[.].right))[0]) as $k |
			(if .question < $right then $k else ($k + 1) % 4 end) as $take |
			(($i.order // [0, 1, 2, 3]) | index($take)) as $place |
			"ABCD"[$place:$place + 1]] | join(",")' de/exam.json
	done
}

# The figures are those of the questions, not of their places.
across_codes()
{
	exam_of
	run 0 dethi analyse de/exam.json lop.csv --json
	check jq -e '.people == 24 and .items == 4' out >/dev/null
	# n % 5 > q, of n from 0 to 11.
	check jq -e '[.item[].facility * 12 | round] == [9, 6, 4, 2]' out >/dev/null
	check jq -e --slurpfile e de/exam.json '[.item[] | [.options[] | select(.count > 0)] | length] == [2, 2, 2, 2]' out >/dev/null
	check jq -e '[.item[].options[] | select(.key) | .count] == [18, 12, 8, 4]' out >/dev/null
	check jq -e '.item[0].title | length > 10' out >/dev/null
	run 0 dethi analyse de/exam.json lop.csv -o r.html
	has r.html "Item analysis: Kiểm tra"
	run 0 dethi analyse de/exam.json lop.csv
	has out "whose difficulty their author estimated"
}

# Answer files of the quiz say how long each answer took: person n took 10 n + 20
# s for the first question of the exam, the ninth and tenth 1 s.
time_of_answers()
{
	exam_of
	for n in 0 1 2 3 4 5 6 7 8 9; do
		jq --argjson n $n '.forms[$n % 2] as $f | {dethi: "response",
			version: 1, exam: .id, code: $f.code, person: "p\($n)",
			name: "", class: "", started: "", finished: "",
			answers: [$f.items[] | "A"],
			seconds: [$f.items[] | if .question > 0 then 0
				elif $n > 7 then 1 else 10 * $n + 20 end],
			mac: ""}' de/exam.json >$n.json
	done
	run 0 dethi analyse de/exam.json [0-9].json --json
	check jq -e '.item[0].time.people == 10 and .item[1].time.people == 0' out >/dev/null
	# 1 1 20 30 40 50 60 70 80 90: mean 44.2, NT10 4.42 s.
	check jq -e '.item[0].time | .median == 45 and (.mean - 44.2 | fabs) < 1e-6 and .rapid == 0.2' out >/dev/null
	check jq -e '.item[0].time.note | test("20 % answered in less than 4 s")' out >/dev/null
	run 0 dethi analyse de/exam.json [0-9].json
	has out "time"
	has out "45 s"
	run 0 dethi analyse de/exam.json [0-9].json -o r.html
	has r.html "45 s"
	run 0 dethi analyse de/exam.json [0-9].json -o r.pdf
	run 0 dethi analyse de/exam.json [0-9].json -o r.csv
	check grep -q 'median_seconds' r.csv
	# The bank keeps them with the answers, and their statistics.
	run 0 dethi grade de/exam.json [0-9].json -o diem --save
	run 0 dethi analyse de/exam.json --json --save
	check jq -e '.item[0].time.median == 45' out >/dev/null
	run 0 dethi show "$q" --json
	check jq -e '[.. | .medianSeconds? // empty] | any(. == 45)' out >/dev/null
	run 0 dethi verify
	# None are known of tables.
	run 0 dethi analyse de/exam.json lop.csv --json
	check jq -e '.item[0] | has("time") | not' out >/dev/null
}

saved()
{
	exam_of
	run 1 dethi analyse de/exam.json --save
	has err "has no marks of exam"
	run 0 dethi grade de/exam.json lop.csv -o diem --save
	run 0 dethi analyse de/exam.json --save --model rasch
	has out "Kept in the bank"
}

# Kept once, however often; shown and found.
kept()
{
	saved
	run 0 dethi analyse de/exam.json --save --model rasch
	run 0 dethi show "$q" --json
	check jq -e '.measured | length == 2 and .[0].people == 24 and .[0].facility == 0.75 and (.[0].a > 0) and .[1].exam' out >/dev/null
	run 0 dethi show "$q"
	has out "75% of 24 students; discrimination"
	run 0 dethi show "$q" --no-key
	hasnt out "24 students"
	run 0 dethi search 'facility:0.7..0.8' --json
	check jq -e --arg q "$q" '.total == 1 and .questions[0].id == $q and .questions[0].people == 24' out >/dev/null
	run 0 dethi search 'facility:<40%' --json
	check jq -e '.total == 2' out >/dev/null
	run 0 dethi search 'facility:none' --json
	check jq -e '.total == 80' out >/dev/null
	run 0 dethi search 'discrimination:>0.1' '-facility:<0.5' --json
	check jq -e '.total == 2' out >/dev/null
	run 1 dethi search facility:many
	has err "expected a range"
	run 0 dethi verify --json
	check jq -e '[.events[] | select(.kind == "analyse")] | length == 2' out >/dev/null
}

# Another exam adds to it.
another_exam()
{
	saved
	run 0 dethi build b.yaml -o de2 --seed 3 --forms 1
	cp de/exam.json keep.json
	cp de2/exam.json de/exam.json
	people 101 >lop2.csv
	cp keep.json de/exam.json
	run 0 dethi grade de2/exam.json lop2.csv -o diem2 --save
	run 0 dethi analyse de2 --save
	run 0 dethi show "$(jq -r '.questions[0].content.id' de2/exam.json)" --json
	check jq -e '.measured[0].people == 36' out >/dev/null
	run 0 dethi verify
}

# What one exam measured is the scale of the next.
on_the_banks_scale()
{
	saved
	run 1 dethi analyse de/exam.json --model rasch --anchors bank
	has err "0 items are known"
	run 0 dethi build b.yaml -o de2 --seed 3 --forms 1
	cp de/exam.json keep.json
	cp de2/exam.json de/exam.json
	people 101 >lop2.csv
	cp keep.json de/exam.json
	run 0 dethi analyse de2/exam.json lop2.csv --model rasch --anchors bank --json
	check jq -e '.irt.link.anchors >= 1 and .irt.link.slope > 0' out >/dev/null
}

# A new version that asks the same keeps what was measured; another does not.
versions()
{
	saved
	dethi show --yaml "$q" >q.yaml
	sed 's/^  tags: .*/  tags: [mới]/' q.yaml >tags.yaml
	run 0 dethi import tags.yaml
	run 0 dethi show "$q" --json
	check jq -e '.version == 2 and .measured[0].people == 24 and .measured[0].version == 2 and .measured[1].version == 1' out >/dev/null
	sed 's/^  stem: /  stem: Thử /' tags.yaml >stem.yaml
	run 0 dethi import stem.yaml
	run 0 dethi show "$q" --json
	check jq -e '.version == 3 and (.measured | not)' out >/dev/null
	run 0 dethi show "$q" --version 1 --json
	check jq -e '.measured[0].people == 24' out >/dev/null
	run 0 dethi verify
}

# What a paper was balanced by stays with the exam.
rebuilt()
{
	saved
	run 0 dethi build b.yaml -o de3 --seed 9
	run 0 dethi rebuild de3
	run 0 dethi analyse de/exam.json 1.csv --save
	run 0 dethi rebuild de3
	run 0 dethi rebuild de
}

tampered()
{
	saved
	cp dethi.db whole.db
	sqlite3 dethi.db "UPDATE statistics SET facility = 0.9 WHERE exam = 1 AND row = 1"
	run 1 dethi verify
	has err "what was measured of"
	cp whole.db dethi.db
	sqlite3 dethi.db "UPDATE question SET facility = 0.9 WHERE id = '$q'"
	run 1 dethi verify
	has err "what was measured of '$q'"
	cp whole.db dethi.db
	sqlite3 dethi.db "DELETE FROM statistics"
	run 1 dethi verify
}

refusals()
{
	exam_of
	echo 'id,1,2' >t.csv
	echo 'a,1,0' >>t.csv
	run 1 dethi analyse t.csv --save
	has err "this is no exam"
	run 1 dethi analyse t.csv lop.csv
	run 1 dethi analyse e0123456789ab
	run 2 dethi analyse t.csv --missing perhaps
	rm dethi.db*
	run 1 dethi analyse de/exam.json --save lop.csv
	run 0 dethi analyse de/exam.json lop.csv
}

TEST across_codes
TEST time_of_answers
TEST kept
TEST another_exam
TEST on_the_banks_scale
TEST versions
TEST rebuilt
TEST tampered
TEST refusals
result
