#include "base/i18n.h"
#include "engine/model/blueprint_reader.h"

/* What is wanted as much as can be: aim:. */

enum {
	ABILITY_LIMIT = 10,
	VALUE_LIMIT = 1000000,
	AIMS_MOST = 10,
	POINTS_MOST = 20,
	WITHIN = 10, /* thousandths: one percent */
	WITHIN_MOST = 100,
};

const char *const aim_want_names[] = {
	[AIM_TARGET] = "target",
	[AIM_MOST] = "most",
	[AIM_LEAST] = "least",
	[AIM_ALIKE] = "alike",
	NULL,
};

static const char *const preferences[] = {"least-used", "newest", NULL};

/* An aim names one thing; how much of it stands beside. */
struct raw_aim {
	struct aim aim;
	size_t things;
	const struct yaml_node *target, *want;
	/* Of information. */
	const struct yaml_node *at, *targets, *shape;
};

static void refuse(
	struct reader *r, const struct yaml_node *node, const char *text)
{
	report_add(r->report, FINDING_OTHER, r->file, node->line, node->column,
		text);
}

static void keep_node(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	(void)r;
	*(const struct yaml_node **)((char *)into + key->offset) = value;
}

static void keep_list(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	if (list_of(r, key->name, value))
		keep_node(r, key, value, into);
}

static void read_together(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	read_bool(r, key, value, &((struct raw_aim *)into)->aim.together);
}

static const struct key information_keys[] = {
	KEY(raw_aim, at, keep_list),
	{.name = "target",
		.read = keep_list,
		.offset = offsetof(struct raw_aim, targets)},
	KEY(raw_aim, shape, keep_list),
	{.name = "together", .read = read_together},
	{0},
};

/* ---- information ---- */

static bool is_as_long(struct reader *r, const char *name,
	const struct raw_aim *raw, const struct yaml_node *list)
{
	if (!list || list->count == raw->at->count)
		return true;
	blueprint_bad_value(r, name, list, _("as many numbers as 'at' has"));
	return false;
}

static bool is_whole(struct reader *r, const struct yaml_node *value,
	const struct raw_aim *raw)
{
	if (!raw->at || !raw->at->count || raw->at->count > POINTS_MOST) {
		refuse(r, value,
			_("an aim of 'information' needs a list of one to 20 "
			  "abilities, 'at'"));
		return false;
	}
	if (raw->targets && (raw->shape || raw->aim.together)) {
		refuse(r, value,
			_("'shape' and 'together' are for as much information "
			  "as can be, where there is no 'target'"));
		return false;
	}
	return is_as_long(r, "target", raw, raw->targets) &&
		is_as_long(r, "shape", raw, raw->shape);
}

static void read_points_of(struct reader *r, struct raw_aim *raw)
{
	const struct yaml_node *list = raw->targets ? raw->targets : raw->shape;
	size_t count = raw->at->count;
	struct aim_point *points = NEW_ARRAY(r->arena, count, struct aim_point);

	for (size_t i = 0; i < count; i++) {
		points[i].target = POINT;
		thousandths_of(r, "at", raw->at->items[i],
			-ABILITY_LIMIT * 1000L, ABILITY_LIMIT * 1000L,
			&points[i].theta);
		if (list)
			thousandths_of(r, raw->targets ? "target" : "shape",
				list->items[i], 1, VALUE_LIMIT * 1000L,
				&points[i].target);
	}
	raw->aim.points = points;
	raw->aim.point_count = count;
}

static void read_information(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_aim *raw = into;

	raw->things++;
	raw->aim.what = AIM_INFORMATION;
	if (!blueprint_mapping(r, key->name, value, information_keys, raw) ||
		!is_whole(r, value, raw))
		return;
	raw->aim.want = raw->targets ? AIM_TARGET : AIM_MOST;
	read_points_of(r, raw);
}

/* ---- other things ---- */

static void read_attribute(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_aim *raw = into;
	size_t attribute;

	raw->things++;
	raw->aim.what = (enum aim_what)key->min;
	if (name_of(r, key->name, value, attribute_names, &attribute))
		raw->aim.attribute = (enum attribute)attribute;
}

static void read_preference(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_aim *raw = into;
	size_t which;

	raw->things++;
	raw->aim.want = AIM_LEAST;
	raw->aim.what = AIM_LEAST_USED;
	if (name_of(r, key->name, value, preferences, &which) && which)
		raw->aim.what = AIM_NEWEST;
}

static void read_within(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	long percent = 0;

	if (thousandths_of(
		    r, key->name, value, 0, WITHIN_MOST * 1000L, &percent))
		((struct raw_aim *)into)->aim.within = percent / 100;
}

static const struct key aim_keys[] = {
	{.name = "information", .read = read_information},
	{.name = "sum", .read = read_attribute, .min = AIM_SUM},
	{.name = "mean", .read = read_attribute, .min = AIM_MEAN},
	{.name = "prefer", .read = read_preference},
	KEY(raw_aim, target, keep_node),
	KEY(raw_aim, want, keep_node),
	{.name = "within", .read = read_within},
	{0},
};

static void read_want(
	struct reader *r, const struct yaml_node *node, struct raw_aim *raw)
{
	size_t want;

	if (!name_of(r, "want", node, aim_want_names, &want))
		return;
	if (want == AIM_TARGET)
		refuse(r, node,
			_("say what the target is: 'target', in place of "
			  "'want'"));
	else if (raw->targets)
		refuse(r, node,
			_("an aim has either 'target' or 'want', not both"));
	else
		raw->aim.want = (enum aim_want)want;
}

/* A sum or a mean needs to be told how much of it. */
static void settle_want(
	struct reader *r, const struct yaml_node *node, struct raw_aim *raw)
{
	bool number = raw->aim.what == AIM_SUM || raw->aim.what == AIM_MEAN;

	if (raw->things != 1)
		refuse(r, node,
			_("an aim holds exactly one of information, sum, mean "
			  "and prefer"));
	else if (!number && (raw->target || (raw->want && !raw->aim.points)))
		refuse(r, node,
			raw->aim.what == AIM_INFORMATION
				? _("the target of 'information' stands within "
				    "it, one for each ability")
				: _("'prefer' takes no target and no want"));
	else if (number && !raw->target == !raw->want)
		refuse(r, node,
			_("an aim of a sum or a mean needs either 'target' or "
			  "'want': most, least or alike"));
	else if (raw->target)
		thousandths_of(r, "target", raw->target, 0, VALUE_LIMIT * 1000L,
			&raw->aim.target);
	else if (raw->want)
		read_want(r, raw->want, raw);
}

static void read_aim(
	struct reader *r, const struct yaml_node *node, struct aim *aim)
{
	struct raw_aim raw = {.aim = {.at = place_of(node), .within = WITHIN}};

	if (blueprint_mapping(r, "aim", node, aim_keys, &raw))
		settle_want(r, node, &raw);
	*aim = raw.aim;
}

static struct aim *more_aims(
	struct blueprint *blueprint, struct arena *arena, size_t more)
{
	size_t count = blueprint->aim_count;
	struct aim *aims = NEW_ARRAY(arena, count + more, struct aim);

	for (size_t i = 0; i < count; i++)
		aims[i] = blueprint->aims[i];
	blueprint->aims = aims;
	blueprint->aim_count = count + more;
	return aims + count;
}

/* One aim may stand without a list. */
void read_aims(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	bool one = value->kind == YAML_MAPPING;
	size_t count = one ? 1 : value->count;
	struct aim *aims;

	if (!one && !list_of(r, key->name, value))
		return;
	if (!count || count > AIMS_MOST) {
		blueprint_bad_value(r, key->name, value, _("one to ten aims"));
		return;
	}
	aims = more_aims(into, r->arena, count);
	for (size_t i = 0; i < count; i++)
		read_aim(r, one ? value : value->items[i], &aims[i]);
}

void read_information_aim(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct raw_aim raw = {.aim = {.at = place_of(value), .within = WITHIN}};

	read_information(r, key, value, &raw);
	*more_aims(into, r->arena, 1) = raw.aim;
}
