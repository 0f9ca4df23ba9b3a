#include "banks/package.h"

#include "base/archive.h"
#include "base/encoding.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/markup/markup.h"

enum { PICTURES_MOST = 100 };

struct package {
	struct archive *archive;
	struct arena *arena; /* of the file in it at hand */
	const struct sink *sink;
	struct report *report;
	const char *file;  /* package and file in it: "a.zip/items/1.xml" */
	struct str folder; /* of the file in it */
	struct str owner;  /* id of the question or passage at hand */
	struct media media[PICTURES_MOST];
	size_t media_count;
	struct error fault; /* a picture could not be read */
	struct str *topics; /* ids that went on already: each file tells its
			       own again */
	size_t topic_count, topic_capacity;
	struct str *stimuli; /* the same */
	size_t stimulus_count, stimulus_capacity;
};

/* ---- pictures ---- */

/* "../images/a.png" from "items/x" is "items/images/a.png". */
static struct str resolve(
	struct arena *arena, struct str folder, struct str address)
{
	while (str_starts(address, "../") || str_starts(address, "./")) {
		bool up = str_starts(address, "../");

		address = str_sub(address, up ? 3 : 2, address.len);
		while (up && folder.len && folder.ptr[--folder.len] != '/')
			;
	}
	return folder.len ? str_format(arena, "%.*s/%.*s", STR_ARG(folder),
				    STR_ARG(address))
			  : address;
}

static const char *type_of(struct str bytes)
{
	if (str_starts(bytes, "\x89PNG\r\n"))
		return "image/png";
	if (str_starts(bytes, "\xff\xd8\xff"))
		return "image/jpeg";
	if (str_starts(bytes, "GIF8"))
		return "image/gif";
	return "application/octet-stream";
}

static bool has_media(const struct package *p, struct str name)
{
	for (size_t i = 0; i < p->media_count; i++)
		if (str_equal(p->media[i].name, name))
			return true;
	return false;
}

/* Beside the file, or where Canvas and Common Cartridge put what their texts
 * name from the top of the package. */
static size_t find_picture(const struct package *p, struct str name)
{
	struct str own = str_format(p->arena, "images/%.*s", STR_ARG(p->owner));
	const struct str folders[] = {
		p->folder, STR(""), STR("web_resources"), own};
	size_t at = SIZE_MAX;

	for (size_t i = 0;
		i < sizeof folders / sizeof *folders && at == SIZE_MAX; i++)
		at = archive_find(
			p->archive, resolve(p->arena, folders[i], name));
	return at;
}

static void take_picture(struct package *p, struct str name)
{
	size_t at = find_picture(p, name);
	struct media *media = &p->media[p->media_count];
	struct str bytes;

	if (at == SIZE_MAX || has_media(p, name) ||
		p->media_count == PICTURES_MOST || p->fault.code != ERROR_NONE)
		return;
	if (!archive_read(p->archive, p->arena, at, &bytes, &p->fault))
		return;
	*media = (struct media){.name = name,
		.hash = hash_hex(p->arena, bytes),
		.mime = str_from(type_of(bytes)),
		.bytes = bytes};
	p->media_count++;
}

static void find_pictures(struct package *p, const struct markup *node)
{
	for (const struct markup *c = node->child; c; c = c->next) {
		if (c->kind == MARKUP_IMAGE)
			take_picture(p, c->url);
		find_pictures(p, c);
	}
}

static void look_into(void *ctx, struct str text)
{
	struct package *p = ctx;

	if (str_find(text, "![", 0) != SIZE_MAX)
		find_pictures(p, markup_parse(p->arena, text));
}

/* ---- what comes out of a file goes on with its pictures ---- */

static bool put_question(
	void *ctx, const struct question *question, struct error *err)
{
	struct package *p = ctx;
	const struct text_visitor visitor = {p, look_into};
	struct question q = *question;

	p->media_count = 0;
	p->owner = q.id;
	for (size_t i = 0; i < q.media_count && i < PICTURES_MOST; i++)
		p->media[p->media_count++] = q.media[i];
	question_texts(&q, &visitor);
	question_teacher_texts(&q, &visitor);
	if (p->fault.code != ERROR_NONE) {
		*err = p->fault;
		return false;
	}
	q.media = p->media;
	q.media_count = p->media_count;
	return p->sink->question(p->sink->ctx, &q, err);
}

static bool put_header(
	void *ctx, const struct bank_header *header, struct error *err)
{
	struct package *p = ctx;

	return p->sink->header(p->sink->ctx, header, err);
}

static bool put_topic(void *ctx, const struct topic *topic, struct error *err)
{
	struct package *p = ctx;
	struct arena *keep = p->report->arena;

	for (size_t i = 0; i < p->topic_count; i++)
		if (str_equal(p->topics[i], topic->id))
			return true;
	*PUSH(keep, p->topics, p->topic_count, p->topic_capacity) =
		str_copy(keep, topic->id);
	return p->sink->topic(p->sink->ctx, topic, err);
}

static bool put_stimulus(
	void *ctx, const struct stimulus *stimulus, struct error *err)
{
	struct package *p = ctx;
	const struct text_visitor visitor = {p, look_into};
	struct stimulus s = *stimulus;
	struct arena *keep = p->report->arena;

	for (size_t i = 0; i < p->stimulus_count; i++)
		if (str_equal(p->stimuli[i], s.id))
			return true;
	*PUSH(keep, p->stimuli, p->stimulus_count, p->stimulus_capacity) =
		str_copy(keep, s.id);
	p->media_count = 0;
	p->owner = s.id;
	visitor.text(visitor.ctx, s.text);
	s.media = p->media;
	s.media_count = p->media_count;
	return p->sink->stimulus(p->sink->ctx, &s, err);
}

/* ---- files in it ---- */

/* What a Mac puts beside each file is none. */
static bool is_question_file(struct str name)
{
	return (str_ends(name, ".xml") || str_ends(name, ".XML")) &&
		!str_starts(name, "__MACOSX/") &&
		str_find(name, "/._", 0) == SIZE_MAX && !str_starts(name, "._");
}

static const struct format *format_in(struct str text)
{
	const struct format *format = format_recognise(text);

	return format && !format->binary ? format : NULL;
}

static bool read_entry(struct package *p, const char *file, size_t index,
	size_t *found, struct error *err)
{
	struct str name = archive_name(p->archive, index), text, encoding;
	const struct format *format;
	struct sink sink = *p->sink;
	size_t slash = name.len;

	if (!archive_read(p->archive, p->arena, index, &text, err) ||
		!encoding_to_utf8(
			p->arena, text, STR(""), &text, &encoding, err))
		return false;
	format = format_in(text);
	if (!format)
		return true;
	while (slash && name.ptr[slash - 1] != '/')
		slash--;
	p->folder = str_sub(name, 0, slash ? slash - 1 : 0);
	/* Findings outlive the file in it. */
	p->file = str_format(p->report->arena, "%s/%.*s", file, STR_ARG(name))
			  .ptr;
	sink.ctx = p;
	sink.header = put_header;
	sink.question = put_question;
	sink.topic = put_topic;
	sink.stimulus = put_stimulus;
	(*found)++;
	return format->read(p->arena, p->file, text, &sink, p->report, err);
}

/* A bad file in it is told; the others are read. */
static bool is_the_files(const struct error *err)
{
	return err->code == ERROR_SYNTAX || err->code == ERROR_DENIED ||
		err->code == ERROR_INVALID;
}

static bool read_entries(struct package *p, const char *file, struct error *err)
{
	size_t found = 0;

	for (size_t i = 0; i < archive_count(p->archive); i++) {
		bool worked;

		if (!is_question_file(archive_name(p->archive, i)))
			continue;
		p->arena = arena_new();
		p->fault = (struct error){0};
		worked = read_entry(p, file, i, &found, err);
		arena_free(p->arena);
		if (worked)
			continue;
		if (!is_the_files(err))
			return false;
		if (!err->file[0])
			snprintf(err->file, sizeof err->file, "%s/%.*s", file,
				STR_ARG(archive_name(p->archive, i)));
		report_error(p->report, FINDING_SYNTAX, err);
	}
	return found ||
		fail_at(err, ERROR_SYNTAX, file, 0, 0, "%s",
			_("no file in the package holds questions of a format "
			  "that is known"));
}

bool package_read(struct arena *arena, const char *file, struct str bytes,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct package *p = NEW(arena, struct package);
	bool worked;

	p->sink = sink;
	p->report = report;
	if (!archive_open(arena, file, bytes, &p->archive, err))
		return false;
	worked = read_entries(p, file, err);
	archive_close(p->archive);
	return worked;
}

static int recognise(struct str bytes)
{
	return archive_recognise(bytes) ? 90 : 0;
}

static const char *const endings[] = {NULL};

const struct format format_package = {
	.name = "package",
	.label = N_("content package (zip) of QTI or Moodle XML files"),
	.endings = endings,
	.binary = true,
	.recognise = recognise,
	.read = package_read,
};
