#include <stdio.h>
#include <string.h>

#include "tests/content/check.h"

/* banks/data/mau-tienganh.yaml: a grammar of our own, small as it is. It reads
 * the sentences as pupils see them. */

static bool has(struct str text, const char *words)
{
	return str_find(text, words, 0) != SIZE_MAX;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Base, past, past participle. */
static const char *const irregular[][3] = {
	{"begin", "began", "begun"},
	{"break", "broke", "broken"},
	{"build", "built", "built"},
	{"choose", "chose", "chosen"},
	{"draw", "drew", "drawn"},
	{"drive", "drove", "driven"},
	{"eat", "ate", "eaten"},
	{"find", "found", "found"},
	{"fly", "flew", "flown"},
	{"forget", "forgot", "forgotten"},
	{"get", "got", "got"},
	{"give", "gave", "given"},
	{"go", "went", "gone"},
	{"grow", "grew", "grown"},
	{"have", "had", "had"},
	{"see", "saw", "seen"},
	{"sell", "sold", "sold"},
	{"sing", "sang", "sung"},
	{"speak", "spoke", "spoken"},
	{"swim", "swam", "swum"},
	{"take", "took", "taken"},
	{"write", "wrote", "written"},
};

/* form 1: past, 2: past participle. Regular ones by the rules of spelling, as
 * far as our verbs want them. */
static const char *verb(struct str base, int form)
{
	static char regular[32];

	for (size_t i = 0; i < COUNT(irregular); i++)
		if (str_is(base, irregular[i][0]))
			return irregular[i][form];
	if (str_is(base, "study"))
		return "studied";
	snprintf(regular, sizeof regular, "%.*s%s", STR_ARG(base),
		str_ends(base, "e") ? "d" : "ed");
	return regular;
}

/* He goes, studies, has. */
static const char *third_person(struct str base)
{
	static char form[32];

	if (str_is(base, "have"))
		return "has";
	if (str_is(base, "study"))
		return "studies";
	snprintf(form, sizeof form, "%.*s%s", STR_ARG(base),
		str_ends(base, "o") ? "es" : "s");
	return form;
}

static const char *gerund(struct str base)
{
	static char form[32];

	if (str_ends(base, "e"))
		base.len--;
	snprintf(form, sizeof form, "%.*sing", STR_ARG(base));
	return form;
}

static bool past(const struct question *q, const struct drawn *d)
{
	return key_reads(q, verb(drawn_text(d, "v.base"), 1));
}

static bool participle(const struct question *q, const struct drawn *d)
{
	bool one = has(q->stem, "Lan") || has(q->stem, "neighbour");

	return has(q->stem, one ? " has ______" : " have ______") &&
		key_reads(q, verb(drawn_text(d, "v.base"), 2));
}

static bool tense(const struct question *q, const struct drawn *d)
{
	struct str base = drawn_text(d, "v.base");
	char want[64];

	if (has(q->stem, "Look!"))
		snprintf(want, sizeof want, "is %s", gerund(base));
	else if (has(q->stem, "o'clock yesterday"))
		snprintf(want, sizeof want, "was %s", gerund(base));
	else if (has(q->stem, "every Sunday"))
		snprintf(want, sizeof want, "%s", third_person(base));
	else if (has(q->stem, "last Sunday"))
		snprintf(want, sizeof want, "%s", verb(base, 1));
	else if (has(q->stem, "So far"))
		snprintf(want, sizeof want, "has %s", verb(base, 2));
	else
		snprintf(want, sizeof want, "will %.*s", STR_ARG(base));
	return key_reads(q, want);
}

/* By the sound that follows the gap. */
static bool articles(const struct question *q, const struct drawn *d)
{
	static const char *const consonant[] = {
		"uni", "Eur", "use", "one-", "yellow"};
	struct str rest = q->stem, word;
	size_t gap = 0;

	(void)d;
	for (; gap < q->gap_count; gap++) {
		size_t at = str_find(rest, "}} ", 0);
		bool vowel;

		if (at == SIZE_MAX)
			return false;
		rest = word = str_sub(rest, at + 3, rest.len);
		vowel = strchr("aeiouAEIOU", word.ptr[0]) ||
			str_starts(word, "hour") || str_starts(word, "honest");
		for (size_t i = 0; i < COUNT(consonant); i++)
			vowel &= !str_starts(word, consonant[i]);
		if (!gap_reads(q, gap, vowel ? "an" : "a"))
			return false;
	}
	return gap == 4;
}

static bool preposition(const struct question *q, const struct drawn *d)
{
	static const char *const days[] = {"Monday", "Friday", "20th", "Day"};
	static const char *const points[] = {
		"o'clock", "half past", "noon", "midnight"};
	struct str time = drawn_text(d, "t.x");
	const char *want = "in";

	for (size_t i = 0; i < COUNT(points); i++)
		if (has(time, points[i]) && !has(time, "after"))
			want = "at";
	for (size_t i = 0; i < COUNT(days); i++)
		if (has(time, days[i]))
			want = "on";
	return key_reads(q, want);
}

static bool comparison(const struct question *q, const struct drawn *d)
{
	static const char *const words[][4] = {
		{"tall", "taller", "shorter"},
		{"long", "longer", "shorter"},
		{"kg", "heavier", "lighter", "heavy"},
		{"deep", "deeper", "shallower"},
		{"high", "higher", "lower"},
		{"wide", "wider", "narrower"},
	};
	bool heavy = has(q->stem, " weighs ");
	const char *verb_of = heavy ? " weighs " : " is ";
	double a = number_after(q->stem, verb_of), b;
	struct str rest = q->stem;
	size_t row = 0;
	char want[40];

	rest = str_sub(rest, str_find(rest, ". ", 0), rest.len);
	b = number_after(rest, verb_of);
	while (row < COUNT(words) && !has(drawn_text(d, "s.u"), words[row][0]))
		row++;
	if (row == COUNT(words))
		return false;
	if (same_number(a, b))
		snprintf(want, sizeof want, "as %s as",
			words[row][heavy ? 3 : 0]);
	else
		snprintf(want, sizeof want, "%s than",
			words[row][a > b ? 1 : 2]);
	return key_reads(q, want);
}

static bool conditional(const struct question *q, const struct drawn *d)
{
	struct str base = drawn_text(d, "v.base");

	return key_reads(q,
		has(q->stem, "e will ") ? third_person(base) : verb(base, 1));
}

static bool passive(const struct question *q, const struct drawn *d)
{
	static const char *const many[] = {
		"walls", "uniforms", "trees", "guidebooks", "photos"};
	struct str base = drawn_text(d, "v.base");
	bool plural = false;
	const char *be;
	char want[64];

	for (size_t i = 0; i < COUNT(many); i++)
		plural |= has(q->stem, many[i]);
	if (has(q->stem, "They will"))
		be = "will be";
	else if (has(q->stem, "They have"))
		be = plural ? "have been" : "has been";
	else if (has(q->stem, "They are going"))
		be = plural ? "are going to be" : "is going to be";
	else
		be = plural ? "were" : "was";
	snprintf(want, sizeof want, "%s %s", be, verb(base, 2));
	return key_reads(q, want);
}

static bool reported(const struct question *q, const struct drawn *d)
{
	struct str base = drawn_text(d, "v.base");
	struct str who = drawn_text(d, "who.n"), what = drawn_text(d, "v.o");
	bool she = str_is(who, "Lan") || str_is(who, "Mai");
	char shifted[40], want[160];
	const char *time = "the day before";

	if (has(q->stem, " now.")) {
		snprintf(shifted, sizeof shifted, "was %s", gerund(base));
		time = "then";
	} else if (has(q->stem, "tomorrow")) {
		snprintf(shifted, sizeof shifted, "would %.*s", STR_ARG(base));
		time = "the next day";
	} else {
		snprintf(shifted, sizeof shifted, "had %s", verb(base, 2));
	}
	snprintf(want, sizeof want, "%.*s said that %s %s %.*s %s.",
		STR_ARG(who), she ? "she" : "he", shifted, STR_ARG(what), time);
	return key_reads(q, want);
}

static bool tag(const struct question *q, const struct drawn *d)
{
	static const char *const helpers[][2] = {{"can't", "can"},
		{"isn't", "is"}, {"doesn't", "does"}, {"hasn't", "has"},
		{"wasn't", "was"}, {"didn't", "did"}, {"won't", "will"}};
	struct str who = drawn_text(d, "who.n"), first, rest;
	bool she = str_is(who, "Lan") || str_is(who, "Mai");
	char want[32];

	/* The word after the name is the helping verb, or the verb itself. */
	rest = str_sub(q->stem, str_find(q->stem, "\n", 0), q->stem.len);
	rest = str_trim(rest);
	if (!str_cut(&rest, ' ', &first) || !str_equal(first, who) ||
		!str_cut(&rest, ' ', &first))
		return false;
	if (str_is(first, "lives"))
		first = STR("does");
	if (str_is(first, "went"))
		first = STR("did");
	for (size_t i = 0; i < COUNT(helpers); i++)
		for (int k = 0; k < 2; k++)
			if (str_is(first, helpers[i][k])) {
				snprintf(want, sizeof want, "%s %s",
					helpers[i][1 - k], she ? "she" : "he");
				return key_reads(q, want);
			}
	return false;
}

static bool forms_of_words(const struct question *q, const struct drawn *d)
{
	static const char *const forms[][3] = {
		{"Air ______", "pollute", "pollution"},
		{"is ______ to swim", "danger", "dangerous"},
		{"looks ______", "beauty", "beautiful"},
		{"was ______, and", "success", "successful"},
		{"drive ______", "care", "carefully"},
		{"important ______ in history", "invent", "inventions"},
		{"means of ______", "communicate", "communication"},
		{"would be ______", "possible", "impossible"},
		{"______ used", "wide", "widely"},
		{"will ______ your heart", "strong", "strengthen"},
		{"important ______ about", "decide", "decision"},
		{"sign of ______", "honest", "dishonesty"},
		{"singing ______", "compete", "competition"},
		{"called ______ volcanoes", "act", "active"},
	};

	(void)d;
	for (size_t i = 0; i < COUNT(forms); i++)
		if (has(q->stem, forms[i][0]))
			return has(q->stem, forms[i][1]) &&
				key_reads(q, forms[i][2]);
	return false;
}

static bool environment(const struct question *q, const struct drawn *d)
{
	static const char *const words[][2] = {
		{"biodiversity", "đa dạng sinh học"},
		{"deforestation", "nạn phá rừng"},
		{"drought", "hạn hán"},
		{"endangered species", "loài có nguy cơ tuyệt chủng"},
		{"flood", "lũ lụt"},
		{"fossil fuel", "nhiên liệu hoá thạch"},
		{"global warming", "sự nóng lên toàn cầu"},
		{"habitat", "môi trường sống"},
		{"recycling", "sự tái chế"},
		{"renewable energy", "năng lượng tái tạo"},
		{"rubbish dump", "bãi rác"},
		{"wildlife", "động vật hoang dã"},
	};
	size_t right = 0;

	(void)d;
	for (size_t i = 0; i < q->pair_count; i++)
		for (size_t k = 0; k < COUNT(words); k++)
			if (str_is(q->pairs[i].left, words[k][0]))
				right += pair_reads(q, i, words[k][1]);
	return right == 4 && q->pair_count == 4 && q->distractor_count == 1;
}

const struct check_template check_tienganh[] = {
	{"mau-tienganh-001", past},
	{"mau-tienganh-002", participle},
	{"mau-tienganh-003", tense},
	{"mau-tienganh-004", articles},
	{"mau-tienganh-005", preposition},
	{"mau-tienganh-006", comparison},
	{"mau-tienganh-007", conditional},
	{"mau-tienganh-008", passive},
	{"mau-tienganh-009", reported},
	{"mau-tienganh-010", tag},
	{"mau-tienganh-011", forms_of_words},
	{"mau-tienganh-012", environment},
	{NULL, NULL},
};
