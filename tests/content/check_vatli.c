#include <math.h>

#include "tests/content/check.h"

/* banks/data/mau-vatli.yaml, by the laws of physics in plain C. */

static bool braking(const struct question *q, const struct drawn *d)
{
	double speed = drawn_number(d, "v"), a = drawn_number(d, "a");
	double seconds = speed / a;

	return key_is(q, speed * seconds - a * seconds * seconds / 2);
}

static bool fall(const struct question *q, const struct drawn *d)
{
	double seconds = drawn_number(d, "t");

	return key_is(q, round_to(9.8 * seconds / 2 * seconds, 1));
}

static bool crate(const struct question *q, const struct drawn *d)
{
	double mass = drawn_number(d, "m"), friction = drawn_number(d, "fms");
	double pull = number_after(q->stem, "độ lớn ");
	double a = (pull - friction) / mass, seconds = drawn_number(d, "t");
	const struct statement *s = q->statements;
	unsigned truth = 0;

	truth |= same_number(number_after(s[0].text, "độ lớn "), a);
	truth |= same_number(number_after(s[1].text, "thùng là "), a * seconds)
		? 2
		: 0;
	truth |= same_number(number_after(s[2].text, "quãng đường "),
			 a * seconds / 2 * seconds)
		? 4
		: 0;
	return q->statement_count == 4 && statements_are(q, truth);
}

static bool suitcase(const struct question *q, const struct drawn *d)
{
	double angle = drawn_number(d, "goc") * M_PI / 180;

	return key_is(q,
		round_to(drawn_number(d, "F") * cos(angle) *
				drawn_number(d, "s"),
			0));
}

static bool slope(const struct question *q, const struct drawn *d)
{
	(void)d;
	return key_is(q, sqrt(2 * 10 * number_after(q->stem, "nghiêng cao ")));
}

static bool oscillation(const struct question *q, const struct drawn *d)
{
	double amplitude = drawn_number(d, "A");
	double omega = drawn_number(d, "n") * M_PI;

	return q->pair_count == 5 &&
		same_number(pair_number(q, 0), amplitude) &&
		same_number(pair_number(q, 1), omega) &&
		same_number(pair_number(q, 2), 2 * M_PI / omega) &&
		same_number(pair_number(q, 3), omega * amplitude) &&
		same_number(pair_number(q, 4), drawn_number(d, "phi")) &&
		!same_number(text_number(q->distractors[0]), amplitude);
}

static bool wave(const struct question *q, const struct drawn *d)
{
	double centimetres =
		100 * number_after(q->stem, "tốc độ ") / drawn_number(d, "ts");
	struct str phase = drawn_text(d, "pha.ten");
	double part = str_is(phase, "ngược pha") ? 2
		: str_is(phase, "vuông pha")     ? 4
						 : 1;

	return key_is(q, centimetres / part);
}

static bool circuit(const struct question *q, const struct drawn *d)
{
	double first = drawn_number(d, "R1"), second = drawn_number(d, "R2");
	double outside = str_is(drawn_text(d, "kieu"), "song song")
		? 1 / (1 / first + 1 / second)
		: first + second;

	return key_is(q,
		round_to(drawn_number(d, "ed") /
				(outside + drawn_number(d, "trong")),
			2));
}

static bool bill(const struct question *q, const struct drawn *d)
{
	double hours = drawn_number(d, "tb.g");

	if (str_is(drawn_text(d, "tb.dv"), "phút"))
		hours /= 60;
	return key_is(q,
		drawn_number(d, "tb.p") * hours * 30 / 1000 *
			drawn_number(d, "gia"));
}

static bool heating(const struct question *q, const struct drawn *d)
{
	double rise = drawn_number(d, "t2") - drawn_number(d, "t1");

	return key_is(
		q, round_to(4200 * rise * drawn_number(d, "m") / 1000, 0));
}

static bool gas(const struct question *q, const struct drawn *d)
{
	double constant = drawn_number(d, "p1") * drawn_number(d, "V1") /
		(drawn_number(d, "t1") + 273);
	double pressure = constant * (drawn_number(d, "t2") + 273) /
		drawn_number(d, "V2");

	return key_is(q, round_to(pressure, 2) * 1e5);
}

static bool induction(const struct question *q, const struct drawn *d)
{
	double before = drawn_number(d, "phi1"),
	       after = drawn_number(d, "phi2");
	double volts = drawn_number(d, "N") * fabs(after - before) * 1e-3 /
		drawn_number(d, "dt");

	return q->gap_count == 2 && same_number(gap_number(q, 0), volts) &&
		gap_reads(q, 1, after > before ? "ngược chiều" : "cùng chiều");
}

static bool nucleus(const struct question *q, const struct drawn *d)
{
	double protons = drawn_number(d, "X.Z"), all = drawn_number(d, "X.A");
	struct str what = drawn_text(d, "h");

	return key_is(q,
		str_is(what, "neutron")          ? all - protons
			: str_is(what, "proton") ? protons
						 : all);
}

static bool decay(const struct question *q, const struct drawn *d)
{
	double left = drawn_number(d, "m0");
	double time = number_after(q->stem, "này. Sau ");

	return key_is(q, left * exp2(-time / drawn_number(d, "X.T")));
}

static bool binding(const struct question *q, const struct drawn *d)
{
	double protons = drawn_number(d, "X.Z"), all = drawn_number(d, "X.A");
	double lost = protons * 1.0073 + (all - protons) * 1.0087 -
		drawn_number(d, "X.m");

	return key_is(q, round_to(lost * 931.5 / all, 2));
}

static double part(const struct question *q, const char *name)
{
	return number_after(q->stem, name);
}

/* By the voltage that is left for the two side by side. */
static bool side_by_side(const struct question *q, const struct drawn *d)
{
	double volts = drawn_number(d, "U");
	double siemens = 1 / part(q, "R_2 = ") + 1 / part(q, "R_3 = ");
	double low = 0, high = volts;

	for (int i = 0; i < 200; i++) {
		double over = (low + high) / 2;

		if ((volts - over) / part(q, "R_1 = ") > over * siemens)
			low = over;
		else
			high = over;
	}
	return q->figure_count == 1 && key_is(q, round_to(low * siemens, 2));
}

/* By summing the speed over the time. */
static bool area(const struct question *q, const struct drawn *d)
{
	double top = drawn_number(d, "v"), up = drawn_number(d, "a");
	double down = drawn_number(d, "b"), end = drawn_number(d, "d");
	double metres = 0;
	const int steps = 6000;

	for (int i = 0; i < steps; i++) {
		double t = (i + 0.5) * end / steps;
		double v = t < up  ? top * t / up
			: t > down ? top * (end - t) / (end - down)
				   : top;

		metres += v * end / steps;
	}
	return q->figure_count == 1 && key_is(q, round_to(metres, 2));
}

const struct check_template check_vatli[] = {
	{"mau-vatli-001", braking},
	{"mau-vatli-002", fall},
	{"mau-vatli-003", crate},
	{"mau-vatli-004", suitcase},
	{"mau-vatli-005", slope},
	{"mau-vatli-006", oscillation},
	{"mau-vatli-007", wave},
	{"mau-vatli-008", circuit},
	{"mau-vatli-009", bill},
	{"mau-vatli-010", heating},
	{"mau-vatli-011", gas},
	{"mau-vatli-012", induction},
	{"mau-vatli-013", nucleus},
	{"mau-vatli-014", decay},
	{"mau-vatli-015", binding},
	{"mau-vatli-016", side_by_side},
	{"mau-vatli-017", area},
	{NULL, NULL},
};
