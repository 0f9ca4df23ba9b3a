#include "base/i18n.h"

#include <stdlib.h>

#include "base/str.h"
#include "tests/check.h"

/* Where the build put the translations. */
static const char *locale_folder(void)
{
	static char folder[4096];
	const char *build = getenv("BUILD");

	snprintf(folder, sizeof folder, "%s/share/locale",
		build ? build : "build");
	return folder;
}

static void speaks_english(void)
{
	i18n_init("en", locale_folder());
	CHECK(!strcmp(i18n_language(), "en"));
	CHECK(!strcmp(_("the file is empty"), "the file is empty"));
	CHECK(!strcmp(_(""), ""));
}

static void speaks_vietnamese(void)
{
	i18n_init("vi", locale_folder());
	CHECK(!strcmp(i18n_language(), "vi"));
	CHECK(!strcmp(_("the file is empty"), "tệp trống"));
	CHECK(!strcmp(_(""), ""));
	CHECK(!strcmp(_("nobody says this"), "nobody says this"));
}

/* There is one form for all numbers. */
static void counts(void)
{
	static const char *const one =
		"%zu fault was found: nothing is imported";
	static const char *const many =
		"%zu faults were found: nothing is imported";

	i18n_init("vi", locale_folder());
	CHECK(i18n_plural(one, many, 1) == i18n_plural(one, many, 2));
	i18n_init("en", locale_folder());
	CHECK(!strcmp(i18n_plural(one, many, 1), one));
	CHECK(!strcmp(i18n_plural(one, many, 2), many));
}

static void writes_numbers(void)
{
	char out[I18N_NUMBER];

	i18n_init("en", locale_folder());
	CHECK(!strcmp(i18n_number(0.25, out), "0.25"));
	i18n_init("vi", locale_folder());
	CHECK(!strcmp(i18n_number(0.25, out), "0,25"));
	CHECK(!strcmp(i18n_number(10, out), "10"));
	CHECK(!strcmp(i18n_number(-1.5, out), "-1,5"));
}

static void asks_the_environment(void)
{
	static const struct {
		const char *all, *messages, *lang, *want;
	} cases[] = {
		{"vi_VN.UTF-8", "C", "C", "vi"},
		{"", "vi_VN", "C", "vi"},
		{"", "", "vi", "vi"},
		{"C.UTF-8", "vi_VN", "vi_VN", "en"},
		{"", "", "de_DE", "en"},
		{"", "", "", "en"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LC_ALL", cases[i].all, 1);
		setenv("LC_MESSAGES", cases[i].messages, 1);
		setenv("LANG", cases[i].lang, 1);
		CHECK(!strcmp(i18n_from_environment(), cases[i].want));
	}
}

int main(void)
{
	TEST(speaks_english);
	TEST(speaks_vietnamese);
	TEST(counts);
	TEST(writes_numbers);
	TEST(asks_the_environment);
	return check_result();
}
