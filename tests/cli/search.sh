#!/bin/sh
# Searching and showing: what a person at a terminal reads.
. tests/lib.sh

total()
{
	dethi search --json "$@" | jq .total
}

limits()
{
	bank_of toan6
	run 0 dethi search --json
	check jq -e '(.questions | length) == 20 and .total > 20' out >/dev/null
	run 0 dethi search
	has out "20 of"
	has out "-n 0"
	all=$(total)
	run 0 dethi search --ids
	check [ "$(wc -l <out)" -eq "$all" ]
	run 0 dethi search --ids -n 3
	check [ "$(wc -l <out)" -eq 3 ]
	run 0 dethi search -n 0
	hasnt out "-n 0"
	run 2 dethi search -n -1
}

# Filters may stand as options, and the shell may take the quotes of a tag.
filters()
{
	bank_of toan6
	run 0 dethi search --ids level:apply type:choice
	mv out words
	check [ -s words ]
	run 0 dethi search --ids --level apply --type choice
	same words out
	run 0 dethi search --ids 'tag:"thực tế"'
	mv out quoted
	check [ -s quoted ]
	run 0 dethi search --ids tag:"thực tế"
	same quoted out
	run 0 dethi search --ids --tag "thực tế"
	same quoted out
	run 0 dethi search --ids -- -tag:"thực tế"
	check [ "$(cat quoted out | sort -u | wc -l)" -eq "$(total)" ]
	check [ "$(comm -12 quoted out | wc -l)" -eq 0 ]
	run 0 dethi search --ids 'tag:"thực tế" level:apply'
	mv out words
	run 0 dethi search --ids tag:"thực tế" level:apply
	same words out
}

# A word may begin with a minus.
minus()
{
	bank_of toan6
	with=$(total số)
	both=$(total số nguyên)
	check [ "$both" -gt 0 ]
	check [ "$(total số -nguyên)" -eq $((with - both)) ]
}

hints()
{
	run 0 dethi init
	run 0 dethi search x
	has out "dethi import"
	bank_of toan6
	run 0 dethi search xyzzy
	has out "Nothing found"
	has out "star"
	run 0 dethi search xyzzy plugh
	has out "fewer"
	run 0 dethi search topic:toan6.11
	has out "did you mean 'toan6.1'"
	run 0 dethi search --json xyzzy
	check jq -e '.total == 0 and .questions == []' out >/dev/null
	run 1 dethi search levl:apply
	has err "did you mean 'level:'"
}

# Lines fit into 80 columns where nobody says otherwise.
widths()
{
	run 0 dethi init
	run 0 dethi import "$banks"/*.yaml
	run 0 dethi search -n 0
	mv out all
	# shellcheck disable=SC2046
	run 0 dethi show $(dethi search --ids)
	cat all >>out
	check [ "$(wc -L <out)" -le 80 ]
	check [ "$(LC_ALL=C tr -cd '\033\002\003' <out | wc -c)" -eq 0 ]
	check [ "$(grep -c ' $' out)" -eq 0 ]
}

shows()
{
	bank_of toan12
	run 0 dethi show toan12.1-001
	has out "✓ B. "
	has out "Solution"
	has out "đơn điệu"
	run 0 dethi show --no-key toan12.1-001
	hasnt out "✓"
	hasnt out "Solution"
	hasnt out "→"
	run 0 dethi show --json toan12.1-001 toan12.1-002
	check [ "$(jq -r .id out | tr '\n' ' ')" = \
		"toan12.1-001 toan12.1-002 " ]
	run 1 dethi show toan12.1-01
	has err "did you mean 'toan12.1-001'"
	check [ ! -s out ]
	run 1 dethi show toan12.1-001 nowhere
	check [ ! -s out ]
	run 2 dethi show
	run 2 dethi show --no-key --json toan12.1-001
	run 2 dethi show --version 0 toan12.1-001
	run 1 dethi show "$(printf 'a\377')"
	run 1 dethi search "$(printf 'a\377')"
}

# A passage is read once for all its questions that follow each other.
passages()
{
	bank_of tienganh12
	# shellcheck disable=SC2046
	run 0 dethi show $(dethi search --ids id:tienganh12.6-00*)
	check [ "$(grep -c 'Tired of traffic jams' out)" -eq 1 ]
	has out "the one above"
}

# What --yaml prints is brought back as it was, pictures included.
yaml()
{
	run 0 dethi init
	cat >media.yaml <<'END_OF_FILE'
questions:
  - id: pic
    type: essay
    stem: '![a point](a.png)'
    media: [{name: a.png, mime: image/png, data: aGVsbG8=}]
END_OF_FILE
	run 0 dethi import --strict media.yaml "$banks/toan12.yaml"
	run 0 dethi show pic
	has out "[picture: a.png]"
	dethi show --yaml pic toan12.1-002 >back.yaml
	run 0 dethi import --strict --json back.yaml
	check jq -e '.questions.same == 2 and .questions.changed == 0' out \
		>/dev/null
	dethi export id:pic -o - >one.yaml
	dethi -b two.db init >/dev/null
	run 0 dethi -b two.db import --strict one.yaml
	dethi -b two.db export -o - >two.yaml
	same one.yaml two.yaml
}

# Characters that nobody sees come and go as escapes: nothing is lost, and
# nothing commands the terminal or turns it around.
unseen()
{
	run 0 dethi init
	cat >unseen.yaml <<'END_OF_FILE'
questions:
  - id: a
    type: essay
    stem: "x\e[2Jy\x9b2J a\u202Eb c\u200Bd \u2066 e\u2028f"
END_OF_FILE
	run 0 dethi import --strict unseen.yaml
	for how in '' --yaml --json; do
		# shellcheck disable=SC2086
		run 0 dethi show $how a
		refuse grep -qP '[\x1b\x9b\x{202e}\x{2066}\x{2028}]' out
		cp out "a$how"
	done
	check [ "$(jq -j .stem a--json)" = \
		"$(printf 'x\033[2Jy\302\2332J a\342\200\256b c\342\200\213d %s' \
			"$(printf '\342\201\246 e\342\200\250f')")" ]
	run 0 dethi import --json --strict a--yaml
	check jq -e '.questions.same == 1' out >/dev/null
}

# toan6 is no topic; toan6.1 and so on are.
topics_by_their_beginning()
{
	bank_of toan6
	check [ "$(total topic:toan6)" -eq "$(total)" ]
	check [ "$(total topic:toan6.1)" -gt 0 ]
	check [ "$(total topic:toan6.1)" -lt "$(total)" ]
	check [ "$(total topic:toan)" -eq 0 ]
	check [ "$(total -topic:toan6)" -eq 0 ]
	printf '%s\n' 'parts:' '  - name: I' '    points: 1' \
		'    take: [{topic: toan6, any: 3}]' >b.yaml
	run 0 dethi check b.yaml
	hasnt out "has the topic"
	run 0 dethi build b.yaml -o de
	sed -i 's/toan6/toan/' b.yaml
	run 1 dethi check b.yaml
	has out "has the topic 'toan'"
}

# What the filter can find, when it finds nothing.
values_are_named()
{
	bank_of toan6
	run 0 dethi search --subject Toán
	has out "There is no subject 'Toán' in the bank; there are: toan"
	run 0 dethi search subject:toan level:extend xyzzy
	hasnt out "There is no subject"
	run 0 dethi search grade:7
	has out "There is no grade '7' in the bank; there are: 6"
	run 0 dethi search tag:xyzzy
	has out "There is no tag 'xyzzy'"
	run 0 dethi search tag:'"thuc te"' xyzzy
	hasnt out "There is no tag"
	run 0 dethi search topic:toan6 xyzzy
	hasnt out "There is no topic"
}

# A part of a bank takes along what its questions name, and the whole topics:
# brought back, nothing has changed.
part()
{
	bank_of tienganh12
	run 0 dethi export --json level:apply -o part.yaml
	check jq -e '.questions > 0 and .stimuli > 0 and .topics > 0' out \
		>/dev/null
	run 0 dethi import --json part.yaml
	check jq -e '.questions.changed + .topics.changed + .stimuli.changed +
		.questions.new == 0' out >/dev/null
	run 1 dethi export xyzzy -o none.yaml
	check [ ! -e none.yaml ]
	run 2 dethi export --json -o -
}

# Topics above come along, and those whose outcomes a question names; no
# others.
topics_come_along()
{
	run 0 dethi init
	cat >tree.yaml <<'END_OF_FILE'
topics:
  - {id: a, name: A}
  - {id: b, name: B, parent: a, outcomes: [{id: o1, text: x}]}
  - {id: c, name: C, parent: b}
  - {id: z, name: Z, outcomes: [{id: oz, text: z}]}
  - {id: other, name: Other}
questions:
  - {id: q1, type: essay, topic: c, stem: one, enemies: [q2]}
  - {id: q2, type: essay, topic: z, stem: two}
  - {id: q3, type: statements, topic: a, stem: three, statements: [
      {text: x, key: true, outcome: oz}, {text: y, key: false}]}
END_OF_FILE
	run 0 dethi import --strict tree.yaml
	run 0 dethi export id:q1 -o one.yaml
	check [ "$(sed -n 's/^  - id: //p' one.yaml | tr '\n' ' ')" = \
		"a b c q1 " ]
	has one.yaml "q2"
	run 0 dethi export id:q3 -o three.yaml
	check [ "$(sed -n 's/^  - id: //p' three.yaml | tr '\n' ' ')" = \
		"a z q3 " ]
	run 0 dethi -b two.db init
	run 0 dethi -b two.db import --strict one.yaml
}

TEST limits
TEST filters
TEST minus
TEST hints
TEST widths
TEST shows
TEST passages
TEST yaml
TEST unseen
TEST part
TEST topics_come_along
TEST topics_by_their_beginning
TEST values_are_named
result
