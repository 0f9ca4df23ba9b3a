#!/bin/sh
# --theme: another look, kept with the exam.
. tests/lib.sh

plan()
{
	bank_of toan6
	cat >plan.yaml <<-EOF
	subject: toan
	language: vi
	forms: {count: 2, first: 101}
	parts:
	- {name: I, type: choice, points: 1, take: [{any: 5}]}
	EOF
}

# The official look is what there is without.
official_is_as_usual()
{
	plan
	check dethi build plan.yaml -o a --seed 1 >/dev/null
	run 0 dethi build plan.yaml -o b --seed 1 --theme official
	same a/de-101.pdf b/de-101.pdf
	refuse cmp -s a/exam.json b/exam.json
}

kept_with_the_exam()
{
	plan
	run 0 dethi build plan.yaml -o b --seed 1 --theme international
	run 0 dethi rebuild b/exam.json
	rm -f dethi.db*
	run 0 dethi render b/exam.json --code 101 -o again.pdf
	same b/de-101.pdf again.pdf
	# Changed in the file, it is noticed.
	jq '.blueprint.theme = "size: 13"' b/exam.json >other.json
	run 1 dethi render other.json --code 101 -o x.pdf
}

own_file()
{
	plan
	check dethi build plan.yaml -o a --seed 1 >/dev/null
	echo 'paper: a5' >own.yaml
	run 0 dethi render a/exam.json --code 101 -o own.pdf --theme own.yaml
	if command -v pdfinfo >/dev/null; then
		pdfinfo own.pdf >out
		has out "419.5"
	fi
	# Only for that printing.
	run 0 dethi rebuild a/exam.json
}

faults()
{
	plan
	echo 'larg-print: true' >own.yaml
	run 1 dethi build plan.yaml -o a --theme own.yaml
	has err "own.yaml:1:1: unknown key 'larg-print'; did you mean 'large-print'?"
	refuse [ -e a ]
	run 3 dethi build plan.yaml -o a --theme nowhere.yaml
	has err nowhere.yaml
	head -c 100000 /dev/zero | tr '\0' '#' >long.yaml
	refuse dethi build plan.yaml -o a --theme long.yaml 2>err
	refuse [ -e a ]
}

# A theme of the school's own, with a logo; the exam keeps all of it.
own_look()
{
	plan
	cp -r "$root/doc/theme" theme
	run 0 dethi build plan.yaml -o b --seed 1 --theme theme/school.yaml
	rm -r theme
	run 0 dethi rebuild b/exam.json
	run 0 dethi render b/exam.json --code 101 -o again.pdf
	same b/de-101.pdf again.pdf
	command -v pdftotext >/dev/null || return 0
	pdftotext -layout again.pdf text
	has text "Bài 1:"
	has text "(A)"
	has text "Phần I."
	has text "(Đề thi có 01 trang)"
	hasnt text "NĂM HỌC"
	hasnt text "{year"
	hasnt text "{minutes"
	check [ "$(pdfimages -list again.pdf | tail -n +3 | wc -l)" -eq 1 ]
}

# Named by the blueprint, beside it.
named_by_the_blueprint()
{
	plan
	mkdir plans
	{ cat plan.yaml; echo 'theme: look.yaml'; } >plans/plan.yaml
	run 3 dethi build plans/plan.yaml -o a --seed 1
	has err plans/look.yaml
	echo 'labels: {question: "Số {n}"}' >plans/look.yaml
	run 0 dethi build plans/plan.yaml -o a --seed 1
	check grep -q 'Số {n}' a/exam.json
	run 0 dethi build plans/plan.yaml -o b --seed 1 --theme official
	refuse grep -q 'Số {n}' b/exam.json
	sed -i 's/look.yaml/international/' plans/plan.yaml
	run 0 dethi build plans/plan.yaml -o c --seed 1
	sed -i 's/international/..\/plan.yaml/' plans/plan.yaml
	run 1 dethi build plans/plan.yaml -o d --seed 1
	has err "not in the blueprint's folder"
	refuse [ -e d ]
}

bad_logos()
{
	plan
	mkdir theme
	echo 'logo: {file: logo.png}' >theme/t.yaml
	run 3 dethi build plan.yaml -o a --theme theme/t.yaml
	has err logo.png
	echo 'not a picture' >theme/logo.png
	run 1 dethi build plan.yaml -o a --theme theme/t.yaml
	has err logo.png
	head -c 300000 /dev/zero >theme/logo.png
	refuse dethi build plan.yaml -o a --theme theme/t.yaml 2>err
	echo 'logo: {file: ../logo.png}' >theme/t.yaml
	run 1 dethi build plan.yaml -o a --theme theme/t.yaml
	has err "theme's folder"
	refuse [ -e a ]
}

TEST official_is_as_usual
TEST kept_with_the_exam
TEST own_file
TEST own_look
TEST named_by_the_blueprint
TEST bad_logos
TEST faults
result
