#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

/* A row of take: as written; expanded into cells when all of it is read. */
struct row {
	struct cell cell; /* what all its cells share */
	long counts[LEVEL_COUNT];
	bool given[LEVEL_COUNT]; /* LEVEL_NONE: any */
	const struct yaml_node *pick;
};

static void read_row_type(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct row *row = into;

	type_of(r, key->name, value, &row->cell.has_type, &row->cell.type);
}

static void read_part_type(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct part *part = into;

	type_of(r, key->name, value, &part->has_type, &part->type);
}

/* query_parse counts columns in its text; a plain or quoted text on one line
 * is found in the file from there. */
static void read_query(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct cell *cell = &((struct row *)into)->cell;
	struct error err = {0};

	read_text(r, key, value, into);
	if (!cell->query_text.len ||
		query_parse(r->arena, cell->query_text, &cell->query, &err))
		return;
	snprintf(err.file, sizeof err.file, "%s", r->file);
	err.line = value->line;
	err.column = value->column + !value->plain +
		(err.column ? err.column - 1 : 0);
	report_error(r->report, FINDING_BAD_QUERY, &err);
}

static void read_count(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct row *row = into;
	enum level level = (enum level)key->offset;
	const struct key count = {.name = key->name,
		.offset = offsetof(struct row, counts) +
			level * sizeof row->counts[0],
		.max = BLUEPRINT_COUNT_LIMIT};

	row->given[level] = true;
	read_long(r, &count, value, into);
}

/* "nhận biết: 3", "VD: 2": a level by its other names. */
static bool read_level(struct reader *r, const struct yaml_node *key,
	const struct yaml_node *value, void *into)
{
	struct row *row = into;
	struct key count = {.name = str_cstr(r->arena, key->text)};
	enum level level;

	if (!level_parse(key->text, &level))
		return false;
	if (row->given[level])
		report_add(r->report, FINDING_DUPLICATE_KEY, r->file, key->line,
			key->column, level_name(level), row->cell.at.line);
	count.offset = level;
	read_count(r, &count, value, into);
	return true;
}

static void read_stimulus(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {[STIMULUS_WHOLE] = "whole",
		[STIMULUS_ANY] = "any",
		[STIMULUS_NONE] = "none",
		NULL};
	size_t mode;

	if (name_of(r, key->name, value, names, &mode))
		((struct row *)into)->cell.stimulus = (enum stimulus_mode)mode;
}

static void read_pick(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct row *row = into;

	row->pick = value;
	texts_of(r, key->name, value, &row->cell.pick, &row->cell.pick_count);
}

static const struct key row_keys[] = {
	{.name = "topic",
		.read = read_text,
		.offset = offsetof(struct row, cell.topic)},
	{.name = "type", .read = read_row_type},
	{.name = "tag",
		.read = read_text,
		.offset = offsetof(struct row, cell.tag)},
	{.name = "outcome",
		.read = read_text,
		.offset = offsetof(struct row, cell.outcome)},
	{.name = "query",
		.read = read_query,
		.offset = offsetof(struct row, cell.query_text)},
	{.name = "points",
		.read = read_points,
		.offset = offsetof(struct row, cell.points),
		.min = 1,
		.max = 1000 * POINT},
	{.name = "stimulus", .read = read_stimulus},
	{.name = "know", .read = read_count, .offset = LEVEL_KNOW},
	{.name = "understand", .read = read_count, .offset = LEVEL_UNDERSTAND},
	{.name = "apply", .read = read_count, .offset = LEVEL_APPLY},
	{.name = "extend", .read = read_count, .offset = LEVEL_EXTEND},
	{.name = "any", .read = read_count, .offset = LEVEL_NONE},
	{.name = "pick", .read = read_pick},
	{.other = read_level},
};

/* The cells of a part as they are gathered. */
struct cells {
	struct cell *v;
	size_t count, capacity;
};

static void add_cell(struct reader *r, struct cells *cells, struct cell cell)
{
	if (cell.query_text.len && r->query_count++ == BLUEPRINT_QUERY_LIMIT)
		report_add(r->report, FINDING_OTHER, r->file, cell.at.line,
			cell.at.column,
			_("a blueprint can hold at most 64 counts with a "
			  "query"));
	if (cells->count < BLUEPRINT_LIST_LIMIT)
		*PUSH(r->arena, cells->v, cells->count, cells->capacity) = cell;
}

static bool has_counts(const struct row *row)
{
	for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++)
		if (row->given[level])
			return true;
	return false;
}

static bool has_filters(const struct row *row)
{
	const struct cell *cell = &row->cell;

	return cell->topic.len || cell->tag.len || cell->outcome.len ||
		cell->query_text.len || cell->has_type ||
		cell->stimulus != STIMULUS_WHOLE;
}

static void add_pick(
	struct reader *r, struct cells *cells, const struct row *row)
{
	struct cell cell = row->cell;

	if (has_counts(row) || has_filters(row))
		report_add(r->report, FINDING_PICK_NOT_ALONE, r->file,
			row->pick->line, row->pick->column);
	cell.count = (long)cell.pick_count;
	add_cell(r, cells, cell);
}

static void add_counts(
	struct reader *r, struct cells *cells, const struct row *row)
{
	struct cell cell = row->cell;

	for (int level = LEVEL_KNOW; level <= LEVEL_COUNT; level++) {
		cell.level = (enum level)(level % LEVEL_COUNT);
		cell.count = row->counts[cell.level];
		if (cell.count)
			add_cell(r, cells, cell);
	}
}

static void read_row(struct reader *r, const struct yaml_node *node,
	size_t number, struct cells *cells)
{
	struct row row = {.cell = {.at = place_of(node), .row = number}};

	if (!blueprint_mapping(r, "take", node, row_keys, &row))
		return;
	if (row.pick)
		add_pick(r, cells, &row);
	else if (has_counts(&row))
		add_counts(r, cells, &row);
	else
		report_add(r->report, FINDING_ROW_WITHOUT_COUNT, r->file,
			node->line, node->column);
}

static void read_take(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct part *part = into;
	struct cells cells = {0};

	if (!list_of(r, key->name, value))
		return;
	for (size_t i = 0; i < value->count; i++)
		read_row(r, value->items[i], i, &cells);
	part->cells = cells.v;
	part->cell_count = cells.count;
}

static void read_steps(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct scoring *scoring = into;
	long *steps;

	if (!list_of(r, key->name, value))
		return;
	if (value->count < 2 || value->count > 27) {
		blueprint_bad_value(r, key->name, value,
			_("a share of the points for 0, 1, 2… right"));
		return;
	}
	steps = NEW_ARRAY(r->arena, value->count, long);
	for (size_t i = 0; i < value->count; i++)
		if (thousandths_of(r, key->name, value->items[i], 0, POINT,
			    &steps[i]) &&
			i && steps[i] < steps[i - 1])
			blueprint_bad_value(r, key->name, value->items[i],
				_("no less than the step before"));
	scoring->steps = steps;
	scoring->step_count = value->count;
}

static const char *const multiple_rules[] = {
	"right-minus-wrong", "all-or-nothing", "any", NULL};

static const struct key scoring_keys[] = {
	{.name = "steps", .read = read_steps},
	KEY(scoring, wrong, read_points, .min = -1000 * POINT, .max = 0),
	KEY(scoring, floor, read_points, .min = -1000 * POINT, .max = 0),
	KEY(scoring, multiple, read_name, .names = multiple_rules),
	KEY(scoring, markers, read_points, .min = 1, .max = 1000 * POINT),
	{0},
};

/* A list is the steps alone. */
static void read_scoring(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct scoring *scoring = &((struct part *)into)->scoring;

	*scoring = (struct scoring){0};
	if (value->kind == YAML_MAPPING)
		(void)blueprint_mapping(
			r, "scoring", value, scoring_keys, scoring);
	else
		read_steps(r, key, value, scoring);
}

static void read_numbering(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {"continue", "restart", NULL};
	size_t index;

	if (name_of(r, key->name, value, names, &index))
		((struct part *)into)->renumber = index == 1;
}

static const struct key part_keys[] = {
	KEY(part, name, read_text),
	{.name = "type", .read = read_part_type},
	KEY(part, points, read_points, .min = 1, .max = 1000 * POINT),
	KEY(part, total, read_points, .min = 1, .max = 1000 * POINT),
	KEY(part, heading, read_text),
	{.name = "count",
		.read = read_long,
		.offset = offsetof(struct part, expected),
		.min = 1,
		.max = BLUEPRINT_COUNT_LIMIT},
	KEY(part, answer, read_long, .min = 1, .max = BLUEPRINT_COUNT_LIMIT),
	KEY(part, instead_of, read_text),
	{.name = "scoring", .read = read_scoring},
	{.name = "numbering", .read = read_numbering},
	{.name = "take", .read = read_take, .own = true},
	{0},
};

/* The part of that name, or NULL. */
static const struct part *find_part(
	const struct part *parts, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(parts[i].name, name))
			return &parts[i];
	return NULL;
}

static void check_part(
	struct reader *r, const struct part *part, const struct part *parts)
{
	const char *name = str_cstr(r->arena, part->name);
	const struct part *same =
		find_part(parts, (size_t)(part - parts), part->name);

	if (!part->name.len)
		report_add(r->report, FINDING_MISSING_KEY, r->file,
			part->at.line, part->at.column, _("this part"), "name");
	else if (same)
		report_add(r->report, FINDING_DUPLICATE_ID, r->file,
			part->at.line, part->at.column, name, same->at.line);
	if (part->instead_of.len &&
		!find_part(parts, (size_t)(part - parts), part->instead_of))
		report_add(r->report, FINDING_NO_EARLIER_PART, r->file,
			part->at.line, part->at.column,
			str_cstr(r->arena, part->instead_of));
}

static void read_part(
	struct reader *r, const struct yaml_node *node, struct part *part)
{
	const struct yaml_node *name = yaml_get(node, "name");
	const struct part *base =
		name ? find_part(r->base, r->base_count, name->text) : NULL;

	part->renumber = true;
	if (base)
		*part = *base;
	part->at = place_of(node);
	if (blueprint_mapping(r, "parts", node, part_keys, part) &&
		!r->preset && !yaml_get(node, "take"))
		report_add(r->report, FINDING_MISSING_KEY, r->file, node->line,
			node->column, _("this part"), "take");
}

/* What the preset has and the blueprint does not want is said, for a part is
 * easily forgotten. */
static void warn_left_out(struct reader *r, const struct yaml_node *node,
	const struct part *parts)
{
	for (size_t i = 0; i < r->base_count; i++)
		if (!find_part(parts, node->count, r->base[i].name))
			report_add(r->report, FINDING_PART_LEFT_OUT, r->file,
				node->line, node->column,
				str_cstr(r->arena, r->base[i].name));
}

static void check_total(struct reader *r, const struct yaml_node *node)
{
	char total[24], limit[24];

	snprintf(total, sizeof total, "%ld", blueprint_count(r->blueprint));
	snprintf(limit, sizeof limit, "%d", BLUEPRINT_COUNT_LIMIT);
	if (blueprint_count(r->blueprint) > BLUEPRINT_COUNT_LIMIT)
		report_add(r->report, FINDING_OUT_OF_RANGE, r->file, node->line,
			node->column, _("number of questions"), total, "1",
			limit);
	else if (!blueprint_count(r->blueprint) && !r->preset &&
		!r->report->levels[REPORT_ERROR])
		report_add(r->report, FINDING_OTHER, r->file, node->line,
			node->column, _("this blueprint wants no question"));
}

/* The line of an earlier pick of the same id, or 0. */
static unsigned picked_before(const struct part *parts, const struct part *last,
	const struct cell *here, struct str id)
{
	for (const struct part *part = parts; part <= last; part++)
		for (size_t c = 0; c < part->cell_count; c++) {
			const struct cell *cell = &part->cells[c];

			if (cell == here)
				return 0;
			for (size_t i = 0; i < cell->pick_count; i++)
				if (str_equal(cell->pick[i], id))
					return cell->at.line;
		}
	return 0;
}

/* No question stands twice on a form. At most BLUEPRINT_COUNT_LIMIT ids. */
static void check_picks(
	struct reader *r, const struct part *parts, const struct part *part)
{
	for (size_t c = 0; c < part->cell_count; c++)
		for (size_t i = 0; i < part->cells[c].pick_count; i++) {
			const struct cell *cell = &part->cells[c];
			unsigned line =
				picked_before(parts, part, cell, cell->pick[i]);

			if (line)
				report_add(r->report, FINDING_DUPLICATE_ID,
					r->file, cell->at.line, cell->at.column,
					str_cstr(r->arena, cell->pick[i]),
					line);
		}
}

void read_parts(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct blueprint *blueprint = into;
	struct part *parts;

	if (!list_of(r, key->name, value))
		return;
	parts = NEW_ARRAY(r->arena, value->count, struct part);
	for (size_t i = 0; i < value->count; i++) {
		read_part(r, value->items[i], &parts[i]);
		check_part(r, &parts[i], parts);
	}
	blueprint->parts = parts;
	blueprint->part_count = value->count;
	warn_left_out(r, value, parts);
	check_total(r, value);
	if (blueprint_count(blueprint) <= BLUEPRINT_COUNT_LIMIT)
		for (size_t i = 0; i < value->count; i++)
			check_picks(r, parts, &parts[i]);
}
