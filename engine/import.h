#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H

#include "base/report.h"
#include "engine/model/sink.h"
#include "engine/store/store.h"
#include "engine/store/store_question.h"

/* What an import did, by noun. */
struct import_counts {
	size_t questions[PUT_RESULTS];
	size_t topics[PUT_RESULTS];
	size_t stimuli[PUT_RESULTS];
	size_t drafts;  /* of the new questions */
	size_t skipped; /* questions (and other items that could not even be
			   read) left out for an error, in the report */
};

/* One import is one transaction over one or more files:
 *   import_begin; reader fills import_sink(…) per file; import_end.
 * import_end settles references: a question that names a topic, outcome,
 * passage or media neither the files nor the bank hold is left out with a
 * finding. Then it commits. It rolls back when dry_run is set, and fails with
 * ERROR_INVALID and rolls back when strict is set and the report holds an
 * error, or when there were errors and nothing at all could be read. After
 * import_end, whatever it returns, the import is over.
 *
 * A bank that has a title keeps it: of a file's header only one with the same
 * title changes anything then. */
struct import;

MUST bool import_begin(struct arena *arena, struct store *store,
	struct report *report, long long now, struct import **out,
	struct error *err);
/* The sink for one file; file is its name for findings. A question's id used
 * twice in one import is a finding, and the first stands; so is a topic's or
 * passage's used twice in one file. */
struct sink import_sink(struct import *import, const char *file);
MUST bool import_end(struct import *import, bool dry_run, bool strict,
	struct import_counts *out, struct error *err);
void import_abort(struct import *import); /* NULL is allowed */

#endif
