#include "generators/pieces.h"

#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* ---- reading ---- */

struct cutter {
	struct arena *arena;
	struct str text;
	size_t at;
	size_t literal; /* where the literal being read began */
	struct piece *list;
	size_t count, capacity;
	char point;
	const struct str *known;
	size_t known_count;
	int depth;
	struct error *err;
};

enum { NESTING_MOST = 50 };

static unsigned column_at(const struct cutter *c, size_t offset)
{
	return (unsigned)utf8_length(str_sub(c->text, 0, offset)) + 1;
}

static bool wrong(struct cutter *c, size_t offset, const char *text)
{
	return fail_at(c->err, ERROR_SYNTAX, NULL, 0, column_at(c, offset),
		"%s", text);
}

static char look(const struct cutter *c, size_t ahead)
{
	return c->at + ahead < c->text.len ? c->text.ptr[c->at + ahead] : '\0';
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void end_literal(struct cutter *c, size_t end)
{
	if (end > c->literal)
		*PUSH(c->arena, c->list, c->count,
			c->capacity) = (struct piece){.place = PIECE_LITERAL,
			.text = str_sub(c->text, c->literal, end - c->literal)};
}

/* The offset of the brace that closes the one at `open`, over texts in quotes
 * and brackets in it; SIZE_MAX when there is none. */
static size_t closing(const struct cutter *c, size_t open)
{
	int depth = 0;
	char quote = '\0';

	for (size_t i = open; i < c->text.len; i++) {
		char s = c->text.ptr[i];

		if (quote) {
			if (s == '\\' && i + 1 < c->text.len)
				i++;
			else if (s == quote)
				quote = '\0';
		} else if (s == '"' || s == '\'') {
			quote = s;
		} else if (s == '{') {
			depth++;
		} else if (s == '}' && !--depth) {
			return i;
		}
	}
	return SIZE_MAX;
}

/* The same for braces of TeX, where a quote is a prime and \{ a sign. */
static size_t tex_closing(const struct cutter *c, size_t open)
{
	int depth = 0;

	for (size_t i = open; i < c->text.len; i++) {
		char s = c->text.ptr[i];

		if (s == '\\')
			i++;
		else if (s == '{')
			depth++;
		else if (s == '}' && !--depth)
			return i;
	}
	return SIZE_MAX;
}

/* The colon before the way to show a value; or the end. */
static size_t colon(struct str text)
{
	int depth = 0;
	char quote = '\0';

	for (size_t i = 0; i < text.len; i++) {
		char s = text.ptr[i];

		if (quote) {
			if (s == '\\' && i + 1 < text.len)
				i++;
			else if (s == quote)
				quote = '\0';
		} else if (s == '"' || s == '\'') {
			quote = s;
		} else if (strchr("([{", s)) {
			depth++;
		} else if (strchr(")]}", s)) {
			depth--;
		} else if (s == ':' && depth <= 0) {
			return i;
		}
	}
	return text.len;
}

/* A fault of the expression stands at its place in the text. */
static bool moved(struct cutter *c, size_t start)
{
	if (c->err)
		c->err->column += column_at(c, start) - 1;
	return false;
}

/* {expression : spec} at c->at. */
static bool take_value(struct cutter *c, enum piece_place place, bool argument)
{
	size_t open = c->at, end = closing(c, open), start = open + 1;
	struct piece piece = {.place = place,
		.argument = argument,
		.show = {.point = c->point},
		.column = column_at(c, open)};
	struct str inside;
	size_t cut;

	if (end == SIZE_MAX)
		return wrong(
			c, open, _("the brace that opens here never closes"));
	end_literal(c, open);
	if (c->text.ptr[start] == '=')
		start++;
	inside = str_sub(c->text, start, end - start);
	cut = colon(inside);
	if (cut < inside.len &&
		!show_parse(str_sub(inside, cut + 1, inside.len), &piece.show,
			c->err)) {
		if (c->err)
			c->err->column = column_at(c, start + cut + 1);
		return false;
	}
	if (!expression_parse(c->arena, str_sub(inside, 0, cut),
		    &piece.expression, c->err) ||
		!expression_check(
			piece.expression, c->known, c->known_count, c->err))
		return moved(c, start);
	*PUSH(c->arena, c->list, c->count, c->capacity) = piece;
	c->at = c->literal = end + 1;
	return true;
}

/* ---- formulas ---- */

/* How many arguments in braces a command takes; 0 for signs and letters. */
static int arguments(struct str name)
{
	static const char *const two[] = {"frac", "dfrac", "tfrac", "cfrac",
		"binom", "dbinom", "tbinom", "overset", "underset", "stackrel",
		"textcolor", "SI", "qty", "sideset", NULL};
	static const char *const one[] = {"sqrt", "text", "textbf", "textit",
		"textrm", "textsf", "texttt", "mathrm", "mathbf", "mathbb",
		"mathcal", "mathfrak", "mathit", "mathsf", "mathtt", "mathscr",
		"boldsymbol", "bm", "operatorname", "vec", "overrightarrow",
		"overleftarrow", "overleftrightarrow", "widehat", "hat",
		"overline", "underline", "bar", "dot", "ddot", "dddot", "tilde",
		"widetilde", "check", "breve", "acute", "grave", "mathring",
		"underbrace", "overbrace", "overparen", "wideparen", "arc",
		"boxed", "fbox", "cancel", "bcancel", "xcancel", "color", "si",
		"unit", "num", "ang", "ce", "begin", "end", "xrightarrow",
		"xleftarrow", "phantom", "hphantom", "vphantom", "mathop",
		"mathbin", "mathrel", "mathord", "pmod", "pod", "substack",
		"tag", "label", "mbox", "hbox", "hspace", "mathclap", NULL};

	for (size_t i = 0; two[i]; i++)
		if (str_is(name, two[i]))
			return 2;
	for (size_t i = 0; one[i]; i++)
		if (str_is(name, one[i]))
			return 1;
	return 0;
}

static bool holds_words(struct str name)
{
	return str_starts(name, "text") || str_is(name, "mbox") ||
		str_is(name, "hbox");
}

static bool is_known(const struct cutter *c, struct str name)
{
	for (size_t i = 0; i < c->known_count; i++)
		if (str_equal(c->known[i], name))
			return true;
	return false;
}

static bool cut_until(struct cutter *c, enum piece_place place, size_t end);

/* A group that belongs to TeX: what is in it is read on, braces stay. */
static bool take_argument(struct cutter *c, enum piece_place place)
{
	size_t open = c->at, end = tex_closing(c, open);
	struct str inside;

	if (look(c, 1) == '=')
		return take_value(c, place, true);
	if (end == SIZE_MAX)
		return wrong(
			c, open, _("the brace that opens here never closes"));
	inside = str_trim(str_sub(c->text, open + 1, end - open - 1));
	if (place == PIECE_MATH && is_known(c, inside))
		return wrong(c, open,
			str_format(c->arena,
				_("these braces are TeX's: the value of %.*s "
				  "is "
				  "written {{%.*s}} here"),
				STR_ARG(inside), STR_ARG(inside))
				.ptr);
	if (++c->depth > NESTING_MOST)
		return wrong(c, open, _("this is nested too deeply"));
	c->at++;
	if (!cut_until(c, place, end))
		return false;
	c->depth--;
	c->at = end + 1;
	return true;
}

static void skip_spaces(struct cutter *c)
{
	while (look(c, 0) == ' ')
		c->at++;
}

/* \name with its arguments. */
static bool take_command(struct cutter *c, enum piece_place place, size_t limit)
{
	size_t start = ++c->at;
	struct str name;
	int count;

	while (letter(look(c, 0)))
		c->at++;
	name = str_sub(c->text, start, c->at - start);
	if (!name.len) {
		c->at++;
		return true;
	}
	count = arguments(name);
	if (!count)
		return true;
	if (holds_words(name))
		place = PIECE_WORDS;
	if (look(c, 0) == '*')
		c->at++;
	for (int i = 0; i < count && c->at < limit; i++) {
		skip_spaces(c);
		if (look(c, 0) == '[') {
			while (c->at < limit && look(c, 0) != ']')
				c->at++;
			c->at++;
			skip_spaces(c);
		}
		if (look(c, 0) == '{' && !take_argument(c, place))
			return false;
	}
	return true;
}

/* {,} of a decimal comma, {\rm d}, {}: no value. */
static bool tex_group(const struct cutter *c)
{
	size_t end = tex_closing(c, c->at);
	struct str inside;

	if (end == SIZE_MAX)
		return false;
	inside = str_trim(str_sub(c->text, c->at + 1, end - c->at - 1));
	return !inside.len || inside.ptr[0] == '\\' ||
		(inside.len == 1 && strchr(",.;:=+-*/<>|!", inside.ptr[0]));
}

static bool cut_math(struct cutter *c, size_t end, bool *done)
{
	char s = look(c, 0);

	*done = true;
	if (s == '\\')
		return take_command(c, PIECE_MATH, end);
	if ((s == '^' || s == '_')) {
		c->at++;
		skip_spaces(c);
		return look(c, 0) != '{' || take_argument(c, PIECE_MATH);
	}
	if (s == '{' && tex_group(c) && look(c, 1) != '=') {
		c->at = tex_closing(c, c->at) + 1;
		return true;
	}
	if (s == '{')
		return take_value(c, PIECE_MATH, false);
	*done = false;
	return true;
}

/* ---- running text ---- */

/* {{1}}: a gap of a cloze. */
static bool gap(const struct cutter *c)
{
	size_t i = 2;

	if (look(c, 1) != '{')
		return false;
	while (look(c, i) >= '0' && look(c, i) <= '9')
		i++;
	return i > 2 && look(c, i) == '}' && look(c, i + 1) == '}';
}

/* The end of a formula that begins with `dollars` at c->at: where the same
 * number stands again, in this paragraph. SIZE_MAX: these are only signs. */
static size_t formula_end(const struct cutter *c, size_t dollars)
{
	for (size_t i = c->at + dollars; i < c->text.len; i++) {
		const char *s = c->text.ptr + i;

		if (*s == '\\') {
			i++;
		} else if (*s == '\n' && i + 1 < c->text.len && s[1] == '\n') {
			return SIZE_MAX;
		} else if (*s == '$' &&
			(dollars == 1 ||
				(i + 1 < c->text.len && s[1] == '$'))) {
			return i;
		}
	}
	return SIZE_MAX;
}

static bool take_formula(struct cutter *c)
{
	size_t dollars = look(c, 1) == '$' ? 2 : 1;
	size_t end = formula_end(c, dollars);

	c->at += dollars;
	if (end == SIZE_MAX)
		return true;
	if (!cut_until(c, PIECE_MATH, end))
		return false;
	c->at = end + dollars;
	return true;
}

/* `code`, ```code```: only {=…} is a value in it. */
static bool take_code(struct cutter *c, size_t limit)
{
	size_t ticks = 0, end;
	char fence[32];

	while (look(c, ticks) == '`' && ticks < sizeof fence - 1)
		fence[ticks++] = '`';
	fence[ticks] = '\0';
	c->at += ticks;
	end = str_find(c->text, fence, c->at);
	if (end == SIZE_MAX || end > limit)
		return true;
	while (c->at < end) {
		if (look(c, 0) == '{' && look(c, 1) == '=') {
			if (!take_value(c, PIECE_CODE, false))
				return false;
		} else {
			c->at++;
		}
	}
	c->at = end + ticks;
	return true;
}

static bool cut_words(
	struct cutter *c, enum piece_place place, size_t end, bool *done)
{
	char s = look(c, 0);

	*done = true;
	if (s == '\\') {
		c->at += 2;
		return true;
	}
	if (s == '{' && gap(c)) {
		c->at = str_find(c->text, "}}", c->at) + 2;
		return true;
	}
	if (s == '{')
		return take_value(c, place, false);
	if (s == '$' && place != PIECE_WORDS)
		return take_formula(c);
	if (s == '`' && (place == PIECE_TEXT || place == PIECE_ANSWER))
		return take_code(c, end);
	*done = false;
	return true;
}

static bool cut_until(struct cutter *c, enum piece_place place, size_t end)
{
	while (c->at < end) {
		bool done;

		if (place == PIECE_MATH ? !cut_math(c, end, &done)
					: !cut_words(c, place, end, &done))
			return false;
		if (!done)
			c->at++;
	}
	return true;
}

bool pieces_cut(struct arena *arena, struct str text, enum piece_place place,
	char point, const struct str *known, size_t known_count,
	struct pieces *out, struct error *err)
{
	struct cutter c = {.arena = arena,
		.text = text,
		.point = point,
		.known = known,
		.known_count = known_count,
		.err = err};

	if (!cut_until(&c, place, text.len))
		return false;
	end_literal(&c, text.len);
	*out = (struct pieces){c.list, c.count,
		!c.count || (c.count == 1 && c.list->place == PIECE_LITERAL)};
	return true;
}

/* ---- filling ---- */

/* A command of letters ends the text so far, and a letter follows. */
static bool runs_together(const struct buf *out, struct str next)
{
	size_t i = out->len;

	while (i && letter(out->ptr[i - 1]))
		i--;
	return i && i < out->len && out->ptr[i - 1] == '\\' && next.len &&
		letter(next.ptr[0]);
}

static bool negative(const struct value *v)
{
	return (v->kind == ALGEBRA_NUMBER && rational_sign(v->number) < 0) ||
		(v->kind == ALGEBRA_REAL && v->real < 0);
}

static void fill_text(struct algebra *c, struct buf *out, const struct value *v,
	const struct show *show)
{
	if (show_is_plain(v, show))
		buf_add(out, show_plain(c, v, show));
	else
		buf_format(out, "$%.*s$", STR_ARG(show_tex(c, v, show)));
}

static void fill(struct algebra *c, struct buf *out, const struct piece *piece,
	const struct value *v)
{
	struct str text;

	switch (piece->place) {
	case PIECE_MATH:
		text = show_tex(c, v, &piece->show);
		if (piece->argument)
			buf_char(out, '{');
		else if (runs_together(out, text))
			buf_char(out, ' ');
		buf_add(out, text);
		if (piece->argument)
			buf_char(out, '}');
		break;
	case PIECE_TEXT:
		/* A minus sign is longer than a hyphen. */
		if (negative(v))
			buf_format(out, "$%.*s$",
				STR_ARG(show_tex(c, v, &piece->show)));
		else
			fill_text(c, out, v, &piece->show);
		break;
	case PIECE_ANSWER:
		if (v->kind == ALGEBRA_NUMBER && !v->decimal &&
			piece->show.form == SHOW_AUTO)
			buf_add(out, rational_text(c->arena, v->number));
		else
			fill_text(c, out, v, &piece->show);
		break;
	case PIECE_SOURCE:
		if (piece->show.form == SHOW_AUTO)
			buf_add(out, show_source(c, v));
		else
			buf_add(out, show_plain(c, v, &piece->show));
		break;
	default:
		buf_add(out, show_plain(c, v, &piece->show));
		break;
	}
}

struct str pieces_fill(struct algebra *c, const struct pieces *pieces,
	const struct scope *scope)
{
	struct buf out = {.arena = c->arena};

	if (pieces->constant)
		return pieces->count ? pieces->list[0].text : STR("");
	for (size_t i = 0; i < pieces->count && !c->failed; i++) {
		const struct piece *piece = &pieces->list[i];

		if (piece->place == PIECE_LITERAL) {
			if (runs_together(&out, piece->text))
				buf_char(&out, ' ');
			buf_add(&out, piece->text);
			continue;
		}
		fill(c, &out, piece,
			expression_evaluate(c, piece->expression, scope));
		if (c->failed)
			c->error.column = piece->column;
	}
	return buf_str(&out);
}

const struct value *pieces_value(struct algebra *c, const struct pieces *pieces,
	const struct scope *scope)
{
	const struct piece *found = NULL;

	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *piece = &pieces->list[i];

		if (piece->place == PIECE_LITERAL) {
			struct str text = str_trim(piece->text);

			if (text.len && !str_is(text, "$"))
				return NULL;
		} else if (found) {
			return NULL;
		} else {
			found = piece;
		}
	}
	return found ? expression_evaluate(c, found->expression, scope) : NULL;
}
