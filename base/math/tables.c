/* Matrices, systems, aligned lines. */
#include "base/i18n.h"
#include "base/math/parse.h"

struct environment {
	const char *name;
	uint32_t left, right; /* delimiters */
	const char *align;    /* of the columns, again and again */
	enum math_style style;
	int gap, row_gap; /* thousandths of an em */
	enum { NOTHING, SPEC, NUMBER } takes;
};

#define MATRIX(name, left, right)                                              \
	{                                                                      \
		name, left, right, "c", STYLE_TEXT, 1000, 0, NOTHING           \
	}
#define ARRAY(name, style)                                                     \
	{                                                                      \
		name, 0, 0, "c", style, 1000, 0, SPEC                          \
	}
#define CASES(name, left, right, style)                                        \
	{                                                                      \
		name, left, right, "l", style, 1000, 240, NOTHING              \
	}
#define ALIGNED(name, left, takes)                                             \
	{                                                                      \
		name, left, 0, "rl", STYLE_DISPLAY, 1000, 300, takes           \
	}
#define GATHERED(name)                                                         \
	{                                                                      \
		name, 0, 0, "c", STYLE_DISPLAY, 0, 300, NOTHING                \
	}

static const struct environment environments[] = {
	MATRIX("matrix", 0, 0),
	MATRIX("matrix*", 0, 0),
	MATRIX("pmatrix", '(', ')'),
	MATRIX("bmatrix", '[', ']'),
	MATRIX("Bmatrix", '{', '}'),
	MATRIX("vmatrix", '|', '|'),
	MATRIX("Vmatrix", 0x2016, 0x2016),
	{"smallmatrix", 0, 0, "c", STYLE_SCRIPT, 400, 0, NOTHING},
	ARRAY("array", STYLE_TEXT),
	ARRAY("tabular", STYLE_TEXT),
	ARRAY("darray", STYLE_DISPLAY),
	{"subarray", 0, 0, "c", STYLE_SCRIPT, 0, 0, SPEC},
	CASES("cases", '{', 0, STYLE_TEXT),
	CASES("dcases", '{', 0, STYLE_DISPLAY),
	CASES("rcases", 0, '}', STYLE_TEXT),
	CASES("drcases", 0, '}', STYLE_DISPLAY),
	ALIGNED("aligned", 0, NOTHING),
	ALIGNED("align", 0, NOTHING),
	ALIGNED("align*", 0, NOTHING),
	ALIGNED("split", 0, NOTHING),
	ALIGNED("alignedat", 0, NUMBER),
	ALIGNED("alignat", 0, NUMBER),
	ALIGNED("alignat*", 0, NUMBER),
	ALIGNED("flalign", 0, NOTHING),
	ALIGNED("flalign*", 0, NOTHING),
	ALIGNED("heva", '{', NOTHING),
	ALIGNED("hoac", '[', NOTHING),
	{"eqnarray", 0, 0, "rcl", STYLE_DISPLAY, 556, 300, NOTHING},
	{"eqnarray*", 0, 0, "rcl", STYLE_DISPLAY, 556, 300, NOTHING},
	GATHERED("gathered"),
	GATHERED("gather"),
	GATHERED("gather*"),
	GATHERED("multline"),
	GATHERED("multline*"),
	GATHERED("equation"),
	GATHERED("equation*"),
	GATHERED("displaymath"),
	GATHERED("math"),
	{"substack", 0, 0, "c", STYLE_SCRIPT, 0, 0, NOTHING},
};

enum { ENVIRONMENTS = sizeof environments / sizeof *environments };

struct table {
	const struct environment *environment;
	struct math *node;
	const struct math **tail; /* where the next row goes */
	size_t columns;
	size_t given; /* columns of the column specification */
	bool sides;   /* white space at both ends: not {@{}c@{}} */
	enum math_align align[MATH_COLUMNS];
	uint8_t lines[MATH_COLUMNS + 1];
	struct {
		uint8_t rules;
		uint64_t parts;
		int extra;
	} * rows; /* what stands before each, and after the last */
	size_t count, capacity;
};

/* ---- the column specification ---- */

/* No more than a double line. */
static void count_rule(uint8_t *rules)
{
	if (*rules < 2)
		++*rules;
}

static void add_column(struct tex_parser *p, struct table *t, char c)
{
	if (t->given == MATH_COLUMNS) {
		tex_stop(p, _("a table of more than %d columns"), MATH_COLUMNS);
		return;
	}
	t->align[t->given++] = c == 'c' ? MATH_CENTER
		: c == 'r'              ? MATH_RIGHT
					: MATH_LEFT;
}

/* The {…} at *pos, which moves past it. */
static struct str braced(struct str s, size_t *pos)
{
	size_t from = *pos, open = 0;

	if (from >= s.len || s.ptr[from] != '{')
		return STR("");
	for (; *pos < s.len; (*pos)++) {
		open += s.ptr[*pos] == '{';
		open -= s.ptr[*pos] == '}';
		if (!open)
			break;
	}
	s = str_sub(s, from + 1, *pos - from - 1);
	++*pos;
	return s;
}

static void take_spec(
	struct tex_parser *p, struct table *t, struct str s, bool nested);

/* *{3}{c|} */
static void repeat(
	struct tex_parser *p, struct table *t, struct str s, size_t *pos)
{
	struct str times = braced(s, pos), what = braced(s, pos);
	long count;

	if (!str_to_long(times, &count) || count > MATH_COLUMNS)
		return;
	while (count-- > 0 && !p->stopped)
		take_spec(p, t, what, true);
}

static void take_spec(
	struct tex_parser *p, struct table *t, struct str s, bool nested)
{
	size_t i = 0;
	bool wrong = false;

	while (i < s.len && !p->stopped) {
		char c = s.ptr[i++];

		if (memchr("lcrpmbX", c, 7))
			add_column(p, t, c);
		else if (c == '|' || c == ':')
			count_rule(&t->lines[t->given]);
		else if (c == '*' && !nested)
			repeat(p, t, s, &i);
		else if (c != ' ' && c != '\n' && !memchr("@!><t", c, 5))
			wrong = true;
		if (memchr("pmb@!><", c, 7))
			braced(s, &i);
	}
	if (wrong)
		tex_fault(p, lex_offset(p),
			_("columns are l, c, r and |, not '%.*s'"),
			STR_ARG(tex_short(s)));
}

/* ---- rows ---- */

static void next_row(struct tex_parser *p, struct table *t)
{
	*PUSH(p->arena, t->rows, t->count, t->capacity) =
		(__typeof__(*t->rows)){0};
}

/* \cline{2-4} */
static void partial_rule(struct tex_parser *p, struct table *t)
{
	struct str s, from;
	long first, last;

	if (!tex_raw(p, "\\cline", &s))
		return;
	str_cut(&s, '-', &from);
	if (!str_to_long(str_trim(from), &first) ||
		!str_to_long(str_trim(s.ptr ? s : from), &last) || first < 1 ||
		last > MATH_COLUMNS) {
		tex_fault(p, lex_offset(p),
			_("\\cline wants columns such as {2-4}"));
		return;
	}
	for (; first <= last; first++)
		t->rows[t->count - 1].parts |= (uint64_t)1 << (first - 1);
}

static bool is_rule(struct str name)
{
	return str_is(name, "hline") || str_is(name, "hdashline") ||
		str_is(name, "toprule") || str_is(name, "midrule") ||
		str_is(name, "bottomrule");
}

static void take_rules(struct tex_parser *p, struct table *t)
{
	while (lex_look(p) == '\\') {
		struct str name = lex_name(p);

		if (is_rule(name)) {
			lex_command(p);
			count_rule(&t->rows[t->count - 1].rules);
		} else if (str_is(name, "cline")) {
			lex_command(p);
			partial_rule(p, t);
		} else {
			return;
		}
	}
}

static enum math_align column_align(const struct table *t, size_t column)
{
	const char *align = t->environment->align;
	char c;

	if (column < t->given)
		return t->align[column];
	c = align[column % strlen(align)];
	return c == 'c' ? MATH_CENTER : c == 'r' ? MATH_RIGHT : MATH_LEFT;
}

/* \multicolumn{2}{r}{…} */
static struct math *spanning(struct tex_parser *p, enum tex_closer closer)
{
	struct math *cell;
	struct str number, spec;
	long columns;

	lex_command(p);
	if (!tex_raw(p, "\\multicolumn", &number) ||
		!tex_raw(p, "\\multicolumn", &spec))
		return tex_row(p, closer);
	if (!str_to_long(str_trim(number), &columns) || columns < 1 ||
		columns > MATH_COLUMNS) {
		tex_fault(p, lex_offset(p),
			_("\\multicolumn wants a number of columns"));
		columns = 1;
	}
	cell = tex_row_after(p, closer, tex_arg(p, "\\multicolumn"));
	cell->size = (int)columns;
	cell->align = str_find(spec, "r", 0) != SIZE_MAX ? MATH_RIGHT
		: str_find(spec, "c", 0) != SIZE_MAX     ? MATH_CENTER
							 : MATH_LEFT;
	return cell;
}

/* A relation that begins the right half of a pair has room on both sides. */
static bool follows(const struct table *t, size_t column)
{
	return column % 2 && strcmp(t->environment->align, "rl") == 0;
}

static struct math *take_cell(struct tex_parser *p, const struct table *t,
	size_t column, enum tex_closer closer)
{
	struct math *cell;

	lex_look(p);
	if (lex_at(p, "multicolumn"))
		return spanning(p, closer);
	cell = tex_row_after(
		p, closer, follows(t, column) ? tex_node(p, MATH_ROW) : NULL);
	cell->size = 1;
	cell->align = p->filled == FILL_AFTER ? MATH_LEFT
		: p->filled == FILL_BEFORE    ? MATH_RIGHT
					      : column_align(t, column);
	return cell;
}

/* The cells of a row; first, or NULL, is the first of them. */
static void take_row(struct tex_parser *p, struct table *t,
	enum tex_closer closer, struct math *first)
{
	struct math *row = tex_node(p, MATH_ROW);
	const struct math **tail = &row->child;
	size_t columns = 0;

	for (;;) {
		struct math *cell =
			first ? first : take_cell(p, t, columns, closer);

		first = NULL;
		columns += (size_t)cell->size;
		*tail = cell;
		tail = &cell->next;
		if (columns > MATH_COLUMNS)
			tex_stop(p, _("a table of more than %d columns"),
				MATH_COLUMNS);
		if (lex_look(p) != '&')
			break;
		lex_skip(p, 1);
	}
	if (columns > t->columns)
		t->columns = columns;
	*t->tail = row;
	t->tail = &row->next;
	next_row(p, t);
}

/* \intertext{…}: a row that is one cell over all columns. */
static void take_intertext(struct tex_parser *p, struct table *t)
{
	struct math *row, *cell;

	while (lex_look(p) == '\\' && lex_at(p, "intertext")) {
		lex_command(p);
		if (lex_look(p) != '{')
			return;
		row = tex_node(p, MATH_ROW);
		cell = tex_node(p, MATH_ROW);
		cell->child = tex_words(p, VARIANT_AUTO);
		row->child = cell; /* its size is known at the end */
		*t->tail = row;
		t->tail = &row->next;
		next_row(p, t);
	}
}

/* \\ with its * and [2ex]. */
static bool take_line_end(struct tex_parser *p, struct table *t)
{
	struct str length;
	struct tex_input *in;
	size_t pos;

	if (lex_look(p) != '\\' || !tex_line_end(lex_name(p)))
		return false;
	lex_skip(p, 1 + lex_name(p).len);
	if (lex_byte(p) == '*')
		lex_skip(p, 1);
	in = p->in;
	pos = in->pos;
	if (lex_byte(p) == '[' && lex_optional(p, &length) &&
		!tex_length(length, &t->rows[t->count - 1].extra))
		lex_back(p, in, pos); /* an interval, say */
	return true;
}

static bool at_table_end(struct tex_parser *p, enum tex_closer closer)
{
	int c = lex_look(p);

	return c < 0 || (c == '}' && p->braces && closer != CLOSE_END) ||
		(c == '\\' && closer == CLOSE_CELL &&
			(lex_at(p, "end") ||
				(p->fences && lex_at(p, "right"))));
}

static void take_rows(struct tex_parser *p, struct table *t,
	enum tex_closer closer, struct math *first)
{
	next_row(p, t);
	do {
		take_rules(p, t);
		take_intertext(p, t);
		if (!first && at_table_end(p, closer))
			break;
		take_row(p, t, closer, first);
		first = NULL;
	} while (take_line_end(p, t));
}

/* ---- the finished table ---- */

static void finish_columns(
	struct tex_parser *p, const struct table *t, struct math_columns *c)
{
	enum math_align *align;
	uint8_t *lines;

	c->count = t->columns > t->given ? t->columns : t->given;
	if (c->count > MATH_COLUMNS)
		c->count = MATH_COLUMNS;
	align = NEW_ARRAY(p->arena, c->count, enum math_align);
	lines = NEW_ARRAY(p->arena, c->count + 1, uint8_t);
	for (size_t i = 0; i < c->count; i++)
		align[i] = column_align(t, i);
	memcpy(lines, t->lines, t->given + 1);
	c->align = align;
	c->lines = lines;
}

/* rows[i].extra was noted when row i had been counted, so it stands one on. */
static void finish_rows(
	struct tex_parser *p, const struct table *t, struct math_columns *c)
{
	uint8_t *rules = NEW_ARRAY(p->arena, t->count, uint8_t);
	uint64_t *parts = NEW_ARRAY(p->arena, t->count, uint64_t);
	int *extra = NEW_ARRAY(p->arena, t->count, int);

	c->row_count = t->count - 1;
	for (size_t i = 0; i < t->count; i++) {
		rules[i] = t->rows[i].rules;
		parts[i] = t->rows[i].parts;
		if (i)
			extra[i - 1] = t->rows[i].extra;
	}
	c->row_lines = rules;
	c->row_parts = parts;
	c->row_extra = extra;
}

static void finish_spans(struct math *table, size_t columns)
{
	const struct math *row, *cell;

	for (row = table->child; row; row = row->next)
		for (cell = row->child; cell; cell = cell->next)
			if (!cell->size)
				((struct math *)cell)->size =
					columns ? (int)columns : 1;
}

static struct math *finish(struct tex_parser *p, struct table *t)
{
	const struct environment *e = t->environment;
	struct math_columns *c = NEW(p->arena, struct math_columns);
	struct math *fence;

	finish_columns(p, t, c);
	finish_rows(p, t, c);
	finish_spans(t->node, c->count);
	c->style = e->style;
	c->pairs = strcmp(e->align, "rl") == 0;
	c->gap = e->gap;
	c->row_gap = e->row_gap;
	c->sides = t->sides || (e->style == STYLE_SCRIPT && e->gap);
	t->node->columns = c;
	if (!e->left && !e->right)
		return t->node;
	fence = tex_node(p, MATH_FENCE);
	fence->class = CLASS_INNER;
	fence->left = e->left;
	fence->right = e->right;
	fence->child = t->node;
	return fence;
}

static void start(
	struct tex_parser *p, struct table *t, const struct environment *e)
{
	*t = (struct table){.environment = e, .node = tex_node(p, MATH_TABLE)};
	t->tail = &t->node->child;
}

/* ---- environments ---- */

static const struct environment *find(struct str name)
{
	for (size_t i = 0; i < ENVIRONMENTS; i++)
		if (str_is(name, environments[i].name))
			return &environments[i];
	return NULL;
}

static void unknown(struct tex_parser *p, struct str name, size_t offset)
{
	const char *names[ENVIRONMENTS + 1] = {0};
	const char *nearest;

	for (size_t i = 0; i < ENVIRONMENTS; i++)
		names[i] = environments[i].name;
	nearest = str_nearest(name, names);
	if (nearest)
		tex_fault(p, offset,
			_("unknown environment '%.*s'; did you mean '%s'?"),
			STR_ARG(tex_short(name)), nearest);
	else
		tex_fault(p, offset, _("unknown environment '%.*s'"),
			STR_ARG(tex_short(name)));
}

/* [t] of aligned and array, {cc} of array, {2} of alignedat. */
static void take_settings(struct tex_parser *p, struct table *t)
{
	struct str s;
	size_t pos;
	struct tex_input *in;

	lex_look(p);
	in = p->in;
	pos = in->pos;
	if (lex_optional(p, &s) && !(s.len == 1 && memchr("tcblr", *s.ptr, 5)))
		lex_back(p, in, pos);
	if (t->environment->takes == NOTHING)
		return;
	if (lex_look(p) != '{') {
		tex_fault(p, lex_offset(p),
			_("\\begin{%s} wants its columns, such as {cc}"),
			t->environment->name);
		return;
	}
	if (!tex_raw(p, "\\begin", &s) || t->environment->takes != SPEC)
		return;
	t->sides = t->environment->gap && !str_starts(str_trim(s), "@");
	take_spec(p, t, s, false);
}

static void take_end(struct tex_parser *p, struct str name)
{
	struct str closed;

	lex_look(p);
	if (!lex_at(p, "end")) {
		tex_fault(p, lex_offset(p),
			_("\\begin{%.*s} without its \\end"),
			STR_ARG(tex_short(name)));
		return;
	}
	lex_command(p);
	if (tex_raw(p, "\\end", &closed) &&
		!str_equal(str_trim(closed), str_trim(name)))
		tex_fault(p, lex_offset(p),
			_("\\begin{%.*s} ends with \\end{%.*s}"),
			STR_ARG(tex_short(name)), STR_ARG(closed));
}

struct math *tex_begin_environment(
	struct tex_parser *p, const struct tex_command *command)
{
	size_t offset = p->command;
	const struct environment *e;
	struct math *node, *row;
	struct table t;
	struct str name;

	if (!tex_raw(p, command->name, &name))
		return tex_error(p, str_from(command->name));
	e = find(str_trim(name));
	if (!e)
		unknown(p, name, offset);
	start(p, &t, e ? e : &environments[0]);
	if (!tex_deeper(p))
		return finish(p, (next_row(p, &t), &t));
	p->tables++;
	take_settings(p, &t);
	take_rows(p, &t, CLOSE_CELL, NULL);
	p->tables--;
	take_end(p, name);
	tex_higher(p);
	node = finish(p, &t);
	if (e)
		return node;
	row = tex_node(p, MATH_ROW);
	row->child = tex_error(
		p, str_format(p->arena, "\\begin{%.*s}", STR_ARG(name)));
	((struct math *)row->child)->next = node;
	return row;
}

struct math *tex_braced_table(
	struct tex_parser *p, const struct tex_command *command)
{
	struct table t;

	if (lex_look(p) != '{') {
		tex_fault(p, lex_offset(p), _("nothing stands after %s"),
			command->name);
		return tex_error(p, str_from(command->name));
	}
	start(p, &t, find(str_from(command->text)));
	if (!tex_deeper(p))
		return finish(p, (next_row(p, &t), &t));
	lex_skip(p, 1);
	p->braces++;
	take_rows(p, &t, CLOSE_BRACED_CELL, NULL);
	tex_close_brace(p);
	tex_higher(p);
	return finish(p, &t);
}

struct math *tex_lines(struct tex_parser *p, struct math *first)
{
	static const struct environment lines = {
		"", 0, 0, "l", STYLE_DISPLAY, 1000, 300, NOTHING};
	static const struct environment pairs = {
		"", 0, 0, "rl", STYLE_DISPLAY, 1000, 300, NOTHING};
	bool paired = str_find(p->source, "&", 0) != SIZE_MAX;
	struct table t;

	start(p, &t, paired ? &pairs : &lines);
	first->size = 1;
	first->align = column_align(&t, 0);
	take_rows(p, &t, CLOSE_END, first);
	return finish(p, &t);
}
