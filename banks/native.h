#ifndef BANKS_NATIVE_H
#define BANKS_NATIVE_H

#include "banks/format.h"

/* The native bank file (YAML; doc/bank-file.md describes it). It holds every
 * field of the model: what is written reads back the same.
 *
 * Files come from anywhere, so all is bounded: base/yaml.h says how deep and
 * how large a question may be, question_check() how many parts it has and how
 * long its texts are. An id has at most 100 bytes, a tag 200; points are at
 * most 1000, seconds a day. A medium has at most 16 MiB and, given as file:,
 * lies in the folder of the bank file or below it, links followed. All faults
 * of a file are reported in one run; a question with one is left out. */
extern const struct format format_native;

bool native_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err);
bool native_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err);

/* One question alone, as `dethi edit` and `dethi show --yaml` give it: a list
 * of one, without defaults. */
void native_write_question(struct buf *out, const struct question *q);

#endif
