#include "base/report.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"

enum { KEPT = 10000 };

struct catalogue_entry {
	enum report_level level;
	const char *name;
	const char *format;
};

static const struct catalogue_entry catalogue[] = {
#define FINDING(id, level, name, format) [id] = {level, name, format},
#include "base/finding.def"
#undef FINDING
};

/* Most findings are of the file the last one was of. */
static struct str file_name(const struct report *report, const char *file)
{
	const struct report_entry *last =
		report->count ? &report->entries[report->count - 1] : NULL;

	if (last && str_is(last->file, file))
		return last->file;
	return str_copy(report->arena, str_from(file));
}

static struct report_entry *add_entry(struct report *report,
	enum finding finding, const char *file, unsigned line, unsigned column)
{
	struct report_entry entry = {
		.finding = finding,
		.level = catalogue[finding].level,
		.line = line,
		.column = column,
	};

	if (report->strict && entry.level == REPORT_WARNING)
		entry.level = REPORT_ERROR;
	report->levels[entry.level]++;
	report->findings[finding]++;
	if (report->count >= KEPT)
		return NULL;
	entry.file = file_name(report, file);
	*PUSH(report->arena, report->entries, report->count, report->capacity) =
		entry;
	return &report->entries[report->count - 1];
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void report_add(struct report *report, enum finding finding, const char *file,
	unsigned line, unsigned column, ...)
{
	struct buf text = {.arena = report->arena};
	struct report_entry *entry =
		add_entry(report, finding, file, line, column);
	va_list args;

	if (!entry)
		return;
	va_start(args, column);
	buf_vformat(&text, _(catalogue[finding].format), args);
	va_end(args);
	entry->text = buf_str(&text);
}
#pragma GCC diagnostic pop

void report_error(
	struct report *report, enum finding finding, const struct error *err)
{
	struct report_entry *entry =
		add_entry(report, finding, err->file, err->line, err->column);

	if (entry)
		entry->text = str_copy(report->arena, str_from(err->text));
}

void report_forget(struct report *report)
{
	*report = (struct report){
		.arena = report->arena, .strict = report->strict};
}

static void add_counts(struct report *report, const struct report *other)
{
	for (size_t i = 0; i < REPORT_LEVELS; i++)
		report->levels[i] += other->levels[i];
	for (size_t i = 0; i < FINDING_COUNT; i++)
		report->findings[i] += other->findings[i];
	report->lost += other->lost;
}

void report_splice(struct report *report, size_t at, const struct report *other)
{
	size_t after = report->count - at;
	struct report_entry entry;

	add_counts(report, other);
	for (size_t i = 0; i < other->count && report->count < KEPT; i++) {
		entry = other->entries[i];
		entry.file = str_copy(report->arena, entry.file);
		entry.text = str_copy(report->arena, entry.text);
		*PUSH(report->arena, report->entries, report->count,
			report->capacity) = entry;
		memmove(&report->entries[at + i + 1], &report->entries[at + i],
			after * sizeof entry);
		report->entries[at + i] = entry;
	}
}

const char *report_level_name(enum report_level level)
{
	static const char *const names[REPORT_LEVELS] = {
		[REPORT_NOTE] = N_("note"),
		[REPORT_WARNING] = N_("warning"),
		[REPORT_ERROR] = N_("error"),
	};

	return _(names[level]);
}

const char *finding_name(enum finding finding)
{
	return catalogue[finding].name;
}

struct str report_line(struct arena *arena, const struct report_entry *entry)
{
	struct buf buf = {.arena = arena};

	buf_add(&buf, entry->file);
	if (entry->line)
		buf_format(&buf, ":%u", entry->line);
	if (entry->column)
		buf_format(&buf, ":%u", entry->column);
	if (buf.len)
		buf_text(&buf, ": ");
	buf_format(&buf, "%s: ", report_level_name(entry->level));
	buf_add(&buf, entry->text);
	return buf_str(&buf);
}
