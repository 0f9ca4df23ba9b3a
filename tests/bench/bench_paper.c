/* bench_paper EXAM.json: one paper of an exam with one form, set and printed
 * again and again with fonts that are loaded and words that are shaped, as the
 * second paper of a run is. Prints two rows of bench.h: its time beside the
 * mark of 4 ms of a processor, and its size beside 60 kB.
 */
#include "base/file.h"
#include "base/markup/markup.h"
#include "engine/model/exam.h"
#include "render/paper.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 25, WARMING = 3 };

static struct error err;

static size_t count_formulas(const struct markup *node)
{
	size_t count = 0;

	for (; node; node = node->next)
		count += (node->kind == MARKUP_MATH ||
				 node->kind == MARKUP_DISPLAY) +
			count_formulas(node->child);
	return count;
}

struct counted {
	struct arena *arena;
	size_t formulas;
};

static void count_text(void *ctx, struct str text)
{
	struct counted *counted = ctx;

	counted->formulas += count_formulas(markup_parse(counted->arena, text));
}

struct sample {
	size_t pages, bytes;
	struct spent spent;
};

static struct sample print_once(struct press *press, const struct exam *exam)
{
	struct arena *arena = arena_new();
	struct spent start = now();
	struct papers *papers;
	struct str pdf;
	struct sample sample;

	if (!papers_set(arena, press, exam, NULL, &papers, &err) ||
		!papers_print(papers, 0, arena, &pdf, &err))
		stop("paper", err.text);
	sample = (struct sample){
		papers_display(papers, 0)->page_count, pdf.len, since(start)};
	papers_free(papers);
	arena_free(arena);
	return sample;
}

static void print_rows(
	struct arena *arena, const struct exam *exam, size_t formulas)
{
	struct style style = style_default();
	struct times times = {.count = 0};
	struct sample sample;
	struct press *press;
	double cpu;

	if (!press_open(arena, &style, &press, &err))
		stop("fonts", err.text);
	fonts_prepare(press->fonts);
	for (int i = 0; i < WARMING; i++)
		print_once(press, exam);
	for (int i = 0; i < ROUNDS; i++) {
		sample = print_once(press, exam);
		times_add(&times, sample.spent);
	}
	cpu = median(times).cpu;
	printf("a warm paper of %zu questions, %zu formulas\tms\t%f\t4\t%f\t1\t"
	       "the limit, 4 ms of a processor; %zu pages\n",
		exam->question_count, formulas, cpu, 4 / cpu, sample.pages);
	printf("  its size\tKiB\t%f\t60\t0\t1\tthe limit, 60 KiB\n",
		(double)sample.bytes / 1024);
	press_close(press);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct counted counted = {.arena = arena};
	struct text_visitor visitor = {&counted, count_text};
	const struct exam *exam;
	struct str text;

	arena_keep_memory();
	if (argc != 2)
		stop("usage", "bench_paper EXAM.json");
	if (!file_read(arena, argv[1], FILE_LIMIT, &text, &err) ||
		!exam_from_json(arena, argv[1], text, &exam, &err))
		stop(argv[1], err.text);
	for (size_t i = 0; i < exam->question_count; i++)
		question_texts(&exam->questions[i], &visitor);
	print_rows(arena, exam, counted.formulas);
	arena_free(arena);
	return 0;
}
