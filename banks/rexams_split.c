#include "banks/rexams_parts.h"

#include "banks/latex.h"
#include "base/i18n.h"

/* ---- what is said of it ---- */

static void add_field(struct rexams *x, struct str name, struct str value)
{
	if (x->field_count < REXAMS_FIELDS && name.len)
		x->fields[x->field_count++] =
			(struct rexams_field){str_trim(name), str_trim(value)};
}

static void add_item(struct rexams *x, bool solution, struct str text)
{
	size_t *count = solution ? &x->comment_count : &x->item_count;
	struct str *list = solution ? x->comments : x->items;

	if (*count < REXAMS_ITEMS)
		list[(*count)++] = text;
}

/* A chunk that prints nothing may go; what else it makes is seen where it is
 * used. */
static void take_chunk(struct rexams *x, struct str head)
{
	bool hidden = str_find(head, "echo=FALSE", 0) != SIZE_MAX ||
		str_find(head, "echo = FALSE", 0) != SIZE_MAX ||
		str_find(head, "include=FALSE", 0) != SIZE_MAX ||
		str_find(head, "include = FALSE", 0) != SIZE_MAX;
	bool shows = str_find(head, "asis", 0) != SIZE_MAX ||
		str_find(head, "results=tex", 0) != SIZE_MAX ||
		str_find(head, "fig", 0) != SIZE_MAX;

	x->code = true;
	x->dynamic |= !hidden || shows;
}

/* ---- Markdown ---- */

static bool is_rule(struct str line, char sign)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != sign)
			return false;
	return line.len >= 2;
}

struct markdown {
	struct rexams *x;
	enum { IN_NOTHING, IN_QUESTION, IN_SOLUTION, IN_META } section;
	bool list; /* of answers */
	struct buf text, item;
	bool item_open;
};

static void end_item(struct markdown *m)
{
	if (m->item_open)
		add_item(m->x, m->section == IN_SOLUTION,
			str_trim(str_copy(m->x->f->arena, buf_str(&m->item))));
	m->item_open = false;
	m->item.len = 0;
}

static void end_section(struct markdown *m)
{
	struct str text = str_trim(str_copy(m->x->f->arena, buf_str(&m->text)));

	end_item(m);
	if (m->section == IN_QUESTION)
		m->x->question = text;
	else if (m->section == IN_SOLUTION)
		m->x->solution = text;
	m->text.len = 0;
	m->list = false;
}

static void begin_section(struct markdown *m, struct str name)
{
	end_section(m);
	m->section = str_is(name, "Question") ? IN_QUESTION
		: str_is(name, "Solution")    ? IN_SOLUTION
		: str_is(name, "Meta-information") || str_is(name, "Metadata")
		? IN_META
		: IN_NOTHING;
}

static void put_list_line(struct markdown *m, struct str line)
{
	if (line.len && strchr("*-+", line.ptr[0]) &&
		(line.len == 1 || strchr(" \t", line.ptr[1]))) {
		end_item(m);
		m->item_open = true;
		buf_add(&m->item, str_trim(str_sub(line, 1, line.len)));
	} else if (m->item_open) {
		buf_char(&m->item, '\n');
		buf_add(&m->item, str_trim(line));
	}
}

static void put_line(struct markdown *m, struct str line)
{
	struct str name, value = line;

	if (m->section == IN_META) {
		if (str_cut(&value, ':', &name) && value.ptr &&
			str_starts(name, "ex"))
			add_field(m->x, name, value);
	} else if (m->list) {
		put_list_line(m, line);
	} else if (m->section != IN_NOTHING) {
		buf_add(&m->text, line);
		buf_char(&m->text, '\n');
	}
}

/* The next line, without its end, and what follows. */
static struct str take_line(struct str *text)
{
	struct str line = {0};

	(void)str_cut(text, '\n', &line);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static void skip_chunk(struct str *text)
{
	while (text->len)
		if (str_starts(str_trim(take_line(text)), "```"))
			return;
}

static void split_markdown(struct rexams *x, struct str text)
{
	struct markdown m = {.x = x,
		.text = {.arena = x->f->arena},
		.item = {.arena = x->f->arena}};

	while (text.len) {
		struct str line = take_line(&text), ahead = text, below;

		if (str_starts(line, "```{r")) {
			take_chunk(x, line);
			skip_chunk(&text);
			continue;
		}
		below = take_line(&ahead);
		if (line.len && is_rule(below, '=')) {
			begin_section(&m, str_trim(line));
			text = ahead;
		} else if (str_is(str_trim(line), "Answerlist") &&
			is_rule(below, '-')) {
			m.list = true;
			text = ahead;
		} else {
			put_line(&m, line);
		}
	}
	end_section(&m);
}

/* ---- LaTeX ---- */

static void tell_loss(void *ctx, struct str what)
{
	foreign_loss(ctx, _("the command %.*s"), STR_ARG(what));
}

static struct str tell_picture(void *ctx, struct str source)
{
	foreign_loss(ctx, _("the picture file '%.*s'"), STR_ARG(source));
	return STR("");
}

static struct str from_latex(struct rexams *x, struct str tex)
{
	const struct latex_reading reading = {
		.ctx = x->f, .picture = tell_picture, .loss = tell_loss};

	return str_trim(latex_to_markdown(x->f->arena, tex, &reading));
}

/* The body of the first environment of that name, and where it stands. */
static bool find_body(struct arena *arena, struct str tex, const char *name,
	struct str *body, size_t *start, size_t *after)
{
	const char *begin = str_format(arena, "\\begin{%s}", name).ptr;
	const char *end = str_format(arena, "\\end{%s}", name).ptr;
	size_t from = str_find(tex, begin, 0), to;

	if (from == SIZE_MAX)
		return false;
	to = str_find(tex, end, from);
	if (to == SIZE_MAX)
		return false;
	*start = from;
	from += strlen(begin);
	*body = str_sub(tex, from, to - from);
	*after = to + strlen(end);
	return true;
}

/* "\item" and no longer name. */
static size_t next_item(struct str tex, size_t at)
{
	for (;; at++) {
		at = str_find(tex, "\\item", at);
		if (at == SIZE_MAX)
			return at;
		if (at + 5 >= tex.len || tex.ptr[at + 5] < 'a' ||
			tex.ptr[at + 5] > 'z')
			return at;
	}
}

static void take_list(struct rexams *x, struct str body, bool solution)
{
	size_t at = next_item(body, 0);

	while (at != SIZE_MAX) {
		size_t next = next_item(body, at + 5);
		struct str item = str_sub(body, at + 5,
			(next == SIZE_MAX ? body.len : next) - at - 5);

		add_item(x, solution, from_latex(x, item));
		at = next;
	}
}

static struct str take_body(
	struct rexams *x, struct str tex, const char *name, bool solution)
{
	struct arena *arena = x->f->arena;
	struct str body, list;
	size_t start, after, from, to;

	if (!find_body(arena, tex, name, &body, &start, &after))
		return STR("");
	if (find_body(arena, body, "answerlist", &list, &from, &to)) {
		take_list(x, list, solution);
		body = str_format(arena, "%.*s%.*s",
			STR_ARG(str_sub(body, 0, from)),
			STR_ARG(str_sub(body, to, body.len)));
	}
	return from_latex(x, body);
}

/* "\extype{schoice}", "\exextra[a]{b}" wherever they stand. */
static void take_commands(struct rexams *x, struct str tex)
{
	size_t at = 0;

	while ((at = str_find(tex, "\\ex", at)) != SIZE_MAX) {
		size_t end = at + 1;
		struct str option, value, name;

		while (end < tex.len && tex.ptr[end] >= 'a' &&
			tex.ptr[end] <= 'z')
			end++;
		name = str_sub(tex, at + 1, end - at - 1);
		at = end;
		(void)latex_group(tex, &end, '[', &option);
		if (latex_group(tex, &end, '{', &value)) {
			add_field(x, name, value);
			at = end;
		}
	}
}

/* Without chunks: from "<<…>>=" to "@" at the beginning of lines. */
static struct str without_chunks(struct rexams *x, struct str text)
{
	struct buf out = {.arena = x->f->arena};
	bool inside = false;

	while (text.len) {
		struct str line = take_line(&text);

		if (!inside && str_starts(line, "<<")) {
			take_chunk(x, line);
			inside = true;
		} else if (inside && str_starts(line, "@")) {
			inside = false;
		} else if (!inside) {
			buf_add(&out, line);
			buf_char(&out, '\n');
		}
	}
	return buf_str(&out);
}

static void split_latex(struct rexams *x, struct str text)
{
	text = latex_without_comments(x->f->arena, without_chunks(x, text));
	x->dynamic |= str_find(text, "\\Sexpr", 0) != SIZE_MAX;
	if (x->dynamic)
		return;
	x->question = take_body(x, text, "question", false);
	x->solution = take_body(x, text, "solution", true);
	take_commands(x, text);
}

void rexams_split(struct rexams *x, struct str text)
{
	x->latex = str_find(text, "\\begin{question}", 0) != SIZE_MAX;
	if (x->latex) {
		split_latex(x, text);
		return;
	}
	x->dynamic = str_find(text, "`r ", 0) != SIZE_MAX;
	split_markdown(x, text);
}
