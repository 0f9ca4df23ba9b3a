/* SPDX-License-Identifier: MIT
 * Answers to banks/data/lichsu12.yaml: years and days, counted. nC_NNN
 * answers lichsu12.C-NNN. */
#include "tests/content/solve.h"

#include <math.h>
#include <stddef.h>

/* From Truman's message to the meeting at Malta. */
static double n1_016(void)
{
	int truman = 1947, malta = 1989, years = 0;

	while (truman + years < malta)
		years++;
	return years;
}

/* The members at the end of YEAR, from the table of admissions. */
static int members(int year)
{
	static const struct {
		int year, countries;
	} admitted[] = {{1967, 5}, {1984, 1}, {1995, 1}, {1997, 2}, {1999, 1}};
	int sum = 0;
	size_t i;

	for (i = 0; i < sizeof admitted / sizeof *admitted; i++)
		if (admitted[i].year <= year)
			sum += admitted[i].countries;
	return sum;
}

/* Which remark on the table of admissions holds. */
static char c2_006(void)
{
	if (members(1986) == members(1967))
		return 'A';
	if (1995 - 1984 == 28 && 1997 - 1995 == 4)
		return 'B';
	if (members(1999) - members(1989) == 5)
		return 'C';
	return members(1967 + 32) == 2 * members(1967) ? 'D' : '?';
}

static double n2_011(void)
{
	double before = members(1994), after = members(1999);

	return floor((after - before) / before * 100 + 0.5);
}

/* Days since 1 March of the year 0. */
static long days(int day, int month, int year)
{
	int months = (month + 9) % 12, years = year - (month < 3);

	return 365L * years + years / 4 - years / 100 + years / 400 +
		(months * 306 + 5) / 10 + day;
}

/* The campaigns' lengths, the first and the last day counted. */
static char c3_010(void)
{
	long dien_bien = days(7, 5, 1954) - days(13, 3, 1954) + 1;
	long highlands = days(24, 3, 1975) - days(4, 3, 1975) + 1;
	long hue = days(29, 3, 1975) - days(21, 3, 1975) + 1;
	long saigon = days(30, 4, 1975) - days(26, 4, 1975) + 1;

	if (days(21, 3, 1975) > days(24, 3, 1975))
		return 'A';
	if (highlands == 3 * hue)
		return 'C';
	if (saigon == 7)
		return 'D';
	return dien_bien > highlands + hue + saigon ? 'B' : '?';
}

static double n3_019(void)
{
	int geneva = 1954, saigon = 1975, years = 0;

	while (geneva + years < saigon)
		years++;
	return years;
}

static char c4_006(void)
{
	double y1993 = 58.1, y1998 = 37.4, y2002 = 28.9, y2008 = 14.5;

	if (y1993 - y1998 > 25)
		return 'A';
	if (y2008 / y1993 < 0.15)
		return 'B';
	if (y2002 > 100 / 3.0)
		return 'C';
	return y2002 < y1993 / 2 ? 'D' : '?';
}

static double n4_012(void)
{
	double rate = 58.1, end = 14.5, years = 0;
	int year;

	for (year = 1993; year < 2008; year++)
		years++;
	return floor((rate - end) / years * 10 + 0.5) / 10;
}

/* From joining the United Nations to the Security Council. */
static double n5_010(void)
{
	int joined = 1977, council = 2008, years = 0;

	while (joined + years < council)
		years++;
	return years;
}

/* The thirteenth congress, five years after each one before it. */
static double n4_010(void)
{
	int congress = 6, year = 1986;

	while (congress < 13) {
		congress++;
		year += 5;
	}
	return year;
}

static double n6_014(void)
{
	int year = 1890, age = 0, abroad = 0;

	for (; age < 21; age++)
		year++;
	for (; abroad < 30; abroad++)
		year++;
	return year;
}

const struct solve solve_lichsu12[] = {
	{"lichsu12.1-016", n1_016, NULL, NULL},
	{"lichsu12.2-006", NULL, c2_006, NULL},
	{"lichsu12.2-011", n2_011, NULL, NULL},
	{"lichsu12.3-010", NULL, c3_010, NULL},
	{"lichsu12.3-019", n3_019, NULL, NULL},
	{"lichsu12.4-006", NULL, c4_006, NULL},
	{"lichsu12.4-010", n4_010, NULL, NULL},
	{"lichsu12.4-012", n4_012, NULL, NULL},
	{"lichsu12.5-010", n5_010, NULL, NULL},
	{"lichsu12.6-014", n6_014, NULL, NULL},
	{NULL, NULL, NULL, NULL},
};
