#ifndef BANKS_RECORDS_H
#define BANKS_RECORDS_H

#include "banks/format.h"

/* JSON and JSON Lines: a list of objects, wherever in the file it stands, or an
 * object a line. Members are known by the names that columns of a table have
 * ("question", "options", "answer"…), or as a map says. Options are a list, or
 * an object from letters to texts; a key that is a JSON number counts options
 * from 0, one that is a text is as in a table. Read only. */
extern const struct format format_records;

#endif
