#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>

/* Every text a person reads is written in English in the source and looked up
 * in po/LANG.po through gettext: _("no such file"). N_ marks a text in a table
 * that is looked up later. The header libintl.h is included only here. */
#define _(text) i18n_text(text)
#define N_(text) text

/* Chooses the language of messages, "vi" or "en", and the folder that holds
 * LANG/LC_MESSAGES/dethi.mo. Other languages than those shipped are English.
 * Not thread-safe: once, at the start. */
void i18n_init(const char *language, const char *folder);

/* The language in force: "vi" or "en". */
const char *i18n_language(void);

/* "vi" or "en" from LC_ALL, LC_MESSAGES, LANG as given; others are "en". */
const char *i18n_from_environment(void);

const char *i18n_text(const char *text) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

enum { I18N_NUMBER = 32 };

/* A number as the language of messages writes it, six digits at most: "0,25"
 * in Vietnamese. Gives out. */
const char *i18n_number(double value, char out[I18N_NUMBER]);

#endif
