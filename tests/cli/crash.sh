#!/bin/sh
# Power cuts, full disks and two hands at once: what was acknowledged stays,
# what was not is not there, and nothing is half there.
. tests/lib.sh

# many N FROM: a bank file of N questions.
many()
{
	seq "$2" $(($2 + $1 - 1)) | awk 'BEGIN { print "questions:" } {
		printf "- {id: q%d, type: choice, stem: \"Câu số %d: đạo hàm của x^%d là gì?\", options: [a, b, c, d], key: A}\n", $1, $1, $1
	}'
}

total()
{
	dethi search --json 2>/dev/null | jq .total
}

# The whole bank, as questions and not as bytes: a rolled back journal may
# leave the bytes of the file otherwise.
content()
{
	dethi export -o - | sha256sum
}

sound_bank()
{
	command -v sqlite3 >/dev/null || return 0
	check [ "$(sqlite3 dethi.db 'pragma integrity_check;')" = ok ]
	check [ -z "$(sqlite3 dethi.db 'pragma foreign_key_check;')" ]
}

# kill -9 at moments spread over an import.
killed_by_the_clock()
{
	bank_of toan6
	many 20000 1 >big.yaml
	before=$(content)
	old=$(total)
	for pause in 0.01 0.05 0.1 0.2 0.3 0.45 0.6 0.8; do
		dethi import big.yaml >out 2>&1 &
		victim=$!
		sleep $pause
		kill -9 $victim 2>/dev/null
		wait $victim 2>/dev/null
		code=$?
		# Between the commit and the end it may be killed as well.
		if [ $code -eq 0 ] || [ "$(content)" != "$before" ]; then
			check [ "$(total)" -eq $((old + 20000)) ]
			sound_bank
			bank_of toan6
			rm -f dethi.db-wal dethi.db-shm
		fi
	done
	sound_bank
	run 0 dethi import big.yaml
	run 0 dethi search --json id:q20000
}

# At the Nth write to the file system, wherever that is.
killed_at_a_write()
{
	can_trace || return
	bank_of toan6
	many 300 1 >more.yaml
	before=$(content)
	cp dethi.db fresh.db
	for n in 1 2 3 5 8 13 21 34 55 89; do
		cp fresh.db dethi.db
		rm -f dethi.db-wal dethi.db-shm
		traced -e inject=pwrite64:signal=KILL:when=$n \
			dethi import more.yaml >out 2>&1
		code=$?
		[ $code -eq 0 ] && continue
		after=$(content)
		# The last writes may come after the commit.
		[ "$after" = "$before" ] ||
			check [ "$(dethi search --json id:q300 |
				jq .total)" = 1 ]
		sound_bank
	done
}

# Writing or syncing fails: exit 3, said why, the bank as before.
disk_fails()
{
	can_trace || return
	bank_of toan6
	many 300 1 >more.yaml
	before=$(content)
	cp dethi.db fresh.db
	for fault in pwrite64:error=ENOSPC:when=1+ \
		pwrite64:error=ENOSPC:when=20+ pwrite64:error=EIO:when=10 \
		fsync,fdatasync:error=EIO:when=1+ \
		fsync,fdatasync:error=EIO:when=2; do
		cp fresh.db dethi.db
		rm -f dethi.db-wal dethi.db-shm
		traced -e "inject=$fault" dethi import more.yaml >out 2>err
		code=$?
		if [ $code -eq 0 ]; then
			check [ "$(total)" -gt 300 ]
			continue
		fi
		check [ $code -eq 3 ] || echo "# exit $code: $fault"
		check [ -s err ]
		check [ "$(content)" = "$before" ] || echo "# $fault"
		sound_bank
	done
}

full_disk()
{
	bank_of toan6
	many 20000 1 >big.yaml
	before=$(content)
	size=$(stat -c %s dethi.db)
	for spare in 0 100 1000; do
		(ulimit -f $((size / 512 + spare)) && dethi import big.yaml) \
			>out 2>err
		check [ $? -eq 3 ]
		check [ -s err ]
		check [ "$(content)" = "$before" ]
	done
	(ulimit -f 4 && dethi -b new.db init) >out 2>err
	check [ $? -eq 3 ]
	check [ ! -s new.db ] || run 1 dethi -b new.db search x
	run 0 dethi import big.yaml
}

# Two imports at once: both come in, or one says that it waited in vain.
two_writers()
{
	run 0 dethi init
	many 3000 1 >one.yaml
	many 3000 5001 >two.yaml
	dethi import one.yaml >out1 2>err1 &
	first=$!
	dethi import two.yaml >out2 2>err2
	code2=$?
	wait $first
	code1=$?
	want=0
	for n in 1 2; do
		eval "code=\$code$n"
		if [ "$code" -eq 0 ]; then
			want=$((want + 3000))
		else
			check [ "$code" -eq 3 ]
			check [ -s err$n ]
		fi
	done
	check [ $want -gt 0 ]
	check [ "$(total)" -eq $want ]
	sound_bank
}

# Who reads does not wait for who writes, and sees all of an import or nothing.
reading_meanwhile()
{
	bank_of toan6
	old=$(total)
	many 20000 1 >big.yaml
	dethi import big.yaml >out 2>err &
	writer=$!
	seen=
	while kill -0 $writer 2>/dev/null; do
		now=$(total)
		case $now in
		"$old" | $((old + 20000))) seen=1 ;;
		*) check false "saw $now questions" ;;
		esac
	done
	wait $writer
	check [ $? -eq 0 ]
	check [ "$seen" ]
	check [ "$(total)" -eq $((old + 20000)) ]
}

TEST killed_by_the_clock
TEST killed_at_a_write
TEST disk_fails
TEST full_disk
TEST two_writers
TEST reading_meanwhile
result
