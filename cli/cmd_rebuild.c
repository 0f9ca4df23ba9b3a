#include "base/file.h"
#include "base/file_set.h"
#include "base/hash.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "engine/store/store_exam.h"
#include "render/documents.h"

/* dethi rebuild: prints an exam anew and says whether it is what it was. */

static const struct flag flags[] = {
	{"output", 'o', FLAG_TEXT, N_("FOLDER"),
		N_("write the documents there too; else they are only "
		   "compared"),
		0, 0},
	{0},
};

enum verdict { VERDICT_SAME, VERDICT_CHANGED, VERDICT_GONE, VERDICTS };

struct rebuilding {
	struct cli *cli;
	const char *beside;               /* folder of exam.json; NULL: none */
	const struct exam_document *kept; /* what the bank remembers */
	size_t kept_count;
	struct file_set *files; /* NULL: only compared */
	struct json *list;
	struct progress *progress;
	size_t done, seen[VERDICTS];
};

static const char *verdict_name(enum verdict verdict)
{
	static const char *const names[VERDICTS] = {
		[VERDICT_SAME] = "same",
		[VERDICT_CHANGED] = "changed",
		[VERDICT_GONE] = "missing",
	};

	return names[verdict];
}

static void tell(struct rebuilding *r, struct str name, enum verdict verdict,
	const char *format)
{
	struct arena *arena = r->cli->arena;
	struct json *json = json_object(arena);

	json_add_str(arena, json, "file", str_copy(arena, name));
	json_add_str(arena, json, "verdict", str_from(verdict_name(verdict)));
	json_append(r->list, json);
	r->seen[verdict]++;
	if (verdict != VERDICT_SAME)
		cli_say(r->cli, "%.*s: %s\n", STR_ARG(name), format);
}

/* What the bank remembers of a document's printing; NULL: nothing. */
static const struct exam_document *kept_of(
	const struct rebuilding *r, struct str name)
{
	for (size_t i = 0; i < r->kept_count; i++)
		if (str_equal(r->kept[i].name, name))
			return &r->kept[i];
	return NULL;
}

/* Of the file beside exam.json: NULL when it is as it was printed. */
static const char *file_fault(const struct rebuilding *r, struct arena *arena,
	struct str name, struct str bytes, enum verdict *verdict)
{
	const struct exam_document *kept = kept_of(r, name);
	const char *path = file_join(arena, r->beside, str_cstr(arena, name));
	struct error err;
	struct str old;

	*verdict = VERDICT_GONE;
	if (!file_exists(path))
		return _("is not in the folder any more");
	*verdict = VERDICT_CHANGED;
	if (!file_read(arena, path, FILE_LIMIT, &old, &err))
		return _("cannot be read");
	if (kept && !str_equal(kept->hash, hash_hex(arena, old)))
		return _("was changed after it was printed");
	if (!kept && !str_equal(old, bytes))
		return _("is not what is printed now: it was changed, or this "
			 "program or its fonts are another version");
	return NULL;
}

/* Of what is printed now. */
static const char *print_fault(const struct rebuilding *r, struct arena *arena,
	struct str name, struct str bytes)
{
	const struct exam_document *kept = kept_of(r, name);

	if (!kept || str_equal(kept->hash, hash_hex(arena, bytes)))
		return NULL;
	return _("comes out otherwise than when the exam was built: this "
		 "program or its fonts are another version");
}

static void compare(struct rebuilding *r, struct str name, struct str bytes)
{
	struct arena *arena = arena_new();
	enum verdict verdict = VERDICT_SAME;
	const char *fault = NULL;

	if (r->beside)
		fault = file_fault(r, arena, name, bytes, &verdict);
	if (!fault) {
		fault = print_fault(r, arena, name, bytes);
		verdict = fault ? VERDICT_CHANGED : VERDICT_SAME;
	}
	if (fault || r->beside || kept_of(r, name))
		tell(r, name, verdict, fault ? fault : "");
	arena_free(arena);
}

static bool put(void *ctx, struct str name, struct str bytes, struct error *err)
{
	struct rebuilding *r = ctx;

	compare(r, name, bytes);
	progress_at(r->progress, ++r->done);
	return !r->files ||
		file_set_add(
			r->files, str_cstr(r->cli->arena, name), bytes, err);
}

static bool print(
	struct rebuilding *r, const struct exam *exam, struct error *err)
{
	const struct document_set *all = document_set_find(STR("all"));
	struct document_sink sink = {r, put};

	/* The warnings were said when it was built. */
	return documents_print(exam, all->kinds, STR(""), &sink, NULL, err) &&
		put(r, STR("exam.json"), exam_to_json(r->cli->arena, exam),
			err);
}

static bool rebuild(
	struct rebuilding *r, const struct exam *exam, struct error *err)
{
	const char *output = cli_text(r->cli, "output", NULL);
	bool worked;

	if (output && !file_set_begin(r->cli->arena, output, &r->files, err))
		return false;
	r->progress = progress_begin(r->cli, _("Printing"),
		documents_count(exam, document_set_find(STR("all"))->kinds));
	worked = print(r, exam, err);
	progress_end(r->progress);
	if (worked && r->files)
		return file_set_commit(r->files, err);
	file_set_abort(r->files);
	return worked;
}

/* A bank that has the exam is asked; without one, the files decide. */
static void ask_bank(struct rebuilding *r, const struct exam *exam)
{
	struct cli *cli = r->cli;
	struct exam_document *kept;
	struct error ignored;
	size_t count;

	if (!cli->store && !cli_open(cli, STORE_READ, &ignored))
		return;
	if (!store_exam_documents(
		    cli->store, cli->arena, exam->id, &kept, &count, &ignored))
		return;
	r->kept = kept;
	r->kept_count = count;
}

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return str_cstr(arena,
		(struct str){path, slash == path ? 1 : (size_t)(slash - path)});
}

static enum exit_code conclude(struct rebuilding *r, const struct exam *exam)
{
	struct cli *cli = r->cli;
	struct json *json = json_object(cli->arena);
	size_t odd = r->seen[VERDICT_CHANGED] + r->seen[VERDICT_GONE];

	json_add_str(cli->arena, json, "exam", exam->id);
	json_add_bool(cli->arena, json, "same", !odd);
	json_add(cli->arena, json, "files", r->list);
	cli_print(cli, json);
	if (!odd && !r->seen[VERDICT_SAME])
		cli_say(cli,
			_("Exam %.*s was printed; there is nothing to compare "
			  "it with.\n"),
			STR_ARG(exam->id));
	else if (!odd)
		cli_say(cli,
			i18n_plural("Exam %.*s: %zu file, the same byte for "
				    "byte.\n",
				"Exam %.*s: all %zu files are the same byte "
				"for byte.\n",
				r->seen[VERDICT_SAME]),
			STR_ARG(exam->id), r->seen[VERDICT_SAME]);
	return odd ? EXIT_REFUSED : EXIT_DONE;
}

static enum exit_code run(struct cli *cli)
{
	struct rebuilding r = {.cli = cli, .list = json_array(cli->arena)};
	const struct exam *exam;
	const char *path;
	struct error err;

	if (!input_exam(cli, cli->operands[0], &exam, &path, &err))
		return cli_fail(cli, &err);
	ask_bank(&r, exam);
	if (path)
		r.beside = folder_of(cli->arena, path);
	if (!rebuild(&r, exam, &err))
		return cli_fail(cli, &err);
	return conclude(&r, exam);
}

const struct command command_rebuild = {
	.name = "rebuild",
	.operands = N_("EXAM"),
	.summary = N_("print an exam anew and say whether it is the same"),
	.description = N_(
		"Prints every document of an exam anew and compares it with "
		"what the bank remembers of the first printing and with the "
		"files beside exam.json. Says which file was changed or is "
		"gone, and ends with exit code 1 then.\n"
		"\n"
		"EXAM is an exam's id in the bank or its exam.json. Nothing is "
		"written without -o."),
	.examples =
		(const struct example[]){
			{"dethi rebuild de/exam.json",
				N_("are the papers in de still those that "
				   "were built?")},
			{"dethi rebuild e0123456789ab -o de",
				N_("all papers of an exam in the bank, "
				   "again")},
			{0},
		},
	.flags = flags,
	.least = 1,
	.most = 1,
	.run = run,
};
