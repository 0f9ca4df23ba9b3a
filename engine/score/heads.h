#ifndef ENGINE_SCORE_HEADS_H
#define ENGINE_SCORE_HEADS_H

#include "engine/score/item_name.h"
#include "engine/score/sheet.h"

/* What the columns of a table of answers are, by their heads; inside
 * engine/score/ only. */
enum role {
	ROLE_NONE,
	ROLE_PERSON,
	ROLE_FAMILY, /* name, before the other */
	ROLE_NAME,
	ROLE_CLASS,
	ROLE_CODE,
	ROLE_TICKET,
	ROLE_ITEM,   /* of the long form */
	ROLE_ANSWER, /* of the long form */
	ROLE_ANSWERS /* of one question */
};

struct heading {
	enum role role;
	struct item_name item; /* of ROLE_ANSWERS */
	size_t order;          /* among the questions' columns */
};

struct heads {
	const struct heading *v;
	size_t count;
	bool restarts; /* numbers begin again: the order of columns counts */
	bool tall;     /* the long form */
};

struct heads heads_read(struct arena *arena, const struct column_name *map,
	size_t map_count, const struct str *cells, size_t count);

bool heads_have(const struct heads *heads, enum role role);

/* A number as spreadsheets leave it: without the zeros before it. */
struct str heads_number(struct str person);

/* The first cell of that role that is not empty. */
struct str heads_cell(const struct heads *heads, enum role role,
	const struct str *cells, size_t count);
/* Family and other name. */
struct str heads_name(struct arena *arena, const struct heads *heads,
	const struct str *cells, size_t count);

#endif
