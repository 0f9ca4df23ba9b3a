#include "engine/model/blueprint.h"

#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

enum { TEXT_LIMIT = 1024 * 1024, CODE_LIMIT = 8 };

/* Codes become file names and answer-sheet marks. */
static bool is_code(struct str code, bool digits)
{
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!(c >= '0' && c <= '9') && (digits || !letter))
			return false;
	}
	return code.len && code.len <= CODE_LIMIT;
}

static void read_first(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct forms *forms = into;

	if (value->kind != YAML_SCALAR || !is_code(value->text, true))
		blueprint_bad_value(
			r, key->name, value, _("one to eight digits"));
	else
		forms->first = value->text;
}

static void read_codes(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct forms *forms = into;
	const struct str *codes;
	size_t count;
	bool whole;

	if (!list_of(r, key->name, value))
		return;
	whole = texts_of(r, key->name, value, &codes, &count);
	for (size_t i = 0; i < count; i++)
		if (codes[i].len && !is_code(codes[i], false))
			blueprint_bad_value(r, key->name, value->items[i],
				_("one to eight letters or digits"));
	if (!count || count > BLUEPRINT_FORM_LIMIT) {
		out_of_range(r, key->name, value, 1, BLUEPRINT_FORM_LIMIT);
		return;
	}
	if (whole)
		forms->codes = codes;
}

static void read_overlap(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	((struct forms *)into)->mode = FORMS_OVERLAP;
	read_long(r, key, value, into);
}

static void read_mode(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {
		[FORMS_SAME] = "same", [FORMS_DIFFERENT] = "different", NULL};
	static const struct key keys[] = {
		KEY(forms, overlap, read_overlap, .max = BLUEPRINT_COUNT_LIMIT),
		{0}};
	size_t mode;

	if (value->kind == YAML_MAPPING)
		blueprint_mapping(r, key->name, value, keys, into);
	else if (name_of(r, key->name, value, names, &mode))
		((struct forms *)into)->mode = (enum forms_mode)mode;
}

static const struct key forms_keys[] = {
	KEY(forms, count, read_long, .min = 1, .max = BLUEPRINT_FORM_LIMIT),
	KEY(forms, first, read_first),
	KEY(forms, step, read_long, .min = 1, .max = 1000),
	KEY(forms, codes, read_codes),
	{.name = "questions", .read = read_mode},
	{0},
};

/* Codes given one by one say how many forms there are. */
static void settle_count(
	struct reader *r, const struct yaml_node *value, struct forms *forms)
{
	const struct yaml_node *codes = yaml_get(value, "codes");
	long count = codes ? (long)codes->count : 1;

	if (!forms->count)
		forms->count = count;
	else if (forms->codes && forms->count != count)
		blueprint_bad_value(r, "count", yaml_get(value, "count"),
			_("as many as there are codes"));
}

/* Counted on from the first, codes may grow a digit, but not a ninth. */
static void check_last_code(struct reader *r, const struct yaml_node *value,
	const struct forms *forms)
{
	struct str last;

	if (forms->codes || !forms->first.len || forms->count < 1)
		return;
	last = blueprint_code(r->arena, forms, (size_t)forms->count - 1);
	if (last.len > CODE_LIMIT)
		report_add(r->report, FINDING_OTHER, r->file, value->line,
			value->column,
			_("the last code would have more than eight digits"));
}

/* "forms: 4" is short for "forms: {count: 4}". */
static void read_forms(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct forms *forms = &((struct blueprint *)into)->forms;

	forms->count = 0;
	if (value->kind == YAML_SCALAR)
		read_long(r,
			&(struct key){.name = key->name,
				.min = 1,
				.max = BLUEPRINT_FORM_LIMIT},
			value, &forms->count);
	else
		blueprint_mapping(r, key->name, value, forms_keys, forms);
	settle_count(r, value, forms);
	check_last_code(r, value, forms);
}

static void read_keys(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {
		[KEYS_EVEN] = "even", [KEYS_FREE] = "free", NULL};
	size_t mode;

	if (name_of(r, key->name, value, names, &mode))
		((struct shuffle *)into)->keys = (enum key_mode)mode;
}

static void read_numbers(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {"shuffled", "sorted", NULL};
	size_t sorted;

	if (name_of(r, key->name, value, names, &sorted))
		((struct shuffle *)into)->sort_numbers = sorted == 1;
}

static const struct key shuffle_keys[] = {
	KEY(shuffle, questions, read_bool),
	KEY(shuffle, options, read_bool),
	KEY(shuffle, statements, read_bool),
	KEY(shuffle, keys, read_keys),
	{.name = "numbers", .read = read_numbers},
	{0},
};

static void read_shuffle(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	blueprint_mapping(r, key->name, value, shuffle_keys,
		&((struct blueprint *)into)->shuffle);
}

static const struct key school_keys[] = {
	KEY(school, department, read_text),
	KEY(school, name, read_text),
	KEY(school, exam, read_text),
	KEY(school, year, read_text),
	{0},
};

static void read_school(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	blueprint_mapping(r, key->name, value, school_keys,
		&((struct blueprint *)into)->school);
}

static void read_grade(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	long grade = 0;

	read_long(r, key, value, &grade);
	((struct blueprint *)into)->grade = (int)grade;
}

static void read_status(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct blueprint *blueprint = into;
	const struct str *names;
	enum status *status;
	size_t count;

	if (!texts_of(r, key->name, value, &names, &count))
		return;
	status = NEW_ARRAY(r->arena, count, enum status);
	for (size_t i = 0; i < count; i++)
		if (!status_parse(names[i], &status[i]))
			blueprint_bad_value(r, key->name,
				value->kind == YAML_SCALAR ? value
							   : value->items[i],
				any_of(r->arena, status_names));
	if (!count)
		blueprint_bad_value(
			r, key->name, value, any_of(r->arena, status_names));
	blueprint->status = status;
	blueprint->status_count = count;
}

/* Read beforehand, since the rest is laid over it. */
static void read_preset_name(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	(void)r;
	(void)key;
	(void)value;
	(void)into;
}

static void read_variants(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	static const char *const names[] = {[VARIANTS_SAME] = "same",
		[VARIANTS_PER_FORM] = "per-form",
		[VARIANTS_PER_STUDENT] = "per-student",
		NULL};
	size_t mode;

	if (name_of(r, key->name, value, names, &mode))
		((struct blueprint *)into)->variants = (enum variants)mode;
}

static const char *const languages[] = {"vi", "en", NULL};
static const char *const headings[] = {"official", "plain", NULL};
static const char *const places[] = {"sheet", "paper", NULL};

static const struct key blueprint_keys[] = {
	KEY(blueprint, title, read_text),
	KEY(blueprint, subject, read_text),
	KEY(blueprint, subject_name, read_text),
	{.name = "grade", .read = read_grade, .min = 1, .max = 12},
	KEY(blueprint, minutes, read_long, .min = 1, .max = 1440),
	KEY(blueprint, preset, read_preset_name, .own = true),
	KEY(blueprint, language, read_name, .names = languages),
	KEY(blueprint, date, read_text, .own = true),
	KEY(blueprint, heading, read_name, .names = headings),
	KEY(blueprint, theme, read_text),
	KEY(blueprint, answers, read_name, .names = places),
	{.name = "school", .read = read_school, .own = true},
	{.name = "forms", .read = read_forms, .own = true},
	{.name = "variants", .read = read_variants},
	{.name = "parts", .read = read_parts},
	{.name = "rules", .read = read_rules, .own = true},
	{.name = "balance", .read = read_balance, .own = true},
	{.name = "shuffle", .read = read_shuffle},
	{.name = "exposure", .read = read_exposure, .own = true},
	{.name = "aim", .read = read_aims, .own = true},
	{.name = "information", .read = read_information_aim, .own = true},
	{.name = "status", .read = read_status, .own = true},
	{0},
};

/* Parses text and lays it over what the blueprint holds. */
static bool read_document(
	struct reader *r, struct str text, const struct yaml_node **node)
{
	struct error err = {0};

	if (!yaml_parse(r->arena, r->file, text, node, &err)) {
		report_error(r->report, FINDING_SYNTAX, &err);
		return false;
	}
	if (!*node) {
		report_add(r->report, FINDING_EMPTY_FILE, r->file, 0, 0);
		return false;
	}
	return true;
}

static bool preset_text(struct reader *r, const struct preset_source *presets,
	const struct yaml_node *name)
{
	struct blueprint *blueprint = r->blueprint;
	struct error err = {0};

	if (name->kind != YAML_SCALAR || yaml_is_null(name)) {
		blueprint_wrong_type(r, "preset", name, _("a text"));
		return false;
	}
	blueprint->preset = name->text;
	if (presets &&
		presets->read(presets->ctx, r->arena, name->text,
			&blueprint->preset_text, &err))
		return true;
	if (!presets)
		fail(&err, ERROR_NOTFOUND, _("no preset '%.*s'"),
			STR_ARG(name->text));
	report_add(r->report, FINDING_NO_PRESET, r->file, name->line,
		name->column, err.text);
	return false;
}

/* The preset is read first, as a blueprint of its own; then the parts the
 * blueprint names start as the preset's of that name. */
static void read_preset(struct reader *r, const struct preset_source *presets,
	const struct yaml_node *name)
{
	struct reader inner = *r;
	const struct yaml_node *node;

	if (!preset_text(r, presets, name))
		return;
	inner.preset = true;
	inner.file = str_format(r->arena, "%.*s.yaml", STR_ARG(name->text)).ptr;
	if (read_document(&inner, r->blueprint->preset_text, &node))
		blueprint_mapping(&inner, _("the preset"), node, blueprint_keys,
			r->blueprint);
	r->base = r->blueprint->parts;
	r->base_count = r->blueprint->part_count;
	r->blueprint->parts = NULL;
	r->blueprint->part_count = 0;
}

static void set_defaults(struct blueprint *blueprint)
{
	static const enum status approved[] = {STATUS_APPROVED};

	blueprint->forms =
		(struct forms){.count = 1, .first = STR("101"), .step = 1};
	blueprint->shuffle = (struct shuffle){
		.questions = true, .options = true, .keys = KEYS_EVEN};
	blueprint->language = STR("vi");
	blueprint->status = approved;
	blueprint->status_count = 1;
	for (int a = 0; a < ATTRIBUTE_COUNT; a++)
		blueprint->balance.spread[a] = RULE_NO_BOUND;
}

/* The subject's printed name is the preset's only for the preset's subject. */
static void settle_names(struct reader *r, const struct yaml_node *node,
	const struct blueprint *before)
{
	struct blueprint *blueprint = r->blueprint;

	if (before->subject.len &&
		!str_equal(before->subject, blueprint->subject) &&
		!yaml_get(node, "subject_name"))
		blueprint->subject_name = blueprint->subject;
	if (!blueprint->subject_name.len)
		blueprint->subject_name = blueprint->subject;
	if (!blueprint->title.len)
		blueprint->title = blueprint->school.exam.len
			? blueprint->school.exam
			: blueprint->subject_name;
	if (!blueprint->heading.len)
		blueprint->heading = str_is(blueprint->language, "vi")
			? STR("official")
			: STR("plain");
	if (!blueprint->answers.len)
		blueprint->answers = str_is(blueprint->heading, "official")
			? STR("sheet")
			: STR("paper");
}

static void read_blueprint(struct reader *r,
	const struct preset_source *presets, const struct yaml_node *node)
{
	const struct yaml_node *preset = yaml_get(node, "preset");
	struct blueprint before;

	if (preset)
		read_preset(r, presets, preset);
	before = *r->blueprint;
	if (!blueprint_mapping(
		    r, _("the blueprint"), node, blueprint_keys, r->blueprint))
		return;
	if (!yaml_get(node, "parts"))
		report_add(r->report, FINDING_MISSING_KEY, r->file, node->line,
			node->column, _("the blueprint"), "parts");
	settle_names(r, node, &before);
}

bool blueprint_parse(struct arena *arena, const char *file, struct str text,
	const struct preset_source *presets, struct blueprint *out,
	struct report *report)
{
	struct reader reader = {.arena = arena,
		.file = file,
		.report = report,
		.blueprint = out};
	size_t errors = report->levels[REPORT_ERROR];
	const struct yaml_node *node;

	*out = (struct blueprint){.file = str_copy(arena, str_from(file))};
	set_defaults(out);
	if (text.len > TEXT_LIMIT) {
		report_add(report, FINDING_OTHER, file, 0, 0,
			_("a blueprint of more than one megabyte is refused"));
		return false;
	}
	out->text = str_copy(arena, text);
	if (read_document(&reader, out->text, &node))
		read_blueprint(&reader, presets, node);
	return report->levels[REPORT_ERROR] == errors;
}

static long part_count(const struct part *part)
{
	long count = 0;

	for (size_t i = 0; i < part->cell_count; i++)
		count += part->cells[i].count;
	return count;
}

long blueprint_count(const struct blueprint *blueprint)
{
	long count = 0;

	for (size_t i = 0; i < blueprint->part_count; i++)
		count += part_count(&blueprint->parts[i]);
	return count;
}

long blueprint_part_points(const struct part *part)
{
	long total = 0, common = -1, count = part_count(part);

	for (size_t i = 0; i < part->cell_count; i++) {
		const struct cell *cell = &part->cells[i];
		long each = cell->points ? cell->points : part->points;

		if (!each)
			return -1;
		total += each * cell->count;
		common = common == -1 || common == each ? each : -2;
	}
	if (!part->answer || part->answer >= count)
		return total;
	return common < 0 ? -1 : common * part->answer;
}

long blueprint_points(const struct blueprint *blueprint)
{
	long total = 0;

	for (size_t i = 0; i < blueprint->part_count; i++) {
		long points = blueprint_part_points(&blueprint->parts[i]);

		if (points < 0)
			return 0;
		if (!blueprint->parts[i].instead_of.len)
			total += points;
	}
	return total;
}

struct str blueprint_code(
	struct arena *arena, const struct forms *forms, size_t form)
{
	long first = 0;

	if (forms->codes)
		return forms->codes[form];
	str_to_long(forms->first, &first);
	return str_format(arena, "%0*ld", (int)forms->first.len,
		first + (long)form * forms->step);
}
