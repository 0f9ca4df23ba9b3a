#!/bin/sh
# dethi try: what templates make; templates in banks and exams.
. tests/lib.sh

fail()
{
	echo "# $*"
	failed=1
}

mau=$work/mau.yaml de=$work/de.yaml
cat >"$mau" <<'END'
bank: {title: Câu mẫu, language: vi}
defaults: {subject: toan, grade: 10, status: approved, topic: t, level: know}
topics: [{id: t, name: Chủ đề}]
questions:
  - id: tong
    type: choice
    parameters: {a: 11..49, b: 11..49}
    require: mod(a, 10) + mod(b, 10) > 9
    stem: 'Tính ${a} + {b}$.'
    options:
      - '{a + b}'
      - {text: '{a + b - 10}', misconception: quên nhớ}
      - '{a + b + 10}'
      - '{a + b + 1}'
    key: A
    solution: '${a} + {b} = {a + b}$.'
  - id: dien-tich
    type: numeric
    parameters: {a: 2..9, b: 2..9 step 0.5}
    stem: 'Hình chữ nhật có hai cạnh {a} cm và {b} cm. Diện tích bằng bao nhiêu?'
    unit: cm²
    key: '{a*b}'
  - id: thuong
    type: truefalse
    stem: 2 là số nguyên tố.
    key: true
END

cat >"$de" <<'END'
title: Đề có câu mẫu
subject: toan
grade: 10
language: vi
forms: {count: 4, first: 101}
variants: per-form
parts:
  - {name: I, type: choice, points: 1, take: [{topic: t, any: 1}]}
  - {name: II, type: numeric, points: 1, take: [{topic: t, any: 1}]}
END

from_a_file()
{
	dethi try "$mau" -n 4 >out || fail "exit $?"
	grep -q '^tong: [0-9]* different questions$' out || fail "not counted"
	[ "$(grep -c '✓' out)" = 4 ] || fail "not four variants with a key"
	dethi try "$mau" -n 4 >again && cmp -s out again ||
		fail "not the same twice"
	dethi try "$mau" --first 2 -n 3 --json | jq -e -s '
		.[0].template == "tong" and (.[0].questions | length) == 3 and
		.[0].questions[0].variant == 2' >/dev/null || fail "json"
	dethi try --no-key "$mau" | grep -q '✓' && fail "keys were shown"
	dethi try "$mau" -n 2 -o to.pdf >/dev/null && pdftotext to.pdf - |
		grep -q 'Hình chữ nhật' || fail "no contact sheet"
}

from_a_bank()
{
	dethi -b b.db init >/dev/null
	dethi -b b.db import "$mau" >/dev/null || fail "import: $?"
	dethi -b b.db show tong dien-tich >shown
	grep -q '^a  *11\.\.49$' shown && grep -q 'Answer: a\*b cm' shown &&
		grep -q 'dethi try tong shows' shown || fail "$(cat shown)"
	dethi -b b.db try tong -n 1 | grep -q '^tong~1 ' || fail "no variant"
	dethi -b b.db try thuong 2>err && fail "what is none was tried"
	grep -q "has no parameters" err || fail "$(cat err)"
	dethi -b b.db try nichts 2>/dev/null
	[ $? -eq 1 ] || fail "an unknown id"
	dethi -b b.db export -o out.yaml >/dev/null
	dethi -b c.db init >/dev/null && dethi -b c.db import out.yaml >/dev/null
	dethi -b c.db export -o back.yaml >/dev/null
	cmp -s out.yaml back.yaml || fail "not the same after a round trip"
}

# Other programs get ordinary questions.
to_others()
{
	dethi -b b.db init >/dev/null
	dethi -b b.db import "$mau" >/dev/null
	dethi -b b.db export --variants 5 -o out.xml >/dev/null 2>&1 ||
		fail "export: $?"
	[ "$(grep -c 'question type="multichoice"' out.xml)" = 5 ] ||
		fail "not five of the template"
	grep -q '{a' out.xml && fail "expressions came out"
	dethi -b b.db export --variants 3 -o out.yaml >/dev/null
	dethi -b c.db init >/dev/null
	dethi -b c.db import out.yaml | grep -q 'questions *7 ' ||
		fail "ordinary questions do not come back"
}

refuses()
{
	dethi try 2>/dev/null
	[ $? -eq 2 ] || fail "nothing named"
	dethi try "$mau" -o sheet.txt 2>/dev/null
	[ $? -eq 2 ] || fail "a sheet that is no pdf"
	printf 'questions:\n  - {id: a, type: truefalse, stem: x, key: true}\n' \
		>none.yaml
	dethi try none.yaml 2>/dev/null
	[ $? -eq 1 ] || fail "a file without templates"
	sed 's/a + b + 1}/a \/ 0}/' "$mau" >bad.yaml
	dethi try bad.yaml >/dev/null 2>err
	[ $? -eq 1 ] || fail "a template that fails"
	grep -q 'bad.yaml:5:5: error: .*option 4.*division by zero (where a = ' \
		err || fail "$(cat err)"
}

# Each form has numbers of its own, keys that fit them, and is built again.
in_exams()
{
	dethi -b b.db init >/dev/null
	dethi -b b.db import "$mau" >/dev/null
	dethi -b b.db build "$de" -o o --seed 3 >/dev/null ||
		fail "build: $?"
	for code in 101 102 103 104; do
		pdftotext o/de-$code.pdf - | grep '^Câu' | head -n 2
	done >stems
	[ "$(sort -u stems | wc -l)" -ge 7 ] || fail "forms share numbers"
	jq -r '.forms[] as $f | $f.items[] | [$f.code, .question, .key] | @tsv' \
		o/exam.json >items
	while read -r code q key; do
		jq -e --argjson q "$q" --arg key "$key" '
			.questions[$q].content | .variant > 0 and (.parameters | not) and
			(.type != "numeric" or
			((.numbers[0].value | gsub("\\."; ",")) == $key))' \
			o/exam.json >/dev/null || fail "form $code, question $q"
	done <items
	dethi -b b.db rebuild o | grep -q 'the same byte for byte' ||
		fail "not rebuilt"
	sed -i 's/^variants: .*/variants: same/' "$de"
	dethi -b b.db build "$de" -o s --seed 3 >/dev/null
	[ "$(jq '.questions | length' s/exam.json)" = 2 ] ||
		fail "forms of the same variants have different ones"
}

marks()
{
	dethi -b b.db init >/dev/null
	dethi -b b.db import "$mau" >/dev/null
	dethi -b b.db build "$de" -o o --seed 3 >/dev/null
	{
		echo "id,code,1,2"
		jq -r '.forms[] | [.code, .code, .items[0].key,
			(.items[1].key | gsub(","; "."))] | join(",")' \
			o/exam.json
	} >answers.csv
	dethi -b b.db grade o answers.csv -o m >/dev/null 2>err ||
		fail "grade: $(cat err)"
	grep -h -c '2' m/*.csv >/dev/null || fail "no marks"
	awk -F, 'NR > 1 { gsub(/"/, ""); if ($0 ~ /(^|,)2(,|$)/) n++ }
		END { exit n < 4 }' m/*.csv || fail "not all four are right"
}

TEST from_a_file
TEST from_a_bank
TEST to_others
TEST refuses
TEST in_exams
TEST marks
exit $failures
