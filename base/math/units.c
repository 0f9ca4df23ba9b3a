/* Numbers and units as siunitx writes them, and mhchem's \pu. */
#include "base/i18n.h"
#include "base/math/parse.h"
#include "base/utf8.h"

static const struct {
	const char *name, *text;
} unit_names[] = {
	{"meter", "m"},
	{"metre", "m"},
	{"second", "s"},
	{"gram", "g"},
	{"kilogram", "kg"},
	{"ampere", "A"},
	{"kelvin", "K"},
	{"mole", "mol"},
	{"candela", "cd"},
	{"newton", "N"},
	{"joule", "J"},
	{"watt", "W"},
	{"pascal", "Pa"},
	{"hertz", "Hz"},
	{"coulomb", "C"},
	{"volt", "V"},
	{"farad", "F"},
	{"ohm", "Ω"},
	{"siemens", "S"},
	{"weber", "Wb"},
	{"tesla", "T"},
	{"henry", "H"},
	{"lumen", "lm"},
	{"lux", "lx"},
	{"becquerel", "Bq"},
	{"gray", "Gy"},
	{"sievert", "Sv"},
	{"radian", "rad"},
	{"steradian", "sr"},
	{"liter", "L"},
	{"litre", "L"},
	{"minute", "min"},
	{"hour", "h"},
	{"day", "d"},
	{"tonne", "t"},
	{"hectare", "ha"},
	{"bar", "bar"},
	{"mmHg", "mmHg"},
	{"atm", "atm"},
	{"electronvolt", "eV"},
	{"atomicmassunit", "u"},
	{"dalton", "Da"},
	{"celsius", "°C"},
	{"degreeCelsius", "°C"},
	{"degree", "°"},
	{"arcminute", "′"},
	{"arcsecond", "″"},
	{"percent", "%"},
	{"decibel", "dB"},
	{"angstrom", "Å"},
	{"calorie", "cal"},
	{"astronomicalunit", "au"},
	{"lightyear", "ly"},
	{"byte", "B"},
	{"bit", "bit"},
	{"kg", "kg"},
	{"km", "km"},
	{"m", "m"},
	{"cm", "cm"},
	{"mm", "mm"},
	{"um", "µm"},
	{"nm", "nm"},
	{"s", "s"},
	{"ms", "ms"},
	{"g", "g"},
	{"mg", "mg"},
	{"mol", "mol"},
	{"A", "A"},
	{"mA", "mA"},
	{"V", "V"},
	{"kV", "kV"},
	{"W", "W"},
	{"kW", "kW"},
	{"MW", "MW"},
	{"J", "J"},
	{"kJ", "kJ"},
	{"N", "N"},
	{"kN", "kN"},
	{"Pa", "Pa"},
	{"kPa", "kPa"},
	{"MPa", "MPa"},
	{"Hz", "Hz"},
	{"kHz", "kHz"},
	{"MHz", "MHz"},
	{"K", "K"},
	{"L", "L"},
	{"mL", "mL"},
	{"ml", "ml"},
	{"l", "l"},
	{"eV", "eV"},
	{"MeV", "MeV"},
	{"kWh", "kWh"},
	{"h", "h"},
};

static const struct {
	const char *name, *text;
} prefixes[] = {
	{"yocto", "y"},
	{"zepto", "z"},
	{"atto", "a"},
	{"femto", "f"},
	{"pico", "p"},
	{"nano", "n"},
	{"micro", "µ"},
	{"milli", "m"},
	{"centi", "c"},
	{"deci", "d"},
	{"deca", "da"},
	{"hecto", "h"},
	{"kilo", "k"},
	{"mega", "M"},
	{"giga", "G"},
	{"tera", "T"},
	{"peta", "P"},
	{"exa", "E"},
};

/* The powers: before a unit, or after it. */
static const struct {
	const char *name, *power;
	bool after;
} powers[] = {
	{"square", "2", false},
	{"cubic", "3", false},
	{"squared", "2", true},
	{"cubed", "3", true},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct unit {
	struct tex_parser *p;
	struct tex_row *row;
	struct buf prefix;
	struct math *last; /* the unit written last, not yet in the row */
	struct str power;  /* for the next, from \square */
	bool per, was_per; /* the next is divided by; the last was */
	bool some;         /* there is something in the row */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void flush(struct unit *u)
{
	if (u->last)
		tex_add(u->row, u->last);
	u->last = NULL;
}

/* -2, with a minus sign. */
static struct math *signed_number(struct tex_parser *p, struct str s)
{
	struct tex_row row;
	struct math *node;

	tex_begin(p, &row);
	if (s.len && (s.ptr[0] == '-' || s.ptr[0] == '+')) {
		tex_add(&row,
			tex_atom(p, s.ptr[0] == '-' ? 0x2212 : '+', CLASS_ORD));
		s = str_sub(s, 1, SIZE_MAX);
	}
	node = tex_text(p, MATH_NUMBER, s);
	tex_add(&row, node);
	return tex_single(tex_end(p, &row));
}

static void raise(struct unit *u, struct str power, bool negative)
{
	struct tex_parser *p = u->p;
	struct math *node = tex_node(p, MATH_SCRIPTS);

	if (negative)
		power = str_format(p->arena, "-%.*s", STR_ARG(power));
	/* A power of a power stands beside it. */
	if (u->last && u->last->kind == MATH_SCRIPTS)
		flush(u);
	node->base = u->last ? u->last : tex_node(p, MATH_ROW);
	node->sup = signed_number(p, power);
	u->last = node;
}

static void put_unit(struct unit *u, struct str text, bool product)
{
	struct tex_parser *p = u->p;

	flush(u);
	if (product && u->some)
		tex_add(u->row, tex_space(p, 167));
	buf_add(&u->prefix, text);
	u->last = tex_text(p, MATH_TEXT, buf_str(&u->prefix));
	u->last->variant = VARIANT_UPRIGHT;
	u->prefix = (struct buf){.arena = p->arena};
	u->some = true;
	u->was_per = u->per;
	u->per = false;
	if (u->power.len)
		raise(u, u->power, u->was_per);
	else if (u->was_per)
		raise(u, STR("1"), true);
	u->power = STR("");
}

static void put_sign(struct unit *u, uint32_t code)
{
	flush(u);
	tex_add(u->row, tex_atom(u->p, code, CLASS_ORD));
}

/* A power after its unit, where "per" may have put -1 already. */
static void raise_last(struct unit *u, struct str power)
{
	if (u->was_per && u->last && u->last->kind == MATH_SCRIPTS)
		u->last = (struct math *)u->last->base;
	raise(u, power, u->was_per);
}

static void unknown_unit(struct unit *u, struct str name)
{
	struct tex_parser *p = u->p;

	tex_fault(p, lex_offset(p), _("unknown unit \\%.*s"),
		STR_ARG(tex_short(name)));
	flush(u);
	tex_add(u->row,
		tex_error(p, str_format(p->arena, "\\%.*s", STR_ARG(name))));
}

/* {2} at *pos, or nothing. */
static struct str take_braces(struct str s, size_t *pos)
{
	size_t from = *pos, end;

	if (from >= s.len || s.ptr[from] != '{')
		return STR("");
	end = str_find(s, "}", from);
	if (end == SIZE_MAX)
		end = s.len;
	*pos = end < s.len ? end + 1 : end;
	return str_trim(str_sub(s, from + 1, end - from - 1));
}

static bool power_command(
	struct unit *u, struct str name, struct str s, size_t *pos)
{
	for (size_t i = 0; i < COUNT(powers); i++) {
		if (!str_is(name, powers[i].name))
			continue;
		if (powers[i].after)
			raise_last(u, str_from(powers[i].power));
		else
			u->power = str_from(powers[i].power);
		return true;
	}
	if (str_is(name, "tothe"))
		raise_last(u, take_braces(s, pos));
	else if (str_is(name, "raiseto"))
		u->power = take_braces(s, pos);
	else if (str_is(name, "per"))
		u->per = true;
	else
		return false;
	return true;
}

static void command(struct unit *u, struct str name, struct str s, size_t *pos)
{
	if (power_command(u, name, s, pos))
		return;
	for (size_t i = 0; i < COUNT(prefixes); i++)
		if (str_is(name, prefixes[i].name)) {
			buf_text(&u->prefix, prefixes[i].text);
			return;
		}
	for (size_t i = 0; i < COUNT(unit_names); i++)
		if (str_is(name, unit_names[i].name)) {
			put_unit(u, str_from(unit_names[i].text), true);
			return;
		}
	if (str_is(name, "%"))
		put_unit(u, STR("%"), false);
	else if (str_is(name, "cdot"))
		put_sign(u, 0x22C5);
	else if (str_is(name, ",") || str_is(name, " ") || !name.len)
		flush(u);
	else if (str_is(name, "mu"))
		put_unit(u, STR("µ"), false);
	else if (str_is(name, "Omega"))
		put_unit(u, STR("Ω"), false);
	else
		unknown_unit(u, name);
}

/* ^2, ^{-1}, and the 2 of "m2" or -1 of "s-1". */
static size_t power_end(struct str s, size_t pos)
{
	if (pos < s.len && (s.ptr[pos] == '-' || s.ptr[pos] == '+'))
		pos++;
	while (pos < s.len && is_digit(s.ptr[pos]))
		pos++;
	return pos;
}

static void literal_power(struct unit *u, struct str s, size_t *pos)
{
	struct str power = take_braces(s, pos);
	size_t end = power_end(s, *pos);

	if (!power.len) {
		power = str_sub(s, *pos, end - *pos);
		*pos = end;
	}
	if (!power.len)
		put_sign(u, '^');
	else
		raise(u, power, false);
}

static void literal(struct unit *u, struct str s, size_t *pos)
{
	size_t from = *pos, end = from;

	while (end < s.len && !is_digit(s.ptr[end]) &&
		!memchr("\\^./*~-+ {}$_", s.ptr[end], 13))
		end++;
	if (end == from) {
		size_t next = from;
		uint32_t code = utf8_next(s, &next);

		put_sign(u, code == '-' ? 0x2212 : code);
		*pos = next;
		return;
	}
	put_unit(u, str_sub(s, from, end - from), false);
	*pos = end;
	if (end < s.len &&
		(is_digit(s.ptr[end]) ||
			(s.ptr[end] == '-' && end + 1 < s.len &&
				is_digit(s.ptr[end + 1]))))
		literal_power(u, s, pos);
}

static size_t word_end(struct str s, size_t pos)
{
	size_t end = pos;

	while (end < s.len && is_letter(s.ptr[end]))
		end++;
	if (end == pos && pos < s.len)
		utf8_next(s, &end);
	return end;
}

static void unit_part(struct unit *u, struct str s, size_t *pos)
{
	struct str name;
	size_t end;

	switch (s.ptr[*pos]) {
	case '\\':
		end = word_end(s, *pos + 1);
		name = str_sub(s, *pos + 1, end - *pos - 1);
		*pos = end;
		command(u, name, s, pos);
		break;
	case '.':
	case '*':
		++*pos;
		put_sign(u, 0x22C5);
		break;
	case '~':
	case ' ':
		++*pos;
		flush(u);
		if (u->some)
			tex_add(u->row, tex_space(u->p, 167));
		break;
	case '^':
		++*pos;
		literal_power(u, s, pos);
		break;
	case '{':
	case '}':
		++*pos;
		break;
	default:
		literal(u, s, pos);
	}
}

void tex_add_unit(struct tex_parser *p, struct tex_row *row, struct str s)
{
	struct unit u = {.p = p, .row = row, .prefix = {.arena = p->arena}};
	size_t pos = 0;

	s = str_trim(s);
	while (pos < s.len && !p->stopped)
		unit_part(&u, s, &pos);
	if (u.prefix.len)
		put_unit(&u, STR(""), true);
	flush(&u);
}

/* ---- numbers ---- */

static size_t digits_end(struct str s, size_t pos)
{
	while (pos < s.len &&
		(is_digit(s.ptr[pos]) || s.ptr[pos] == '.' ||
			s.ptr[pos] == ','))
		pos++;
	return pos;
}

/* Offset of the exponent's e, or of the end of the digits. */
static size_t mantissa_end(struct str s)
{
	size_t pos = s.len && memchr("+-", s.ptr[0], 2) ? 1 : 0;

	return digits_end(s, pos);
}

/* Where a number at the start of s ends, 0 when there is none. */
static size_t number_length(struct str s)
{
	size_t end = mantissa_end(s), power;

	if (end < s.len && (s.ptr[end] == 'e' || s.ptr[end] == 'E')) {
		power = power_end(s, end + 1);
		if (is_digit(s.ptr[power - 1]))
			return power;
	}
	return end && is_digit(s.ptr[end - 1]) ? end : 0;
}

/* With the point or comma that is asked for. */
static struct str pointed(struct tex_parser *p, struct str s)
{
	char *copy = arena_copy(p->arena, s.ptr, s.len);
	char mark = p->options->decimal_comma ? ',' : '.';

	for (size_t i = 0; i < s.len; i++)
		if (copy[i] == '.' || copy[i] == ',')
			copy[i] = mark;
	return (struct str){copy, s.len};
}

static void put_power_of_ten(
	struct tex_parser *p, struct tex_row *row, struct str power, bool times)
{
	struct math *ten = tex_node(p, MATH_SCRIPTS);

	if (times)
		tex_add(row, tex_atom(p, 0xD7, CLASS_BIN));
	ten->base = tex_text(p, MATH_NUMBER, STR("10"));
	ten->sup = signed_number(p, power);
	tex_add(row, ten);
}

void tex_add_number(struct tex_parser *p, struct tex_row *row, struct str s)
{
	size_t end;
	bool sign;

	s = str_trim(s);
	if (!s.len || number_length(s) != s.len) {
		/* "\sqrt{2}", "2 \pm 0.1": as mathematics. */
		tex_add(row, tex_apart(p, s));
		return;
	}
	sign = !is_digit(s.ptr[0]) && s.ptr[0] != '.' && s.ptr[0] != ',';
	if (sign && (s.ptr[0] == '-' || s.ptr[0] == '+'))
		tex_add(row,
			tex_atom(p, s.ptr[0] == '-' ? 0x2212 : '+', CLASS_ORD));
	end = mantissa_end(s);
	if (end > sign)
		tex_add(row,
			tex_text(p, MATH_NUMBER,
				pointed(p, str_sub(s, sign, end - sign))));
	if (end < s.len)
		put_power_of_ten(
			p, row, str_sub(s, end + 1, SIZE_MAX), end > sign);
}

/* 30;15;20 */
static void put_angle(struct tex_parser *p, struct tex_row *row, struct str s)
{
	static const uint32_t marks[] = {0xB0, 0x2032, 0x2033};
	struct str part;
	size_t i = 0;

	while (str_cut(&s, ';', &part) && !p->stopped) {
		part = str_trim(part);
		if (part.len) {
			tex_add_number(p, row, part);
			tex_add(row, tex_atom(p, marks[i], CLASS_ORD));
		}
		i += i < 2;
	}
}

/* No space before a degree: 30°. */
static void put_both(struct tex_parser *p, struct tex_row *row,
	struct str number, struct str unit)
{
	unit = str_trim(unit);
	tex_add_number(p, row, number);
	if (!str_is(unit, "\\degree") && !str_is(unit, "°"))
		tex_add(row, tex_space(p, 167));
	tex_add_unit(p, row, unit);
}

static void put_loose(struct tex_parser *p, struct tex_row *row, struct str s)
{
	size_t end;

	s = str_trim(s);
	end = number_length(s);
	if (end && end < s.len)
		put_both(p, row, str_sub(s, 0, end), str_sub(s, end, SIZE_MAX));
	else if (end)
		tex_add_number(p, row, s);
	else
		tex_add_unit(p, row, s);
}

struct math *tex_quantity(struct tex_parser *p, const struct tex_command *of)
{
	struct str options, first, second = {0};
	struct tex_row row;

	lex_optional(p, &options);
	if (!tex_raw(p, of->name, &first) ||
		(of->b == 'q' && !tex_raw(p, of->name, &second)))
		return tex_failed(p);
	tex_begin(p, &row);
	switch (of->b) {
	case 'n':
		tex_add_number(p, &row, first);
		break;
	case 'u':
		tex_add_unit(p, &row, first);
		break;
	case 'a':
		put_angle(p, &row, first);
		break;
	case 'q':
		put_both(p, &row, first, second);
		break;
	default:
		put_loose(p, &row, first);
	}
	return tex_end(p, &row);
}
