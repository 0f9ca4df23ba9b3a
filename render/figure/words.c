#include "render/figure/words.h"

#include <math.h>

#include "base/markup/markup.h"
#include "base/math/math.h"
#include "render/figure/figure.h"

void tell_text(struct teller *t, struct str text)
{
	buf_add(&t->out, text);
}

void tell(struct teller *t, const char *vi, const char *en)
{
	buf_text(&t->out, t->vi ? vi : en);
}

static void tell_tree(struct teller *t, const struct markup *node)
{
	struct math_options options = {.decimal_comma = t->vi};
	const struct math *math;

	for (; node; node = node->next) {
		if (node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY) {
			math = math_parse(
				t->out.arena, node->text, &options, NULL);
			tell_text(t,
				math_to_speech(t->out.arena, math,
					t->vi ? "vi" : "en"));
			continue;
		}
		tell_text(t, node->text);
		tell_tree(t, node->child);
	}
}

void tell_label(struct teller *t, struct str text, bool formula)
{
	for (size_t i = 0; i < text.len; i++)
		formula |= strchr("\\^_=", text.ptr[i]) != NULL;
	if (formula && text.len && !memchr(text.ptr, '$', text.len))
		text = str_format(t->out.arena, "$%.*s$", STR_ARG(text));
	tell_tree(t, markup_parse(t->out.arena, text));
}

void tell_list(struct teller *t, const struct figure_value *list, bool formula)
{
	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *item = &list->items[i];

		if (i)
			tell(t, ", ", ", ");
		if (item->kind == VALUE_MAP)
			item = &item->items[0];
		tell_label(t, figure_text(item), formula);
	}
}

/* ---- tables ---- */

static const struct figure_value *get(const struct teller *t, const char *name)
{
	return figure_get(t->keys, name);
}

static void tell_sign(struct teller *t, enum figure_sign sign, bool mark)
{
	switch (sign) {
	case SIGN_PLUS:
		tell(t, "dấu cộng", "plus");
		break;
	case SIGN_MINUS:
		tell(t, "dấu trừ", "minus");
		break;
	case SIGN_ZERO:
		tell(t, "bằng 0", "zero");
		break;
	case SIGN_NONE:
	case SIGN_DOUBLE:
		tell(t, "không xác định", "not defined");
		break;
	default:
		tell(t, mark ? "khác 0" : "", mark ? "not zero" : "");
	}
}

static void tell_number(struct teller *t, size_t i)
{
	tell_label(t, figure_text(&get(t, "x")->items[i]), true);
}

/* "từ −∞ đến 1 dấu cộng, tại 1 bằng 0, …" */
static void tell_signs_of(struct teller *t, const struct figure_value *row)
{
	enum figure_sign signs[12], marks[12];
	size_t n = get(t, "x")->count;

	if (n > 12 || !figure_sign_row(t->out.arena, row, n, signs, marks))
		return;
	for (size_t i = 0; i < n; i++) {
		if (marks[i] != SIGN_NONE && marks[i] != SIGN_BAR) {
			tell(t, i ? ", tại " : "tại ", i ? ", at " : "at ");
			tell_number(t, i);
			tell(t, " ", " ");
			tell_sign(t, marks[i], true);
		}
		if (i + 1 == n)
			break;
		tell(t, i || marks[0] != SIGN_NONE ? ", từ " : "từ ",
			i || marks[0] != SIGN_NONE ? ", from " : "from ");
		tell_number(t, i);
		tell(t, " đến ", " to ");
		tell_number(t, i + 1);
		tell(t, " ", " ");
		tell_sign(t, signs[i], false);
	}
}

static void tell_signs(struct teller *t)
{
	const struct figure_value *rows = get(t, "rows");

	for (size_t i = 0; i < rows->count; i++) {
		tell(t, " ", " ");
		tell_label(t, figure_text(figure_get(&rows->items[i], "name")),
			true);
		tell(t, ": ", ": ");
		tell_signs_of(t, figure_get(&rows->items[i], "signs"));
		tell(t, ".", ".");
	}
}

static void tell_value(
	struct teller *t, const struct figure_value *v, bool right)
{
	if (v->kind == VALUE_LIST)
		v = &v->items[right ? v->count - 1 : 0];
	tell_label(t, figure_text(v), true);
}

/* "từ âm vô cùng đến 1 tăng từ âm vô cùng đến 2, từ 1 đến 3 giảm…" */
static void tell_values(struct teller *t)
{
	const struct figure_value *values = get(t, "values");
	enum figure_sign signs[12], marks[12];
	size_t n = values->count;
	bool any = false;

	if (n > 12 ||
		!figure_sign_row(
			t->out.arena, get(t, "signs"), n, signs, marks))
		return;
	for (size_t i = 0; i + 1 < n; i++) {
		if (signs[i] == SIGN_NONE)
			continue;
		tell(t, any ? ", từ " : "từ ", any ? ", from " : "from ");
		any = true;
		tell_number(t, i);
		tell(t, " đến ", " to ");
		tell_number(t, i + 1);
		if (signs[i] == SIGN_PLUS)
			tell(t, " tăng từ ", " up from ");
		else
			tell(t, " giảm từ ", " down from ");
		tell_value(t, &values->items[i], true);
		tell(t, " đến ", " to ");
		tell_value(t, &values->items[i + 1], false);
	}
}

static void tell_variation(struct teller *t)
{
	const struct figure_value *shown = get(t, "derivative");

	if (!shown || figure_flag(shown)) {
		tell(t, " Đạo hàm: ", " Derivative: ");
		tell_signs_of(t, get(t, "signs"));
		tell(t, ".", ".");
	}
	tell(t, " Hàm số: ", " Function: ");
	tell_values(t);
	tell(t, ".", ".");
}

/* ---- numbers ---- */

static void tell_points(struct teller *t)
{
	const struct figure_value *list = get(t, "points");

	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *item = &list->items[i];
		bool open = figure_flag(figure_get(item, "open"));
		struct str name = figure_text(figure_get(item, "name"));

		tell(t, i ? ", " : " ", i ? ", " : " ");
		tell(t, open ? "điểm rỗng " : "điểm ",
			open ? "open point " : "point ");
		if (name.len) {
			tell_label(t, name, true);
			tell(t, " tại ", " at ");
		}
		tell_label(t,
			figure_text(item->kind == VALUE_MAP
					? figure_get(item, "at")
					: item),
			true);
	}
	if (list)
		tell(t, ".", ".");
}

static void tell_end(struct teller *t, double value, struct str text, bool in)
{
	if (isinf(value)) {
		tell(t, value < 0 ? "âm vô cùng" : "dương vô cùng",
			value < 0 ? "minus infinity" : "infinity");
		return;
	}
	tell_label(t, text, true);
	tell(t, in ? " (lấy)" : " (không lấy)",
		in ? " (included)" : " (not included)");
}

static void tell_interval(struct teller *t, struct str text)
{
	struct figure_interval i;

	if (!figure_interval(text, &i))
		return;
	tell(t, "từ ", "from ");
	tell_end(t, i.low, i.low_text, i.low_in);
	tell(t, " đến ", " to ");
	tell_end(t, i.high, i.high_text, i.high_in);
}

static void tell_line(struct teller *t)
{
	const struct figure_value *list = get(t, "intervals");

	if (list) {
		tell(t, " Biểu diễn ", " It shows ");
		for (size_t i = 0; i < list->count; i++) {
			if (i)
				tell(t, " và ", " and ");
			tell_interval(t, figure_text(&list->items[i]));
		}
		tell(t, ".", ".");
	}
	tell_points(t);
}

/* As it is written, with the language's decimal mark. */
static void tell_figure(struct teller *t, struct str text)
{
	char *copy = arena_copy(t->out.arena, text.ptr, text.len);

	for (size_t i = 0; i < text.len && t->vi; i++)
		if (copy[i] == '.')
			copy[i] = ',';
	tell_text(t, (struct str){copy, text.len});
}

/* "A: 3, B: 5." */
static void tell_pairs(struct teller *t, const struct figure_value *labels,
	const struct figure_value *values)
{
	for (size_t i = 0;
		labels && values && i < labels->count && i < values->count;
		i++) {
		tell(t, i ? ", " : " ", i ? ", " : " ");
		tell_label(t, figure_text(&labels->items[i]), false);
		tell(t, ": ", ": ");
		tell_figure(t, figure_text(&values->items[i]));
	}
	tell(t, ".", ".");
}

static void tell_title(struct teller *t)
{
	struct str title = figure_text(get(t, "title"));

	if (!title.len)
		return;
	tell(t, " ", " ");
	tell_label(t, title, false);
	tell(t, ".", ".");
}

static void tell_bar(struct teller *t)
{
	const struct figure_value *series = get(t, "series");

	tell_title(t);
	if (!series)
		tell_pairs(t, get(t, "labels"), get(t, "values"));
	for (size_t i = 0; series && i < series->count; i++) {
		tell(t, " ", " ");
		tell_label(t,
			figure_text(figure_get(&series->items[i], "name")),
			false);
		tell(t, ":", ":");
		tell_pairs(t, get(t, "labels"),
			figure_get(&series->items[i], "values"));
	}
}

static void tell_pie(struct teller *t)
{
	tell_title(t);
	tell_pairs(t, get(t, "labels"), get(t, "values"));
}

static void tell_quartiles(struct teller *t, const struct figure_value *map)
{
	static const char *const names[][2] = {
		{" nhỏ nhất ", " least "},
		{", tứ phân vị thứ nhất ", ", first quartile "},
		{", trung vị ", ", median "},
		{", tứ phân vị thứ ba ", ", third quartile "},
		{", lớn nhất ", ", greatest "},
	};
	double five[5];

	if (!figure_quartiles(t->out.arena, map, five))
		return;
	for (size_t i = 0; i < 5; i++) {
		tell(t, names[i][0], names[i][1]);
		tell_figure(t, str_format(t->out.arena, "%g", five[i]));
	}
	tell(t, ".", ".");
}

static void tell_box(struct teller *t)
{
	const struct figure_value *boxes = get(t, "boxes");

	tell_title(t);
	if (!boxes)
		tell_quartiles(t, t->keys);
	for (size_t i = 0; boxes && i < boxes->count; i++) {
		tell(t, " ", " ");
		tell_label(t,
			figure_text(figure_get(&boxes->items[i], "label")),
			false);
		tell(t, ":", ":");
		tell_quartiles(t, &boxes->items[i]);
	}
}

static void tell_histogram(struct teller *t)
{
	const struct figure_value *edges = get(t, "edges");
	const struct figure_value *counts = get(t, "counts");

	tell_title(t);
	for (size_t i = 0; i < counts->count; i++) {
		tell(t, i ? ", từ " : " Từ ", i ? ", from " : " From ");
		tell_figure(t, figure_text(&edges->items[i]));
		tell(t, " đến ", " to ");
		tell_figure(t, figure_text(&edges->items[i + 1]));
		tell(t, ": ", ": ");
		tell_figure(t, figure_text(&counts->items[i]));
	}
	tell(t, ".", ".");
}

/* ---- by kind ---- */

struct str figure_title(const struct figure *figure, struct str language)
{
	static const char *const titles[FIGURE_KINDS][2] = {
		[FIGURE_GRAPH] = {"Đồ thị", "Graph"},
		[FIGURE_VARIATION] = {"Bảng biến thiên", "Table of variation"},
		[FIGURE_SIGNS] = {"Bảng xét dấu", "Table of signs"},
		[FIGURE_LINE] = {"Trục số", "Number line"},
		[FIGURE_PLANE] = {"Hình vẽ", "Drawing"},
		[FIGURE_CIRCUIT] = {"Sơ đồ mạch điện", "Circuit diagram"},
		[FIGURE_BAR] = {"Biểu đồ cột", "Bar chart"},
		[FIGURE_PIE] = {"Biểu đồ hình quạt tròn", "Pie chart"},
		[FIGURE_BOX] = {"Biểu đồ hộp", "Box plot"},
		[FIGURE_HISTOGRAM] = {"Biểu đồ tần số ghép nhóm", "Histogram"},
	};
	bool lines = figure->kind == FIGURE_BAR &&
		str_is(figure_text(figure_get(&figure->keys, "style")),
			"lines");
	bool english = str_starts(language, "en");

	if (lines)
		return str_from(english ? "Line chart" : "Biểu đồ đoạn thẳng");
	return str_from(titles[figure->kind][english]);
}

struct str figure_alt(
	struct arena *arena, const struct figure *figure, struct str language)
{
	static void (*const tellers[FIGURE_KINDS])(struct teller *) = {
		[FIGURE_GRAPH] = tell_graph,
		[FIGURE_PLANE] = tell_plane,
		[FIGURE_CIRCUIT] = tell_circuit,
		[FIGURE_VARIATION] = tell_variation,
		[FIGURE_SIGNS] = tell_signs,
		[FIGURE_LINE] = tell_line,
		[FIGURE_BAR] = tell_bar,
		[FIGURE_PIE] = tell_pie,
		[FIGURE_BOX] = tell_box,
		[FIGURE_HISTOGRAM] = tell_histogram,
	};
	struct teller t = {
		.keys = &figure->keys, .vi = !str_starts(language, "en")};

	t.out.arena = arena;
	tell_text(&t, figure_title(figure, language));
	tell(&t, ".", ".");
	if (tellers[figure->kind])
		tellers[figure->kind](&t);
	return buf_str(&t.out);
}
