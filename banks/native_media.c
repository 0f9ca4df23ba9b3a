#include "banks/native_fields.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/image.h"

/* Media of the native bank file: data: in base64, or file: a name beside or
 * below the bank file. */

enum { MEDIA_LIMIT = 16 * 1024 * 1024 };

struct raw_media {
	struct media media;
	struct str data;
	struct str file;
};

static const struct field media_fields[] = {
	{"name", field_text, offsetof(struct raw_media, media.name), 0},
	{"mime", field_text, offsetof(struct raw_media, media.mime), 0},
	{"data", field_text, offsetof(struct raw_media, data), 0},
	{"file", field_text, offsetof(struct raw_media, file), 0},
	{NULL, NULL, 0, 0},
};

/* A plain relative name that stays below the bank file's folder. */
static bool is_below(struct str name)
{
	struct str rest = name, piece;

	if (!name.len || name.ptr[0] == '/' || memchr(name.ptr, '\\', name.len))
		return false;
	while (str_cut(&rest, '/', &piece))
		if (!piece.len || str_is(piece, "..") || str_is(piece, "."))
			return false;
	return true;
}

static bool load_file(
	struct native_reader *r, struct raw_media *raw, struct error *err)
{
	struct str beside = str_from(r->file);
	const char *folder, *path;

	while (beside.len && beside.ptr[beside.len - 1] != '/')
		beside.len--;
	folder = str_cstr(r->arena, beside.len ? beside : STR("./"));
	path = file_join(r->arena, folder, str_cstr(r->arena, raw->file));
	if (!is_below(raw->file) ||
		(file_exists(path) && !file_is_below(folder, path)))
		return fail(err, ERROR_DENIED,
			_("'file' must name a file beside the bank file"));
	return file_read(r->arena, path, MEDIA_LIMIT, &raw->media.bytes, err);
}

static bool load(
	struct native_reader *r, struct raw_media *raw, struct error *err)
{
	bool named = raw->media.name.len;

	if (!named)
		raw->media.name = raw->file;
	if (!raw->media.name.len)
		return fail(err, ERROR_INVALID, _("it has no name"));
	if (named && !is_below(raw->media.name))
		return fail(err, ERROR_INVALID,
			_("its name cannot be a path out of the folder"));
	if (raw->file.len)
		return load_file(r, raw, err);
	if (!raw->data.len)
		return fail(err, ERROR_INVALID,
			_("it has neither 'data' nor 'file'"));
	if (raw->data.len / 4 * 3 > MEDIA_LIMIT)
		return fail(err, ERROR_DENIED, _("it is larger than 16 MB"));
	return (base64_decode(r->arena, raw->data, &raw->media.bytes) &&
		       raw->media.bytes.len) ||
		fail(err, ERROR_INVALID, _("'data' is not base64"));
}

/* What could not be printed is refused while the teacher looks on. */
static bool check_picture(struct str bytes, struct error *err)
{
	struct arena *arena;
	struct image image;
	bool sound;

	if (image_kind(bytes) == IMAGE_OTHER)
		return true;
	arena = arena_new();
	sound = image_decode(arena, bytes, &image, err);
	arena_free(arena);
	return sound;
}

static struct str mime_of(struct str bytes)
{
	static const struct {
		const char *magic;
		const char *mime;
	} kinds[] = {
		{"\x89PNG\r\n", "image/png"},
		{"\xff\xd8\xff", "image/jpeg"},
		{"GIF8", "image/gif"},
		{"<svg", "image/svg+xml"},
		{"OggS", "audio/ogg"},
		{"ID3", "audio/mpeg"},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(bytes, kinds[i].magic))
			return str_from(kinds[i].mime);
	return STR("application/octet-stream");
}

bool read_media(struct native_reader *r, const struct yaml_node *list,
	const struct media **out, size_t *count)
{
	struct media *media;

	if (list->kind != YAML_SEQUENCE) {
		bad_value(r, "media", list, _("a list"));
		return false;
	}
	media = NEW_ARRAY(r->arena, list->count, struct media);
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *node = list->items[i];
		struct raw_media raw = {0};
		struct error fault;

		if (!read_mapping(r, node, media_fields, &raw, NULL))
			return false;
		if (!load(r, &raw, &fault) ||
			!check_picture(raw.media.bytes, &fault)) {
			report_add(r->report, FINDING_BAD_MEDIA, r->file,
				node->line, node->column,
				str_cstr(r->arena, raw.media.name), fault.text);
			return false;
		}
		media[i] = raw.media;
		if (!media[i].mime.len)
			media[i].mime = mime_of(media[i].bytes);
		media[i].hash = hash_hex(r->arena, media[i].bytes);
	}
	*out = media;
	*count = list->count;
	return true;
}
