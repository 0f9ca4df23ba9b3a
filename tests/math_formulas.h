#ifndef TESTS_MATH_FORMULAS_H
#define TESTS_MATH_FORMULAS_H

#include <dirent.h>

#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "base/utf8.h"

/* Every formula of a text: between dollars, one or two, \( \) and \[ \]; not
 * of two dollars with nothing between, nor longer than a paragraph. */
struct formulas {
	struct arena *arena;
	struct str *v;
	size_t count, capacity;
};

static const struct {
	const char *open, *close;
} formula_marks[] = {{"$$", "$$"}, {"$", "$"}, {"\\(", "\\)"}, {"\\[", "\\]"}};

static inline size_t formula_end(struct str s, const char *close, size_t from)
{
	for (; from < s.len; from++)
		if (str_starts(str_sub(s, from, SIZE_MAX), close))
			return from;
		else if (s.ptr[from] == '\\')
			from++;
	return SIZE_MAX;
}

static inline void formulas_of_text(struct formulas *f, struct str s)
{
	size_t i = 0, end;

	while (i < s.len) {
		struct str rest = str_sub(s, i, SIZE_MAX);
		size_t m = 0;

		while (m < 4 && !str_starts(rest, formula_marks[m].open))
			m++;
		if (m == 4) {
			i += s.ptr[i] == '\\' ? 2 : 1;
			continue;
		}
		i += strlen(formula_marks[m].open);
		end = formula_end(s, formula_marks[m].close, i);
		if (end == SIZE_MAX)
			continue;
		if (end > i)
			*PUSH(f->arena, f->v, f->count, f->capacity) =
				str_sub(s, i, end - i);
		i = end + strlen(formula_marks[m].close);
	}
}

static inline void formulas_of_json(struct formulas *f, const struct json *json)
{
	const struct json *each;

	formulas_of_text(f, json_str(json));
	for (each = json_first(json); each; each = json_next(each))
		formulas_of_json(f, each);
}

/* A file is one JSON value, or one on each line. */
static inline void formulas_of_file(struct formulas *f, const char *path)
{
	struct str text, line;
	struct json *json;

	if (!file_read(f->arena, path, FILE_LIMIT, &text, NULL))
		return;
	if (json_parse(f->arena, path, text, &json, NULL)) {
		formulas_of_json(f, json);
		return;
	}
	while (str_cut(&text, '\n', &line))
		if (json_parse(f->arena, path, line, &json, NULL))
			formulas_of_json(f, json);
}

/* All .json and .jsonl files of a folder and those in it. */
static inline void formulas_of_folder(struct formulas *f, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	struct str name;

	if (!folder)
		return;
	while ((entry = readdir(folder))) {
		name = str_from(entry->d_name);
		if (str_starts(name, "."))
			continue;
		if (str_ends(name, ".json") || str_ends(name, ".jsonl"))
			formulas_of_file(
				f, file_join(f->arena, path, entry->d_name));
		else
			formulas_of_folder(
				f, file_join(f->arena, path, entry->d_name));
	}
	closedir(folder);
}

#endif
