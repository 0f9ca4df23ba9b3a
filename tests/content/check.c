#include "tests/content/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was drawn ---- */

static const struct value *find(const struct drawn *d, struct str name)
{
	size_t dot = str_find(name, ".", 0);
	struct str first = dot == SIZE_MAX ? name : str_sub(name, 0, dot);

	for (size_t i = 0; i < d->count; i++) {
		const struct value *v = d->values[i];

		if (!str_equal(d->names[i], first))
			continue;
		if (dot == SIZE_MAX)
			return v;
		for (size_t k = 0; k < v->count && v->names; k++)
			if (str_equal(v->names[k],
				    str_sub(name, dot + 1, name.len)))
				return v->items[k];
	}
	return NULL;
}

double drawn_number(const struct drawn *d, const char *name)
{
	const struct value *v = find(d, str_from(name));
	double number;

	return v && value_evaluate(v, NULL, 0, &number) ? number : NAN;
}

struct str drawn_text(const struct drawn *d, const char *name)
{
	const struct value *v = find(d, str_from(name));

	return v && v->kind == ALGEBRA_TEXT ? v->text : STR("");
}

/* ---- what is written ---- */

struct reading {
	char text[512];
	const char *at;
};

static double product(struct reading *r);

static bool take(struct reading *r, const char *sign)
{
	while (*r->at == ' ')
		r->at++;
	if (strncmp(r->at, sign, strlen(sign)))
		return false;
	r->at += strlen(sign);
	return true;
}

static double braced(struct reading *r)
{
	double inside;

	if (!take(r, "{"))
		return NAN;
	inside = product(r);
	return take(r, "}") ? inside : NAN;
}

static double atom(struct reading *r)
{
	char *end;
	double number, top;

	if (take(r, "\\frac")) {
		top = braced(r);
		return top / braced(r);
	}
	if (take(r, "\\sqrt"))
		return sqrt(braced(r));
	if (take(r, "\\pi"))
		return M_PI;
	number = strtod(r->at, &end);
	if (end == r->at)
		return NAN;
	r->at = end;
	return number;
}

static bool more(struct reading *r)
{
	while (*r->at == ' ')
		r->at++;
	return (*r->at >= '0' && *r->at <= '9') ||
		!strncmp(r->at, "\\frac", 5) || !strncmp(r->at, "\\sqrt", 5) ||
		!strncmp(r->at, "\\pi", 3);
}

static double product(struct reading *r)
{
	double sign = 1, value;

	if (take(r, "-") || take(r, "\xe2\x88\x92"))
		sign = -1;
	value = atom(r);
	while (more(r) || take(r, "\\cdot")) {
		double next = atom(r);

		if (take(r, "^"))
			next = pow(next, braced(r));
		value *= next;
	}
	return sign * value;
}

double text_number(struct str text)
{
	struct reading r;
	size_t n = 0;

	text = str_trim(text);
	if (text.len >= sizeof r.text)
		return NAN;
	for (size_t i = 0; i < text.len; i++) {
		/* {,} and , are the decimal sign; dollars are nothing. */
		if (text.ptr[i] == '$')
			continue;
		if (!strncmp(text.ptr + i, "{,}", 3) && i + 3 <= text.len) {
			r.text[n++] = '.';
			i += 2;
			continue;
		}
		r.text[n++] = text.ptr[i] == ',' ? '.' : text.ptr[i];
	}
	r.text[n] = '\0';
	r.at = r.text;
	return product(&r);
}

/* ---- keys ---- */

static const struct option *right_option(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].right)
			return &q->options[i];
	return NULL;
}

double key_number(const struct question *q)
{
	const struct option *option = right_option(q);

	if (option)
		return text_number(option->text);
	return q->number_count ? decimal_value(q->numbers[0].value) : NAN;
}

struct str key_text(const struct question *q)
{
	const struct option *option = right_option(q);

	if (option)
		return option->text;
	return q->accepted_count ? q->accepted[0].text : STR("");
}

static bool near(double a, double b, double within)
{
	return fabs(a - b) <= within + 1e-9 * fmax(1, fabs(b));
}

bool key_is(const struct question *q, double want)
{
	double within =
		q->number_count ? decimal_value(q->numbers[0].tolerance) : 0;

	if (!near(key_number(q), want, within))
		return false;
	for (size_t i = 0; i < q->option_count; i++)
		if (!q->options[i].right &&
			near(text_number(q->options[i].text), want, 0))
			return false;
	return true;
}

bool key_reads(const struct question *q, const char *want)
{
	if (!str_is(key_text(q), want))
		return false;
	for (size_t i = 0; i < q->option_count; i++)
		if (!q->options[i].right && str_is(q->options[i].text, want))
			return false;
	return true;
}

bool statements_are(const struct question *q, unsigned truth)
{
	for (size_t i = 0; i < q->statement_count; i++)
		if (q->statements[i].key != ((truth >> i & 1) != 0))
			return false;
	return q->statement_count > 0;
}

/* ---- pairs, gaps, sentences ---- */

double pair_number(const struct question *q, size_t i)
{
	return i < q->pair_count ? text_number(q->pairs[i].right) : NAN;
}

bool pair_reads(const struct question *q, size_t i, const char *want)
{
	return i < q->pair_count && str_is(q->pairs[i].right, want);
}

double gap_number(const struct question *q, size_t i)
{
	return i < q->gap_count && q->gaps[i].accepted_count
		? text_number(q->gaps[i].accepted[0].text)
		: NAN;
}

bool gap_reads(const struct question *q, size_t i, const char *want)
{
	return i < q->gap_count && q->gaps[i].accepted_count &&
		str_is(q->gaps[i].accepted[0].text, want);
}

double number_after(struct str text, const char *words)
{
	size_t at = str_find(text, words, 0);

	if (at == SIZE_MAX)
		return NAN;
	text = str_sub(text, at + strlen(words), text.len);
	return text_number(str_sub(text, 0, 60));
}

double round_to(double value, int places)
{
	double scale = pow(10, places);
	double rounded = floor(fabs(value) * scale + 0.5 + 1e-9) / scale;

	return value < 0 ? -rounded : rounded;
}

bool same_number(double a, double b)
{
	return near(a, b, 0);
}
