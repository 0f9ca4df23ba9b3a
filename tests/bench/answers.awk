# answers.awk: a table of made-up answers to an exam, for as many people as
# `people`; lines of its input are "code TAB key TAB key…". Six tenths of the
# answers are the key, one twentieth is blank.
function random()
{
	seed = (seed * 16807) % 2147483647
	return seed / 2147483647
}
function wrong(key)
{
	if (key ~ /^[A-D]$/)
		return substr("ABCD", 1 + int(4 * random()), 1)
	if (key ~ /^[ĐS]+$/)
		return random() < 0.5 ? "ĐSSĐ" : "SĐĐS"
	return int(100 * random())
}
BEGIN {
	FS = "\t"
	seed = 7
}
{
	code[NR] = $1
	count = NF - 1
	for (i = 1; i <= count; i++) {
		gsub(/ /, "", $(i + 1))
		key[NR, i] = $(i + 1)
	}
}
END {
	printf "SBD,Họ và tên,Lớp,Mã đề"
	for (i = 1; i <= count; i++)
		printf ",%d", i
	print ""
	for (p = 1; p <= people; p++) {
		form = 1 + int(NR * random())
		printf "%06d,Nguyễn Văn %d,12A%d,%s", p, p, p % 40, code[form]
		for (i = 1; i <= count; i++) {
			r = random()
			answer = r < 0.6 ? key[form, i] : \
				r < 0.65 ? "" : wrong(key[form, i])
			printf answer ~ /,/ ? ",\"%s\"" : ",%s", answer
		}
		print ""
	}
}
