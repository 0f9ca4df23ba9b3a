#!/bin/sh
# dethi analyse: figures of a bare table.
. tests/lib.sh

table()
{
	printf 'id,i1,i2,i3,sex\na,1,1,1,f\nb,1,1,0,m\nc,1,0,1,f\nd,1,0,0,m\n' \
		>t.csv
	printf 'e,0,1,0,f\nf,0,0,0,m\n' >>t.csv
}

scores()
{
	table
	cut -d, -f1-4 t.csv >s.csv
	run 0 dethi analyse s.csv --json
	check jq -e '.alpha > 0.3636 and .alpha < 0.3637' out >/dev/null
	check jq -e '.item[0].facility > 0.66 and (.item | length) == 3' out \
		>/dev/null
	run 0 dethi analyse s.csv -o items.csv
	has out "6 people, 3 items"
	check grep -q '^i1,6,0,0.666667,' items.csv
	run 0 dethi analyse s.csv --model rasch --json
	check jq -e '.irt.model == "rasch" and .irt.items == 3' out >/dev/null
}

letters_and_groups()
{
	printf '1,2\nA,B\nA,C\nB,B\nD,B\n' >l.csv
	run 0 dethi analyse l.csv --key AB --json
	check jq -e '.item[0].options[0].count == 2' out >/dev/null
	run 1 dethi analyse l.csv
	has err "--key must have the right one of each of the 2 items"
	table
	run 0 dethi analyse t.csv --group sex --json
	check jq -e '.item[0].difClass' out >/dev/null
	run 1 dethi analyse t.csv --group nothing
}

what_is_wrong()
{
	table
	run 3 dethi analyse none.csv
	run 2 dethi analyse t.csv --model 4pl
	run 2 dethi analyse
	printf 'id,1\nx,1\ny,7z\n' >bad.csv
	run 1 dethi analyse bad.csv
	has err "bad.csv:3"
	: >empty.csv
	run 1 dethi analyse empty.csv
	head -c 3000 /dev/urandom >noise.csv
	dethi analyse noise.csv >out 2>err </dev/null
	check [ $? -le 1 ]
}

# A report that runs nothing, whatever the table calls its items.
report()
{
	{
		echo 'id,"<script>x</script>",i2,i3'
		for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
			echo "$i,$((i % 2)),$((i > 4)),$((i > 7))"
		done
	} >table.csv
	run 0 dethi analyse table.csv --model rasch -o report.html
	check grep -q "default-src 'none'" report.html
	check [ "$(grep -c '<svg' report.html)" = 5 ]
	refuse grep -q '<script' report.html
	check grep -q '&lt;script&gt;x' report.html
	run 0 dethi --lang vi analyse table.csv -o bao-cao.html
	check grep -q 'Từng câu' bao-cao.html
	run 0 dethi analyse table.csv --model 3pl --json
	check jq -e '.irt.model == "3pl" and .item[1].c > 0 and (.person | length) == 12 and .person[0].id == "1"' out >/dev/null
	run 2 dethi analyse table.csv --model 4pl
}

# Who lacks an answer counts otherwise by --missing; --json has both.
missing()
{
	printf 'id,a,b,c\n1,1,1,1\n2,0,1,0\n3,,1,1\n4,0,0,0\n5,1,NA,1\n' >m.csv
	run 0 dethi analyse m.csv --json
	check jq -e '.people == 5 and .item[0].missing == 1 and .item[0].mean == 0.5 and .complete.people == 3' out >/dev/null
	cp out skip.json
	run 0 dethi analyse m.csv --json --missing drop
	check jq -e --slurpfile s skip.json '.people == 3 and .alpha == $s[0].complete.alpha and (.complete | not)' out >/dev/null
	run 0 dethi analyse m.csv --json --missing wrong
	check jq -e '.people == 5 and .item[0].mean == 0.4 and .item[0].omitted == 1' out >/dev/null
	run 1 dethi analyse m.csv --save
	printf 'a,b\n1,\n,1\n' >none.csv
	run 1 dethi analyse none.csv --missing drop
	has err "nobody is left"
	run 0 dethi analyse none.csv
}

# The same on paper; everything drawn is within the page.
printed()
{
	echo 'id,một,hai,ba,bốn' >l.csv
	for i in 1 2 3 4 5 6 7 8 9; do
		for row in A,B,C,D A,B,A,A B,B,C,D A,C,C,D C,B,C,A; do
			echo "$i,$row" >>l.csv
		done
	done
	run 0 dethi --lang vi analyse l.csv --key ABCD --model 2pl -o r.pdf
	pdftotext -layout r.pdf r.txt
	has r.txt "Phân tích câu hỏi: l.csv"
	has r.txt "45 người, 4 câu"
	has r.txt "yếu nhất"
	has r.txt "80 %"
	check [ "$(pdfinfo r.pdf | sed -n 's/^Pages: *//p')" -le 2 ]
	# The same answers give the same bytes.
	run 0 dethi --lang vi analyse l.csv --key ABCD --model 2pl -o again.pdf
	same r.pdf again.pdf
	# Nothing that can be had is nothing to fall over.
	printf 'id,a,b\n1,1,1\n' >one.csv
	run 0 dethi analyse one.csv --model 2pl -o one.pdf
	run 0 dethi analyse one.csv -o one.html
	printf 'id,a,b\n1,,\n2,,\n' >blank.csv
	run 0 dethi analyse blank.csv --model rasch -o blank.pdf
}

# By items known on another scale: there all is half a unit harder.
linked()
{
	awk 'BEGIN { print "id,i1,i2,i3,i4"; srand(4); for (p = 1; p <= 300; p++) {
		t = rand() + rand() + rand() - 1.5; line = p
		for (i = 0; i < 4; i++)
			line = line "," (rand() < 1 / (1 + exp(-3 * t + i - 1.5)))
		print line } }' >t.csv
	run 0 dethi analyse t.csv --model 2pl -o items.csv
	check [ "$(head -n 1 items.csv | tr , '\n' | sed -n '10p;14p')" = "a
b" ]
	awk -F, -v OFS=, 'NR > 1 { $14 = $14 + 0.5 } NR != 4' items.csv >bank.csv
	for method in stocking-lord haebara mean-sigma; do
		run 0 dethi analyse t.csv --model 2pl --anchors bank.csv \
			--link $method --json
		check jq -e --arg m $method '.irt.link | .method == $m and .anchors == 3 and
			(.slope - 1 | fabs) < 1e-4 and (.intercept - 0.5 | fabs) < 1e-4' out >/dev/null
	done
	run 0 dethi analyse t.csv --model 2pl --anchors bank.csv
	has out "On the bank's scale by 3 common items (stocking-lord)"
	run 2 dethi analyse t.csv --anchors bank.csv
	run 2 dethi analyse t.csv --model 2pl --anchors bank.csv --link luck
	run 1 dethi analyse t.csv --model 2pl --anchors bank
	run 1 dethi analyse t.csv --model 2pl --anchors t.csv
	head -n 1 items.csv >none.csv
	run 1 dethi analyse t.csv --model 2pl --anchors none.csv
	has err "too few"
}

TEST scores
TEST letters_and_groups
TEST what_is_wrong
TEST report
TEST missing
TEST printed
TEST linked
result
