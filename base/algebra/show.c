#include "base/algebra/show_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"

/* Numbers, texts and collections; show_tree.c has sums, products and powers. */

enum { AUTO_DIGITS = 6, DECIMALS_MOST = 10 };

/* ---- what stands after the colon ---- */

static bool digits_of(struct str s, size_t from, int *out)
{
	long n = 0;

	if (s.len > from &&
		(!str_to_long(str_sub(s, from, s.len), &n) || n < 0 || n > 15))
		return false;
	*out = (int)n;
	return true;
}

static bool parse_word(struct str word, struct show *out)
{
	static const struct {
		const char *name;
		enum show_form form;
	} names[] = {{"dec", SHOW_DECIMAL}, {"frac", SHOW_FRACTION},
		{"mixed", SHOW_MIXED}};

	for (size_t i = 0; i < 3; i++)
		if (str_is(word, names[i].name)) {
			out->form = names[i].form;
			return true;
		}
	if (str_is(word, "+"))
		return out->sign = true;
	if (str_is(word, "()"))
		return out->bracket = true;
	out->form = word.ptr[0] == '.' ? SHOW_FIXED
		: word.ptr[0] == 's'   ? SHOW_SIGNIFICANT
		: word.ptr[0] == 'e'   ? SHOW_SCIENTIFIC
				       : SHOW_PERCENT;
	return strchr(".se%", word.ptr[0]) &&
		(word.len > 1 || word.ptr[0] == '%') &&
		digits_of(word, 1, &out->digits) &&
		(out->form != SHOW_SIGNIFICANT || out->digits > 0);
}

bool show_parse(struct str spec, struct show *out, struct error *err)
{
	struct str word;

	while (str_cut(&spec, ' ', &word)) {
		if (!word.len)
			continue;
		if (!parse_word(word, out))
			return fail(err, ERROR_SYNTAX,
				_("'%.*s' is no way to show a value; there are "
				  ".2 s3 e2 %% dec frac mixed + ()"),
				STR_ARG(word));
	}
	return true;
}

/* ---- numbers ---- */

struct rational show_decimal(struct algebra *c, double real, int digits)
{
	char text[64];
	struct rational number;
	char *e;
	int exponent;

	snprintf(text, sizeof text, "%.*e", digits - 1, fabs(real));
	e = strchr(text, 'e');
	exponent = (int)strtol(e + 1, NULL, 10);
	*e = '\0';
	if (!rational_parse(c->arena, str_from(text), &number))
		number = rational_long(0);
	number = rational_multiply(c->arena, number,
		rational_power(c->arena, rational_long(10), exponent));
	return real < 0 ? rational_negate(c->arena, number) : number;
}

static int magnitude(struct algebra *c, struct rational a)
{
	return rational_magnitude(c->arena, a);
}

static void write_minus(struct writer *w)
{
	buf_text(&w->out, "-");
}

static void write_power_of_ten(struct writer *w, int power)
{
	if (w->tex)
		buf_format(&w->out, " \\cdot 10^{%d}", power);
	else
		buf_format(&w->out, "e%d", power);
}

static void write_scientific(
	struct writer *w, struct rational number, int decimals)
{
	struct algebra *c = w->c;
	int power = rational_sign(number) ? magnitude(c, number) : 0;
	struct rational ten = rational_long(10), front;

	front = rational_round(c->arena,
		rational_multiply(c->arena, number,
			rational_power(c->arena, ten, -power)),
		decimals);
	if (rational_sign(front) && magnitude(c, front) > 0) {
		front = rational_divide(c->arena, front, ten);
		power++;
	}
	buf_add(&w->out,
		rational_fixed(c->arena, front, decimals, w->show->point));
	if (power)
		write_power_of_ten(w, power);
}

/* As many decimals as make digits significant ones. */
static void write_significant(
	struct writer *w, struct rational number, int digits)
{
	struct algebra *c = w->c;
	int power = rational_sign(number) ? magnitude(c, number) : 0;
	struct rational rounded =
		rational_round(c->arena, number, digits - 1 - power);
	int places;

	if (rational_sign(rounded) && magnitude(c, rounded) > power)
		power++;
	places = digits - 1 - power;
	if (power > 14 || power < -8) {
		write_scientific(w, number, digits - 1);
		return;
	}
	buf_add(&w->out,
		rational_fixed(c->arena, rounded, places < 0 ? 0 : places,
			w->show->point));
}

/* Without zeros at the end. */
static void write_decimal(struct writer *w, struct rational number, int most)
{
	struct algebra *c = w->c;
	int places = rational_places(c->arena, number);
	struct rational rounded;

	if (places < 0 || places > most)
		number = rational_round(c->arena, number, most);
	rounded = number;
	places = rational_places(c->arena, rounded);
	buf_add(&w->out,
		rational_fixed(c->arena, rounded, places, w->show->point));
}

static void write_fraction(struct writer *w, struct rational number)
{
	struct arena *arena = w->c->arena;
	struct str top, bottom;

	if (rational_integer(number)) {
		buf_add(&w->out, rational_text(arena, number));
		return;
	}
	if (rational_sign(number) < 0) {
		write_minus(w);
		number = rational_negate(arena, number);
	}
	top = rational_text(arena, rational_numerator(arena, number));
	bottom = rational_text(arena, rational_denominator(arena, number));
	buf_format(&w->out, w->tex ? "\\frac{%.*s}{%.*s}" : "%.*s/%.*s",
		STR_ARG(top), STR_ARG(bottom));
}

static void write_mixed(struct writer *w, struct rational number)
{
	struct arena *arena = w->c->arena;
	struct rational whole;

	if (rational_sign(number) < 0) {
		write_minus(w);
		number = rational_negate(arena, number);
	}
	whole = rational_floor(arena, number);
	if (rational_sign(whole)) {
		buf_add(&w->out, rational_text(arena, whole));
		number = rational_subtract(arena, number, whole);
		if (!rational_sign(number))
			return;
		if (!w->tex)
			buf_char(&w->out, ' ');
	}
	write_fraction(w, number);
}

static void write_auto(struct writer *w, const struct value *v)
{
	struct algebra *c = w->c;
	struct rational number;
	int places;

	if (v->kind == ALGEBRA_NUMBER && !v->decimal) {
		write_fraction(w, v->number);
		return;
	}
	if (v->kind == ALGEBRA_NUMBER) {
		places = rational_places(c->arena, v->number);
		if (places >= 0 && places <= 15) {
			write_decimal(w, v->number, 15);
			return;
		}
	}
	number = v->kind == ALGEBRA_REAL
		? show_decimal(c, v->real, AUTO_DIGITS)
		: show_decimal(c, rational_value(v->number), AUTO_DIGITS);
	if (rational_sign(number) &&
		(magnitude(c, number) > 14 || magnitude(c, number) < -6)) {
		int power = magnitude(c, number);
		struct rational front = rational_multiply(c->arena, number,
			rational_power(c->arena, rational_long(10), -power));

		write_decimal(w, front, AUTO_DIGITS);
		write_power_of_ten(w, power);
		return;
	}
	write_decimal(w, number, 15);
}

void write_number(struct writer *w, const struct value *v)
{
	const struct show *show = w->show;
	struct algebra *c = w->c;
	struct rational number;
	double real = 0;

	if (show->form == SHOW_AUTO) {
		write_auto(w, v);
		return;
	}
	if (v->kind == ALGEBRA_NUMBER)
		number = v->number;
	else if (value_evaluate(v, NULL, 0, &real))
		number = show_decimal(c, real, 13);
	else
		return;
	switch (show->form) {
	case SHOW_FIXED:
		buf_add(&w->out,
			rational_fixed(
				c->arena, number, show->digits, show->point));
		break;
	case SHOW_SIGNIFICANT:
		write_significant(w, number, show->digits);
		break;
	case SHOW_SCIENTIFIC:
		write_scientific(w, number, show->digits);
		break;
	case SHOW_PERCENT:
		number =
			rational_multiply(c->arena, number, rational_long(100));
		if (show->digits)
			buf_add(&w->out,
				rational_fixed(c->arena, number, show->digits,
					show->point));
		else
			write_decimal(w, number, DECIMALS_MOST);
		buf_text(&w->out, w->tex ? "\\%" : "%");
		break;
	case SHOW_FRACTION:
		write_fraction(w, number);
		break;
	case SHOW_MIXED:
		write_mixed(w, number);
		break;
	default:
		write_decimal(w, number, DECIMALS_MOST);
		break;
	}
}

/* ---- collections ---- */

static void write_separated(
	struct writer *w, const struct value *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_text(&w->out, w->show->point == ',' ? "; " : ", ");
		write_value(w, items[i]);
	}
}

static bool is_matrix(const struct value *v)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->items[i]->kind != ALGEBRA_LIST)
			return false;
	return v->count > 0;
}

static void write_matrix(struct writer *w, const struct value *v)
{
	buf_text(&w->out, "\\begin{pmatrix}");
	for (size_t i = 0; i < v->count; i++) {
		if (i)
			buf_text(&w->out, " \\\\ ");
		for (size_t k = 0; k < v->items[i]->count; k++) {
			if (k)
				buf_text(&w->out, " & ");
			write_value(w, v->items[i]->items[k]);
		}
	}
	buf_text(&w->out, "\\end{pmatrix}");
}

static void write_interval(struct writer *w, const struct value *v)
{
	buf_char(&w->out, v->open_left ? '(' : '[');
	write_value(w, v->items[0]);
	buf_text(&w->out, w->show->point == ',' ? "; " : ", ");
	if (value_is_symbol(v->items[1], "oo"))
		buf_text(&w->out, w->tex ? "+\\infty" : "+∞");
	else
		write_value(w, v->items[1]);
	buf_char(&w->out, v->open_right ? ')' : ']');
}

static void write_set(struct writer *w, const struct value *v)
{
	if (!v->count) {
		buf_text(&w->out, w->tex ? "\\varnothing" : "∅");
		return;
	}
	buf_text(&w->out, w->tex ? "\\{" : "{");
	write_separated(w, v->items, v->count);
	buf_text(&w->out, w->tex ? "\\}" : "}");
}

static void write_relation(struct writer *w, const struct value *v)
{
	static const char *const tex[] = {
		" = ", " \\ne ", " < ", " \\le ", " > ", " \\ge "};
	static const char *const plain[] = {
		" = ", " ≠ ", " < ", " ≤ ", " > ", " ≥ "};

	write_value(w, v->items[0]);
	buf_text(&w->out, (w->tex ? tex : plain)[v->op]);
	write_value(w, v->items[1]);
}

static void write_text(struct writer *w, struct str text)
{
	if (w->tex)
		buf_text(&w->out, "\\text{");
	buf_add(&w->out, text);
	if (w->tex)
		buf_text(&w->out, "}");
}

static void write_collection(struct writer *w, const struct value *v)
{
	switch (v->kind) {
	case ALGEBRA_TEXT:
		write_text(w, v->text);
		break;
	case ALGEBRA_FORMULA:
		buf_add(&w->out, w->tex ? v->text : v->plain);
		break;
	case ALGEBRA_LIST:
		if (w->tex && is_matrix(v))
			write_matrix(w, v);
		else
			write_separated(w, v->items, v->count);
		break;
	case ALGEBRA_SET:
		write_set(w, v);
		break;
	case ALGEBRA_INTERVAL:
		write_interval(w, v);
		break;
	case ALGEBRA_UNION:
		for (size_t i = 0; i < v->count; i++) {
			if (i)
				buf_text(&w->out, w->tex ? " \\cup " : " ∪ ");
			write_value(w, v->items[i]);
		}
		break;
	case ALGEBRA_RELATION:
		write_relation(w, v);
		break;
	default:
		calc_fail(w->c, _("%s cannot be shown"), value_describe(v));
	}
}

void write_value(struct writer *w, const struct value *v)
{
	if (w->c->failed || !calc_step(w->c, 1))
		return;
	if (value_algebraic(v))
		write_tight(w, v, LOOSE_SUM);
	else
		write_collection(w, v);
}

/* ---- the whole ---- */

bool show_negative(struct algebra *c, const struct value *v)
{
	const struct value *rest, *number;

	if (!value_algebraic(v))
		return false;
	number = value_coefficient(c, v, &rest);
	return number->kind == ALGEBRA_REAL ? number->real < 0
					    : rational_sign(number->number) < 0;
}

/* A form is asked for: constants become numbers. */
static const struct value *in_form(
	struct algebra *c, const struct value *v, const struct show *show)
{
	double real;

	if (show->form == SHOW_AUTO || v->kind <= ALGEBRA_REAL)
		return v;
	if (value_algebraic(v) && value_constant(v) &&
		value_evaluate(v, NULL, 0, &real))
		return value_real(c, real);
	return v;
}

static struct str write_whole(struct algebra *c, const struct value *v,
	const struct show *show, bool tex)
{
	struct writer w = {c, {.arena = c->arena}, show, tex, 0};
	bool negative, bracket;

	v = in_form(c, v, show);
	negative = show_negative(c, v);
	bracket = show->bracket && (negative || v->kind == ALGEBRA_SUM);
	if (bracket)
		buf_text(&w.out, "(");
	else if (show->sign && !negative)
		buf_text(&w.out, "+");
	write_value(&w, v);
	if (bracket)
		buf_text(&w.out, ")");
	return buf_str(&w.out);
}

struct str show_tex(
	struct algebra *c, const struct value *v, const struct show *show)
{
	return write_whole(c, v, show, true);
}

bool show_is_plain(const struct value *v, const struct show *show)
{
	if (v->kind == ALGEBRA_TEXT)
		return true;
	if (v->kind == ALGEBRA_LIST) {
		for (size_t i = 0; i < v->count; i++)
			if (v->items[i]->kind == ALGEBRA_LIST ||
				!show_is_plain(v->items[i], show))
				return false;
		return true;
	}
	if (show->form == SHOW_SCIENTIFIC || show->form == SHOW_MIXED ||
		show->form == SHOW_FRACTION)
		return v->kind == ALGEBRA_NUMBER &&
			rational_integer(v->number) &&
			show->form != SHOW_SCIENTIFIC;
	if (show->form != SHOW_AUTO)
		return value_algebraic(v) && value_constant(v) &&
			!value_has_i(v);
	if (v->kind == ALGEBRA_NUMBER)
		return rational_integer(v->number) || v->decimal;
	return v->kind == ALGEBRA_REAL && fabs(v->real) < 1e14 &&
		fabs(v->real) > 1e-5;
}

static void write_source(struct writer *w, const struct value *v);

static void write_joined(
	struct writer *w, const struct value *v, const char *between)
{
	for (size_t i = 0; i < v->count && !w->c->failed; i++) {
		if (i)
			buf_text(&w->out, between);
		write_source(w, v->items[i]);
	}
}

static void write_wrapped(struct writer *w, const struct value *v,
	const char *open, const char *between)
{
	buf_text(&w->out, open);
	write_joined(w, v, between);
	buf_char(&w->out, ')');
}

static void write_source(struct writer *w, const struct value *v)
{
	if (w->c->failed || !calc_step(w->c, 1))
		return;
	switch (v->kind) {
	case ALGEBRA_NUMBER:
	case ALGEBRA_REAL:
		write_number(w, v);
		break;
	case ALGEBRA_SUM:
		write_wrapped(w, v, "(", "+");
		break;
	case ALGEBRA_PRODUCT:
		write_wrapped(w, v, "(", "*");
		break;
	case ALGEBRA_POWER:
		buf_char(&w->out, '(');
		write_wrapped(w, v, "(", ")^(");
		buf_char(&w->out, ')');
		break;
	case ALGEBRA_CALL:
		buf_add(&w->out, v->text);
		write_wrapped(w, v, "(", ",");
		break;
	case ALGEBRA_LIST:
		write_joined(w, v, ", ");
		break;
	case ALGEBRA_SYMBOL:
	case ALGEBRA_TEXT:
		buf_add(&w->out, v->text);
		break;
	default:
		calc_fail(w->c, _("%s cannot be shown"), value_describe(v));
	}
}

struct str show_source(struct algebra *c, const struct value *v)
{
	static const struct show show = {.point = '.'};
	struct writer w = {c, {.arena = c->arena}, &show, false, 0};
	bool whole = v->kind == ALGEBRA_SUM || v->kind == ALGEBRA_PRODUCT;

	if (whole)
		write_joined(&w, v, v->kind == ALGEBRA_SUM ? "+" : "*");
	else
		write_source(&w, v);
	return buf_str(&w.out);
}

struct str show_plain(
	struct algebra *c, const struct value *v, const struct show *show)
{
	return write_whole(c, v, show, !show_is_plain(v, show));
}
