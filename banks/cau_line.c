#include "banks/cau_line.h"

#include "base/utf8.h"

/* ---- words ---- */

bool cau_begins(struct arena *arena, struct str line, const char *word,
	struct str *rest)
{
	size_t at = 0, len = strlen(word), letters = 0;
	struct str folded;

	while (at < line.len && letters < len) {
		(void)utf8_next(line, &at);
		letters++;
	}
	folded = utf8_fold(arena, str_sub(line, 0, at));
	*rest = str_sub(line, at, line.len);
	return str_is(folded, word);
}

static bool begins_any(struct arena *arena, struct str line,
	const char *const *words, struct str *rest)
{
	for (; *words; words++)
		if (cau_begins(arena, line, *words, rest))
			return true;
	return false;
}

bool cau_has_word(struct arena *arena, struct str line,
	const char *const *words, struct str *rest)
{
	for (; *words; words++)
		if (cau_begins(arena, line, *words, rest)) {
			struct str after = str_trim(*rest);

			if (after.len && !strchr(".:)", after.ptr[0]) &&
				rest->len == after.len)
				continue;
			*rest = after.len && strchr(".:)", after.ptr[0])
				? str_trim(str_sub(after, 1, after.len))
				: after;
			return true;
		}
	return false;
}

/* Digits at the beginning, at most six; 0 when there are none. */
static long take_number(struct str *s)
{
	long number = 0;
	size_t at = 0;

	while (at < s->len && at < 6 && s->ptr[at] >= '0' && s->ptr[at] <= '9')
		number = number * 10 + (s->ptr[at++] - '0');
	*s = str_sub(*s, at, s->len);
	return number;
}

/* A dash of any length with a blank after it. */
static bool take_dash(struct str *s)
{
	static const char *const dashes[] = {"- ", "\u2013 ", "\u2014 ", NULL};

	for (size_t i = 0; dashes[i]; i++)
		if (str_starts(*s, dashes[i])) {
			*s = str_sub(*s, strlen(dashes[i]), s->len);
			return true;
		}
	return false;
}

/* ---- questions ---- */

/* "0,25 điểm", "1.0 point", "2 đ" */
static bool read_points(struct arena *arena, struct str inside, long *points)
{
	static const char *const words[] = {"diem", "d", "point", "points",
		"mark", "marks", "pt", "pts", NULL};
	size_t digits = 0;
	struct decimal value;
	struct str unit;

	while (digits < inside.len &&
		strchr("0123456789.,", inside.ptr[digits]))
		digits++;
	unit = utf8_fold(arena, str_trim(str_sub(inside, digits, inside.len)));
	if (!digits || !decimal_parse(str_sub(inside, 0, digits), &value) ||
		value.places > 3 || value.units <= 0 || value.units > 100000)
		return false;
	for (size_t i = 0; words[i]; i++)
		if (str_is(unit, words[i])) {
			*points = (long)value.units;
			for (int p = value.places; p < 3; p++)
				*points *= 10;
			return true;
		}
	return false;
}

/* "[NB]", "(TH)", "[2D1H3-6]", "(0,25 điểm)" at the beginning of the rest. */
static bool take_bracket(struct arena *arena, struct cau_start *s)
{
	char close = str_starts(s->rest, "[") ? ']' : ')';
	const char end[] = {close, '\0'};
	struct ladder code;
	struct str inside;
	size_t at;

	if (!s->rest.len || !strchr("[(", s->rest.ptr[0]))
		return false;
	at = str_find(s->rest, end, 1);
	if (at == SIZE_MAX || at > 30)
		return false;
	inside = str_trim(str_sub(s->rest, 1, at - 1));
	if (ladder_read(inside, &code)) {
		if (code.level)
			s->code.level = code.level;
		if (code.grade) {
			s->code.grade = code.grade;
			s->code.code = code.code;
		}
	} else if (!read_points(arena, inside, &s->points)) {
		return false;
	}
	s->rest = str_trim(str_sub(s->rest, at + 1, s->rest.len));
	return true;
}

bool cau_start(struct arena *arena, struct str line, struct cau_start *out)
{
	static const char *const words[] = {
		"cau hoi", "cau", "bai", "question", NULL};
	bool separated = false, brackets = false;

	*out = (struct cau_start){0};
	if (!begins_any(arena, line, words, &out->rest))
		return false;
	out->rest = str_trim(out->rest);
	out->number = take_number(&out->rest);
	if (!out->number ||
		(out->rest.len && !strchr(".:)([ \t-\xe2", out->rest.ptr[0])))
		return false;
	out->rest = str_trim(out->rest);
	for (;;) {
		if (take_bracket(arena, out)) {
			brackets = true;
		} else if (!separated && out->rest.len &&
			strchr(".:)", out->rest.ptr[0])) {
			separated = true;
			out->rest = str_sub(out->rest, 1, out->rest.len);
		} else if (separated || !take_dash(&out->rest)) {
			break;
		} else {
			separated = true;
		}
		out->rest = str_trim(out->rest);
	}
	return separated || brackets || !out->rest.len;
}

/* ---- headings ---- */

static bool holds(struct str folded, const char *words)
{
	return str_find(folded, words, 0) != SIZE_MAX;
}

static enum cau_part kind_of(struct str folded)
{
	if (holds(folded, "tra loi ngan") || holds(folded, "dien khuyet"))
		return CAU_SHORT;
	if (holds(folded, "dung sai") || holds(folded, "dung/sai") ||
		holds(folded, "dung - sai") || holds(folded, "dung hoac sai"))
		return CAU_STATEMENTS;
	if (holds(folded, "tu luan"))
		return CAU_ESSAY;
	if (holds(folded, "phuong an") || holds(folded, "trac nghiem"))
		return CAU_CHOICE;
	return CAU_ANY;
}

/* "II", "2", "B" with no letter after it: its number; 0 none. */
static int take_numeral(struct str *s)
{
	static const char *const romans[] = {
		"VIII", "VII", "III", "IV", "VI", "IX", "II", "V", "I"};
	static const int values[] = {8, 7, 3, 4, 6, 9, 2, 5, 1};
	struct str rest = *s;
	int number = 0;

	for (size_t i = 0; i < sizeof values / sizeof *values && !number; i++)
		if (str_starts(*s, romans[i])) {
			number = values[i];
			rest = str_sub(*s, strlen(romans[i]), s->len);
		}
	if (!number && s->len && s->ptr[0] >= 'A' && s->ptr[0] <= 'H') {
		number = s->ptr[0] - 'A' + 1;
		rest = str_sub(*s, 1, s->len);
	} else if (!number) {
		number = (int)take_number(&rest);
	}
	if (!number || number > 20 ||
		(rest.len && !strchr(".:)- \t\xe2", rest.ptr[0])))
		return 0;
	*s = rest;
	return number;
}

bool cau_heading(struct arena *arena, struct str line, struct cau_heading *out)
{
	static const char *const parts[] = {"phan ", "part ", "section ", NULL};
	static const char *const names[] = {"phan trac nghiem", "phan tu luan",
		"phan cau hoi", "cau trac nghiem", "cau hoi trac nghiem",
		"trac nghiem", "tu luan", "cau hoi tu luan", NULL};
	struct str rest, named = line, ignored;

	*out = (struct cau_heading){.kind = kind_of(utf8_fold(arena, line))};
	if (begins_any(arena, line, parts, &rest)) {
		rest = str_trim(rest);
		out->number = take_numeral(&rest);
		if (out->number)
			return true;
	} else {
		out->number = take_numeral(&named);
		if (out->number && (!named.len || !strchr(".:)", named.ptr[0])))
			return false;
		if (out->number)
			named = str_trim(str_sub(named, 1, named.len));
	}
	return named.len && line.len < 200 &&
		begins_any(arena, named, names, &ignored) &&
		utf8_lower(arena, str_sub(named, 0, 1)).ptr[0] != named.ptr[0];
}

bool cau_furniture(struct arena *arena, struct str line, bool *end)
{
	static const char *const ends[] = {"het", "the end", "end", NULL};
	static const char *const rules = "-_.*= \t";
	struct str core = line, rest;

	*end = false;
	for (bool more = true; more && core.len;) {
		more = true;
		if (strchr(rules, core.ptr[0]))
			core = str_sub(core, 1, core.len);
		else if (strchr(rules, core.ptr[core.len - 1]))
			core.len--;
		else if (core.len >= 3 &&
			(!memcmp(core.ptr, "\u2013", 3) ||
				!memcmp(core.ptr, "\u2014", 3) ||
				!memcmp(core.ptr, "\u2026", 3)))
			core = str_sub(core, 3, core.len);
		else if (str_ends(core, "\u2013") || str_ends(core, "\u2014") ||
			str_ends(core, "\u2026"))
			core.len -= 3;
		else
			more = false;
	}
	if (!core.len)
		return line.len >= 3;
	for (size_t i = 0; ends[i] && !*end; i++)
		*end = cau_begins(arena, core, ends[i], &rest) && !rest.len;
	if (*end)
		return true;
	if (!cau_begins(arena, line, "trang ", &rest) &&
		!cau_begins(arena, line, "page ", &rest))
		return false;
	for (size_t i = 0; i < rest.len; i++)
		if (!strchr("0123456789/- ", rest.ptr[i]))
			return i && holds(utf8_fold(arena, rest), "ma de");
	return rest.len > 0;
}

/* ---- instructions ---- */

/* Whether what stands between two numbers joins them to a range. */
static bool joins(struct arena *arena, struct str between)
{
	static const char *const words[] = {"-", "\u2013", "\u2014", "to",
		"and", "den", "va", "den cau", "va cau", "den cau hoi",
		"through", ",", NULL};
	struct str folded = utf8_fold(arena, str_trim(between));

	for (size_t i = 0; words[i]; i++)
		if (str_is(folded, words[i]))
			return true;
	return false;
}

bool cau_range(struct arena *arena, struct str line, struct cau_range *out)
{
	long before = 0;
	size_t end = 0;

	for (size_t at = 0; at < line.len;) {
		struct str rest = str_sub(line, at, line.len);
		long number;

		if (line.ptr[at] < '0' || line.ptr[at] > '9') {
			at++;
			continue;
		}
		number = take_number(&rest);
		if (before > 0 && number > before && number - before < 50 &&
			number < 1000 &&
			joins(arena, str_sub(line, end, at - end))) {
			*out = (struct cau_range){before, number};
			return true;
		}
		before = number;
		end = at = line.len - rest.len;
	}
	return false;
}

bool cau_instruction(
	struct arena *arena, struct str line, struct cau_range *out)
{
	static const char *const english[] = {"read the following",
		"read the passage", "mark the letter", "choose the ",
		"listen to ", "read the text", NULL};
	static const char *const vietnamese[] = {"doc ", "dua vao ", "su dung ",
		"dung ", "cho ", "tu ", "cac cau ", "xem ", NULL};
	struct str rest, folded;

	*out = (struct cau_range){0};
	if (begins_any(arena, line, english, &rest)) {
		(void)cau_range(arena, line, out);
		return true;
	}
	folded = utf8_fold(arena, line);
	return begins_any(arena, line, vietnamese, &rest) &&
		holds(folded, " cau ") && cau_range(arena, line, out);
}

/* ---- options ---- */

size_t cau_label_at(
	struct str line, size_t at, bool small, struct cau_label *out)
{
	char first = small ? 'a' : 'A', c;

	*out = (struct cau_label){0};
	for (; at < line.len && strchr("*#", line.ptr[at]); at++) {
		out->star |= line.ptr[at] == '*';
		out->pinned |= line.ptr[at] == '#';
	}
	if (at + 1 >= line.len || !strchr(small ? ")" : ".)", line.ptr[at + 1]))
		return SIZE_MAX;
	c = line.ptr[at];
	if (c < first || c >= first + CAU_OPTIONS)
		return SIZE_MAX;
	out->text = at + 2;
	return (size_t)(c - first);
}

size_t cau_label_next(struct str line, size_t from, size_t expected, bool small)
{
	for (size_t at = from; at < line.len; at++) {
		struct cau_label label;

		if (at && !strchr(" \t", line.ptr[at - 1]))
			continue;
		if (cau_label_at(line, at, small, &label) == expected)
			return at;
	}
	return SIZE_MAX;
}

size_t cau_options_within(struct str line)
{
	size_t a = cau_label_next(line, 1, 0, false), b, c;

	if (a == SIZE_MAX)
		return SIZE_MAX;
	b = cau_label_next(line, a + 2, 1, false);
	if (b == SIZE_MAX)
		return SIZE_MAX;
	c = cau_label_next(line, b + 2, 2, false);
	return c != SIZE_MAX ? a : SIZE_MAX;
}
