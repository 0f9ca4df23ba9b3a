/* Units of measure in words: "m/s^2" is "mét trên giây bình phương". */
#include "base/math/speech.h"

struct name {
	const char *symbol;
	const char *one[SPEECH_LANGUAGES]; /* prefixes: only this */
	const char *many;                  /* English */
	bool prefixed;                     /* takes k, m, … */
	bool spatial;                      /* m^2 is "mét vuông" */
};

static const struct name units[] = {
	{"%", {"phần trăm", "percent"}, "percent", false, false},
	{"A", {"ampe", "ampere"}, "amperes", true, false},
	{"Bq", {"becơren", "becquerel"}, "becquerels", true, false},
	{"C", {"culông", "coulomb"}, "coulombs", true, false},
	{"Ci", {"curi", "curie"}, "curies", true, false},
	{"F", {"fara", "farad"}, "farads", true, false},
	{"Gy", {"grây", "gray"}, "grays", true, false},
	{"H", {"henry", "henry"}, "henries", true, false},
	{"Hz", {"héc", "hertz"}, "hertz", true, false},
	{"J", {"jun", "joule"}, "joules", true, false},
	{"K", {"kenvin", "kelvin"}, "kelvins", true, false},
	{"L", {"lít", "liter"}, "liters", true, false},
	{"M", {"mol trên lít", "mole per liter"}, "moles per liter", false,
		false},
	{"N", {"niutơn", "newton"}, "newtons", true, false},
	{"Pa", {"paxcan", "pascal"}, "pascals", true, false},
	{"Sv", {"sivơ", "sievert"}, "sieverts", true, false},
	{"T", {"tesla", "tesla"}, "teslas", true, false},
	{"V", {"vôn", "volt"}, "volts", true, false},
	{"W", {"oát", "watt"}, "watts", true, false},
	{"Wb", {"vêbe", "weber"}, "webers", true, false},
	{"Wh", {"oát giờ", "watt hour"}, "watt hours", true, false},
	{"atm", {"atmốtphe", "atmosphere"}, "atmospheres", false, false},
	{"bar", {"ba", "bar"}, "bars", true, false},
	{"cal", {"calo", "calorie"}, "calories", true, false},
	{"cd", {"canđêla", "candela"}, "candelas", true, false},
	{"dB", {"đềxiben", "decibel"}, "decibels", false, false},
	{"eV", {"êlectron vôn", "electronvolt"}, "electronvolts", true, false},
	{"g", {"gam", "gram"}, "grams", true, false},
	{"h", {"giờ", "hour"}, "hours", false, false},
	{"ha", {"héc ta", "hectare"}, "hectares", false, false},
	{"l", {"lít", "liter"}, "liters", true, false},
	{"m", {"mét", "meter"}, "meters", true, true},
	{"min", {"phút", "minute"}, "minutes", false, false},
	{"mmHg", {"milimét thủy ngân", "millimeter of mercury"},
		"millimeters of mercury", false, false},
	{"mol", {"mol", "mole"}, "moles", true, false},
	{"rad", {"rađian", "radian"}, "radians", true, false},
	{"s", {"giây", "second"}, "seconds", true, false},
	{"t", {"tấn", "tonne"}, "tonnes", false, false},
	{"u", {"đơn vị khối lượng nguyên tử", "atomic mass unit"},
		"atomic mass units", false, false},
	{"đ", {"đồng", "dong"}, "dong", false, false},
	{"Ω", {"ôm", "ohm"}, "ohms", true, false},
	{"Ω", {"ôm", "ohm"}, "ohms", true, false},
};

static const struct name prefixes[] = {
	{"G", {"giga", "giga"}, NULL, false, false},
	{"M", {"mêga", "mega"}, NULL, false, false},
	{"T", {"têra", "tera"}, NULL, false, false},
	{"c", {"xenti", "centi"}, NULL, false, false},
	{"d", {"đềxi", "deci"}, NULL, false, false},
	{"h", {"héctô", "hecto"}, NULL, false, false},
	{"k", {"kilô", "kilo"}, NULL, false, false},
	{"m", {"mili", "milli"}, NULL, false, false},
	{"n", {"nanô", "nano"}, NULL, false, false},
	{"p", {"picô", "pico"}, NULL, false, false},
	{"µ", {"micrô", "micro"}, NULL, false, false},
	{"μ", {"micrô", "micro"}, NULL, false, false},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The unit symbol names, after its prefix or NULL. */
static const struct name *find(struct str symbol, const struct name **prefix)
{
	*prefix = NULL;
	for (size_t i = 0; i < COUNT(units); i++)
		if (str_is(symbol, units[i].symbol))
			return &units[i];
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		size_t len = strlen(prefixes[i].symbol);

		if (!str_starts(symbol, prefixes[i].symbol))
			continue;
		*prefix = &prefixes[i];
		for (size_t k = 0; k < COUNT(units); k++)
			if (units[k].prefixed &&
				str_is(str_sub(symbol, len, SIZE_MAX),
					units[k].symbol))
				return &units[k];
	}
	return NULL;
}

static void put(struct buf *out, const char *word)
{
	if (!*word)
		return;
	if (out->len && out->ptr[out->len - 1] != ' ')
		buf_char(out, ' ');
	buf_text(out, word);
}

struct power {
	const char *before, *after; /* words of a spatial unit */
	const char *plain;          /* of others */
};

static const struct power powers[SPEECH_LANGUAGES][2] = {
	[SPEECH_VI] = {{"", "vuông", "bình phương"},
		{"", "khối", "lập phương"}},
	[SPEECH_EN] = {{"square", "", "squared"}, {"cubic", "", "cubed"}},
};

static const struct power *named_power(
	struct str power, enum speech_language language)
{
	return str_is(power, "2")    ? &powers[language][0]
		: str_is(power, "3") ? &powers[language][1]
				     : NULL;
}

static void put_power(
	struct buf *out, struct str power, enum speech_language language)
{
	bool negative = str_starts(power, "-");

	put(out, speech_words_of(SAY_POWER, language));
	if (negative)
		put(out, speech_words_of(SAY_NEGATIVE, language));
	buf_char(out, ' ');
	buf_add(out, negative ? str_sub(power, 1, SIZE_MAX) : power);
}

static void put_name(struct buf *out, const struct name *prefix,
	const char *word, enum speech_language language)
{
	put(out, prefix ? prefix->one[language] : word);
	if (prefix)
		buf_text(out, word);
}

/* What has a power below nothing is divided by: "s^-2" is "per second
 * squared" after another unit. */
static void put_per(struct buf *out, struct str *power, bool *plural,
	enum speech_language language)
{
	put(out, language == SPEECH_VI ? "trên" : "per");
	*plural = false;
	*power = str_sub(*power, 1, SIZE_MAX);
	if (str_is(*power, "1"))
		*power = STR("");
}

/* "s^2" */
static bool put_factor(struct buf *out, struct str factor, bool plural,
	enum speech_language language)
{
	struct str power = factor, symbol;
	const struct name *unit, *prefix;
	const struct power *named;

	str_cut(&power, '^', &symbol);
	unit = find(symbol, &prefix);
	if (!unit)
		return false;
	if (out->len && str_starts(power, "-"))
		put_per(out, &power, &plural, language);
	named = named_power(power, language);
	if (named && unit->spatial)
		put(out, named->before);
	put_name(out, prefix,
		plural && language == SPEECH_EN ? unit->many
						: unit->one[language],
		language);
	if (named)
		put(out, unit->spatial ? named->after : named->plain);
	else if (power.len)
		put_power(out, power, language);
	return true;
}

/* The next factor is divided by, or there is none. */
static bool ends_product(struct str rest)
{
	struct str next;

	return !str_cut(&rest, '.', &next) ||
		str_find(next, "^-", 0) != SIZE_MAX;
}

/* Factors between points; each must be a unit. Only the last of a product is
 * in the plural: "newton meters". */
static bool put_factors(struct buf *out, struct str s, bool plural,
	enum speech_language language)
{
	struct str factor;

	while (str_cut(&s, '.', &factor)) {
		if (!put_factor(
			    out, factor, plural && ends_product(s), language))
			return false;
	}
	return true;
}

bool speech_unit(struct buf *out, struct str source, bool plural,
	enum speech_language language)
{
	size_t before = out->len;
	struct str part;
	bool below = false;

	while (str_cut(&source, '/', &part)) {
		if (below)
			put(out, language == SPEECH_VI ? "trên" : "per");
		if (str_starts(part, "(") && str_ends(part, ")"))
			part = str_sub(part, 1, part.len - 2);
		if (!put_factors(out, part, plural && !below, language)) {
			out->len = before;
			return false;
		}
		below = true;
	}
	return true;
}
