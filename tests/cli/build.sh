#!/bin/sh
# dethi build, render, rebuild: papers and keys, the same bytes for the same
# seed, and all of them or none.
. tests/lib.sh
SOURCE_DATE_EPOCH=1767225600
export SOURCE_DATE_EPOCH

# The shipped bank and the example, in this folder.
begin()
{
	bank_of toan12
	cp "$root/doc/examples/kiem-tra-toan12.yaml" b.yaml
}

# Two folders hold the same files with the same bytes.
same_folders()
{
	check diff -r "$1" "$2"
}

# The fairness report without a PDF reader.
fairness_in_words()
{
	begin
	sed 's/questions: same/questions: different/' b.yaml >d.yaml
	run 0 dethi build b.yaml -o de --seed 1
	run 0 dethi render de/exam.json --what fairness -o f.txt
	check grep -qE '^ +0101 +22 ' f.txt
	check [ "$(awk '{ if (length($0) > 250) n++ } END { print n + 0 }' f.txt)" = 0 ]
	run 0 dethi render de/exam.json --what fairness -o f.html
	check grep -q '<td>0104</td>' f.html
	check [ "$(grep -c '<h2>' f.html)" -ge 3 ]
	hasnt f.html "<script"
	run 0 dethi render de/exam.json --what fairness -o de2
	check cmp de/can-bang.pdf de2/can-bang.pdf
}

# What is aimed at is told and kept, and the same seed finds the same again.
aims()
{
	begin
	cat >a.yaml <<'END'
subject: toan
forms: {count: 3, questions: different}
parts:
  - {name: I, type: choice, points: 0.5, take: [{topic: toan12.1, any: 4}]}
aim:
  - {mean: difficulty, target: 0.65}
  - {sum: seconds, want: alike}
END
	run 0 dethi build a.yaml -o one --seed 5
	has out "Aim, line 6: mean difficulty: at most "
	has out "Aim, line 7: seconds in all: forms are at most "
	run 0 dethi build a.yaml -o two --seed 5 --json
	check jq -e '.aims | length == 2 and .[0].value >= 0 and
		(.[0].enough | type) == "boolean"' out >/dev/null
	check jq -e '.aims | length == 2' two/exam.json >/dev/null
	same_folders one two
	run 0 dethi rebuild one/exam.json
	has out "byte for byte"
	run 0 dethi build a.yaml -o three --seed 5 --time 1
	run 2 dethi build a.yaml -o four --time 0
	sed 's/"value": *[0-9.]*/"value": 0.5/' one/exam.json >changed.json
	run 1 dethi render changed.json -o x.pdf
}

four_codes()
{
	begin
	run 0 dethi build b.yaml -o de --seed 1
	hasnt err "error:"
	has out "0101"
	check [ -s de/exam.json ]
	for code in 0101 0102 0103 0104; do
		check [ "$(find de -name "*$code*.pdf" | wc -l)" -ge 1 ]
	done
	check [ "$(find de -name '*.csv' | wc -l)" -ge 1 ]
	check [ "$(find de -name '*.pdf' | wc -l)" -ge 7 ]
	check jq -e '.seed == "1" and (.forms | length) == 4 and
		[.forms[].code] == ["0101", "0102", "0103", "0104"]' \
		de/exam.json >/dev/null || jq -c '{seed, f: .forms | length}' \
		de/exam.json
	run 0 dethi build b.yaml -o json --seed 1 --json
	check jq -e . out >/dev/null
}

judges_are_content()
{
	begin
	run 0 dethi build b.yaml -o de --seed 1
	for pdf in de/*.pdf; do
		if command -v qpdf >/dev/null; then
			check qpdf --check "$pdf" >q 2>&1
			refuse grep -qi warning q
		fi
		if command -v pdftotext >/dev/null; then
			check pdftotext "$pdf" t 2>q
			check [ ! -s q ] || sed 's/^/# /' q
			check [ -s t ]
			check [ -z "$(pdffonts "$pdf" | sed 1,2d |
				awk '{ if ($(NF - 4) != "yes" ||
					$(NF - 3) != "yes" ||
					$(NF - 2) != "yes") print }')" ]
		fi
		if command -v mutool >/dev/null; then
			# Debian's has no colour profiles, and says so each time.
			mutool draw -q -o /dev/null -r 20 "$pdf" 2>&1 |
				grep -v 'ICC support is not available' >q
			refuse grep -qiE 'error|warning' q
		fi
	done
}

same_seed_same_bytes()
{
	begin
	run 0 dethi build b.yaml -o one --seed 7
	bank_of toan12
	run 0 dethi build b.yaml -o two --seed 7
	same_folders one two
	bank_of toan12
	run 0 env TZ=Asia/Ho_Chi_Minh LANG=vi_VN.UTF-8 LC_ALL=C.UTF-8 \
		dethi build "$PWD/b.yaml" -o three --seed 7
	for pdf in one/*.pdf one/*.csv; do
		same "$pdf" "three/${pdf#one/}"
	done
	bank_of toan12
	run 0 dethi build b.yaml -o other --seed 8
	refuse cmp -s one/exam.json other/exam.json
}

# Adding a form does not reshuffle the others.
more_forms()
{
	begin
	run 0 dethi build b.yaml -o four --seed 3
	bank_of toan12
	run 0 dethi build b.yaml -o six --seed 3 --forms 6
	check [ "$(jq '.forms | length' six/exam.json)" -eq 6 ]
	jq -c '.forms[:4][] | .items // .parts' four/exam.json >a
	jq -c '.forms[:4][] | .items // .parts' six/exam.json >b
	check [ -s a ]
	refuse grep -q null a
	run 0 dethi rebuild six/exam.json
	run 0 dethi build b.yaml -o one --seed 3 --forms 1
	run 0 dethi rebuild one/exam.json
	run 0 dethi render one/exam.json --code 0101 -o one.pdf
}

# No two forms alike, every key right: the letter in the key stands at the
# option that is right in the bank. Keys even, no runs of three.
keys_are_even()
{
	begin
	run 0 dethi build b.yaml -o de --seed 5
	csv=$(find de -name '*.csv' | head -n 1)
	check [ -s "$csv" ] || return
	for column in 2 3 4 5; do
		sed 1d "$csv" | head -n 12 | tr -d '"\r' |
			cut -d, -f$column | tr -d '\n' >letters
		check grep -qE '^[A-D]{12}$' letters || cat letters
		refuse grep -qE 'AAA|BBB|CCC|DDD' letters
		for letter in A B C D; do
			n=$(tr -cd $letter <letters | wc -c)
			check [ "$n" -ge 2 ]
			check [ "$n" -le 4 ]
		done
		cat letters >>all
		echo >>all
	done
	check [ "$(sort -u all | wc -l)" -eq 4 ]
}

# ATTACKS 34: nothing of keys, solutions or feedback is in what pupils get.
papers_tell_nothing()
{
	command -v pdftotext >/dev/null || {
		skip "there is no pdftotext"
		return
	}
	cat >secret.yaml <<'END'
questions:
  - {id: a, type: choice, stem: Câu hỏi, options: [một, hai], key: B, solution: LoiGiaiBiMat, feedback: PhanHoiBiMat, author: TacGiaBiMat, source: NguonBiMat, tags: [TheBiMat], status: approved}
  - {id: b, type: short, stem: Thủ đô?, keys: [DapAnBiMat], solution: LoiGiaiBiMat, status: approved}
  - {id: c, type: numeric, stem: Bao nhiêu?, key: 31415926, solution: LoiGiaiBiMat, status: approved}
  - {id: d, type: essay, stem: Viết., points: 2, rubric: [{text: TieuChiBiMat, points: 2}], solution: LoiGiaiBiMat, status: approved}
  - {id: e, type: statements, stem: Đúng sai?, statements: [{text: x, key: true}, {text: y, key: false}], solution: LoiGiaiBiMat, status: approved}
END
	cat >b.yaml <<'END'
title: T
minutes: 15
language: vi
parts:
  - {name: I, points: 1, take: [{pick: [a, b, c, d, e]}]}
END
	run 0 dethi init
	run 0 dethi import --strict secret.yaml
	run 0 dethi build b.yaml -o de --seed 1
	guide=
	for pdf in de/*.pdf; do
		pdftotext "$pdf" t
		case $pdf in
		*guide* | *solution* | *huong-dan*) guide=$(cat t)$guide ;;
		*key* | *dap-an*) ;;
		*)
			check grep -q 'Viết' t
			for word in BiMat 31415926; do
				hasnt t $word
				refuse grep -aq $word "$pdf"
			done
			;;
		esac
	done
	check [ "$(printf %s "$guide" | grep -c BiMat)" -gt 0 ]
}

cannot_be_met()
{
	begin
	sed 's/know: 2/know: 20/' b.yaml >much.yaml
	cp dethi.db before.db
	run 1 dethi build much.yaml -o de
	has err "much.yaml"
	check [ ! -e de ]
	run 3 dethi build missing.yaml -o de
	check [ ! -e de ]
	run 2 dethi build b.yaml -o de --forms 0
	run 2 dethi build b.yaml -o de --forms 100000
	run 2 dethi build b.yaml -o de --seed x
	run 2 dethi build -o de
	check [ ! -e de ]
	check [ "$(dethi search --json | jq .total)" -gt 0 ]
}

# A folder that holds other things keeps them; a failed build changes nothing.
into_a_folder()
{
	begin
	mkdir de
	echo mine >de/notes.txt
	run 0 dethi build b.yaml -o de --seed 1
	check [ "$(cat de/notes.txt)" = mine ]
	fingerprint de >before
	sed 's/know: 2/know: 20/' b.yaml >much.yaml
	run 1 dethi build much.yaml -o de
	fingerprint de >after
	same before after
	pdf=$(find de -name '*.pdf' | sort | tail -n 1)
	rm "$pdf"
	mkdir "$pdf"
	fingerprint de >before
	run 3 dethi build b.yaml -o de --seed 2
	has err "$pdf"
	fingerprint de >after
	same before after
	echo file >plain
	dethi build b.yaml -o plain >out 2>err
	check [ $? -ne 0 ]
	check [ "$(cat plain)" = file ]
}

render_again()
{
	begin
	run 0 dethi build b.yaml -o de --seed 1
	for what in paper key solutions; do
		run 0 dethi render de/exam.json --what $what -o $what
		check [ "$(find $what -type f | wc -l)" -ge 1 ]
		for file in "$what"/*; do
			same "$file" "de/${file#"$what"/}"
		done
	done
	run 0 dethi -b none.db render de/exam.json --what key -o nobank
	run 1 dethi render de/exam.json --what nonsense -o x
	has err "'nonsense'"
	run 1 dethi render de/exam.json --what matrix -o x
	has err "not yet"
	check [ ! -e x ]
	echo '{}' >exam.json
	run 1 dethi render exam.json --what key -o x
	has err "exam.json"
	check [ ! -e x ]
}

# An exam file that somebody changed is no exam any more.
tampered()
{
	begin
	run 0 dethi build b.yaml -o de --seed 1
	head -c 1000 de/exam.json >cut.json
	run 1 dethi render cut.json --what key -o x
	has err "cut.json:"
	sed 's/"0102"/"0101"/' de/exam.json >twice.json
	run 1 dethi render twice.json --what key -o x
	check [ ! -e x ]
}

rebuilds()
{
	begin
	run 0 dethi build b.yaml -o de --seed 11
	fingerprint de >before
	run 0 dethi rebuild de/exam.json
	fingerprint de >after
	same before after
	# The bank goes on: a new version of a question changes no old exam.
	id=$(jq -r '.questions[0].content.id' de/exam.json)
	run 0 dethi show --yaml "$id"
	{ echo "questions:"; sed 's/Hàm số/Hàm/' out; } >edit.yaml
	dethi import edit.yaml >out 2>err
	run 0 dethi rebuild de/exam.json
	fingerprint de >after
	same before after
	# And what differs is said.
	pdf=$(find de -name '*0101*.pdf' | head -n 1)
	echo >>"$pdf"
	dethi rebuild de/exam.json >out 2>err
	code=$?
	check [ $code -le 1 ]
	check grep -q "$(basename "$pdf")" out err
}

killed()
{
	begin
	run 0 dethi build b.yaml -o whole --seed 2
	for pause in 0.01 0.03 0.06 0.1 0.2 0.3; do
		bank_of toan12
		rm -rf de
		dethi build b.yaml -o de --seed 2 >out 2>&1 &
		victim=$!
		sleep $pause
		kill -9 $victim 2>/dev/null
		wait $victim 2>/dev/null
		[ ! -e de ] || same_folders whole de
		run 0 dethi search --json
	done
	bank_of toan12
	rm -rf de
	run 0 dethi build b.yaml -o de --seed 2
	same_folders whole de
}

# Papers of one exam never lie beside the key of another.
killed_over_an_older_exam()
{
	begin
	run 0 dethi build b.yaml -o old --seed 2
	run 0 dethi build b.yaml -o new --seed 3
	for what in plain subfolder; do
		for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
			rm -rf de
			cp -R old de
			echo mine >de/notes.txt
			[ $what = plain ] || mkdir de/more
			dethi build b.yaml -o de --seed 3 >out 2>&1 &
			victim=$!
			sleep 0.0$((n * 7 % 10))$n
			kill -9 $victim 2>/dev/null
			wait $victim 2>/dev/null
			check [ "$(cat de/notes.txt)" = mine ]
			for file in de/*.pdf de/*.csv de/exam.json; do
				[ -f "$file" ] || continue
				cmp -s "$file" "old/${file#de/}" && echo old
				cmp -s "$file" "new/${file#de/}" && echo new
			done | sort -u >whose
			check [ "$(wc -l <whose)" -le 1 ] || cat whose
		done
	done
	# What the killed ones left is swept when it is surely theirs.
	find . -name '.*new-*' -exec touch -d '1 hour ago' {} +
	run 0 dethi build b.yaml -o de --seed 3
	check [ -z "$(find de .de.new-* -maxdepth 1 -name '.*new-*' 2>/dev/null)" ]
}

disk_full()
{
	begin
	for blocks in 1 8 40; do
		(ulimit -f $blocks && dethi build b.yaml -o de --seed 2) \
			>out 2>err
		code=$?
		check [ $code -eq 3 ] || cat err
		check [ -s err ]
		check [ ! -e de ]
	done
	run 3 dethi build b.yaml -o /dev/null/de
	check [ -z "$(find . -name '*.pdf')" ]
}

read_only_folder()
{
	begin
	plain_user || return
	mkdir locked
	chmod a-w locked
	chmod a+rw dethi.db .
	as_plain dethi build b.yaml -o locked/de >out 2>err
	check [ $? -eq 3 ]
	has err "locked"
	check [ -z "$(ls locked)" ]
}

many_forms()
{
	begin
	run 0 dethi build b.yaml -o de --seed 2 --forms 24
	check [ "$(jq '.forms | length' de/exam.json)" -eq 24 ]
}

TEST fairness_in_words
TEST aims
TEST four_codes
TEST judges_are_content
TEST same_seed_same_bytes
TEST more_forms
TEST keys_are_even
TEST papers_tell_nothing
TEST cannot_be_met
TEST into_a_folder
TEST render_again
TEST tampered
TEST rebuilds
TEST killed
TEST killed_over_an_older_exam
TEST disk_full
TEST read_only_folder
TEST many_forms
result
