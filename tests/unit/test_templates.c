/* The templates we ship: 200 variants of each, every one sound and solved by a
 * program of its own. */
#include "tests/content/check.h"

#include <dirent.h>
#include <string.h>

#include "banks/native.h"
#include "base/file.h"
#include "engine/model/doubts.h"
#include "engine/model/formulas.h"
#include "tests/check.h"

enum { VARIANTS = 200, DIFFERENT = 10 };

static struct arena *arena;

static void fault(const struct question *q, uint64_t number, const char *what)
{
	printf("# %.*s, variant %lu: %s\n", STR_ARG(q->id),
		(unsigned long)number, what);
	check_failed = true;
}

static const struct check_template *check_of(
	const struct checked_bank *bank, struct str id)
{
	for (const struct check_template *c = bank->checks; c->id; c++)
		if (str_is(id, c->id))
			return c;
	return NULL;
}

static void try_variant(struct arena *own, const struct template *t,
	const struct question *q, const struct check_template *check,
	uint64_t number, struct report *report)
{
	struct question variant;
	struct drawn drawn;
	struct error err = {0};

	if (!template_variant(own, t, number, &variant, &err) ||
		!template_drawn(own, t, number, &drawn, &err)) {
		fault(q, number, err.text);
		return;
	}
	if (!check->right(&variant, &drawn)) {
		fault(q, number, "the key is not what a program finds");
		printf("#   %.*s\n#   key '%.*s', %g\n", STR_ARG(variant.stem),
			STR_ARG(key_text(&variant)), key_number(&variant));
	}
	question_doubts(&variant, "?", report);
	question_formulas(&variant, "?", report);
}

static void try_template(const struct question *q, char point,
	const struct check_template *check)
{
	struct arena *own = arena_new();
	struct report report = {.arena = own};
	const struct template *t;
	struct error err = {0};
	size_t count = 0;
	bool more = true;

	if (!template_compile(own, q, point, &t, &err) ||
		!template_count(own, t, 500, &count, &more, &err)) {
		fault(q, 0, err.text);
		arena_free(own);
		return;
	}
	if (count < DIFFERENT && !more)
		fault(q, 0, "it makes too few different questions");
	if (!q->solution.len)
		fault(q, 0, "it has no worked solution");
	for (uint64_t i = 1; i <= VARIANTS && !check_failed; i++)
		try_variant(own, t, q, check, i, &report);
	for (size_t i = 0; i < report.count && i < 3; i++)
		fault(q, 0, report.entries[i].text.ptr);
	arena_free(own);
}

static void try_bank(const struct checked_bank *bank)
{
	struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct report report = {.arena = arena};
	struct error err = {0};
	size_t checked = 0, rows = 0;
	struct str text;
	const char *path =
		str_format(arena, "banks/data/%s.yaml", bank->name).ptr;
	char point;

	if (!CHECK_OK(file_read(arena, path, FILE_LIMIT, &text, &err), err) ||
		!CHECK_OK(native_read(arena, path, text, &sink, &report, &err),
			err))
		return;
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	CHECK(!report.count);
	point = str_starts(bundle.header.language, "vi") ? ',' : '.';
	for (size_t i = 0; i < bundle.question_count; i++) {
		const struct question *q = &bundle.questions[i];
		const struct check_template *check = check_of(bank, q->id);

		if (!question_is_template(q)) {
			fault(q, 0, "it is no template");
		} else if (!check) {
			fault(q, 0, "nothing checks it");
		} else {
			bool failed = check_failed;

			check_failed = false;
			try_template(q, point, check);
			check_failed |= failed;
			checked++;
		}
	}
	for (const struct check_template *c = bank->checks; c->id; c++)
		rows++;
	CHECK(rows == checked);
}

static const struct checked_bank *current;

static void templates_of_a_bank(void)
{
	try_bank(current);
}

/* No bank of templates goes unchecked. */
static void every_bank(void)
{
	DIR *folder = opendir("banks/data");
	const struct dirent *entry;

	if (!CHECK(folder != NULL))
		return;
	while ((entry = readdir(folder))) {
		struct str name = str_from(entry->d_name);
		bool found = false;

		if (!str_starts(name, "mau-") &&
			!str_starts(name, "templates-"))
			continue;
		for (const struct checked_bank *b = checked_banks; b->name; b++)
			found |= str_starts(name, b->name);
		if (!CHECK(found))
			printf("# %s\n", entry->d_name);
	}
	closedir(folder);
}

int main(void)
{
	arena = arena_new();
	TEST(every_bank);
	for (current = checked_banks; current->name; current++)
		check_run(current->name, templates_of_a_bank);
	arena_free(arena);
	return check_failures != 0;
}
