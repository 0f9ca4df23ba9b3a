#include "banks/latex.h"

#include "base/markup/escape.h"

enum { DEPTH_MOST = 50 };

/* ---- text ---- */

struct converter {
	struct arena *arena;
	const struct latex_reading *reading;
	struct str tex;
	size_t at;
	int depth;
	struct buf plain; /* not yet put */
};

static struct str convert(struct converter *outer, struct str tex);

static void flush(struct converter *c, struct buf *out)
{
	escape_inline(out, buf_str(&c->plain));
	c->plain.len = 0;
}

static void lose(struct converter *c, struct str what)
{
	if (c->reading->loss)
		c->reading->loss(c->reading->ctx, what);
}

static void put_picture(struct converter *c, struct buf *out, struct str source)
{
	struct str name = c->reading->picture
		? c->reading->picture(c->reading->ctx, source)
		: STR("");

	if (name.len)
		buf_format(out, "![](%.*s)", STR_ARG(name));
}

/* Of ex_test: systems and unions of conditions. */
static struct str with_systems(struct arena *arena, struct str tex, int depth)
{
	static const struct {
		const char *name, *bracket;
	} systems[] = {{"\\heva", "\\{"}, {"\\hoac", "["}};
	struct buf out = {.arena = arena};
	size_t at = 0;

	while (at < tex.len) {
		struct str inside;
		size_t k = 0, end;

		while (k < 2 &&
			!str_starts(str_sub(tex, at, 5), systems[k].name))
			k++;
		end = at + 5;
		if (k == 2 || depth > DEPTH_MOST ||
			!latex_group(tex, &end, '{', &inside)) {
			buf_char(&out, tex.ptr[at++]);
			continue;
		}
		buf_format(&out,
			"\\left%s\\begin{aligned}%.*s\\end{aligned}\\right.",
			systems[k].bracket,
			STR_ARG(with_systems(arena, inside, depth + 1)));
		at = end;
	}
	return buf_str(&out);
}

static void put_formula(
	struct converter *c, struct buf *out, struct str tex, bool display)
{
	struct str math = str_trim(with_systems(c->arena, tex, 0));
	const char *dollars = display ? "$$" : "$";

	flush(c, out);
	if (!math.len)
		return;
	buf_text(out, dollars);
	for (size_t i = 0; i < math.len; i++)
		buf_char(out, strchr("\n\r", math.ptr[i]) ? ' ' : math.ptr[i]);
	buf_text(out, dollars);
}

/* From the opening to the closing mark; moves past it. */
static bool take_formula(struct converter *c, struct buf *out, const char *open,
	const char *close, bool display)
{
	struct str rest = str_sub(c->tex, c->at, c->tex.len);
	size_t start = strlen(open), end;

	if (!str_starts(rest, open))
		return false;
	end = start;
	do
		end = str_find(rest, close, end);
	while (end != SIZE_MAX && close[0] == '$' && end &&
		rest.ptr[end - 1] == '\\' && ++end);
	if (end == SIZE_MAX)
		return false;
	put_formula(c, out, str_sub(rest, start, end - start), display);
	c->at += end + strlen(close);
	return true;
}

/* ---- environments ---- */

static bool is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_is(name, *names))
			return true;
	return false;
}

/* The end of the environment whose body begins at `at`: the offset of its
 * \end, or SIZE_MAX; the same may be nested. */
static size_t environment_end(
	struct arena *arena, struct str tex, size_t at, struct str name)
{
	const char *begin =
		str_format(arena, "\\begin{%.*s}", STR_ARG(name)).ptr;
	const char *end = str_format(arena, "\\end{%.*s}", STR_ARG(name)).ptr;
	int depth = 1;

	for (;;) {
		size_t next = str_find(tex, end, at);
		size_t inner = str_find(tex, begin, at);

		if (next == SIZE_MAX)
			return SIZE_MAX;
		if (inner < next) {
			depth++;
			at = inner + 1;
			continue;
		}
		if (!--depth)
			return next;
		at = next + 1;
	}
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void put_block(struct buf *out, struct str block)
{
	if (out->len)
		buf_text(out, "\n\n");
	buf_add(out, block);
	buf_text(out, "\n\n");
}

/* The next \item or \itemch at or after `at`, but for those of lists within;
 * *text is where what it holds begins. */
static size_t next_item(
	struct arena *arena, struct str body, size_t at, size_t *text)
{
	for (; at < body.len; at++) {
		struct str rest = str_sub(body, at, body.len), name;
		size_t inside = 6, end;

		if (body.ptr[at] != '\\')
			continue;
		if (str_starts(rest, "\\begin") &&
			latex_group(rest, &inside, '{', &name)) {
			end = environment_end(arena, rest, inside, name);
			if (end == SIZE_MAX)
				return SIZE_MAX;
			at += end;
			continue;
		}
		*text = at + (str_starts(rest, "\\itemch") ? 7 : 5);
		if (str_starts(rest, "\\item") &&
			(*text >= body.len || !is_letter(body.ptr[*text])))
			return at;
		at++; /* "\\\\" */
	}
	return SIZE_MAX;
}

/* "a)" of "[a)]" or "[label=\alph*)]", as what stands before a list's items;
 * "1." when they are numbered. */
struct labels {
	char first; /* 'a', 'A', '1'; 0 a bullet */
	char after;
};

static struct labels labels_of(struct str name, struct str option)
{
	static const char *const lettered[] = {
		"itemchoice", "enumEX", "listEX", "enumerateEX", NULL};
	struct labels labels = {'1', '.'};

	if (str_is(name, "itemize"))
		return (struct labels){0};
	if (is_one_of(name, lettered))
		labels = (struct labels){'a', ')'};
	if (str_find(option, "alph", 0) != SIZE_MAX ||
		str_find(option, "a)", 0) != SIZE_MAX ||
		str_find(option, "a.", 0) != SIZE_MAX)
		labels.first = 'a';
	else if (str_find(option, "Alph", 0) != SIZE_MAX ||
		str_find(option, "A)", 0) != SIZE_MAX ||
		str_find(option, "A.", 0) != SIZE_MAX)
		labels.first = 'A';
	else if (str_find(option, "arabic", 0) != SIZE_MAX ||
		str_find(option, "1", 0) != SIZE_MAX)
		labels.first = '1';
	if (labels.first != '1')
		labels.after = str_find(option, ".", 0) == SIZE_MAX ? ')' : '.';
	return labels;
}

/* Lines after the first are set in, as Markdown's lists want it. */
static void put_item(
	struct buf *list, struct labels labels, int number, struct str item)
{
	bool letter = labels.first > '9';
	size_t indent;

	if (list->len)
		buf_text(list, letter ? "\n\n" : "\n");
	if (!labels.first)
		buf_text(list, "- ");
	else if (!letter)
		buf_format(list, "%d. ", number + 1);
	else
		buf_format(list, "%c%c ", labels.first + number % 26,
			labels.after);
	indent = letter ? 0 : labels.first ? 3 : 2;
	for (size_t i = 0; i < item.len; i++) {
		buf_char(list, item.ptr[i]);
		if (item.ptr[i] == '\n')
			for (size_t k = 0; k < indent; k++)
				buf_char(list, ' ');
	}
}

static void put_list(
	struct converter *c, struct buf *out, struct str name, struct str body)
{
	struct buf list = {.arena = c->arena};
	struct str option = {0}, ignored;
	size_t start = 0, text = 0, at;
	struct labels labels;

	(void)latex_group(body, &start, '[', &option);
	(void)latex_group(body, &start, '{', &ignored);
	labels = labels_of(name, option);
	at = next_item(c->arena, body, start, &text);
	for (int number = 0; at != SIZE_MAX; number++) {
		size_t from = text;
		struct str item, label;
		size_t past = 0;

		at = next_item(c->arena, body, from, &text);
		item = str_sub(
			body, from, (at == SIZE_MAX ? body.len : at) - from);
		if (latex_group(item, &past, '[', &label))
			item = str_sub(item, past, item.len);
		put_item(&list, labels, number, convert(c, item));
	}
	put_block(out, buf_str(&list));
}

/* A cell on one line. */
static void put_cell(struct converter *c, struct buf *row, struct str cell)
{
	struct str text = convert(c, cell);

	buf_text(row, " ");
	for (size_t i = 0; i < text.len; i++)
		buf_char(row, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
	buf_text(row, " |");
}

static struct str without_rules(struct arena *arena, struct str row)
{
	static const char *const rules[] = {
		"\\hline", "\\toprule", "\\midrule", "\\bottomrule", NULL};
	struct buf out = {.arena = arena};

	for (size_t at = 0; at < row.len; at++) {
		const char *const *rule = rules;

		while (*rule && !str_starts(str_sub(row, at, row.len), *rule))
			rule++;
		if (*rule)
			at += strlen(*rule) - 1;
		else
			buf_char(&out, row.ptr[at]);
	}
	return str_trim(buf_str(&out));
}

/* The offset of the next & or \\ outside braces and formulas. */
static size_t cell_end(struct str tex, size_t at, bool *row)
{
	int braces = 0;
	bool formula = false;

	for (; at < tex.len; at++) {
		char c = tex.ptr[at];

		*row = c == '\\' && at + 1 < tex.len && tex.ptr[at + 1] == '\\';
		if (*row && !braces && !formula)
			return at;
		if (c == '\\') {
			at++;
			continue;
		}
		formula = formula != (c == '$');
		braces += (c == '{') - (c == '}');
		if (c == '&' && !braces && !formula)
			return at;
	}
	*row = true;
	return at;
}

static void put_table(struct converter *c, struct buf *out, struct str body)
{
	struct buf table = {.arena = c->arena}, row = {.arena = c->arena};
	size_t at = 0, columns = 0, most = 0;
	struct str spec;

	(void)latex_group(body, &at, '{', &spec);
	while (at < body.len) {
		bool ends;
		size_t end = cell_end(body, at, &ends);
		struct str cell =
			without_rules(c->arena, str_sub(body, at, end - at));

		if (cell.len || columns || !ends) {
			put_cell(c, &row, cell);
			columns++;
		}
		at = end + (end < body.len ? 1 + ends : 0);
		if (!ends || !columns)
			continue;
		if (!most) {
			most = columns;
			buf_char(&table, '|');
			for (size_t i = 0; i < most; i++)
				buf_text(&table, "  |");
			buf_text(&table, "\n|");
			for (size_t i = 0; i < most; i++)
				buf_text(&table, "---|");
		}
		buf_format(&table, "\n|%.*s", STR_ARG(buf_str(&row)));
		row.len = columns = 0;
	}
	put_block(out, buf_str(&table));
}

static void put_environment(
	struct converter *c, struct buf *out, struct str name, struct str body)
{
	static const char *const drawings[] = {
		"tikzpicture", "pspicture", "asy", NULL};
	static const char *const formulas[] = {"equation", "equation*", "align",
		"align*", "eqnarray", "eqnarray*", "gather", "gather*", NULL};
	static const char *const tables[] = {
		"tabular", "tabular*", "array", "longtable", NULL};
	static const char *const lists[] = {"itemize", "enumerate", "enumEX",
		"listEX", "enumerateEX", "itemchoice", NULL};
	struct str wrapped;

	flush(c, out);
	if (is_one_of(name, drawings)) {
		put_picture(c, out,
			str_format(c->arena, "\\begin{%.*s}%.*s\\end{%.*s}",
				STR_ARG(name), STR_ARG(body), STR_ARG(name)));
	} else if (is_one_of(name, formulas)) {
		wrapped = str_find(body, "\\\\", 0) == SIZE_MAX
			? body
			: str_format(c->arena,
				  "\\begin{aligned}%.*s\\end{aligned}",
				  STR_ARG(body));
		put_formula(c, out, wrapped, true);
	} else if (is_one_of(name, tables)) {
		put_table(c, out, body);
	} else if (is_one_of(name, lists)) {
		put_list(c, out, name, body);
	} else {
		put_block(out, convert(c, body));
	}
}

static bool take_environment(struct converter *c, struct buf *out)
{
	struct str rest = str_sub(c->tex, c->at, c->tex.len), name;
	size_t at = 6, end;

	if (!str_starts(rest, "\\begin") || !latex_group(rest, &at, '{', &name))
		return false;
	end = environment_end(c->arena, rest, at, name);
	if (end == SIZE_MAX)
		return false;
	put_environment(c, out, name, str_sub(rest, at, end - at));
	c->at += end + strlen("\\end{}") + name.len;
	return true;
}

/* ---- commands ---- */

static void put_marked(struct converter *c, struct buf *out, struct str inside,
	const char *mark)
{
	struct str text = str_trim(convert(c, inside));

	if (text.len && str_find(text, "\n", 0) == SIZE_MAX &&
		str_find(text, "*", 0) == SIZE_MAX)
		buf_format(out, "%s%.*s%s", mark, STR_ARG(text), mark);
	else
		buf_add(out, text);
}

/* Signs that commands stand for. */
static const struct sign {
	const char *name, *text;
} signs[] = {
	{"ldots", "…"},
	{"dots", "…"},
	{"quad", " "},
	{"qquad", " "},
	{"textbackslash", "\\"},
	{"degree", "°"},
	{"par", "\n\n"},
	{"newline", "\\\n"},
	{"hfill", " "},
	{"LaTeX", "LaTeX"},
};

/* What only moves things about; its arguments go with it. */
static const struct gone {
	const char *name;
	int arguments;
} gone[] = {
	{"vspace", 1},
	{"hspace", 1},
	{"centering", 0},
	{"noindent", 0},
	{"allowdisplaybreaks", 0},
	{"label", 1},
	{"color", 1},
	{"fontsize", 2},
	{"selectfont", 0},
	{"bigskip", 0},
	{"medskip", 0},
	{"smallskip", 0},
	{"newpage", 0},
	{"small", 0},
	{"footnotesize", 0},
	{"large", 0},
	{"displaystyle", 0},
	{"dotEX", 0},
	{"dotfill", 0},
	{"hrulefill", 0},
};

/* \bf and the like outside a group of their own: as what only moves. */
static bool is_declaration(struct str name)
{
	static const char *const names[] = {
		"bf", "it", "em", "sl", "bfseries", "itshape", NULL};

	return is_one_of(name, names);
}

static bool take_known(struct converter *c, struct buf *out, struct str name)
{
	static const char *const bold[] = {
		"textbf", "underline", "uline", "textsc", NULL};
	static const char *const italic[] = {"textit", "emph", "textsl", NULL};
	static const char *const same[] = {"text", "mbox", "textrm",
		"textnormal", "fbox", "centerline", "parbox", "footnote", NULL};
	struct str inside, other;

	if (is_one_of(name, bold) &&
		latex_group(c->tex, &c->at, '{', &inside)) {
		flush(c, out);
		put_marked(c, out, inside, "**");
		return true;
	}
	if (is_one_of(name, italic) &&
		latex_group(c->tex, &c->at, '{', &inside)) {
		flush(c, out);
		put_marked(c, out, inside, "*");
		return true;
	}
	if (is_one_of(name, same) &&
		latex_group(c->tex, &c->at, '{', &inside)) {
		flush(c, out);
		buf_add(out, convert(c, inside));
		return true;
	}
	if (str_is(name, "includegraphics")) {
		(void)latex_group(c->tex, &c->at, '[', &other);
		if (latex_group(c->tex, &c->at, '{', &inside)) {
			flush(c, out);
			put_picture(c, out, inside);
		}
		return true;
	}
	if (str_is(name, "textcolor") &&
		latex_group(c->tex, &c->at, '{', &other) &&
		latex_group(c->tex, &c->at, '{', &inside)) {
		flush(c, out);
		buf_add(out, convert(c, inside));
		return true;
	}
	return false;
}

static bool take_dropped(struct converter *c, struct str name)
{
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		if (str_is(name, gone[i].name)) {
			struct str argument;

			for (int k = 0; k < gone[i].arguments; k++)
				(void)latex_group(
					c->tex, &c->at, '{', &argument);
			return true;
		}
	return false;
}

/* \immini{text}{figure}: one beside the other; here one below the other. */
static bool take_immini(struct converter *c, struct buf *out, struct str name)
{
	struct str text, figure, option;

	if (!str_is(name, "immini") && !str_is(name, "immini*"))
		return false;
	(void)latex_group(c->tex, &c->at, '[', &option);
	if (!latex_group(c->tex, &c->at, '{', &text))
		return false;
	flush(c, out);
	buf_add(out, convert(c, text));
	if (latex_group(c->tex, &c->at, '{', &figure))
		put_block(out, convert(c, figure));
	return true;
}

static void take_command(struct converter *c, struct buf *out)
{
	size_t start = c->at + 1, end = start;
	struct str name;

	while (end < c->tex.len && is_letter(c->tex.ptr[end]))
		end++;
	if (end == start) {
		/* A sign: \% \& \$ \, \\ */
		char sign = end < c->tex.len ? c->tex.ptr[end] : 0;

		c->at = end + 1;
		if (sign == '\\') {
			flush(c, out);
			buf_text(out, "\\\n");
		} else if (strchr("%&$#_{}", sign) && sign) {
			buf_char(&c->plain, sign);
		} else {
			buf_char(&c->plain, ' ');
		}
		return;
	}
	name = str_sub(c->tex, start, end - start);
	c->at = end;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_is(name, signs[i].name)) {
			flush(c, out);
			buf_text(out, signs[i].text);
			return;
		}
	if (is_declaration(name) || take_dropped(c, name) ||
		take_known(c, out, name) || take_immini(c, out, name))
		return;
	lose(c, str_sub(c->tex, start - 1, end - start + 1));
}

/* "{\it …}", "{\bfseries …}": what the group holds is marked. */
static bool take_declared(struct converter *c, struct buf *out)
{
	static const struct {
		const char *name, *mark;
	} marks[] = {{"\\bfseries", "**"}, {"\\bf", "**"}, {"\\itshape", "*"},
		{"\\it", "*"}, {"\\em", "*"}, {"\\sl", "*"}};
	struct str inside;
	size_t at = c->at;

	if (!latex_group(c->tex, &at, '{', &inside))
		return false;
	inside = str_trim(inside);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i].name);

		if (!str_starts(inside, marks[i].name) || inside.len <= len ||
			is_letter(inside.ptr[len]))
			continue;
		flush(c, out);
		put_marked(c, out, str_sub(inside, len, inside.len),
			marks[i].mark);
		c->at = at;
		return true;
	}
	return false;
}

/* "``…''" and dashes, as TeX sets them. */
static bool take_ligature(struct converter *c)
{
	static const struct {
		const char *tex, *text;
	} ligatures[] = {{"---", "\u2014"}, {"--", "\u2013"}, {"``", "\u201c"},
		{"''", "\u201d"}};
	struct str rest = str_sub(c->tex, c->at, 3);

	for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
		if (str_starts(rest, ligatures[i].tex)) {
			buf_text(&c->plain, ligatures[i].text);
			c->at += strlen(ligatures[i].tex);
			return true;
		}
	return false;
}

static void take_one(struct converter *c, struct buf *out)
{
	char ch = c->tex.ptr[c->at];

	if (take_ligature(c) || (ch == '{' && take_declared(c, out)))
		return;
	if (ch == '$') {
		if (!take_formula(c, out, "$$", "$$", true) &&
			!take_formula(c, out, "$", "$", false))
			buf_char(&c->plain, c->tex.ptr[c->at++]);
	} else if (ch == '\\') {
		if (!take_formula(c, out, "\\[", "\\]", true) &&
			!take_formula(c, out, "\\(", "\\)", false) &&
			!take_environment(c, out))
			take_command(c, out);
	} else {
		if (ch == '~')
			buf_text(&c->plain, "\xc2\xa0");
		else if (ch != '{' && ch != '}')
			buf_char(&c->plain, ch);
		c->at++;
	}
}

/* Blank lines end paragraphs; white space elsewhere is one blank. */
static struct str settle(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	struct str line;
	bool blank = false;

	while (str_cut(&text, '\n', &line)) {
		struct str bare = str_trim(line);

		if (!bare.len || str_is(bare, "\\")) {
			blank = true;
			continue;
		}
		if (out.len)
			buf_text(&out, blank ? "\n\n" : "\n");
		/* Lists keep their indents. */
		buf_add(&out, str_starts(line, "  ") ? line : bare);
		blank = false;
	}
	while (out.len && out.ptr[out.len - 1] == '\\' &&
		!(out.len > 1 && out.ptr[out.len - 2] == '\\'))
		out.len--;
	return str_trim(buf_str(&out));
}

static struct str convert(struct converter *outer, struct str tex)
{
	struct converter c = *outer;
	struct buf out = {.arena = c.arena};

	c.tex = tex;
	c.at = 0;
	c.depth = outer->depth + 1;
	c.plain = (struct buf){.arena = c.arena};
	if (c.depth > DEPTH_MOST)
		return STR("");
	while (c.at < tex.len)
		take_one(&c, &out);
	flush(&c, &out);
	return settle(c.arena, buf_str(&out));
}

struct str latex_to_markdown(struct arena *arena, struct str tex,
	const struct latex_reading *reading)
{
	static const struct latex_reading none;
	struct converter c = {
		.arena = arena, .reading = reading ? reading : &none};

	return escape_settle(
		arena, convert(&c, latex_without_comments(arena, tex)));
}
