#include "engine/model/figure_circuit.h"

#include "base/i18n.h"
#include "engine/model/figure_keys.h"

const char *const circuit_element_names[] = {
	[ELEMENT_WIRE] = "wire",
	[ELEMENT_RESISTOR] = "resistor",
	[ELEMENT_RHEOSTAT] = "rheostat",
	[ELEMENT_LAMP] = "lamp",
	[ELEMENT_CELL] = "cell",
	[ELEMENT_BATTERY] = "battery",
	[ELEMENT_AC] = "ac",
	[ELEMENT_SWITCH] = "switch",
	[ELEMENT_CLOSED] = "closed_switch",
	[ELEMENT_AMMETER] = "ammeter",
	[ELEMENT_VOLTMETER] = "voltmeter",
	[ELEMENT_CAPACITOR] = "capacitor",
	[ELEMENT_COIL] = "coil",
	[ELEMENT_DIODE] = "diode",
	[ELEMENT_LED] = "led",
	[ELEMENT_FUSE] = "fuse",
	[ELEMENT_MOTOR] = "motor",
	[ELEMENT_POINT] = "point",
	[ELEMENTS] = NULL,
};

static bool find_element(const struct figure_value *at, struct str name,
	struct circuit *out, struct error *err)
{
	const char *near;

	for (int i = 0; i < ELEMENTS; i++)
		if (str_is(name, circuit_element_names[i])) {
			out->kind = CIRCUIT_ELEMENT;
			out->element = (enum circuit_element)i;
			return true;
		}
	near = str_nearest(name, circuit_element_names);
	return near ? figure_fault(err, at,
			      _("a circuit has no '%.*s': did you mean '%s'?"),
			      STR_ARG(str_sub(name, 0, 60)), near)
		    : figure_fault(err, at, _("a circuit has no '%.*s'"),
			      STR_ARG(str_sub(name, 0, 60)));
}

static bool read_list(struct arena *arena, const struct figure_value *list,
	enum circuit_kind kind, struct circuit *out, struct error *err)
{
	struct circuit *parts;

	if (list->kind != VALUE_LIST ||
		(kind == CIRCUIT_PARALLEL && list->count < 2))
		return figure_fault(err, list,
			kind == CIRCUIT_PARALLEL
				? _("'parallel' must be a list of two branches "
				    "or more")
				: _("'series' must be a list"));
	parts = NEW_ARRAY(arena, list->count, struct circuit);
	*out = (struct circuit){
		.kind = kind, .parts = parts, .count = list->count};
	for (size_t i = 0; i < list->count; i++)
		if (!figure_circuit(arena, &list->items[i], &parts[i], err))
			return false;
	return true;
}

static bool read_map(struct arena *arena, const struct figure_value *map,
	struct circuit *out, struct error *err)
{
	const struct figure_value *first = &map->items[0];
	const struct figure_value *flip = figure_get(map, "flip");

	if (map->count > (flip ? 2u : 1u))
		return figure_fault(err, map,
			_("each part of a circuit is one thing, such as "
			  "{resistor: R}"));
	if (str_is(first->name, "parallel"))
		return read_list(arena, first, CIRCUIT_PARALLEL, out, err);
	if (str_is(first->name, "series"))
		return read_list(arena, first, CIRCUIT_SERIES, out, err);
	out->label = figure_text(first);
	out->flip = figure_flag(flip);
	return first->kind == VALUE_TEXT
		? find_element(first, first->name, out, err)
		: figure_fault(err, first, _("'%.*s' must have a label"),
			  STR_ARG(first->name));
}

bool figure_circuit(struct arena *arena, const struct figure_value *value,
	struct circuit *out, struct error *err)
{
	*out = (struct circuit){.kind = CIRCUIT_ELEMENT};
	switch (value->kind) {
	case VALUE_TEXT:
		return find_element(value, str_trim(value->text), out, err);
	case VALUE_LIST:
		return read_list(arena, value, CIRCUIT_SERIES, out, err);
	case VALUE_MAP:
		return read_map(arena, value, out, err);
	}
	return false;
}
