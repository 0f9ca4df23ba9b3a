#include "engine/score/response_sheet.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "engine/score/heads.h"

static void reject(struct arena *arena, struct sheets *sheets,
	const struct response *r, enum unmarked_why why)
{
	*PUSH(arena, sheets->unmarked, sheets->unmarked_count,
		sheets->unmarked_capacity) =
		(struct unmarked){.person = r->person,
			.name = r->name,
			.class = r->class,
			.code = r->code,
			.why = why};
}

static const struct ticket *ticket_of(
	const struct sheets *sheets, struct str person)
{
	for (size_t i = 0; i < sheets->ticket_count; i++)
		if (str_equal(heads_number(sheets->tickets[i].person),
			    heads_number(person)))
			return &sheets->tickets[i];
	return NULL;
}

static bool is_own(struct arena *arena, const struct sheets *sheets,
	const struct response *r)
{
	const struct ticket *ticket = ticket_of(sheets, r->person);

	return !sheets->ticket_count ||
		(ticket && response_is_signed(arena, r, ticket->ticket));
}

/* Of essays only what markers give counts. */
static const struct str *answers_of(struct arena *arena,
	const struct exam *exam, const struct form *form,
	const struct response *r)
{
	struct str *answers = NEW_ARRAY(arena, r->answer_count, struct str);

	for (size_t i = 0; i < r->answer_count; i++)
		if (exam->questions[form->items[i].question].type != TYPE_ESSAY)
			answers[i] = r->answers[i];
	return answers;
}

static void add(struct arena *arena, const struct exam *exam,
	const struct form *form, const char *file, const struct response *r,
	struct sheets *sheets, struct report *report)
{
	struct sheet *sheet = sheets_add(arena, sheets, r->person);

	if (!sheet) {
		report_add(report, FINDING_PERSON_TWICE, file, 0, 0,
			STR_ARG(r->person));
		reject(arena, sheets, r, UNMARKED_TWICE);
		return;
	}
	sheet->name = r->name;
	sheet->class = r->class;
	sheet->form = (size_t)(form - exam->forms);
	sheet->file = file;
	sheet->answers = answers_of(arena, exam, form, r);
	sheet->seconds = r->seconds;
}

void sheets_add_response(struct arena *arena, const struct exam *exam,
	const char *file, const struct response *r, struct sheets *sheets,
	struct report *report)
{
	const struct form *form = exam_form(exam, r->code);

	sheets->rows++;
	if (!str_equal(r->exam, exam->id) ||
		(form && form->item_count != r->answer_count)) {
		report_add(report, FINDING_OTHER_EXAM, file, 0, 0,
			STR_ARG(r->person), STR_ARG(r->exam));
		reject(arena, sheets, r, UNMARKED_EXAM);
	} else if (!form) {
		report_add(report, FINDING_NO_SUCH_CODE, file, 0, 0,
			STR_ARG(r->code));
		reject(arena, sheets, r, UNMARKED_CODE);
	} else if (!is_own(arena, sheets, r)) {
		report_add(report, FINDING_NOT_SIGNED, file, 0, 0,
			STR_ARG(r->person));
		reject(arena, sheets, r, UNMARKED_TICKET);
	} else {
		add(arena, exam, form, file, r, sheets, report);
	}
}

/* ---- tickets ---- */

static struct str in_capitals(struct arena *arena, struct str ticket)
{
	struct str out = str_copy(arena, str_trim(ticket));

	for (size_t i = 0; i < out.len; i++)
		if (out.ptr[i] >= 'a' && out.ptr[i] <= 'z')
			((char *)out.ptr)[i] = (char)(out.ptr[i] - 'a' + 'A');
	return out;
}

bool sheets_read_tickets(struct arena *arena, const char *file, struct str text,
	struct sheets *sheets, struct error *err)
{
	struct csv csv = csv_open(text);
	struct heads heads = {0};
	struct ticket *tickets = NULL;
	size_t capacity = 0, count = 1;
	const struct str *cells;

	while (count) {
		struct ticket one;

		if (!csv_row(&csv, arena, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", file);
			return false;
		}
		if (count && !heads.count) {
			heads = heads_read(arena, sheets->map,
				sheets->map_count, cells, count);
			continue;
		}
		one.person = str_copy(
			arena, heads_cell(&heads, ROLE_PERSON, cells, count));
		one.ticket = in_capitals(
			arena, heads_cell(&heads, ROLE_TICKET, cells, count));
		if (count && one.person.len && one.ticket.len)
			*PUSH(arena, tickets, sheets->ticket_count, capacity) =
				one;
	}
	sheets->tickets = tickets;
	return sheets->ticket_count ||
		fail_at(err, ERROR_SYNTAX, file, 1, 0, "%s",
			_("no column holds tickets, or none numbers: their "
			  "heads are 'Mã vé' or 'ticket', and 'SBD' or 'id'"));
}
