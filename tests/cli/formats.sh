#!/bin/sh
# Other programs' files: recognised, recoded, told what is lost, written.
. tests/lib.sh

questions()
{
	jq '.questions.new + .questions.same + .questions.changed' out
}

lists()
{
	run 0 dethi formats
	has out "gift · GIFT (Moodle)"
	run 0 dethi formats --json
	check jq -e '.[] | select(.name == "gift") | .loses | index("irt")' \
		out >/dev/null
	check jq -e '.[] | select(.name == "native") | .loses == []' out \
		>/dev/null
}

by_content()
{
	run 0 dethi init
	printf '::T:: 1 + 1 = ? {=2 ~3}\n' >one.txt
	printf 'x\nA) 1\nB) 2\nANSWER: A\n' >two.txt
	printf 'Câu hỏi;A;B;Đáp án\ny;1;2;B\n' >three.txt
	run 0 dethi import --json one.txt two.txt three.txt
	check [ "$(questions)" = 3 ]
	echo "only words" >four.txt
	run 1 dethi import four.txt
	has err "no question file that Dethi knows"
}

# What the file does not say, the command may.
fills_in()
{
	run 0 dethi init
	printf '1 + 1 = ? {=2 ~3}\n' >one.gift
	run 0 dethi import one.gift --subject toan --grade 6 --status approved
	hasnt out "draft"
	run 0 dethi export subject:toan grade:6 status:approved -o all.yaml
	has all.yaml "grade: 6"
	run 2 dethi import one.gift --status maybe
	run 2 dethi import one.gift --grade 13
}

recodes()
{
	run 0 dethi init
	printf 'D\351j\340 vu? {=oui ~non}\n' >old.gift
	run 0 dethi import old.gift
	has err "it was read as windows-1252"
	run 0 dethi export -o all.yaml
	has all.yaml "Déjà vu?"
	printf 'Ti\316\262ng' >bad.gift
	run 1 dethi import --encoding nonsense bad.gift
	has err "no encoding 'nonsense'"
	printf '\377\376x\000{\000T\000}\000' >wide.gift
	run 0 dethi import wide.gift
	has err "UTF-16"
}

there_and_back()
{
	bank_of toan6
	run 0 dethi export type:choice -o all.gift
	has err "cannot hold"
	run 0 dethi export type:choice -o all.csv
	run 0 dethi import all.csv --json
	check [ "$(questions)" -gt 20 ]
	check [ "$(jq .questions.new out)" = 0 ]
	mkdir other
	run 0 dethi export type:choice -o all.xml --format moodle
	check xmllint --noout all.xml
	cd other || return
	run 0 dethi init
	run 0 dethi import ../all.gift --json
	check [ "$(questions)" -gt 20 ]
	check [ "$(jq .topics.new out)" -gt 3 ]
	run 0 dethi import ../all.xml --json
	check [ "$(questions)" -gt 20 ]
	check [ "$(jq .questions.new out)" = 0 ]
	cd .. || return
}

TEST lists
TEST by_content
TEST fills_in
TEST recodes
TEST there_and_back
result
