#include <math.h>

#include "engine/model/figure_circuit.h"
#include "engine/model/figure_graph.h"
#include "render/figure/words.h"

/* What graphs, drawings and circuits show. Of a function's graph what can be
 * seen is told, where it goes up and down, and never its formula. */

static const struct figure_value *get(const struct teller *t, const char *name)
{
	return figure_get(t->keys, name);
}

/* ---- graphs ---- */

/* Hundredths, without zeros at the end. */
static void tell_value(struct teller *t, double value)
{
	struct str text;
	char *point;

	if (fabs(value) < 0.005)
		value = 0;
	text = str_format(t->out.arena, "%.2f", value);
	while (text.ptr[text.len - 1] == '0')
		text.len--;
	if (text.ptr[text.len - 1] == '.')
		text.len--;
	point = memchr(text.ptr, '.', text.len);
	if (point && t->vi)
		*point = ',';
	if (text.ptr[0] == '-') {
		tell(t, "\xe2\x88\x92", "\xe2\x88\x92");
		text = str_sub(text, 1, text.len);
	}
	tell_text(t, text);
}

static void tell_pair(struct teller *t, double x, double y)
{
	tell(t, "(", "(");
	tell_value(t, x);
	tell(t, "; ", ", ");
	tell_value(t, y);
	tell(t, ")", ")");
}

enum { STEPS = 400, TURNS_MOST = 12 };

/* A course up, down or level: its turning points as they are seen. */
struct course {
	double x, y;
	bool began;
	int way;
	size_t turns;
};

static void begin_course(struct teller *t, struct course *c, double x, double y)
{
	if (c->turns++)
		tell(t, "; ", "; ");
	tell(t, "từ ", "from ");
	tell_pair(t, x, y);
	*c = (struct course){x, y, true, 0, c->turns};
}

static void end_way(struct teller *t, struct course *c)
{
	static const char *const ways[3][2] = {
		{" đi xuống đến ", " down to "},
		{" đi ngang đến ", " level to "},
		{" đi lên đến ", " up to "},
	};

	tell(t, ways[c->way + 1][0], ways[c->way + 1][1]);
	tell_pair(t, c->x, c->y);
}

static void tell_course(struct teller *t, const struct figure_function *f,
	double from, double to, const double range[2])
{
	struct course c = {.began = false};
	double flat = (range[1] - range[0]) * 1e-7;

	for (int i = 0; i <= STEPS && c.turns < TURNS_MOST; i++) {
		double x = from + (to - from) * i / STEPS, y;
		bool seen = figure_function_at(f, x, &y) && y >= range[0] &&
			y <= range[1];
		int way;

		if (!seen || !c.began) {
			if (c.began && c.way > -2)
				end_way(t, &c);
			c.began = false;
			if (seen) {
				begin_course(t, &c, x, y);
				c.way = -2;
			}
			continue;
		}
		way = y > c.y + flat ? 1 : y < c.y - flat ? -1 : 0;
		if (c.way != -2 && way != c.way) {
			end_way(t, &c);
			c.turns++;
		}
		c.way = way;
		c.x = x;
		c.y = y;
	}
	if (c.began && c.way > -2)
		end_way(t, &c);
}

static void tell_curves(struct teller *t)
{
	const struct figure_value *list = get(t, "functions");
	double x[2] = {0, 1}, y[2] = {0, 1};

	figure_pair(get(t, "x"), x);
	figure_pair(get(t, "y"), y);
	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *item = &list->items[i];
		struct figure_function f;
		struct error err;
		double from = figure_number_or(figure_get(item, "from"), x[0]);
		double to = figure_number_or(figure_get(item, "to"), x[1]);

		if (!figure_function(t->out.arena,
			    item->kind == VALUE_MAP ? figure_get(item, "y")
						    : item,
			    &f, &err))
			continue;
		tell(t, " Đường ", " Curve ");
		if (figure_text(figure_get(item, "label")).len)
			tell_label(t, figure_text(figure_get(item, "label")),
				false);
		else
			buf_long(&t->out, (long)i + 1);
		tell(t, ": ", ": ");
		tell_course(t, &f, fmax(from, x[0]), fmin(to, x[1]), y);
		tell(t, ".", ".");
	}
}

static void tell_marks(struct teller *t)
{
	const struct figure_value *list = get(t, "points");
	double pair[2];

	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *item = &list->items[i];
		bool open = figure_flag(figure_get(item, "open"));

		if (!figure_pair(item->kind == VALUE_MAP
				    ? figure_get(item, "at")
				    : item,
			    pair))
			continue;
		tell(t, open ? " Điểm rỗng " : " Điểm ",
			open ? " Open point " : " Point ");
		tell_label(t, figure_text(figure_get(item, "label")), true);
		tell_pair(t, pair[0], pair[1]);
		tell(t, ".", ".");
	}
}

void tell_graph(struct teller *t)
{
	const struct figure_value *lines = get(t, "asymptotes");
	const struct figure_value *shade = get(t, "shade");

	tell_curves(t);
	tell_marks(t);
	if (lines) {
		tell(t, " Đường nét đứt: ", " Dashed lines: ");
		tell_list(t, lines, true);
		tell(t, ".", ".");
	}
	for (size_t i = 0; shade && i < shade->count; i++) {
		const struct figure_value *item = &shade->items[i];

		tell(t, " Miền tô đậm từ x = ", " Shaded from x = ");
		tell_value(t, figure_number_or(figure_get(item, "from"), 0));
		tell(t, " đến x = ", " to x = ");
		tell_value(t, figure_number_or(figure_get(item, "to"), 0));
		tell(t, ".", ".");
	}
}

/* ---- drawings ---- */

static void tell_all(
	struct teller *t, const char *key, const char *vi, const char *en)
{
	size_t count;
	const struct figure_value *list =
		figure_words(t->out.arena, get(t, key), &count);

	if (!count)
		return;
	tell(t, vi, en);
	for (size_t i = 0; i < count; i++) {
		const struct figure_value *of = &list[i];
		struct str label = figure_text(figure_get(of, "label"));

		if (of->kind == VALUE_MAP)
			of = figure_get(of, "of");
		if (i)
			tell(t, ", ", ", ");
		tell_text(t, figure_text(of));
		if (!label.len)
			continue;
		tell(t, " (", " (");
		tell_label(t, label, true);
		tell(t, ")", ")");
	}
	tell(t, ".", ".");
}

static void tell_circles(struct teller *t)
{
	const struct figure_value *list = get(t, "circles");

	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *c = &list->items[i];
		struct str around = figure_text(figure_get(c, "around"));
		struct str in = figure_text(figure_get(c, "in"));
		struct str through = figure_text(figure_get(c, "through"));

		if (around.len) {
			tell(t, " Đường tròn ngoại tiếp tam giác ",
				" Circle around triangle ");
			tell_text(t, around);
		} else if (in.len) {
			tell(t, " Đường tròn nội tiếp tam giác ",
				" Circle in triangle ");
			tell_text(t, in);
		} else {
			tell(t, " Đường tròn tâm ", " Circle about ");
			tell_text(t, figure_text(figure_get(c, "center")));
		}
		if (through.len) {
			tell(t, " qua ", " through ");
			tell_text(t, through);
		}
		tell(t, ".", ".");
	}
}

static void tell_equal(struct teller *t)
{
	const struct figure_value *list = get(t, "equal");

	for (size_t i = 0; list && i < list->count; i++) {
		size_t count;
		const struct figure_value *group =
			figure_words(t->out.arena, &list->items[i], &count);

		tell(t, i ? ", " : " Bằng nhau: ", i ? ", " : " Equal: ");
		for (size_t k = 0; k < count; k++) {
			if (k)
				tell(t, " = ", " = ");
			tell_text(t, figure_text(&group[k]));
		}
	}
	if (list)
		tell(t, ".", ".");
}

static bool is_hidden(struct teller *t, struct str name)
{
	size_t count;
	const struct figure_value *list =
		figure_words(t->out.arena, get(t, "hide"), &count);

	for (size_t i = 0; i < count; i++)
		if (str_equal(figure_text(&list[i]), name))
			return true;
	return false;
}

static void tell_names(struct teller *t)
{
	const struct figure_value *points = get(t, "points");
	bool any = false;

	if (!points)
		return;
	tell(t, " Các điểm ", " Points ");
	for (size_t i = 0; i < points->count; i++) {
		if (is_hidden(t, points->items[i].name))
			continue;
		if (any)
			tell(t, ", ", ", ");
		any = true;
		tell_text(t, points->items[i].name);
	}
	tell(t, ".", ".");
}

void tell_plane(struct teller *t)
{
	tell_names(t);
	tell_all(t, "polygons", " Đa giác ", " Polygons ");
	tell_all(t, "segments", " Đoạn thẳng ", " Segments ");
	tell_all(t, "dashed", " Nét đứt ", " Dashed ");
	tell_all(t, "lines", " Đường thẳng ", " Lines ");
	tell_all(t, "rays", " Tia ", " Rays ");
	tell_circles(t);
	tell_all(t, "right", " Góc vuông ", " Right angles ");
	tell_all(t, "angles", " Góc ", " Angles ");
	tell_equal(t);
}

/* ---- circuits ---- */

static void tell_element(struct teller *t, const struct circuit *part)
{
	static const char *const names[ELEMENTS][2] = {
		[ELEMENT_WIRE] = {"dây dẫn", "wire"},
		[ELEMENT_RESISTOR] = {"điện trở", "resistor"},
		[ELEMENT_RHEOSTAT] = {"biến trở", "rheostat"},
		[ELEMENT_LAMP] = {"đèn", "lamp"},
		[ELEMENT_CELL] = {"nguồn", "cell"},
		[ELEMENT_BATTERY] = {"bộ nguồn", "battery"},
		[ELEMENT_AC] = {"nguồn xoay chiều", "AC source"},
		[ELEMENT_SWITCH] = {"khóa mở", "open switch"},
		[ELEMENT_CLOSED] = {"khóa đóng", "closed switch"},
		[ELEMENT_AMMETER] = {"ampe kế", "ammeter"},
		[ELEMENT_VOLTMETER] = {"vôn kế", "voltmeter"},
		[ELEMENT_CAPACITOR] = {"tụ điện", "capacitor"},
		[ELEMENT_COIL] = {"cuộn dây", "coil"},
		[ELEMENT_DIODE] = {"điôt", "diode"},
		[ELEMENT_LED] = {"đèn LED", "LED"},
		[ELEMENT_FUSE] = {"cầu chì", "fuse"},
		[ELEMENT_MOTOR] = {"động cơ", "motor"},
		[ELEMENT_POINT] = {"điểm", "point"},
	};

	tell(t, names[part->element][0], names[part->element][1]);
	if (!part->label.len)
		return;
	tell(t, " ", " ");
	tell_label(t, part->label, false);
}

static void tell_part(struct teller *t, const struct circuit *part)
{
	bool parallel = part->kind == CIRCUIT_PARALLEL;

	if (part->kind == CIRCUIT_ELEMENT) {
		tell_element(t, part);
		return;
	}
	if (parallel)
		tell(t, "(", "(");
	for (size_t i = 0; i < part->count; i++) {
		if (i && parallel)
			tell(t, " song song với ", " in parallel with ");
		else if (i)
			tell(t, ", nối tiếp ", ", in series with ");
		tell_part(t, &part->parts[i]);
	}
	if (parallel)
		tell(t, ")", ")");
}

void tell_circuit(struct teller *t)
{
	const struct figure_value *source = get(t, "source");
	struct circuit part;
	struct error err;

	if (!figure_circuit(t->out.arena, get(t, "parts"), &part, &err))
		return;
	tell(t, " ", " ");
	tell_part(t, &part);
	tell(t, ".", ".");
	if (!source || !figure_circuit(t->out.arena, source, &part, &err))
		return;
	tell(t, " Khép kín qua ", " Closed through ");
	tell_part(t, &part);
	tell(t, ".", ".");
}
