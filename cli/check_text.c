#include "cli/check_text.h"

#include "base/utf8.h"
#include "engine/model/blueprint.h"

static const struct cell *cell_of(
	const struct blueprint *blueprint, const struct cell_check *check)
{
	return &blueprint->parts[check->part].cells[check->cell];
}

/* ---- shortfalls ---- */

static bool is_partial(const struct shortfall *s)
{
	for (size_t i = 0; i < s->relaxation_count; i++)
		if (s->relaxations[i].partial)
			return true;
	return false;
}

const struct relaxation *check_change(const struct check *check, size_t number)
{
	for (size_t i = 0; i < check->shortfall_count; i++)
		for (size_t k = 0; k < check->shortfalls[i].relaxation_count;
			k++) {
			const struct relaxation *r =
				&check->shortfalls[i].relaxations[k];

			if (r->edit_count && !--number)
				return r;
		}
	if (check->together && check->together->edit_count && !--number)
		return check->together;
	return NULL;
}

/* "1." for what --apply can do, else a dash. */
static void change_line(
	struct buf *out, const struct relaxation *r, size_t *number)
{
	if (r->edit_count)
		buf_format(out, "  %zu. %.*s\n", ++*number, STR_ARG(r->text));
	else
		buf_format(out, "  - %.*s\n", STR_ARG(r->text));
}

/* Above the ways out: whether one of them is enough. */
static const char *mend_title(
	const struct check *check, const struct shortfall *s)
{
	bool several = s->relaxation_count > 1;

	if (check->shortfall_count > 1 || is_partial(s))
		return several ? _("To mend this alone, one of these:")
			       : _("To mend this alone:");
	return several ? _("To mend it, one of these:") : _("To mend it:");
}

struct str check_shortfalls_text(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check)
{
	struct buf out = {.arena = arena};
	size_t number = 0;

	for (size_t i = 0; i < check->shortfall_count; i++) {
		const struct shortfall *s = &check->shortfalls[i];

		buf_add(&out, blueprint->file);
		if (s->at.line)
			buf_format(&out, ":%u:%u", s->at.line, s->at.column);
		buf_format(&out, ": %.*s\n", STR_ARG(s->text));
		for (size_t k = 0; k < s->hint_count; k++)
			buf_format(&out, "  %.*s\n", STR_ARG(s->hints[k]));
		if (s->relaxation_count)
			buf_format(&out, "  %s\n", mend_title(check, s));
		for (size_t k = 0; k < s->relaxation_count; k++)
			change_line(&out, &s->relaxations[k], &number);
	}
	if (check->together) {
		buf_format(&out, "%s\n", _("To mend all of it:"));
		change_line(&out, check->together, &number);
	}
	return buf_str(&out);
}

/* ---- cells ---- */

/* Of a part's first cell, counted in check->cells. */
static size_t end_of_part(const struct check *check, size_t first)
{
	size_t end = first;

	while (end < check->cell_count &&
		check->cells[end].part == check->cells[first].part)
		end++;
	return end;
}

static void part_title(struct buf *out, const struct part *part, long count)
{
	char number[I18N_NUMBER];

	buf_format(out, _("Part %.*s"), STR_ARG(part->name));
	if (part->has_type)
		buf_format(out, " · %s", question_type_label(part->type));
	buf_format(out, " · ");
	buf_format(out,
		i18n_plural(
			"%ld question", "%ld questions", (unsigned long)count),
		count);
	if (part->points) {
		buf_format(out, " · ");
		buf_format(out, _("%s points each"),
			i18n_number((double)part->points / POINT, number));
	}
	buf_char(out, '\n');
}

static void pad(struct buf *out, struct str text, size_t width)
{
	size_t used = utf8_width(text);

	buf_add(out, text);
	for (; used < width; used++)
		buf_char(out, ' ');
}

static void pad_left(struct buf *out, struct str text, size_t width)
{
	for (size_t used = utf8_width(text); used < width; used++)
		buf_char(out, ' ');
	buf_add(out, text);
}

static struct str number(struct arena *arena, long value)
{
	return str_format(arena, "%ld", value);
}

static size_t cells_width(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check)
{
	size_t widest = 24;

	for (size_t i = 0; i < check->cell_count; i++) {
		size_t width = utf8_width(check_cell_text(
			arena, cell_of(blueprint, &check->cells[i])));

		if (width > widest)
			widest = width;
	}
	return widest;
}

struct columns {
	struct str line, wanted, have; /* their heads */
	size_t cell;                   /* width */
};

static void cell_line(struct buf *out, const struct columns *columns,
	const struct cell *cell, const struct cell_check *check)
{
	struct arena *arena = out->arena;

	buf_text(out, "  ");
	pad_left(out, number(arena, (long)cell->at.line),
		utf8_width(columns->line));
	buf_text(out, "  ");
	pad(out, check_cell_text(arena, cell), columns->cell);
	buf_text(out, "  ");
	pad_left(
		out, number(arena, check->wanted), utf8_width(columns->wanted));
	buf_text(out, "  ");
	pad_left(out, number(arena, check->available),
		utf8_width(columns->have));
	buf_text(out, check->available < check->wanted ? "  ✗\n" : "\n");
}

struct str check_cells_text(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check)
{
	struct columns columns = {
		.line = str_from(_("line")),
		.wanted = str_from(_("wanted")),
		.have = str_from(_("in the bank")),
		.cell = cells_width(arena, blueprint, check),
	};
	struct buf out = {.arena = arena};

	for (size_t first = 0, end; first < check->cell_count; first = end) {
		const struct part *part =
			&blueprint->parts[check->cells[first].part];
		long count = 0;

		end = end_of_part(check, first);
		for (size_t i = 0; i < part->cell_count; i++)
			count += part->cells[i].count;
		part_title(&out, part, count);
		buf_format(&out, "  %s  ", columns.line.ptr);
		pad(&out, str_from(_("questions")), columns.cell);
		buf_format(&out, "  %s  %s\n", columns.wanted.ptr,
			columns.have.ptr);
		for (size_t i = first; i < end; i++)
			cell_line(&out, &columns,
				cell_of(blueprint, &check->cells[i]),
				&check->cells[i]);
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}

struct str check_rules_text(struct arena *arena, const struct check *check)
{
	struct str line = str_from(_("line"));
	struct buf out = {.arena = arena};

	if (!check->rule_count)
		return STR("");
	buf_format(&out, "%s\n", _("The form as a whole"));
	for (size_t i = 0; i < check->rule_count; i++) {
		const struct rule_check *rule = &check->rules[i];

		buf_text(&out, "  ");
		pad_left(&out, number(arena, (long)rule->at.line),
			utf8_width(line));
		buf_format(&out, "  %.*s", STR_ARG(rule->text));
		if (rule->drawn.len)
			buf_format(&out, _(" (in a trial: %.*s)"),
				STR_ARG(rule->drawn));
		buf_char(&out, '\n');
	}
	buf_char(&out, '\n');
	return buf_str(&out);
}

/* ---- JSON ---- */

static void add_place(
	struct arena *arena, struct json *json, struct place place)
{
	json_add_long(arena, json, "line", place.line);
	json_add_long(arena, json, "column", place.column);
}

static struct json *cells_json(struct arena *arena,
	const struct blueprint *blueprint, const struct check *check)
{
	struct json *list = json_array(arena);

	for (size_t i = 0; i < check->cell_count; i++) {
		const struct cell_check *c = &check->cells[i];
		const struct cell *cell = cell_of(blueprint, c);
		struct json *json = json_object(arena);

		json_add_str(
			arena, json, "part", blueprint->parts[c->part].name);
		add_place(arena, json, cell->at);
		json_add_str(arena, json, "topic", cell->topic);
		json_add_str(arena, json, "level",
			str_from(level_name(cell->level)));
		json_add_long(arena, json, "wanted", c->wanted);
		json_add_long(arena, json, "available", c->available);
		json_append(list, json);
	}
	return list;
}

static struct json *relaxation_json(struct arena *arena,
	const struct relaxation *relaxation, bool partial, size_t *number)
{
	struct json *json = json_object(arena);

	add_place(arena, json, relaxation->at);
	json_add_str(arena, json, "text", relaxation->text);
	json_add_bool(arena, json, "partial", partial);
	if (relaxation->edit_count)
		json_add_long(arena, json, "apply", (long)++*number);
	return json;
}

static struct json *shortfall_json(struct arena *arena,
	const struct shortfall *shortfall, bool several, size_t *number)
{
	struct json *json = json_object(arena);
	struct json *list = json_array(arena);
	struct json *hints = json_array(arena);

	add_place(arena, json, shortfall->at);
	json_add_str(arena, json, "text", shortfall->text);
	for (size_t i = 0; i < shortfall->relaxation_count; i++)
		json_append(list,
			relaxation_json(arena, &shortfall->relaxations[i],
				several || shortfall->relaxations[i].partial,
				number));
	for (size_t i = 0; i < shortfall->hint_count; i++)
		json_append_str(arena, hints, shortfall->hints[i]);
	json_add(arena, json, "hints", hints);
	json_add(arena, json, "relaxations", list);
	return json;
}

static struct json *rules_json(struct arena *arena, const struct check *check)
{
	struct json *list = json_array(arena);

	for (size_t i = 0; i < check->rule_count; i++) {
		struct json *json = json_object(arena);

		add_place(arena, json, check->rules[i].at);
		json_add_str(arena, json, "text", check->rules[i].text);
		json_add_str(arena, json, "drawn", check->rules[i].drawn);
		json_append(list, json);
	}
	return list;
}

struct json *check_json(struct arena *arena, const struct blueprint *blueprint,
	const struct check *check)
{
	struct json *json = json_object(arena);
	struct json *shortfalls = json_array(arena);
	struct json *warnings = json_array(arena);
	size_t number = 0;

	for (size_t i = 0; i < check->shortfall_count; i++)
		json_append(shortfalls,
			shortfall_json(arena, &check->shortfalls[i],
				check->shortfall_count > 1, &number));
	for (size_t i = 0; i < check->warning_count; i++)
		json_append_str(arena, warnings, check->warnings[i]);
	json_add_bool(arena, json, "feasible", !check->shortfall_count);
	json_add_str(arena, json, "title", blueprint->title);
	json_add_long(arena, json, "questions", blueprint_count(blueprint));
	json_add_number(arena, json, "points",
		(double)blueprint_points(blueprint) / POINT);
	json_add(arena, json, "cells", cells_json(arena, blueprint, check));
	json_add(arena, json, "rules", rules_json(arena, check));
	json_add(arena, json, "shortfalls", shortfalls);
	if (check->together)
		json_add(arena, json, "together",
			relaxation_json(
				arena, check->together, false, &number));
	json_add(arena, json, "warnings", warnings);
	return json;
}
