#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *language = "en";

void i18n_init(const char *wanted, const char *folder)
{
	language = !strcmp(wanted, "vi") ? "vi" : "en";
	/* gettext looks at LANGUAGE, but not in the C locale; numbers stay in
	 * the C locale everywhere. */
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		setlocale(LC_MESSAGES, "en_US.UTF-8");
	setlocale(LC_CTYPE, "C.UTF-8");
	setenv("LANGUAGE", language, 1);
	bindtextdomain("dethi", folder);
	bind_textdomain_codeset("dethi", "UTF-8");
	textdomain("dethi");
}

const char *i18n_language(void)
{
	return language;
}

const char *i18n_from_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return !strncmp(value, "vi", 2) ? "vi" : "en";
	}
	return "en";
}

const char *i18n_text(const char *text)
{
	return *text ? dgettext("dethi", text) : text;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	return dngettext("dethi", one, many, n);
}

const char *i18n_number(double value, char out[I18N_NUMBER])
{
	char *point;

	snprintf(out, I18N_NUMBER, "%g", value);
	point = strchr(out, '.');
	if (point && !strcmp(language, "vi"))
		*point = ',';
	return out;
}
