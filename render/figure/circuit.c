#include <math.h>

#include "engine/model/figure_circuit.h"
#include "render/figure/sketch.h"

/* Circuits: series along a wire, branches one above the other; with a source
 * the wire is closed below. Symbols of IEC 60617, as textbooks have them. */

struct board {
	struct sketch *s;
	struct canvas *c;
	float em;
};

/* Of a part around its wire. */
struct extent {
	float width, up, down;
};

static const float lead = 0.55f;      /* wire at either side, ems */
static const float bus = 0.7f;        /* before and after branches */
static const float branch_gap = 0.5f; /* between branches */

/* ---- symbols: between x - half and x + half, the wire at y ---- */

static void wire(struct board *b, float x1, float y1, float x2, float y2)
{
	canvas_line(
		b->c, (struct spot){x1, y1}, (struct spot){x2, y2}, &pen_usual);
}

static void box(struct board *b, float x, float y, float half, float high)
{
	const struct spot corners[] = {{x - half, y - high},
		{x + half, y - high}, {x + half, y + high},
		{x - half, y + high}};

	canvas_trace(b->c, corners, 4, true, &pen_usual);
}

static void ring(struct board *b, float x, float y, float radius)
{
	canvas_arc(b->c, (struct spot){x, y}, (struct spot){radius, radius}, 0,
		2 * M_PI, &pen_usual);
}

static void draw_wire(struct board *b, float x, float y, float half)
{
	wire(b, x - half, y, x + half, y);
}

static void draw_resistor(struct board *b, float x, float y, float half)
{
	box(b, x, y, half, 0.32f * b->em);
}

static void draw_rheostat(struct board *b, float x, float y, float half)
{
	struct spot from = {x - 0.75f * half, y + 0.85f * b->em};
	struct spot tip = {x + 0.75f * half, y - 0.85f * b->em};

	box(b, x, y, half, 0.32f * b->em);
	canvas_line(b->c, from, tip, &pen_usual);
	canvas_arrow(b->c, from, tip);
}

static void draw_fuse(struct board *b, float x, float y, float half)
{
	box(b, x, y, half, 0.28f * b->em);
	wire(b, x - half, y, x + half, y);
}

static void draw_lamp(struct board *b, float x, float y, float half)
{
	float d = half * (float)M_SQRT1_2;

	ring(b, x, y, half);
	wire(b, x - d, y - d, x + d, y + d);
	wire(b, x - d, y + d, x + d, y - d);
}

static void draw_letter(
	struct board *b, float x, float y, float half, const char *letter)
{
	struct label label = canvas_label(b->c, str_from(letter), 0);

	ring(b, x, y, half);
	canvas_place(b->c, &label, (struct spot){x, y}, 0.5f, 0.5f);
}

static void draw_ammeter(struct board *b, float x, float y, float half)
{
	draw_letter(b, x, y, half, "A");
}

static void draw_voltmeter(struct board *b, float x, float y, float half)
{
	draw_letter(b, x, y, half, "V");
}

static void draw_motor(struct board *b, float x, float y, float half)
{
	draw_letter(b, x, y, half, "M");
}

static void draw_ac(struct board *b, float x, float y, float half)
{
	struct spot wave[25];

	ring(b, x, y, half);
	for (int i = 0; i < 25; i++)
		wave[i] = (struct spot){x + half * 0.6f * ((float)i / 12 - 1),
			y - half * 0.3f * (float)sin(i * M_PI / 12)};
	canvas_trace(b->c, wave, 25, false, &pen_usual);
}

static const struct pen plate = {1.6f, 0, 0, 0};

/* The longer plate is +. side: 1 where it stands at the left. */
static void draw_plates(struct board *b, float x, float y, float side)
{
	float off = 0.14f * b->em, high = 0.75f * b->em;

	wire(b, x - side * off, y - high, x - side * off, y + high);
	canvas_line(b->c, (struct spot){x + side * off, y - high * 0.5f},
		(struct spot){x + side * off, y + high * 0.5f}, &plate);
}

static void draw_cell(struct board *b, float x, float y, float half)
{
	float side = half < 0 ? -1 : 1;
	struct label plus = canvas_label(b->c, STR("+"), LOOK_SMALL);
	struct label minus =
		canvas_label(b->c, STR("\xe2\x88\x92"), LOOK_SMALL);

	half = fabsf(half);
	draw_plates(b, x, y, side);
	wire(b, x - half, y, x - 0.14f * b->em, y);
	wire(b, x + 0.14f * b->em, y, x + half, y);
	canvas_place(b->c, &plus,
		(struct spot){x - side * 0.6f * b->em, y - 0.15f * b->em}, 0.5f,
		1);
	canvas_place(b->c, &minus,
		(struct spot){x + side * 0.6f * b->em, y - 0.15f * b->em}, 0.5f,
		1);
}

static void draw_battery(struct board *b, float x, float y, float half)
{
	static const struct pen dots = {0.6f, 0, 1.5f, 1.5f};
	float side = half < 0 ? -1 : 1, off = 0.55f * b->em;
	float edge = off + 0.14f * b->em;

	half = fabsf(half);
	draw_plates(b, x - off, y, side);
	draw_plates(b, x + off, y, side);
	canvas_line(b->c, (struct spot){x - off + 0.14f * b->em, y},
		(struct spot){x + off - 0.14f * b->em, y}, &dots);
	wire(b, x - half, y, x - edge, y);
	wire(b, x + edge, y, x + half, y);
}

static void draw_capacitor(struct board *b, float x, float y, float half)
{
	float off = 0.17f * b->em, high = 0.7f * b->em;

	wire(b, x - half, y, x - off, y);
	wire(b, x + off, y, x + half, y);
	wire(b, x - off, y - high, x - off, y + high);
	wire(b, x + off, y - high, x + off, y + high);
}

static void draw_coil(struct board *b, float x, float y, float half)
{
	float radius = half / 4;

	for (int i = 0; i < 4; i++)
		canvas_arc(b->c,
			(struct spot){
				x - half + radius * (float)(2 * i + 1), y},
			(struct spot){radius, radius * 1.25f}, 0, M_PI,
			&pen_usual);
}

static void draw_terminals(struct board *b, float x, float y, float half)
{
	canvas_disc(
		b->c, (struct spot){x - half, y}, (struct spot){1.5f, 1.5f}, 0);
	canvas_disc(
		b->c, (struct spot){x + half, y}, (struct spot){1.5f, 1.5f}, 0);
}

static void draw_open(struct board *b, float x, float y, float half)
{
	draw_terminals(b, x, y, half);
	wire(b, x - half, y, x + 0.8f * half, y - 0.8f * half);
}

static void draw_closed(struct board *b, float x, float y, float half)
{
	draw_terminals(b, x, y, half);
	wire(b, x - half, y, x + half, y);
}

static void draw_diode(struct board *b, float x, float y, float half)
{
	float side = half < 0 ? -1 : 1, size = 0.45f * b->em;
	const struct spot tip[] = {{x - side * size, y - size},
		{x + side * size, y}, {x - side * size, y + size}};

	half = fabsf(half);
	wire(b, x - half, y, x + half, y);
	canvas_area(b->c, tip, 3, 1);
	canvas_trace(b->c, tip, 3, true, &pen_usual);
	wire(b, x - size, y, x + size, y);
	wire(b, x + side * size, y - size, x + side * size, y + size);
}

static void draw_led(struct board *b, float x, float y, float half)
{
	draw_diode(b, x, y, half);
	for (int i = 0; i < 2; i++) {
		struct spot from = {x + (0.1f + 0.35f * (float)i) * b->em,
			y - (0.6f - 0.1f * (float)i) * b->em};
		struct spot tip = {
			from.x + 0.45f * b->em, from.y - 0.45f * b->em};

		canvas_line(b->c, from, tip, &pen_usual);
		canvas_arrow(b->c, from, tip);
	}
}

static void draw_point(struct board *b, float x, float y, float half)
{
	wire(b, x - half, y, x + half, y);
	canvas_disc(b->c, (struct spot){x, y}, (struct spot){1.6f, 1.6f}, 0);
}

/* Half of its length on the wire, and how far it reaches above and below,
 * ems. */
static const struct symbol {
	float half, up, down;
	bool turns;
	void (*draw)(struct board *b, float x, float y, float half);
} symbols[ELEMENTS] = {
	[ELEMENT_WIRE] = {0.3f, 0, 0, false, draw_wire},
	[ELEMENT_RESISTOR] = {1, 0.32f, 0.32f, false, draw_resistor},
	[ELEMENT_RHEOSTAT] = {1, 0.85f, 0.85f, false, draw_rheostat},
	[ELEMENT_LAMP] = {0.62f, 0.62f, 0.62f, false, draw_lamp},
	[ELEMENT_CELL] = {0.5f, 0.8f, 0.75f, true, draw_cell},
	[ELEMENT_BATTERY] = {0.9f, 0.75f, 0.75f, true, draw_battery},
	[ELEMENT_AC] = {0.65f, 0.65f, 0.65f, false, draw_ac},
	[ELEMENT_SWITCH] = {0.85f, 0.75f, 0.2f, false, draw_open},
	[ELEMENT_CLOSED] = {0.85f, 0.2f, 0.2f, false, draw_closed},
	[ELEMENT_AMMETER] = {0.68f, 0.68f, 0.68f, false, draw_ammeter},
	[ELEMENT_VOLTMETER] = {0.68f, 0.68f, 0.68f, false, draw_voltmeter},
	[ELEMENT_CAPACITOR] = {0.5f, 0.7f, 0.7f, false, draw_capacitor},
	[ELEMENT_COIL] = {1.1f, 0.4f, 0, false, draw_coil},
	[ELEMENT_DIODE] = {0.6f, 0.45f, 0.45f, true, draw_diode},
	[ELEMENT_LED] = {0.6f, 1.1f, 0.45f, true, draw_led},
	[ELEMENT_FUSE] = {0.9f, 0.28f, 0.28f, false, draw_fuse},
	[ELEMENT_MOTOR] = {0.68f, 0.68f, 0.68f, false, draw_motor},
	[ELEMENT_POINT] = {0.3f, 0.15f, 0.15f, false, draw_point},
};

/* ---- measuring ---- */

static struct extent measure(struct board *b, const struct circuit *part);

static struct extent measure_element(
	struct board *b, const struct circuit *part)
{
	const struct symbol *symbol = &symbols[part->element];
	struct extent e = {2 * (symbol->half + lead) * b->em,
		symbol->up * b->em, symbol->down * b->em};

	if (part->label.len) {
		struct label label = smart_label(b->s, part->label);

		e.width = fmaxf(e.width, label.width + 0.6f * b->em);
		e.up += label.height + label.depth + 0.2f * b->em;
	}
	return e;
}

/* Of branches one above the other: to the wire that they hang on, which goes on
 * as the middle one's, or halfway between two. */
static struct extent measure_parallel(
	struct board *b, const struct circuit *part)
{
	struct extent all = {0, 0, 0};
	float height = 0, axis[2] = {0, 0};
	size_t middle[2] = {(part->count - 1) / 2, part->count / 2};

	for (size_t i = 0; i < part->count; i++) {
		struct extent e = measure(b, &part->parts[i]);

		height += i ? branch_gap * b->em : 0;
		for (size_t k = 0; k < 2; k++)
			if (i == middle[k])
				axis[k] = height + e.up;
		all.width = fmaxf(all.width, e.width);
		height += e.up + e.down;
	}
	all.width += 2 * bus * b->em;
	all.up = (axis[0] + axis[1]) / 2;
	all.down = height - all.up;
	return all;
}

static struct extent measure(struct board *b, const struct circuit *part)
{
	struct extent all = {0, 0, 0};

	if (part->kind == CIRCUIT_ELEMENT)
		return measure_element(b, part);
	if (part->kind == CIRCUIT_PARALLEL)
		return measure_parallel(b, part);
	for (size_t i = 0; i < part->count; i++) {
		struct extent e = measure(b, &part->parts[i]);

		all.width += e.width;
		all.up = fmaxf(all.up, e.up);
		all.down = fmaxf(all.down, e.down);
	}
	return all;
}

/* ---- drawing: from x over width, the wire at y ---- */

static void draw_part(struct board *b, const struct circuit *part, float x,
	float y, float width);

static void draw_element(struct board *b, const struct circuit *part, float x,
	float y, float width)
{
	const struct symbol *symbol = &symbols[part->element];
	float half = symbol->half * b->em, middle = x + width / 2;
	struct label label;

	wire(b, x, y, middle - half, y);
	wire(b, middle + half, y, x + width, y);
	symbol->draw(b, middle, y, symbol->turns && part->flip ? -half : half);
	if (!part->label.len)
		return;
	label = smart_label(b->s, part->label);
	canvas_place(b->c, &label,
		(struct spot){middle, y - (symbol->up + 0.2f) * b->em}, 0.5f,
		1);
}

/* What is left over is shared out between them. */
static void draw_series(struct board *b, const struct circuit *part, float x,
	float y, float width)
{
	float more = (width - measure(b, part).width) / (float)part->count;

	for (size_t i = 0; i < part->count; i++) {
		float wide = measure(b, &part->parts[i]).width + more;

		draw_part(b, &part->parts[i], x, y, wide);
		x += wide;
	}
}

static void draw_parallel(struct board *b, const struct circuit *part, float x,
	float y, float width)
{
	struct extent all = measure(b, part);
	float left = x + (width - all.width) / 2 + 0.35f * b->em;
	float right = x + width - (left - x);
	float top = y - all.up, first = 0, last = 0;

	for (size_t i = 0; i < part->count; i++) {
		struct extent e = measure(b, &part->parts[i]);

		last = top + e.up;
		first = i ? first : last;
		draw_part(b, &part->parts[i], left, last, right - left);
		top = last + e.down + branch_gap * b->em;
	}
	wire(b, left, first, left, last);
	wire(b, right, first, right, last);
	wire(b, x, y, left, y);
	wire(b, right, y, x + width, y);
	canvas_disc(b->c, (struct spot){left, y}, (struct spot){1.4f, 1.4f}, 0);
	canvas_disc(
		b->c, (struct spot){right, y}, (struct spot){1.4f, 1.4f}, 0);
}

static void draw_part(struct board *b, const struct circuit *part, float x,
	float y, float width)
{
	switch (part->kind) {
	case CIRCUIT_ELEMENT:
		draw_element(b, part, x, y, width);
		break;
	case CIRCUIT_SERIES:
		draw_series(b, part, x, y, width);
		break;
	case CIRCUIT_PARALLEL:
		draw_parallel(b, part, x, y, width);
		break;
	}
}

static void draw_end(
	struct board *b, float x, float side, const struct figure_value *name)
{
	struct label label;

	canvas_disc(b->c, (struct spot){x, 0}, (struct spot){1.8f, 1.8f}, 1);
	ring(b, x, 0, 1.8f);
	if (!name)
		return;
	label = smart_label(b->s, figure_text(name));
	put_beside(b->c, &label, (struct spot){x, 0}, (struct spot){side, 0}, 4,
		false);
}

static void draw_ends(struct board *b, float width)
{
	const struct figure_value *ends = key_of(b->s, "ends");

	draw_end(b, 0, -1, ends ? &ends->items[0] : NULL);
	draw_end(b, width, 1, ends ? &ends->items[1] : NULL);
}

static void close_below(
	struct board *b, const struct circuit *source, float width, float down)
{
	struct extent e = measure(b, source);
	float y = down + e.up + 0.8f * b->em;

	y = fmaxf(y, 2.6f * b->em);
	draw_part(b, source, 0, y, width);
	wire(b, 0, 0, 0, y);
	wire(b, width, 0, width, y);
}

bool draw_circuit(struct sketch *s)
{
	struct board b = {s, s->canvas, s->em};
	const struct figure_value *back = key_of(s, "source");
	struct circuit parts, source;
	struct extent e;
	float width;

	if (!figure_circuit(s->arena, key_of(s, "parts"), &parts, s->err) ||
		(back && !figure_circuit(s->arena, back, &source, s->err)))
		return false;
	e = measure(&b, &parts);
	width = e.width + (back ? 1.6f : 0) * b.em;
	if (back)
		width = fmaxf(width, measure(&b, &source).width + 1.6f * b.em);
	if (s->width > width)
		width = s->width;
	draw_part(&b, &parts, 0, 0, width);
	if (back)
		close_below(&b, &source, width, e.down);
	else
		draw_ends(&b, width);
	return true;
}
