#ifndef ENGINE_MODEL_FIGURE_PLANE_H
#define ENGINE_MODEL_FIGURE_PLANE_H

#include "engine/model/figure.h"

/* The points of a plane figure, found from what its "points" say: coordinates,
 * or a construction, in any order:
 *
 *	midpoint AB · between AB 1/3 (a third of the way) · centroid ABC…
 *	foot A BC (of the perpendicular from A) · intersection AB CD
 *	bisector A BC (where it meets BC) · incenter ABC · circumcenter ABC
 *	orthocenter ABC · reflection A BC (in a line) · reflection A O
 *	translation A BC (by the vector) · rotation A O 60 (degrees,
 *	counterclockwise) · circle O A 40 (on the circle through A, at 40°)
 *	cut AB O C (where ray AB meets the circle about O through C again)
 *	tangent A O B (where a tangent from A touches the circle about O
 *	through B; the left one seen from A: "tangent2" the right one)
 *
 * Three coordinates x, y, z make it solid: x comes towards the reader (at 40°,
 * half as long), y goes to the right, z up. Constructions are then those that
 * a parallel projection keeps: midpoint, between, centroid, intersection,
 * translation, reflection in a point. */
struct plane_point {
	struct str name;
	double x, y; /* y upwards */
};

struct plane {
	const struct plane_point *points;
	size_t count;
};

enum { PLANE_POINTS = 60 };

/* ERROR_INVALID: a name that is none, or not there; what cannot be
 * constructed. */
MUST bool figure_plane(struct arena *arena, const struct figure_value *keys,
	struct plane *out, struct error *err);

/* A name is a letter, then digits, then primes: A, M1, B''. "AB" and "A B" are
 * two. How many there are, their numbers in out; 0 when one is unknown or there
 * are more than most. */
size_t plane_names(
	const struct plane *plane, struct str text, size_t *out, size_t most);

/* The circle of an entry of "circles": about a centre, through a point or of a
 * radius; around or in a triangle. */
struct plane_circle {
	double x, y, radius;
};
bool plane_circle(const struct plane *plane, const struct figure_value *entry,
	struct plane_circle *out);

#endif
