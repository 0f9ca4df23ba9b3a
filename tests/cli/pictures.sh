#!/bin/sh
# Pictures on their way from a bank file onto paper, and those that mean harm.
. tests/lib.sh

# A right-angled triangle, 81 x 61 pixels.
triangle()
{
	base64 -d <<-'EOF'
	iVBORw0KGgoAAAANSUhEUgAAAFEAAAA9AQAAAAD9wri6AAAAfklEQVR42k3Muw0CUQwAweuM
	kggJkHiluSSHDiz54Pgcs9FEu639bLvgK77hO37gtXDgxIUbD94XDpy4cOPB5+hw4MSFGw/+
	jd4OnLhw48Hf0ceBExduPPgz+jpw4sKNB79HPwdOXLjx4GN0OnDiwo0Hv0Z/B05cuPHs27/1
	BHfba+gzuPwnAAAAAElFTkSuQmCC
	EOF
}

# The bank file for a picture in $1 and the blueprint; TEXT of the stem.
files()
{
	cat >bank.yaml <<-EOF
	defaults: {subject: hinh, status: approved}
	topics: [{id: h1, name: H}]
	questions:
	- id: h1-1
	  type: choice
	  topic: h1
	  stem: "$2"
	  options: [one, two, three, four]
	  key: B
	  media: [{name: fig, file: $1}]
	  solution: "![only for teachers](fig)"
	- {id: h1-2, type: essay, topic: h1, points: 1, stem: 'no picture'}
	EOF
	cat >plan.yaml <<-EOF
	subject: hinh
	language: en
	forms: {count: 2, first: 101}
	parts:
	- {name: I, type: choice, points: 1, take: [{any: 1}]}
	- {name: II, type: essay, points: 1, take: [{any: 1}]}
	EOF
}

pictures_in()
{
	pdfimages -list "$1" | tail -n +3 | wc -l
}

# A small picture stands beside its question unless the theme says below.
beside_or_below()
{
	triangle >fig.png
	files fig.png 'Look at this.\n\n![a triangle](fig)'
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	run 0 dethi build plan.yaml -o exam --seed 1
	echo 'pictures: below' >below.yaml
	run 0 dethi render exam/exam.json --code 101 --theme below.yaml -o b.pdf
	command -v pdftotext >/dev/null || return 0
	# Below, the options are lower by the picture's height.
	for file in exam/paper-101 b; do
		pdftotext -bbox $file.pdf out.html
		sed -n 's/.*yMin="\([0-9]*\).*>three<.*/\1/p' out.html
	done >heights
	check awk 'NR == 1 { a = $1 } NR == 2 { b = $1 }
		END { exit !(a > 0 && b > a + 30) }' heights
}

from_bank_to_paper()
{
	triangle >fig.png
	files fig.png 'Look: ![a triangle](fig)'
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	rm fig.png
	run 0 dethi build plan.yaml -o exam --seed 1
	hasnt err picture
	command -v pdfimages >/dev/null || return 0
	for file in paper-101 paper-102 all-papers; do
		check [ "$(pictures_in exam/$file.pdf)" -ge 1 ]
	done
	check [ "$(pictures_in exam/guide.pdf)" -ge 1 ]
	check [ "$(pictures_in exam/key.pdf)" -eq 0 ]
	has exam/exam.json '"media"'
}

# The exam's file alone is enough, for ever.
without_the_bank()
{
	triangle >fig.png
	files fig.png 'Look: ![a triangle](fig)'
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	check dethi build plan.yaml -o exam --seed 1 >/dev/null
	run 0 dethi rebuild exam/exam.json
	rm -f dethi.db*
	run 0 dethi render exam/exam.json --what paper --code 101 -o again.pdf
	same exam/paper-101.pdf again.pdf
	run 0 dethi rebuild exam/exam.json
	# Another picture, or none, under the same name is noticed.
	jq '.media[0].data = "aGVsbG8="' exam/exam.json >other.json
	run 1 dethi render other.json --what paper --code 101 -o x.pdf
	jq 'del(.media)' exam/exam.json >none.json
	run 1 dethi render none.json --what paper --code 101 -o x.pdf
	refuse [ -e x.pdf ]
}

# A paper has only the pictures that its own texts show.
only_what_is_shown()
{
	triangle >fig.png
	files fig.png 'Nothing to see'
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	run 0 dethi build plan.yaml -o exam --seed 1
	command -v pdfimages >/dev/null || return 0
	check [ "$(pictures_in exam/paper-101.pdf)" -eq 0 ]
	check [ "$(pictures_in exam/guide.pdf)" -ge 1 ]
}

missing_ones_are_frames()
{
	triangle >fig.png
	files fig.png '![a](fog) ![b](fig)'
	check dethi init >/dev/null
	check dethi import bank.yaml >/dev/null
	run 0 dethi build plan.yaml -o exam --seed 1
	has err 'plan.yaml: warning: '
	has err 'missing'
	run 0 dethi show h1-1
	has out '[picture: fog]'
	has out '[picture: fig]'
}

# hostile WHY: fig.png is refused at import, by name.
hostile()
{
	files fig.png '![a](fig)'
	[ -f dethi.db ] || check dethi init >/dev/null
	run 1 timeout 10 dethi import --strict bank.yaml
	has err "bank.yaml:10:11: error: media 'fig': "
	has err "$1"
}

cut_short()
{
	triangle | head -c 150 >fig.png
	hostile "damaged or not complete"
	triangle | head -c 20 >fig.png
	hostile "damaged or not complete"
	printf '\377\330\377\340' >fig.png
	hostile "damaged or not complete"
}

too_large()
{
	{
		triangle | head -c 16
		printf '\000\000\165\060\000\000\165\060'
		triangle | tail -c +25
	} >fig.png
	hostile "too large, 30000 × 30000 pixels"
}

wrong_sum()
{
	{
		triangle | head -c 60
		printf 'X'
		triangle | tail -c +62
	} >fig.png
	hostile "damaged or not complete"
}

TEST beside_or_below
TEST from_bank_to_paper
TEST without_the_bank
TEST only_what_is_shown
TEST missing_ones_are_frames
TEST cut_short
TEST too_large
TEST wrong_sum
result
