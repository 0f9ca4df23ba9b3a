/* SPDX-License-Identifier: MIT
 * What can be computed in the English bank: sounds and stress from
 * transcriptions, sentence orders from the links between sentences, and
 * times and ages from the notices and stories. */
#include "tests/content/solve.h"

#include <stddef.h>
#include <string.h>

/* The one value of four that differs from the other three. */
static char odd_one(const int v[4])
{
	for (int i = 0; i < 4; i++) {
		int same = 0;

		for (int j = 0; j < 4; j++)
			same += v[j] == v[i];
		if (same == 1)
			return (char)('A' + i);
	}
	return '?';
}

/* ---- Sounds, in ARPAbet as pronouncing dictionaries write them ---- */

enum ending { SOUND_D, SOUND_T, SOUND_ID };

static const char *last_sound(const char *phones)
{
	const char *space = strrchr(phones, ' ');

	return space ? space + 1 : phones;
}

static int one_of(const char *sound, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(sound, *list))
			return 1;
	return 0;
}

/* The sound of -ed after a verb whose base form is spoken so. */
static int ending_of(const char *base)
{
	static const char *const stops[] = {"T", "D", NULL};
	static const char *const voiceless[] = {
		"P", "K", "F", "S", "SH", "CH", "TH", NULL};
	const char *last = last_sound(base);

	if (one_of(last, stops))
		return SOUND_ID;
	return one_of(last, voiceless) ? SOUND_T : SOUND_D;
}

static char p001(void)
{
	static const char *const base[4] = {"P R IH0 Z ER1 V", "R IH0 D UW1 S",
		"R IY0 S AY1 K AH0 L", "R IY0 Y UW1 Z"};
	int v[4];

	for (int i = 0; i < 4; i++)
		v[i] = ending_of(base[i]);
	return odd_one(v);
}

static char p008(void)
{
	static const char *const base[3] = {
		"R IY1 CH", "HH EH1 L P", "AE1 S K"};
	/* "naked" comes of no verb: its last syllable is a vowel and D. */
	int v[4] = {0, 0, 0, SOUND_ID};

	for (int i = 0; i < 3; i++)
		v[i] = ending_of(base[i]);
	return odd_one(v);
}

/* The n-th sound (from 0) of each word, stress marks aside. */
static char differing_sound(const char *const word[4], const int n[4])
{
	int v[4];

	for (int i = 0; i < 4; i++) {
		const char *p = word[i];

		for (int k = 0; k < n[i]; k++)
			p = strchr(p, ' ') + 1;
		v[i] = p[0] * 256 + (p[1] == ' ' ? 0 : p[1]);
	}
	return odd_one(v);
}

static char p002(void)
{
	static const char *const word[4] = {"L EY1 B ER0", "D EY1 N JH ER0",
		"N EY1 T IH0 V", "M AE1 M AH0 L"};
	static const int at[4] = {1, 1, 1, 1};

	return differing_sound(word, at);
}

static char p003(void)
{
	static const char *const word[4] = {"AH0 CH IY1 V M AH0 N T",
		"AA1 R K IH0 T EH2 K T", "AO1 R K AH0 S T R AH0",
		"T EH0 K N AA1 L AH0 JH IY0"};
	static const int at[4] = {1, 2, 2, 2};

	return differing_sound(word, at);
}

/* Which syllable carries the main stress, counted from 1. */
static int stressed(const char *phones)
{
	int syllable = 0;

	for (; *phones; phones++) {
		if (*phones >= '0' && *phones <= '2')
			syllable++;
		if (*phones == '1')
			return syllable;
	}
	return 0;
}

static char differing_stress(const char *const word[4])
{
	int v[4];

	for (int i = 0; i < 4; i++)
		v[i] = stressed(word[i]);
	return odd_one(v);
}

static char p004(void)
{
	static const char *const word[4] = {"K ER0 IH1 R", "D IH0 G R IY1",
		"W AY1 L D L AY2 F", "S AH0 P AO1 R T"};

	return differing_stress(word);
}

static char p005(void)
{
	static const char *const word[4] = {"HH AE1 B IH0 T AE2 T",
		"IH0 M P L OY1 ER0", "IH1 N F L UW0 AH0 N S",
		"K EH1 R IH0 K T ER0"};

	return differing_stress(word);
}

static char p006(void)
{
	static const char *const word[4] = {"IY2 K AH0 N AA1 M IH0 K",
		"R IH0 S P AA1 N S AH0 B AH0 L", "AH0 B IH1 L AH0 T IY0",
		"K AH0 M Y UW1 N AH0 T IY0"};

	return differing_stress(word);
}

/* Noun and verb of one spelling; the sentence says which is meant. */
static char p007(void)
{
	static const struct {
		const char *noun, *verb;
		int is_noun;
	} word[4] = {
		{"AA1 B JH EH0 K T", "AH0 B JH EH1 K T", 0},
		{"P R OW1 D UW0 S", "P R AH0 D UW1 S", 0},
		{"R EH1 K ER0 D Z", "R IH0 K AO1 R D Z", 1},
		{"P R EH1 Z AH0 N T", "P R IY0 Z EH1 N T", 0},
	};
	char found = '?';

	for (int i = 0; i < 4; i++) {
		const char *said =
			word[i].is_noun ? word[i].noun : word[i].verb;

		if (stressed(said) != 1)
			continue;
		if (found != '?')
			return '?';
		found = (char)('A' + i);
	}
	return found;
}

/* ---- Sentence orders: links are pairs, the first before the second ---- */

static int keeps(const char *order, const char *const *links)
{
	for (; *links; links++)
		if (strchr(order, (*links)[0]) > strchr(order, (*links)[1]))
			return 0;
	return 1;
}

static char only_order(const char *const option[4], const char *const *links)
{
	char found = '?';

	for (int i = 0; i < 4; i++) {
		if (!keeps(option[i], links))
			continue;
		if (found != '?')
			return '?';
		found = (char)('A' + i);
	}
	return found;
}

static char s001(void)
{
	static const char *const option[4] = {"abc", "cab", "bac", "cba"};
	/* "it" is the paper; b answers a */
	static const char *const links[] = {"ca", "cb", "ab", NULL};

	return only_order(option, links);
}

static char s002(void)
{
	static const char *const option[4] = {
		"bdeac", "baedc", "eabdc", "bdcae"};
	/* a greeting is returned, a question is answered, then praised */
	static const char *const links[] = {"bd", "de", "ea", "ac", NULL};

	return only_order(option, links);
}

static char s003(void)
{
	static const char *const option[4] = {
		"cadeb", "dacbe", "cdaeb", "cdeab"};
	/* purpose first, "At first" before "however", "Now" after it */
	static const char *const links[] = {"cd", "da", "ae", "eb", NULL};

	return only_order(option, links);
}

static char s004(void)
{
	static const char *const option[4] = {
		"bcdea", "dbcea", "bdeac", "bdcea"};
	/* roof, "it", "They", then what grew and "these plants" */
	static const char *const links[] = {"bd", "dc", "ce", "ea", NULL};

	return only_order(option, links);
}

static char s005(void)
{
	static const char *const option[4] = {
		"ecabd", "caedb", "ceadb", "cedab"};
	/* "stages" before "First", "First" before "then", release last */
	static const char *const links[] = {"ce", "ea", "ad", "db", NULL};

	return only_order(option, links);
}

static char s006(void)
{
	static const char *const option[4] = {
		"beadc", "badec", "cbaed", "baedc"};
	/* "tasks like these" after the tasks, "Those hours" after hours */
	static const char *const links[] = {"ba", "ae", "ed", "dc", NULL};

	return only_order(option, links);
}

/* ---- Reading ---- */

static char r019(void)
{
	static const int option[4] = {2, 3, 5, 6};
	const int thu = 1, housemates_like_her = 2;

	for (int i = 0; i < 4; i++)
		if (option[i] == thu + housemates_like_her)
			return (char)('A' + i);
	return '?';
}

/* The Career Day timetable, in minutes of the day. */
static const struct session {
	int from, to, room;
	char speaker;
	int junior, parents, sign_up;
} day[] = {
	{480, 525, 0, 'H', 1, 1, 0},
	{540, 615, 201, 'C', 0, 1, 0},
	{540, 615, 202, 'N', 0, 1, 0},
	{630, 690, 201, 'C', 0, 0, 1},
	{630, 690, 202, 'A', 0, 1, 0},
};

enum { SESSIONS = sizeof day / sizeof day[0] };

static unsigned r030(void)
{
	int cole = 0, one_room = 1, next = 1440;
	unsigned bits = 0;

	for (int i = 0; i < SESSIONS; i++) {
		if (day[i].speaker == 'C') {
			cole++;
			one_room &= day[i].room == 201;
		}
		if (day[i].from >= day[0].to && day[i].from < next)
			next = day[i].from;
	}
	bits |= (unsigned)(4 * (day[0].to - day[0].from) == 3 * 60);
	bits |= (unsigned)(day[1].to <= day[2].from || day[2].to <= day[1].from)
		<< 1;
	bits |= (unsigned)(cole == 2 && one_room) << 2;
	bits |= (unsigned)(next - day[0].to == 15) << 3;
	return bits;
}

static unsigned r031(void)
{
	const int places = 20, signed_up = 35;
	int attended = 0, free_at = 0;
	unsigned bits = 0;

	/* Ends come in order, so taking each session that fits is best. */
	for (int i = 0; i < SESSIONS; i++) {
		if (day[i].sign_up || day[i].from < free_at)
			continue;
		attended++;
		free_at = day[i].to;
	}
	bits |= (unsigned)day[3].parents;
	bits |= (unsigned)day[4].junior << 1;
	bits |= (unsigned)(signed_up - places == 15) << 2;
	bits |= (unsigned)(attended >= 3) << 3;
	return bits;
}

static unsigned r033(void)
{
	const int left_bank = 34, bank_years = 11, course_years = 4;
	const int pay_change = -1; /* "lower than it was at the bank" */
	const int watches_clock = 0;
	unsigned bits = 0;

	bits |= (unsigned)(pay_change > 0);
	bits |= (unsigned)(left_bank - bank_years == 23) << 1;
	bits |= (unsigned)(left_bank + course_years == 38) << 2;
	bits |= (unsigned)watches_clock << 3;
	return bits;
}

static unsigned r034(void)
{
	/* Hours from midnight before Tuesday. */
	const int off = 8, on = 24 + 14;
	const int truck_from = 18, truck_to = 20;
	const int wednesday_morning = 24 + 8;
	const int off_in_b = 0, own_bottles = 1;
	unsigned bits = 0;

	bits |= (unsigned)(on - off == 36);
	bits |= (unsigned)off_in_b << 1;
	bits |= (unsigned)own_bottles << 2;
	bits |= (unsigned)(wednesday_morning >= truck_from &&
			wednesday_morning < truck_to)
		<< 3;
	return bits;
}

static unsigned r035(void)
{
	const int before = 20000, from_roof = 30;
	const int sprayed = 0, replaces_rice = 0;
	unsigned bits = 0;

	bits |= (unsigned)!sprayed;
	bits |= (unsigned)(before + before / 5 == 24000) << 1;
	bits |= (unsigned)(from_roof > 100 - from_roof) << 2;
	bits |= (unsigned)replaces_rice << 3;
	return bits;
}

const struct solve solve_tienganh12[] = {
	{"tienganh12.1-001", NULL, p001, NULL},
	{"tienganh12.1-002", NULL, p002, NULL},
	{"tienganh12.1-003", NULL, p003, NULL},
	{"tienganh12.1-004", NULL, p004, NULL},
	{"tienganh12.1-005", NULL, p005, NULL},
	{"tienganh12.1-006", NULL, p006, NULL},
	{"tienganh12.1-007", NULL, p007, NULL},
	{"tienganh12.1-008", NULL, p008, NULL},
	{"tienganh12.5-001", NULL, s001, NULL},
	{"tienganh12.5-002", NULL, s002, NULL},
	{"tienganh12.5-003", NULL, s003, NULL},
	{"tienganh12.5-004", NULL, s004, NULL},
	{"tienganh12.5-005", NULL, s005, NULL},
	{"tienganh12.5-006", NULL, s006, NULL},
	{"tienganh12.7-019", NULL, r019, NULL},
	{"tienganh12.7-030", NULL, NULL, r030},
	{"tienganh12.7-031", NULL, NULL, r031},
	{"tienganh12.7-033", NULL, NULL, r033},
	{"tienganh12.7-034", NULL, NULL, r034},
	{"tienganh12.7-035", NULL, NULL, r035},
	{NULL, NULL, NULL, NULL},
};
