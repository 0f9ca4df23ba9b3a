#ifndef ENGINE_MODEL_FIGURE_CIRCUIT_H
#define ENGINE_MODEL_FIGURE_CIRCUIT_H

#include "engine/model/figure.h"

/* The parts of a circuit: a list is in series; {parallel: [branch, branch]}
 * is side by side; {resistor: '$R_1$'} or resistor alone is an element. */
enum circuit_element {
	ELEMENT_WIRE,
	ELEMENT_RESISTOR,
	ELEMENT_RHEOSTAT,
	ELEMENT_LAMP,
	ELEMENT_CELL,    /* the longer plate, +, at the left */
	ELEMENT_BATTERY, /* of several cells */
	ELEMENT_AC,
	ELEMENT_SWITCH, /* open */
	ELEMENT_CLOSED, /* "closed_switch" */
	ELEMENT_AMMETER,
	ELEMENT_VOLTMETER,
	ELEMENT_CAPACITOR,
	ELEMENT_COIL,
	ELEMENT_DIODE,
	ELEMENT_LED,
	ELEMENT_FUSE,
	ELEMENT_MOTOR,
	ELEMENT_POINT, /* a named point of the wire */
	ELEMENTS
};
extern const char *const circuit_element_names[]; /* NULL-terminated */

enum circuit_kind { CIRCUIT_ELEMENT, CIRCUIT_SERIES, CIRCUIT_PARALLEL };

struct circuit {
	enum circuit_kind kind;
	enum circuit_element element;
	struct str label;
	bool flip; /* cell, battery, diode: the other way round */
	const struct circuit *parts;
	size_t count;
};

/* ERROR_INVALID: a name that is none, branches that are none. At most
 * FIGURE_VALUES parts. */
MUST bool figure_circuit(struct arena *arena, const struct figure_value *value,
	struct circuit *out, struct error *err);

#endif
