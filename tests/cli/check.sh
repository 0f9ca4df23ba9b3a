#!/bin/sh
# dethi check: what a blueprint wants, what there is, and what would mend it.
. tests/lib.sh

# blueprint LINE…: parts of choice questions, these rows in take.
blueprint()
{
	printf '%s\n' 'title: T' 'subject: toan' 'grade: 12' 'minutes: 45' \
		'language: vi' 'parts:' '  - name: I' '    type: choice' \
		'    points: 0.5' '    take:' >b.yaml
	printf '      - %s\n' "$@" >>b.yaml
}

example()
{
	bank_of toan12
	cp "$root/doc/examples/kiem-tra-toan12.yaml" .
	run 0 dethi check kiem-tra-toan12.yaml
	check [ ! -s err ] || sed 's/^/# /' err
	has out "toan12.1"
	has out "22 questions"
	has out "10 points"
	run 0 dethi check --json kiem-tra-toan12.yaml
	check jq -e '.feasible and (.cells | length) == 19 and
		(.cells | map(.wanted) | add) == 22 and
		(.cells | all(.available >= .wanted)) and
		.shortfalls == []' out >/dev/null
}

# Numbers that anyone can count in the shipped bank.
counts()
{
	bank_of toan12
	blueprint '{topic: toan12.1, know: 3, any: 2}'
	run 0 dethi check --json b.yaml
	know=$(dethi search --json type:choice topic:toan12.1 level:know |
		jq .total)
	any=$(dethi search --json type:choice topic:toan12.1 | jq .total)
	check jq -e "[.cells[].available] == [$know, $any]" out >/dev/null ||
		jq -c .cells out
}

shortfall()
{
	bank_of toan12
	cp dethi.db before.db
	blueprint '{topic: toan12.1, know: 2, apply: 9}' \
		'{topic: toan12.2, know: 1}'
	run 1 dethi check b.yaml
	has out "b.yaml:11:"
	has out "9 wanted"
	has out "To mend it"
	run 1 dethi check --json b.yaml
	check jq -e '(.feasible | not) and (.shortfalls | length) == 1 and
		.shortfalls[0].line == 11 and
		(.shortfalls[0].relaxations | length) > 0' out >/dev/null
	same before.db dethi.db
}

# What the first way out says, mends it.
relaxation_mends()
{
	bank_of toan12
	blueprint '{topic: toan12.1, apply: 9}'
	run 1 dethi check --json b.yaml
	have=$(jq '.cells[0].available' out)
	check jq -e --arg n "$have" '[.shortfalls[0].relaxations[].text |
		contains($n + " instead of 9")] | any' out >/dev/null
	blueprint "{topic: toan12.1, apply: $have}"
	run 0 dethi check b.yaml
}

# drafted STATUS SUBJECT GRADE: a bank of three choice questions.
drafted()
{
	cat >few.yaml <<END
dethi: bank/1
defaults: {type: choice, subject: $2, grade: $3, topic: t, level: NB$1}
topics:
  - {id: t, name: T}
questions:
  - {id: q1, stem: Một, options: ['1', '2'], key: A}
  - {id: q2, stem: Hai, options: ['1', '2'], key: A}
  - {id: q3, stem: Ba, options: ['1', '2'], key: A}
END
	run 0 dethi init
	run 0 dethi import few.yaml
}

# hint TEXT: the only one of the only shortfall.
hint()
{
	blueprint '{topic: t, know: 2}'
	run 1 dethi check --json b.yaml
	check jq -e --arg h "$1" '.shortfalls | length == 1 and
		.[0].hints == [$h]' out >/dev/null || jq -c .shortfalls out
	run 1 dethi check b.yaml
	has out "$1"
	run 1 dethi build b.yaml -o de
	has err "$1"
}

drafts_are_hinted_at()
{
	drafted '' toan 12
	has out "3 new questions are drafts"
	hint "3 more fit but are drafts: approve them, or add draft to status:"
	sed -i '1i status: [approved, draft]' b.yaml
	run 0 dethi check b.yaml
	sed -i 's/know: 2/apply: 2/' b.yaml
	run 1 dethi check --json b.yaml
	check jq -e '.shortfalls[0].hints == []' out >/dev/null
	run 0 dethi import few.yaml
	hasnt out "drafts"
}

other_statuses_are_hinted_at()
{
	drafted ', status: retired' toan 12
	hasnt out "drafts"
	hint "3 more fit but are retired"
}

subjects_are_hinted_at()
{
	drafted ', status: approved' Toán 12
	hint "3 more fit but have the subject 'Toán'; the blueprint asks for 'toan'"
}

grades_are_hinted_at()
{
	drafted ', status: approved' toan 11
	hint "3 more fit but are of grade 11; the blueprint asks for grade 12"
}

# Each cell alone can be met, both together cannot: the same questions.
two_rows_want_the_same()
{
	bank_of toan12
	all=$(dethi search --json type:choice topic:toan12.2 | jq .total)
	blueprint "{topic: toan12.2, any: $all}" '{topic: toan12.2, any: 1}'
	run 1 dethi check --json b.yaml
	check jq -e '(.feasible | not) and
		(.shortfalls | length) > 0' out >/dev/null
}

# Every fault of the file, each with its place.
faults()
{
	bank_of toan12
	cat >b.yaml <<'END'
titel: T
subject: toan
grade: twelve
parts:
  - name: I
    type: choise
    points: 0.25
    take:
      - {topc: toan12.1, know: 3}
      - {topic: toan12.1, know: many}
      - {topic: toan12.1}
forms: {count: 0}
END
	run 1 dethi check b.yaml
	for line in 1 3 6 9 10 11 12; do
		has err "b.yaml:$line:"
	done
	has err "did you mean 'title'"
	has err "did you mean 'topic'"
	run 1 dethi check --json b.yaml
	check jq -e . out >/dev/null
}

# Whatever is asked, an answer comes at once, and names the line.
hostile_rules()
{
	bank_of toan12
	blueprint '{topic: toan12.1, any: 4}'
	cp b.yaml many.yaml
	echo 'rules:' >>many.yaml
	awk 'BEGIN { for (i = 0; i < 100000; i++) print "- {with: q}" }' \
		>>many.yaml
	run 1 timeout 20 dethi check many.yaml
	has err "many.yaml:"
	cp b.yaml many.yaml
	echo 'rules:' >>many.yaml
	awk 'BEGIN { for (i = 0; i < 1000; i++) print \
		"- {count: {level: know}, at_least: " i % 3 "}" }' >>many.yaml
	run 0 timeout 60 dethi check many.yaml
	cp b.yaml aim.yaml
	echo 'aim: {mean: difficulty, target: .inf}' >>aim.yaml
	run 1 dethi check aim.yaml
	has err "aim.yaml:12:"
	cp b.yaml none.yaml
	echo 'rules: [{count: {tag: nothing-has-it}, at_least: 1}]' >>none.yaml
	run 1 dethi check none.yaml
	has out "line 12"
	has out "nothing-has-it"
}

# A change that is offered with a number can be made in a copy; whatever else
# stands in the blueprint stays.
apply_a_change()
{
	bank_of toan12
	cat >b.yaml <<'END'
# for class 12A1
subject: toan
parts:
  - name: I
    type: choice
    take:
      - topic: toan12.5   # the hard one
        NB: 3
      - {topic: toan12.5, any: 6}
END
	run 1 dethi check b.yaml
	has out "  1. line 7: ask for "
	has out "  2. line 9: ask for "
	run 0 dethi check b.yaml --apply 1 -o one.yaml
	has out "Wrote one.yaml: line 7: ask for "
	has out "The bank can meet this blueprint."
	run 0 dethi check one.yaml
	check [ "$(diff b.yaml one.yaml | grep -c '^>')" = 1 ]
	check grep -q '# the hard one' one.yaml
	run 0 dethi check b.yaml --apply 2 -o two.yaml --json
	check jq -e '.feasible and .file == "two.yaml"' out >/dev/null
	run 0 dethi check two.yaml
	run 2 dethi check b.yaml --apply 99 -o no.yaml
	run 2 dethi check b.yaml --apply 1
	run 2 dethi check b.yaml -o no.yaml
	run 2 dethi check one.yaml --apply 1 -o no.yaml
	has err "as it is"
	run 3 dethi check b.yaml --apply 1 -o nowhere/no.yaml
	check [ ! -e no.yaml ]
}

# Rules over the whole form, with what a trial has.
rules()
{
	bank_of toan12
	blueprint '{topic: toan12.1, any: 4}'
	cat >>b.yaml <<'END'
rules:
  - {count: {level: know}, at_least: 1}
  - {sum: seconds, at_most: 600}
END
	run 0 dethi check b.yaml
	has out "The form as a whole"
	check grep -qE '13 .*know: at least 1 \(in a trial: [1-4]\)' out
	run 0 dethi check --json b.yaml
	check [ "$(jq '.rules | length' out)" = 2 ]
	check jq -e '.rules[1].line == 14' out >/dev/null
	run 0 dethi build b.yaml -o de --seed 5
	check jq -e '.forms[0].seconds <= 600' de/exam.json >/dev/null
	sed -i 's/at_most: 600/at_most: 60/' b.yaml
	run 1 dethi check b.yaml
	has out "b.yaml:14:5: line 14: seconds in all: at most 60; but"
	has out "raise the most of line 14 to"
	run 1 dethi build b.yaml -o de2
	check [ ! -e de2 ]
}

# What one exam used, the next for that class does not.
exposure()
{
	bank_of toan12
	blueprint '{topic: toan12.1, any: 4}'
	echo 'exposure: {unused_for: 1y, classes: [12A1]}' >>b.yaml
	run 0 dethi build b.yaml -o a --seed 5
	run 0 dethi build b.yaml -o b --seed 5
	for exam in a b; do
		jq -r '.questions[].content.id' $exam/exam.json | sort >$exam.ids
	done
	check [ -z "$(comm -12 a.ids b.ids)" ]
	sed -i 's/12A1/12A2/' b.yaml
	run 0 dethi build b.yaml -o c --seed 5
	jq -r '.questions[].content.id' c/exam.json | sort >c.ids
	same c.ids a.ids
	sed -i 's/12A2/12A1/; s/any: 4/any: 10/' b.yaml
	run 1 dethi check b.yaml
	has out "8 more fit but were used, and exposure: leaves them out"
	sed -i 's/unused_for: 1y/max_uses: 2/' b.yaml
	run 0 dethi check b.yaml
}

unusable()
{
	bank_of toan12
	run 3 dethi check missing.yaml
	has err "missing.yaml"
	: >empty.yaml
	run 1 dethi check empty.yaml
	has err "empty.yaml"
	blueprint '{topic: toan12.1, know: 1}'
	echo 'preset: thpt-2025/tona' >>b.yaml
	run 1 dethi check b.yaml
	has err "thpt-2025/toan"
	echo 'preset: ../../../etc/passwd' >b.yaml
	run 1 dethi check b.yaml
	hasnt err "root:"
	run 1 dethi -b none.db check b.yaml
}

# Every preset is sound, with one row for each of its parts.
presets()
{
	bank_of toan12
	(cd "$build/share/dethi/presets" && find . -name '*.yaml') |
		sed 's|^\./||; s|\.yaml$||' | sort >names
	check [ "$(wc -l <names)" -ge 11 ]
	while read -r name; do
		echo "preset: $name" >b.yaml
		dethi check b.yaml >out 2>err </dev/null
		code=$?
		check [ $code -le 1 ]
		hasnt err "unknown key"
		check grep -qE '(row|parts|take)' err || sed 's/^/# /' err
	done <names
}

TEST example
TEST counts
TEST shortfall
TEST relaxation_mends
TEST drafts_are_hinted_at
TEST other_statuses_are_hinted_at
TEST subjects_are_hinted_at
TEST grades_are_hinted_at
TEST two_rows_want_the_same
TEST faults
TEST hostile_rules
TEST apply_a_change
TEST rules
TEST exposure
TEST unusable
TEST presets
result
