#include "banks/ladder.h"

static enum level level_of(char letter)
{
	switch (letter) {
	case 'N':
	case 'Y':
		return LEVEL_KNOW;
	case 'H':
	case 'T':
	case 'B':
		return LEVEL_UNDERSTAND;
	case 'V':
	case 'K':
		return LEVEL_APPLY;
	case 'C':
	case 'G':
		return LEVEL_EXTEND;
	default:
		return LEVEL_NONE;
	}
}

static int grade_of(char digit)
{
	if (digit >= '0' && digit <= '2')
		return 10 + (digit - '0');
	return digit >= '6' && digit <= '9' ? digit - '0' : 0;
}

static bool is_place(char c)
{
	return (c >= '1' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* "2D1H3" or "2D1H3-6" */
static bool read_code(struct str s, struct ladder *out)
{
	if (s.len != 5 &&
		!(s.len == 7 && s.ptr[5] == '-' && is_place(s.ptr[6])))
		return false;
	out->grade = grade_of(s.ptr[0]);
	out->level = level_of(s.ptr[3]);
	out->code = s;
	return out->grade && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z' &&
		is_place(s.ptr[2]) && out->level && is_place(s.ptr[4]);
}

bool ladder_read(struct str inside, struct ladder *out)
{
	size_t comma = str_find(inside, ",", 0);
	struct str word = str_trim(inside);

	*out = (struct ladder){0};
	if (read_code(word, out))
		return true;
	*out = (struct ladder){0};
	if (comma != SIZE_MAX)
		word = str_trim(str_sub(inside, comma + 1, inside.len));
	return word.len >= 2 && word.len <= 3 && word.ptr[0] >= 'A' &&
		word.ptr[0] <= 'Z' && level_parse(word, &out->level);
}

/* D: đại số and giải tích, H: hình học; P and L: physics. Of other subjects'
 * letters there is no common use. */
static struct str subject_of(char letter)
{
	if (letter == 'D' || letter == 'H')
		return STR("toan");
	return letter == 'P' || letter == 'L' ? STR("vatli") : STR("");
}

static int chapter_of(char place)
{
	return place <= '9' ? place - '0' : place - 'A' + 10;
}

bool ladder_apply(struct foreign *f, struct question *q,
	const struct ladder *code, struct error *err)
{
	struct str names[2];

	f->topic = STR("");
	if (code->level)
		q->level = code->level;
	if (code->grade)
		q->grade = code->grade;
	if (!code->code.len)
		return true;
	foreign_set_tag(f, q, code->code);
	if (!q->subject.len) {
		q->subject = subject_of(code->code.ptr[1]);
		q->subject_guessed = q->subject.len;
	}
	names[0] = str_format(
		f->arena, "Lớp %d, %c", code->grade, code->code.ptr[1]);
	names[1] = str_format(
		f->arena, "Chương %d", chapter_of(code->code.ptr[2]));
	return foreign_topic(f, names, 1, str_sub(code->code, 0, 2), err) &&
		foreign_topic(f, names, 2, str_sub(code->code, 0, 3), err);
}
