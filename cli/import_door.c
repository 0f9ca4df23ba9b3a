#include "cli/import_door.h"

#include "generators/template.h"

static bool pass_header(
	void *ctx, const struct bank_header *header, struct error *err)
{
	struct import_door *door = ctx;

	door->point =
		header->language.len && !str_starts(header->language, "vi")
		? '.'
		: ',';
	return door->inner.header(door->inner.ctx, header, err);
}

static bool pass_topic(void *ctx, const struct topic *topic, struct error *err)
{
	const struct import_door *door = ctx;

	return door->inner.topic(door->inner.ctx, topic, err);
}

static bool pass_stimulus(
	void *ctx, const struct stimulus *stimulus, struct error *err)
{
	const struct import_door *door = ctx;

	return door->inner.stimulus(door->inner.ctx, stimulus, err);
}

/* Tried before it comes in: all its expressions, on many values. */
static bool sound_template(
	const struct import_door *door, const struct question *q)
{
	struct report *report = door->report;
	size_t faults = report->levels[REPORT_ERROR];

	template_check(q, door->point ? door->point : ',', door->file, report);
	if (report->levels[REPORT_ERROR] == faults)
		return true;
	report_add(report, FINDING_SKIPPED, door->file, q->line, q->column,
		str_cstr(report->arena, q->id));
	return false;
}

static bool pass_question(
	void *ctx, const struct question *question, struct error *err)
{
	const struct import_door *door = ctx;
	struct question q = *question;

	progress_at(door->progress, q.line);
	if (!q.subject.len || (q.subject_guessed && door->subject.len))
		q.subject = door->subject;
	if (!q.topic.len)
		q.topic = door->topic;
	if (!q.grade)
		q.grade = door->grade;
	if (q.status == STATUS_DRAFT)
		q.status = door->status;
	if (question_is_template(&q) && !sound_template(door, &q))
		return true;
	return door->inner.question(door->inner.ctx, &q, err);
}

struct sink import_door_sink(struct import_door *door)
{
	return (struct sink){
		door, pass_header, pass_topic, pass_stimulus, pass_question};
}

bool import_door_open(
	struct cli *cli, struct import_door *door, enum exit_code *code)
{
	const char *status = cli_text(cli, "status", NULL);

	*door = (struct import_door){
		.subject = str_from(cli_text(cli, "subject", NULL)),
		.topic = str_from(cli_text(cli, "topic", NULL)),
		.grade = (int)cli_number(cli, "grade", 0),
		.status = STATUS_DRAFT};
	if (!status || status_parse(str_from(status), &door->status))
		return true;
	*code = cli_usage(cli,
		_("--status cannot be '%s'; it is draft, review, approved or "
		  "retired"),
		status);
	return false;
}
