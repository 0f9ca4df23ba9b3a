#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/content/check.h"

/* banks/data/mau-hoahoc.yaml, by stoichiometry in plain C: formulas and charges
 * are read from what pupils see. */

static const double molar_volume = 24.79; /* L/mol at 25 °C and 1 bar */

/* The molar mass of a simple formula such as C2H5OH or CO2. */
static double molar_mass(const char *formula)
{
	static const struct {
		const char *name;
		double mass;
	} elements[] = {{"Mg", 24}, {"Zn", 65}, {"Fe", 56}, {"Al", 27},
		{"Cl", 35.5}, {"Cu", 64}, {"Ag", 108}, {"H", 1}, {"C", 12},
		{"N", 14}, {"O", 16}, {"S", 32}};
	double sum = 0;

	while (*formula) {
		size_t count = sizeof elements / sizeof *elements, e = 0;
		char *end;
		long times;

		while (e < count &&
			!str_starts(str_from(formula), elements[e].name))
			e++;
		if (e == count)
			return NAN;
		formula += str_from(elements[e].name).len;
		times = strtol(formula, &end, 10);
		sum += elements[e].mass * (double)(end == formula ? 1 : times);
		formula = end;
	}
	return sum;
}

/* What stands between the braces of $\ce{…}$. */
static const char *inside(struct str text)
{
	static char formula[64];
	size_t from = str_find(text, "\\ce{", 0), to = from + 4;

	if (from == SIZE_MAX)
		return "";
	while (to < text.len && text.ptr[to] != '}')
		to++;
	snprintf(formula, sizeof formula, "%.*s",
		STR_ARG(str_sub(text, from + 4, to - from - 4)));
	return formula;
}

static bool ion(const struct question *q, const struct drawn *d)
{
	const char *sign = inside(drawn_text(d, "X.ion"));
	double charge = 1, protons = number_after(q->stem, "Z = ");

	while (*sign && *sign != '^' && *sign != '+' && *sign != '-')
		sign++;
	if (*sign == '^') {
		charge = sign[1] - '0';
		sign += 2;
	}
	return key_is(q, protons + (*sign == '-' ? charge : -charge));
}

static bool isotopes(const struct question *q, const struct drawn *d)
{
	double light = drawn_number(d, "a"), share = drawn_number(d, "p") / 100;

	return key_is(q, light + drawn_number(d, "k") * (1 - share));
}

static bool place_of_element(const struct question *q, const struct drawn *d)
{
	static const char *const oxides[] = {
		"", "X2O", "XO", "X2O3", "XO2", "X2O5", "XO3", "X2O7"};
	int electrons = (int)number_after(q->stem, "nguyên tử là ");
	int outer = electrons, period = 1;
	const struct statement *s = q->statements;
	bool metal;
	unsigned truth;

	(void)d;
	for (int full = 2; outer > full; full = 8) {
		outer -= full;
		period++;
	}
	metal = str_find(s[2].text, "kim loại", 0) != SIZE_MAX;
	truth = same_number(number_after(s[0].text, "chu kì "), period);
	if (same_number(number_after(s[1].text, "X có "), outer))
		truth |= 2;
	if (metal == (outer <= 3))
		truth |= 4;
	if (str_is(str_from(inside(s[3].text)), oxides[outer]))
		truth |= 8;
	return q->statement_count == 4 && statements_are(q, truth);
}

static bool mass_of_gas(const struct question *q, const struct drawn *d)
{
	double litres = number_after(q->stem, "Khối lượng của ");

	return key_is(q,
		round_to(litres / molar_volume *
				molar_mass(inside(drawn_text(d, "X.k"))),
			1));
}

static bool dilution(const struct question *q, const struct drawn *d)
{
	double before = drawn_number(d, "V");
	double moles = before * number_after(q->stem, "}$ ");

	return key_is(q, moles / drawn_number(d, "c2") - before);
}

static bool burning(const struct question *q, const struct drawn *d)
{
	const char *fuel = inside(drawn_text(d, "X.pt"));
	char formula[16];
	size_t n = 0;

	while (fuel[n] && fuel[n] != '(' && n + 1 < sizeof formula) {
		formula[n] = fuel[n];
		n++;
	}
	formula[n] = '\0';
	return key_is(q,
		round_to(drawn_number(d, "m") *
				-number_after(q->stem, "{298} = ") /
				molar_mass(formula),
			0));
}

static bool acidity(const struct question *q, const struct drawn *d)
{
	struct str formula = str_from(inside(drawn_text(d, "X.k")));
	bool base = str_find(formula, "OH", 0) != SIZE_MAX;
	double ions = drawn_number(d, "n") / (drawn_number(d, "V") / 1000);

	if (str_ends(formula, ")2"))
		ions *= 2;
	return key_is(
		q, round_to(base ? -log10(1e-14 / ions) : -log10(ions), 2));
}

static bool equilibrium(const struct question *q, const struct drawn *d)
{
	double iodide = drawn_number(d, "c");

	return key_is(q,
		round_to(iodide / drawn_number(d, "a") * iodide /
				drawn_number(d, "b"),
			2));
}

static bool hydrocarbon(const struct question *q, const struct drawn *d)
{
	double moles = drawn_number(d, "a");
	double carbon = number_after(q->stem, "thu được ") / molar_mass("CO2");
	double water = number_after(q->stem, "\\ce{CO2}$ và ");
	char formula[40];

	snprintf(formula, sizeof formula, "$\\ce{C%.0fH%.0f}$", carbon / moles,
		2 * water / molar_mass("H2O") / moles);
	return key_reads(q, formula);
}

static bool yield(const struct question *q, const struct drawn *d)
{
	const char *equation = inside(drawn_text(d, "X.pt"));
	char acid[16], alcohol[16], ester[24];
	double full;

	if (sscanf(equation, "%15s + %15s <=> %23s", acid, alcohol, ester) != 3)
		return false;
	full = number_after(q->stem, "Đun nóng ") / molar_mass(acid) *
		molar_mass(ester);
	return key_is(q,
		round_to(number_after(q->stem, "thu được ") / full * 100, 6));
}

static bool electrolysis(const struct question *q, const struct drawn *d)
{
	bool copper = str_is(drawn_text(d, "X.ten"), "đồng");
	double charge = drawn_number(d, "I") * drawn_number(d, "t") * 60;

	return key_is(q, round_to(charge / 96500 * (copper ? 32 : 108), 2));
}

static bool metal_in_acid(const struct question *q, const struct drawn *d)
{
	const char *salt = inside(drawn_text(d, "X.muoi"));
	double valence = salt[4] - '0';
	double moles = number_after(q->stem, "hoàn toàn ") /
		(molar_mass(salt) - valence * 35.5);

	return q->gap_count == 2 &&
		same_number(gap_number(q, 0),
			round_to(moles * valence / 2 * molar_volume, 2)) &&
		same_number(gap_number(q, 1),
			round_to(moles * molar_mass(salt), 1));
}

static bool names_of_esters(const struct question *q, const struct drawn *d)
{
	static const char *const names[][2] = {
		{"$\\ce{HCOOCH3}$", "methyl formate"},
		{"$\\ce{HCOOC2H5}$", "ethyl formate"},
		{"$\\ce{CH3COOCH3}$", "methyl acetate"},
		{"$\\ce{CH3COOC2H5}$", "ethyl acetate"},
		{"$\\ce{CH3COOCH=CH2}$", "vinyl acetate"},
		{"$\\ce{CH3COOC6H5}$", "phenyl acetate"},
		{"$\\ce{C2H5COOCH3}$", "methyl propionate"},
		{"$\\ce{C2H5COOC2H5}$", "ethyl propionate"},
		{"$\\ce{C6H5COOCH3}$", "methyl benzoate"},
	};
	size_t right = 0;

	(void)d;
	for (size_t i = 0; i < q->pair_count; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (str_is(q->pairs[i].left, names[k][0]))
				right += pair_reads(q, i, names[k][1]);
	return right == 4 && q->pair_count == 4 && q->distractor_count == 1;
}

const struct check_template check_hoahoc[] = {
	{"mau-hoahoc-001", ion},
	{"mau-hoahoc-002", isotopes},
	{"mau-hoahoc-003", place_of_element},
	{"mau-hoahoc-004", mass_of_gas},
	{"mau-hoahoc-005", dilution},
	{"mau-hoahoc-006", burning},
	{"mau-hoahoc-007", acidity},
	{"mau-hoahoc-008", equilibrium},
	{"mau-hoahoc-009", hydrocarbon},
	{"mau-hoahoc-010", yield},
	{"mau-hoahoc-011", electrolysis},
	{"mau-hoahoc-012", metal_in_acid},
	{"mau-hoahoc-013", names_of_esters},
	{NULL, NULL},
};
