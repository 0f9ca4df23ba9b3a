#!/bin/sh
# Files that mean harm, or are not what they say: a clear word, exit code 1,
# soon, and the bank as it was.
. tests/lib.sh
case $build in
*asan*) patience=40 ;;
*) patience=10 ;;
esac

# refused WHY FILE: import says why, at the file, and the bank is untouched.
refused()
{
	[ -f before.db ] || {
		bank_of toan6
		cp dethi.db before.db
	}
	run 1 timeout $patience dethi import "$2"
	has err "$2"
	has err "$1"
	same before.db dethi.db
	run 1 timeout $patience dethi import --strict "$2"
	same before.db dethi.db
}

empty()
{
	: >empty.yaml
	refused "empty" empty.yaml
	printf '\n  \n# only a comment\n' >comment.yaml
	refused "" comment.yaml
}

folder()
{
	bank_of toan6
	cp dethi.db before.db
	mkdir folder.yaml
	dethi import folder.yaml >out 2>err
	code=$?
	[ $code -eq 1 ] || check [ $code -eq 3 ]
	has err "folder.yaml"
	same before.db dethi.db
	refuse dethi check folder.yaml >out 2>err
	has err "folder.yaml"
	mkfifo pipe.yaml
	timeout 5 dethi import pipe.yaml >out 2>err
	code=$?
	check [ $code -ne 124 ]
	check [ $code -ne 0 ]
	same before.db dethi.db
}

encodings()
{
	printf 'questions:\n- {id: a, stem: "\377"}\n' >latin.yaml
	refused "latin.yaml:2:18" latin.yaml
	printf 'questions:\n- {id: a, stem: "\300\257"}\n' >overlong.yaml
	refused "overlong.yaml:2:" overlong.yaml
	printf 'questions:\n- {id: a, stem: "\355\240\200"}\n' >surrogate.yaml
	refused "surrogate.yaml:2:" surrogate.yaml
	printf 'questions:\n- {id: a, stem: "\000"}\n' >nul.yaml
	refused "nul.yaml" nul.yaml
	head -c 300000 /dev/urandom >noise.yaml
	refused "" noise.yaml
	printf 'questions: []\n' | iconv -t UTF-16 >wide.yaml
	refused "" wide.yaml
}

aliases()
{
	{
		echo "a: &a [x, x, x, x, x, x, x, x, x, x]"
		last=a
		for next in b c d e f g h i j; do
			printf '%s: &%s [' $next $next
			for _ in 1 2 3 4 5 6 7 8 9; do printf '*%s, ' $last; done
			printf '*%s]\n' $last
			last=$next
		done
		echo "questions: [*j]"
	} >bomb.yaml
	refused "" bomb.yaml
}

depth()
{
	head -c 200000 /dev/zero | tr '\0' '[' >deep.yaml
	refused "" deep.yaml
	{
		printf 'questions:\n- stem: '
		head -c 200000 /dev/zero | tr '\0' '['
	} >deeper.yaml
	refused "" deeper.yaml
	{
		printf 'questions:\n- stem: '
		head -c 200000 /dev/zero | tr '\0' '{'
	} >braces.yaml
	refused "" braces.yaml
}

big()
{
	{
		printf 'questions:\n- id: a\n  type: essay\n  stem: "'
		head -c 100000000 /dev/zero | tr '\0' x
		printf '"\n'
	} >stem.yaml
	refused "" stem.yaml
	rm stem.yaml
	truncate -s 300M sparse.yaml
	run 1 timeout $patience dethi import sparse.yaml
	same before.db dethi.db
	rm sparse.yaml
}

# Every fault of a file comes in one run, each with its place, and a slip with
# what was meant.
faults()
{
	cat >faults.yaml <<'END'
bank: {titel: x}
topics:
  - {id: t, nmae: x}
questions:
  - {id: one, type: choice, stme: x, options: [a, b], key: A}
  - {id: two, type: choise, stem: x, options: [a, b], key: A}
  - {id: three, type: choice, stem: {a: b}, options: [a, b], key: A}
  - {id: four, type: choice, stem: x, options: a, key: A}
  - {id: five, type: choice, stem: x, options: [a, b]}
  - {id: six, type: numeric, stem: x, key: many}
  - {id: seven, type: choice, stem: x, options: [a, b], key: A, level: hard}
  - {id: seven, type: choice, stem: x, options: [a, b], key: A}
  - {id: eight, type: choice, stem: x, options: [a, b], key: A, key: B}
  - {id: "ni/ne", type: choice, stem: x, options: [a, b], key: A}
  - {id: ten, type: choice, stem: !!str x, options: [a, b], key: A}
  - {id: eleven, type: choice, stem: x, options: [a, b], key: A, topic: nowhere}
  - just a text
END
	dethi -b faults.db init >/dev/null
	dethi -b faults.db import faults.yaml >out 2>err
	for at in 1 3 5 6 7 8 9 10 11 13 14 15 16 17; do
		has err "faults.yaml:$at:"
	done
	has err "'titel'"
	has err "did you mean 'title'"
	has err "did you mean 'name'"
	has err "did you mean 'stem'"
	has err "'seven'"
	has err "'nowhere'"
	grep -vE '^(faults\.yaml:[0-9]+:[0-9]+: (error|warning|note): |dethi: error: )' \
		err >odd
	check [ ! -s odd ] || sed 's/^/# /' odd
	run 1 dethi -b faults.db import --strict faults.yaml
}

# Text from a file cannot speak to the terminal.
control_characters()
{
	dethi init >/dev/null
	printf 'questions:\n- {id: a, "x\\e[2Jy": b, type: essay, stem: x}\n' \
		>esc.yaml
	dethi import esc.yaml >out 2>err
	check [ "$(tr -d '\n\t -~' <err | LC_ALL=C tr -d '\200-\377' | wc -c)" \
		-eq 0 ]
	printf 'questions:\n- {id: b, type: essay, stem: "x\\e[2Jy\\x9b2J"}\n' \
		>stem.yaml
	dethi import stem.yaml >out 2>err
	dethi show b >out 2>err
	check [ "$(LC_ALL=C tr -cd '\033' <out | wc -c)" -eq 0 ]
}

hidden_ids()
{
	bank_of toan6
	cp dethi.db before.db
	printf 'questions:\n- {id: "a\342\200\256b", type: essay, stem: x}\n' \
		>bidi.yaml
	refused "bidi.yaml:2:" bidi.yaml
	printf 'questions:\n- {id: "a\342\200\213b", type: essay, stem: x}\n' \
		>zero.yaml
	refused "zero.yaml:2:" zero.yaml
}

# Searching takes any words: none of them is SQL or an FTS5 command.
words_are_data()
{
	bank_of toan6
	cp dethi.db before.db
	for words in "'" '"' '";' "x' OR 1=1 --" 'a AND' 'NEAR(' '*' '-' '--' \
		'^a' 'a:b' 'topic:' 'topic:%' 'level:hard' '(' 'col:"' '%' \
		"'); DROP TABLE question; --" '\' 'a"b' 'tag:"' '-"' '****'; do
		timeout $patience dethi search -- "$words" >out 2>err </dev/null
		code=$?
		check [ $code -le 1 ] || echo "# exit $code: $words"
		[ $code -eq 0 ] || check [ -s err ]
	done
	same before.db dethi.db
	head -c 100000 /dev/zero | tr '\0' a >long
	timeout $patience dethi search "$(cat long)" >out 2>err
	check [ $? -le 1 ]
	yes a | head -n 5000 | tr '\n' ' ' >many
	# shellcheck disable=SC2046
	timeout $patience dethi search $(cat many) >out 2>err
	check [ $? -le 2 ]
	run 1 dethi show "x' OR 1=1 --"
	run 1 dethi show ''
}

# Files of other programs: nothing from outside comes in, no entity grows, and
# a million options end soon, whatever the format.
xml()
{
	echo secret-of-the-machine >secret.txt
	for top in quiz questestinterop assessmentItem; do
		printf '<!DOCTYPE a [<!ENTITY e SYSTEM "secret.txt">]><%s><question type="essay"><questiontext><text>&e;</text></questiontext></question><item ident="a"><presentation><material><mattext>&e;</mattext></material></presentation></item><itemBody>&e;</itemBody></%s>' \
			$top $top >xxe.xml
		refused "" xxe.xml
		hasnt err secret-of-the-machine
		{
			echo '<!DOCTYPE a [<!ENTITY a "0123456789">'
			last=a
			for next in b c d e f g h i j k; do
				printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">' \
					$next $last $last $last $last $last $last $last $last
				last=$next
			done
			printf ']><%s><item><itemBody>&k;</itemBody></item></%s>' \
				$top $top
		} >bomb.xml
		refused "" bomb.xml
		printf '<%s xmlns:xi="http://www.w3.org/2001/XInclude"><question type="essay"><name><text>n</text></name><questiontext format="html"><text><xi:include href="secret.txt" parse="text"/>x</text></questiontext></question></%s>' \
			$top $top >include.xml
		rm -f other.db*
		run 0 dethi -b other.db init
		run_any dethi -b other.db import include.xml
		dethi -b other.db export -o - >all.yaml
		hasnt all.yaml secret-of-the-machine
		hasnt err secret-of-the-machine
	done
}

# run_any COMMAND…: it ends, with whatever code, but by no signal.
run_any()
{
	timeout $((4 * patience)) "$@" >out 2>err </dev/null
	check [ $? -lt 124 ]
}

a_million_options()
{
	bank_of toan6
	cp dethi.db before.db
	yes '~x' | head -n 1000000 | { printf 'q {=a\n'; cat; echo '}'; } >many.gift
	{
		printf '<quiz><question type="multichoice"><name><text>n</text></name><questiontext format="html"><text>q</text></questiontext>'
		yes '<answer fraction="0" format="html"><text>x</text></answer>' |
			head -n 1000000
		echo '</question></quiz>'
	} >many.xml
	{
		printf '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="t" adaptive="false" timeDependent="false"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="R">'
		yes '<simpleChoice identifier="A">x</simpleChoice>' |
			head -n 1000000
		echo '</choiceInteraction></itemBody></assessmentItem>'
	} >many-qti.xml
	{ printf 'question,key'; yes ',option 1' | head -n 1000000 | tr -d '\n'; echo; echo 'q,A'; } >many.csv
	{ echo 'Câu 1. q'; yes 'A. x' | head -n 1000000; } >many.txt
	{ printf '* q\n+ a\n'; yes -- '- x' | head -n 1000000; } >many-amc.txt
	for file in many.gift many.xml many-qti.xml many.csv many.txt; do
		run_any dethi import $file
		same before.db dethi.db
		rm -f dethi.db-*
	done
	# AMC-TXT: twenty-six come in, the others are told.
	run_any dethi import many-amc.txt
	has err "not kept: the answer x"
}

# What a spreadsheet would run as a formula goes out as words.
cells()
{
	run 0 dethi init
	for start in = + - @; do
		printf 'questions:\n  - {type: short, stem: "%scmd|calc", keys: [a]}\n' \
			"$start" >cell.yaml
		run 0 dethi import cell.yaml
	done
	run 0 dethi export -o all.csv
	check [ "$(grep -c "cmd|calc" all.csv)" = 4 ]
	refuse grep -qE '(^|[,"])[=+@-]cmd' all.csv
}

TEST xml
TEST a_million_options
TEST cells
TEST empty
TEST folder
TEST encodings
TEST aliases
TEST depth
TEST big
TEST faults
TEST control_characters
TEST hidden_ids
TEST words_are_data
result
