#include "base/archive_write.h"

#include <zip.h>

#include "base/i18n.h"

enum { FIRST_DAY = 1 << 5 | 1 }; /* 1980-01-01, as DOS counts */

static bool failed(struct error *err, zip_error_t *fault)
{
	return fail(err, ERROR_IO, _("the package cannot be written: %s"),
		zip_error_strerror(fault));
}

static bool add(zip_t *zip, struct arena *arena,
	const struct archive_entry *entry, struct error *err)
{
	zip_source_t *source =
		zip_source_buffer(zip, entry->bytes.ptr, entry->bytes.len, 0);
	zip_int64_t index;

	if (!source)
		return failed(err, zip_get_error(zip));
	index = zip_file_add(
		zip, str_cstr(arena, entry->name), source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return failed(err, zip_get_error(zip));
	}
	return !zip_file_set_dostime(
		       zip, (zip_uint64_t)index, 0, FIRST_DAY, 0) ||
		failed(err, zip_get_error(zip));
}

static bool take_bytes(zip_source_t *source, struct arena *arena,
	struct str *out, struct error *err)
{
	zip_stat_t stat;
	char *to;
	bool whole;

	if (zip_source_stat(source, &stat) || zip_source_open(source))
		return failed(err, zip_source_error(source));
	to = arena_bytes(arena, stat.size + 1);
	whole = zip_source_read(source, to, stat.size) ==
		(zip_int64_t)stat.size;
	zip_source_close(source);
	*out = (struct str){to, stat.size};
	return whole || failed(err, zip_source_error(source));
}

bool archive_write(struct arena *arena, const struct archive_entry *entries,
	size_t count, struct str *out, struct error *err)
{
	zip_error_t fault;
	zip_source_t *source;
	zip_t *zip = NULL;
	bool worked;

	zip_error_init(&fault);
	source = zip_source_buffer_create(NULL, 0, 0, &fault);
	if (source) {
		zip_source_keep(source);
		zip = zip_open_from_source(source, ZIP_TRUNCATE, &fault);
	}
	worked = zip != NULL;
	if (!worked)
		failed(err, &fault);
	for (size_t i = 0; worked && i < count; i++)
		worked = add(zip, arena, &entries[i], err);
	if (worked && zip_close(zip)) {
		worked = failed(err, zip_get_error(zip));
		zip_discard(zip);
	} else if (!worked && zip) {
		zip_discard(zip);
	}
	worked = worked && take_bytes(source, arena, out, err);
	if (source)
		zip_source_free(source);
	zip_error_fini(&fault);
	return worked;
}
