#include "base/archive.h"

#include <stdlib.h>
#include <zip.h>

#include "base/i18n.h"

struct entry {
	struct str name;
	uint64_t size, packed;
};

struct archive {
	zip_t *zip;
	const char *file;
	struct entry *entries;
	size_t count;
	size_t *table; /* by hash of name: index + 1 */
	size_t table_size;
	uint64_t left; /* bytes that may still be read */
};

bool archive_recognise(struct str bytes)
{
	return str_starts(bytes, "PK\x03\x04") ||
		str_starts(bytes, "PK\x05\x06");
}

static bool refuse(const struct archive *a, struct str name, const char *why,
	struct error *err)
{
	return fail_at(err, ERROR_DENIED, a->file, 0, 0, "'%.*s': %s",
		STR_ARG(str_sub(name, 0, 100)), why);
}

/* ---- what is in it ---- */

static bool leads_out(struct str name)
{
	struct str rest = name, part;

	if (!name.len || name.ptr[0] == '/' ||
		memchr(name.ptr, '\\', name.len) ||
		(name.len > 1 && name.ptr[1] == ':'))
		return true;
	while (str_cut(&rest, '/', &part))
		if (str_is(part, "..") || str_is(part, "."))
			return true;
	return false;
}

static bool is_link(zip_t *zip, zip_uint64_t index)
{
	zip_uint8_t system;
	zip_uint32_t attributes;

	return !zip_file_get_external_attributes(
		       zip, index, 0, &system, &attributes) &&
		system == ZIP_OPSYS_UNIX &&
		(attributes >> 16 & 0170000) == 0120000;
}

/* Where the name stands in the table, or the free place for it. */
static size_t *slot_of(const struct archive *a, struct str name)
{
	size_t at = str_hash(name) & (a->table_size - 1);

	while (a->table[at] &&
		!str_equal(a->entries[a->table[at] - 1].name, name))
		at = (at + 1) & (a->table_size - 1);
	return &a->table[at];
}

static bool check_entry(
	struct archive *a, struct arena *arena, size_t index, struct error *err)
{
	struct entry *entry = &a->entries[index];
	zip_stat_t stat;
	size_t *slot;

	if (zip_stat_index(a->zip, index, ZIP_FL_ENC_GUESS, &stat) ||
		!(stat.valid & ZIP_STAT_NAME) ||
		!(stat.valid & ZIP_STAT_SIZE) ||
		!(stat.valid & ZIP_STAT_COMP_SIZE))
		return fail_at(err, ERROR_SYNTAX, a->file, 0, 0, "%s",
			_("this is no sound zip file"));
	entry->name = str_copy(arena, str_from(stat.name));
	entry->size = stat.size;
	entry->packed = stat.comp_size;
	if (leads_out(entry->name))
		return refuse(a, entry->name,
			_("a name that leads out of the package"), err);
	if (is_link(a->zip, index))
		return refuse(a, entry->name, _("a link"), err);
	if (stat.valid & ZIP_STAT_ENCRYPTION_METHOD &&
		stat.encryption_method != ZIP_EM_NONE)
		return refuse(a, entry->name, _("it has a password"), err);
	if (stat.size > ARCHIVE_BYTES ||
		(stat.size > 1024 * 1024 &&
			stat.size / ARCHIVE_RATIO > stat.comp_size))
		return refuse(a, entry->name,
			_("packed more than a hundredfold, or over 200 MB"),
			err);
	slot = slot_of(a, entry->name);
	if (*slot)
		return refuse(a, entry->name, _("the name comes twice"), err);
	*slot = index + 1;
	return true;
}

static bool check_entries(
	struct archive *a, struct arena *arena, struct error *err)
{
	uint64_t all = 0;

	for (size_t i = 0; i < a->count; i++) {
		if (!check_entry(a, arena, i, err))
			return false;
		all += a->entries[i].size;
		if (all > ARCHIVE_BYTES)
			return refuse(a, a->entries[i].name,
				_("the package holds more than 200 MB"), err);
	}
	return true;
}

/* ---- where entries lie: libzip does not tell ---- */

struct extent {
	uint64_t from, to;
};

enum { END_SIZE = 22, HEAD_SIZE = 46, LOCAL_SIZE = 30, REMARK_MOST = 65535 };

static uint64_t number_at(struct str bytes, size_t at, size_t len)
{
	uint64_t value = 0;

	while (len--)
		value = value << 8 | (unsigned char)bytes.ptr[at + len];
	return value;
}

static bool stands_at(struct str bytes, uint64_t at, const char *sign)
{
	return at <= bytes.len &&
		str_starts(str_sub(bytes, (size_t)at, bytes.len), sign);
}

/* Where the directory begins; SIZE_MAX when there is none. */
static size_t directory_at(struct str bytes)
{
	size_t least = bytes.len > END_SIZE + REMARK_MOST
		? bytes.len - END_SIZE - REMARK_MOST
		: 0;

	for (size_t at = bytes.len; at-- > least;)
		if (stands_at(bytes, at, "PK\5\6") &&
			at + END_SIZE <= bytes.len)
			return (size_t)number_at(bytes, at + 16, 4);
	return SIZE_MAX;
}

static int by_place(const void *a, const void *b)
{
	const struct extent *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

/* The place of the entry whose line of the directory is at *at, which goes on
 * to the next. */
static bool find_extent(const struct archive *a, struct str bytes, size_t *at,
	size_t index, struct extent *out)
{
	size_t name, local;

	if (!stands_at(bytes, *at, "PK\1\2") || *at + HEAD_SIZE > bytes.len)
		return false;
	name = (size_t)number_at(bytes, *at + 28, 2);
	local = (size_t)number_at(bytes, *at + 42, 4);
	/* A name of libzip's ends at its first NUL. */
	if (name > bytes.len - *at - HEAD_SIZE ||
		memchr(bytes.ptr + *at + HEAD_SIZE, 0, name) ||
		!stands_at(bytes, local, "PK\3\4") ||
		local + LOCAL_SIZE > bytes.len)
		return false;
	*at += HEAD_SIZE + name + (size_t)number_at(bytes, *at + 30, 2) +
		(size_t)number_at(bytes, *at + 32, 2);
	out->from = local;
	out->to = local + LOCAL_SIZE + number_at(bytes, local + 26, 2) +
		number_at(bytes, local + 28, 2) + a->entries[index].packed;
	return out->to <= bytes.len;
}

/* Entries that share bytes make a small file large. */
static bool check_extents(struct archive *a, struct arena *arena,
	struct str bytes, struct error *err)
{
	struct extent *extents = NEW_ARRAY(arena, a->count, struct extent);
	size_t at = directory_at(bytes);

	for (size_t i = 0; i < a->count; i++)
		if (!find_extent(a, bytes, &at, i, &extents[i]))
			return refuse(a, a->entries[i].name,
				_("the directory does not tell where it is"),
				err);
	qsort(extents, a->count, sizeof *extents, by_place);
	for (size_t i = 1; i < a->count; i++)
		if (extents[i].from < extents[i - 1].to)
			return fail_at(err, ERROR_DENIED, a->file, 0, 0, "%s",
				_("files in the package overlap"));
	return true;
}

/* ---- opening ---- */

static bool open_zip(struct archive *a, struct str bytes, struct error *err)
{
	zip_error_t fault;
	zip_source_t *source;

	zip_error_init(&fault);
	source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &fault);
	if (source)
		a->zip = zip_open_from_source(
			source, ZIP_RDONLY | ZIP_CHECKCONS, &fault);
	if (!a->zip && source)
		zip_source_free(source);
	zip_error_fini(&fault);
	return (a->zip && bytes.len) ||
		fail_at(err, ERROR_SYNTAX, a->file, 0, 0, "%s",
			_("this is no sound zip file"));
}

bool archive_open(struct arena *arena, const char *file, struct str bytes,
	struct archive **out, struct error *err)
{
	struct archive *a = NEW(arena, struct archive);
	zip_int64_t count;

	a->file = file;
	a->left = ARCHIVE_BYTES;
	*out = a;
	if (!open_zip(a, bytes, err)) {
		archive_close(a);
		return false;
	}
	count = zip_get_num_entries(a->zip, 0);
	if (count < 0 || count > ARCHIVE_ENTRIES) {
		archive_close(a);
		return fail_at(err, ERROR_DENIED, file, 0, 0,
			_("a package of more than %d entries is refused"),
			ARCHIVE_ENTRIES);
	}
	a->count = (size_t)count;
	a->entries = NEW_ARRAY(arena, a->count, struct entry);
	for (a->table_size = 16; a->table_size < 2 * a->count;)
		a->table_size *= 2;
	a->table = NEW_ARRAY(arena, a->table_size, size_t);
	if (check_entries(a, arena, err) && check_extents(a, arena, bytes, err))
		return true;
	archive_close(a);
	return false;
}

void archive_close(struct archive *a)
{
	if (a && a->zip)
		zip_discard(a->zip);
	if (a)
		a->zip = NULL;
}

/* ---- reading ---- */

size_t archive_count(const struct archive *a)
{
	return a->count;
}

struct str archive_name(const struct archive *a, size_t index)
{
	return a->entries[index].name;
}

size_t archive_find(const struct archive *a, struct str name)
{
	size_t found = *slot_of(a, name);

	return found ? found - 1 : SIZE_MAX;
}

/* No more than was told, and one byte to see that there is no more. */
static bool read_all(zip_file_t *file, char *to, size_t size)
{
	size_t have = 0;
	char more;

	while (have < size) {
		zip_int64_t got = zip_fread(file, to + have, size - have);

		if (got <= 0)
			return false;
		have += (size_t)got;
	}
	return zip_fread(file, &more, 1) == 0;
}

bool archive_read(struct archive *a, struct arena *arena, size_t index,
	struct str *bytes, struct error *err)
{
	const struct entry *entry = &a->entries[index];
	size_t size = (size_t)entry->size;
	zip_file_t *file;
	char *to;
	bool worked;

	if (entry->size > a->left)
		return refuse(a, entry->name,
			_("the package holds more than 200 MB"), err);
	a->left -= entry->size;
	file = zip_fopen_index(a->zip, index, 0);
	if (!file)
		return refuse(a, entry->name, _("it cannot be unpacked"), err);
	to = arena_alloc(arena, size + 1);
	worked = read_all(file, to, size);
	worked = !zip_fclose(file) && worked;
	to[size] = 0;
	*bytes = (struct str){to, size};
	return worked ||
		refuse(a, entry->name,
			_("it is damaged, or not of the size that is told"),
			err);
}
