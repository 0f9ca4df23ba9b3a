#include "banks/format.h"

#include "banks/aiken.h"
#include "banks/amc.h"
#include "banks/canvas_quiz.h"
#include "banks/cau.h"
#include "banks/extest.h"
#include "banks/gift.h"
#include "banks/moodle.h"
#include "banks/native.h"
#include "banks/package.h"
#include "banks/qti.h"
#include "banks/qti1.h"
#include "banks/qti_write.h"
#include "banks/records.h"
#include "banks/rexams.h"
#include "banks/table.h"
#include "banks/trivia.h"

/* A new format is one file and one line here. */
const struct format *const formats[] = {
	&format_native,
	&format_gift,
	&format_moodle,
	&format_qti,
	&format_qti1,
	&format_package,
	&format_qti3,
	&format_qti21,
	&format_canvas,
	&format_aiken,
	&format_table,
	&format_workbook,
	&format_cau,
	&format_extest,
	&format_trivia,
	&format_amc,
	&format_rexams,
	&format_records,
	NULL,
};

const char *const format_fields[] = {"subject", "grade", "topic", "level",
	"outcome", "tags", "solution", "feedback", "option feedback", "pinned",
	"fixed", "partial", "points", "seconds", "difficulty", "irt",
	"stimulus", "enemies", "author", "source", "license", "media", "unit",
	"rubric", NULL};

bool format_holds(const struct format *format, const char *field)
{
	if (!format->fields)
		return true;
	for (size_t i = 0; format->fields[i]; i++)
		if (!strcmp(format->fields[i], field))
			return true;
	return false;
}

const struct format *format_by_name(struct str name)
{
	for (size_t i = 0; formats[i]; i++)
		if (str_is(name, formats[i]->name))
			return formats[i];
	return NULL;
}

/* "B.YAML" is a name as good as "b.yaml". */
static bool ends_alike(struct str path, const char *ending)
{
	size_t len = strlen(ending);

	if (path.len < len)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = path.ptr[path.len - len + i];

		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != ending[i])
			return false;
	}
	return true;
}

const struct format *format_by_ending(const char *path)
{
	for (size_t i = 0; formats[i]; i++)
		for (size_t k = 0; formats[i]->endings[k]; k++)
			if (ends_alike(str_from(path), formats[i]->endings[k]))
				return formats[i];
	return NULL;
}

const struct format *format_recognise(struct str text)
{
	const struct format *best = NULL;
	int certainty = 0;

	for (size_t i = 0; formats[i]; i++) {
		int found = formats[i]->recognise(text);

		if (found > certainty) {
			certainty = found;
			best = formats[i];
		}
	}
	return best;
}
