#include "cli/inputs.h"

#include <dirent.h>

#include "base/base64.h"
#include "base/file.h"
#include "engine/store/store_exam.h"
#include "render/theme.h"

enum { PRESETS_MOST = 1000, THEME_LIMIT = 64 * 1024 };

struct names {
	struct arena *arena;
	const char **v;
	size_t count, capacity;
};

/* "thpt-2025/toan.yaml" → "thpt-2025/toan"; folders are looked into once. */
static void list_presets(
	struct names *names, const char *root, const char *below, int depth)
{
	const char *folder = file_join(names->arena, root, below);
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && names->count < PRESETS_MOST && (entry = readdir(dir))) {
		struct str name = str_from(entry->d_name);
		const char *path = *below
			? file_join(names->arena, below, entry->d_name)
			: str_cstr(names->arena, name);

		if (name.ptr[0] == '.')
			continue;
		if (!str_ends(name, ".yaml")) {
			if (depth)
				list_presets(names, root, path, depth - 1);
			continue;
		}
		*PUSH(names->arena, names->v, names->count, names->capacity) =
			str_cstr(names->arena,
				str_sub(str_from(path), 0, strlen(path) - 5));
	}
	if (dir)
		closedir(dir);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool no_preset(struct arena *arena, const char *root, struct str name,
	struct error *err)
{
	struct names names = {.arena = arena};
	struct buf all = {.arena = arena};
	const char *nearest;

	list_presets(&names, root, "", 1);
	if (names.count)
		qsort(names.v, names.count, sizeof *names.v, compare_names);
	for (size_t i = 0; i < names.count; i++)
		buf_format(&all, "%s%s", i ? ", " : "", names.v[i]);
	*PUSH(arena, names.v, names.count, names.capacity) = NULL;
	nearest = str_nearest(name, names.v);
	if (nearest)
		return fail(err, ERROR_NOTFOUND,
			_("there is no preset '%.*s'; did you mean '%s'?"),
			STR_ARG(name), nearest);
	return fail(err, ERROR_NOTFOUND,
		_("there is no preset '%.*s'; there are: %s"), STR_ARG(name),
		buf_str(&all).ptr);
}

/* Letters, digits, - and / only: no path out of the folder. */
static bool is_preset_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
			!(c >= '0' && c <= '9') && c != '-' && (c != '/' || !i))
			return false;
	}
	return name.len > 0;
}

static bool read_preset(void *ctx, struct arena *arena, struct str name,
	struct str *text, struct error *err)
{
	const struct cli *cli = ctx;
	const char *root = file_join(arena, cli->share, "presets");
	const char *path = file_join(
		arena, root, str_format(arena, "%.*s.yaml", STR_ARG(name)).ptr);

	if (!is_preset_name(name) || !file_exists(path))
		return no_preset(arena, root, name, err);
	return file_read(arena, path, FILE_LIMIT, text, err);
}

bool input_blueprint_text(struct cli *cli, const char *path, struct str text,
	struct blueprint *out)
{
	const struct preset_source presets = {cli, read_preset};
	struct report report = {.arena = cli->arena};
	bool sound =
		blueprint_parse(cli->arena, path, text, &presets, out, &report);

	out->exposure.now = cli->now;
	return sound;
}

bool input_blueprint(struct cli *cli, const char *path, struct blueprint *out,
	enum exit_code *code)
{
	const struct preset_source presets = {cli, read_preset};
	struct error err;
	struct str text;
	bool sound;

	if (!file_read(cli->arena, path, FILE_LIMIT, &text, &err)) {
		*code = cli_fail(cli, &err);
		return false;
	}
	sound = blueprint_parse(
		cli->arena, path, text, &presets, out, &cli->report);
	out->exposure.now = cli->now;
	cli_findings(cli);
	if (!sound && cli->json) {
		struct json *json = json_object(cli->arena);

		json_add_bool(cli->arena, json, "valid", false);
		json_add(cli->arena, json, "findings", cli_findings_json(cli));
		cli_print(cli, json);
	}
	*code = EXIT_REFUSED;
	return sound;
}

static const char *beside(
	struct arena *arena, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return name;
	return str_format(arena, "%.*s/%s", (int)(slash - path), path, name)
		.ptr;
}

/* What the theme's logo file holds goes with the theme, so that papers can be
 * printed again without it. */
static bool add_logo(struct arena *arena, const char *name,
	const struct theme *theme, struct str *text, struct error *err)
{
	const char *file;
	struct theme whole;
	struct str bytes;

	if (!theme->logo_file.len || theme->logo)
		return true;
	file = beside(arena, name, str_cstr(arena, theme->logo_file));
	if (!file_read(arena, file, THEME_LOGO_LIMIT, &bytes, err))
		return false;
	*text = str_format(arena, "%.*s\nlogo-data: %.*s\n", STR_ARG(*text),
		STR_ARG(base64_encode(arena, bytes)));
	if (theme_read(arena, name, *text, &whole, err))
		return true;
	/* The line is none that the file has. */
	return fail_at(err, err->code, file, 0, 0, "%s", err->text);
}

/* The path of a shipped theme, or NULL. */
static const char *shipped_theme(struct cli *cli, struct str name)
{
	const char *path = file_join(cli->arena, cli->share,
		str_format(cli->arena, "themes/%.*s.yaml", STR_ARG(name)).ptr);

	return is_preset_name(name) && file_exists(path) ? path : NULL;
}

/* The blueprint's own theme: no path out of its folder. */
static bool blueprint_theme(struct cli *cli, const struct blueprint *blueprint,
	const char **path, struct error *err)
{
	struct str name = blueprint->theme;

	*path = shipped_theme(cli, name);
	if (*path)
		return true;
	if (name.ptr[0] == '/' || str_find(name, "..", 0) != SIZE_MAX)
		return fail_at(err, ERROR_DENIED,
			str_cstr(cli->arena, blueprint->file), 0, 0,
			_("the theme '%.*s' is not in the blueprint's folder"),
			STR_ARG(name));
	*path = beside(cli->arena, str_cstr(cli->arena, blueprint->file),
		str_cstr(cli->arena, name));
	return true;
}

bool input_theme(struct cli *cli, const struct blueprint *blueprint,
	struct str *out, struct error *err)
{
	struct arena *arena = cli->arena;
	const char *name = cli_text(cli, "theme", NULL), *shipped = NULL;
	struct theme theme;

	*out = STR("");
	if (name && (!file_exists(name) || file_is_folder(name)))
		shipped = shipped_theme(cli, str_from(name));
	if (shipped)
		name = shipped;
	if (!name && blueprint && blueprint->theme.len &&
		!blueprint_theme(cli, blueprint, &name, err))
		return false;
	if (!name)
		return true;
	return file_read(arena, name, THEME_LIMIT, out, err) &&
		theme_read(arena, name, *out, &theme, err) &&
		add_logo(arena, name, &theme, out, err);
}

static bool is_file(const char *operand)
{
	return strchr(operand, '/') || str_ends(str_from(operand), ".json") ||
		file_exists(operand);
}

bool input_exam(struct cli *cli, const char *operand, const struct exam **out,
	const char **path, struct error *err)
{
	struct str text;

	if (file_is_folder(operand))
		operand = file_join(cli->arena, operand, "exam.json");
	*path = is_file(operand) ? operand : NULL;
	if (!*path)
		return cli_open(cli, STORE_READ, err) &&
			store_get_exam(cli->store, cli->arena,
				str_from(operand), out, err);
	return file_read(cli->arena, *path, FILE_LIMIT, &text, err) &&
		exam_from_json(cli->arena, operand, text, out, err);
}
