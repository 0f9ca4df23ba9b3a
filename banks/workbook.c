#include "banks/table.h"

#include "base/i18n.h"
#include "base/sheet.h"

static bool read_mapped(struct arena *arena, const char *file, struct str bytes,
	const struct field_map *map, size_t map_count, const struct sink *sink,
	struct report *report, struct error *err)
{
	struct str csv;

	return sheet_to_csv(arena, file, bytes, &csv, err) &&
		table_read_mapped(
			arena, file, csv, map, map_count, sink, report, err);
}

static bool read(struct arena *arena, const char *file, struct str bytes,
	const struct sink *sink, struct report *report, struct error *err)
{
	return read_mapped(arena, file, bytes, NULL, 0, sink, report, err);
}

/* Before a package of question files, which is a zip file as well. */
static int recognise(struct str bytes)
{
	return sheet_recognise(bytes) ? 95 : 0;
}

static const char *const endings[] = {NULL};

const struct format format_workbook = {
	.name = "xlsx",
	.label = N_("spreadsheet workbook (XLSX), its first sheet"),
	.endings = endings,
	.binary = true,
	.recognise = recognise,
	.read = read,
	.read_mapped = read_mapped,
};
