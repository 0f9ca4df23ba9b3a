/* bench_latex EXAM.json FOLDER: every form of an exam as a document of the
 * exam class, FOLDER/CODE.tex, for pdflatex to set what our paper sets: the
 * same text and the same formulas in the same order, options in as many columns
 * as their length allows. It loads what a Vietnamese paper with formulas cannot
 * do without (babel, amsmath, amssymb); FOLDER/CODE-usual.tex is the same with
 * more that such documents usually load, and with a title and bookmarks as ours
 * have them. */
#include "base/file.h"
#include "base/markup/markup.h"
#include "engine/model/exam.h"
#include "render/shown.h"
#include "tests/bench/bench.h"

static struct arena *arena;
static struct error err;

static const char head[] = "\\documentclass[12pt,a4paper]{exam}\n"
			   "\\usepackage[T5]{fontenc}\n"
			   "\\usepackage[vietnamese]{babel}\n"
			   "\\renewcommand{\\rmdefault}{ptm}\n"
			   "\\usepackage[margin=2cm]{geometry}\n";

static const char formulas[] = "\\usepackage{amsmath,amssymb}\n";

static const char usual[] = "\\usepackage{graphicx,enumitem}\n"
			    "\\usepackage[unicode]{hyperref}\n";

static const char look[] =
	"\\DeclareUnicodeCharacter{2212}{\\textminus}\n"
	"\\setlength{\\parindent}{0pt}\n"
	"\\renewcommand{\\questionlabel}{\\textbf{Câu \\thequestion.}}\n"
	"\\renewcommand{\\choicelabel}{\\textbf{\\thechoice.}}\n"
	"\\pagestyle{foot}\n";

/* ---- text ---- */

static const char *escaped(char c)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '{':
		return "\\{";
	case '}':
		return "\\}";
	case '^':
		return "\\textasciicircum{}";
	case '~':
		return "\\textasciitilde{}";
	case '<':
		return "\\textless{}";
	case '>':
		return "\\textgreater{}";
	case '|':
		return "\\textbar{}";
	case '#':
		return "\\#";
	case '$':
		return "\\$";
	case '%':
		return "\\%";
	case '&':
		return "\\&";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

static void put_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *name = escaped(text.ptr[i]);

		if (name)
			buf_text(out, name);
		else
			buf_char(out, text.ptr[i]);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* TeX as it is, but for the comma of a number, which TeX would set as one
 * between two. */
static void put_formula(struct buf *out, struct str tex)
{
	for (size_t i = 0; i < tex.len; i++)
		if (tex.ptr[i] == ',' && i && i + 1 < tex.len &&
			is_digit(tex.ptr[i - 1]) && is_digit(tex.ptr[i + 1]))
			buf_text(out, "{,}");
		else
			buf_char(out, tex.ptr[i]);
}

static void put_markup(struct buf *out, const struct markup *node);

static void put_children(struct buf *out, const struct markup *node)
{
	for (node = node->child; node; node = node->next)
		put_markup(out, node);
}

static void put_row(struct buf *out, const struct markup *row)
{
	for (const struct markup *cell = row->child; cell; cell = cell->next) {
		put_children(out, cell);
		buf_text(out, cell->next ? " & " : " \\\\ \\hline\n");
	}
}

static void put_table(struct buf *out, const struct markup *table)
{
	buf_text(out, "\\begin{center}\\begin{tabular}{|");
	for (int i = 0; i < table->columns; i++)
		buf_text(out, "c|");
	buf_text(out, "}\\hline\n");
	for (const struct markup *row = table->child; row; row = row->next)
		put_row(out, row);
	buf_text(out, "\\end{tabular}\\end{center}\n");
}

/* What the shipped banks' choice questions hold, and all else as its words. */
static const struct {
	const char *before, *after;
} around[MARKUP_KINDS] = {
	[MARKUP_PARAGRAPH] = {"", "\\par\n"},
	[MARKUP_HEADING] = {"\\textbf{", "}\\par\n"},
	[MARKUP_ITEM] = {"-- ", "\\par\n"},
	[MARKUP_EMPHASIS] = {"\\emph{", "}"},
	[MARKUP_STRONG] = {"\\textbf{", "}"},
	[MARKUP_UNDERLINE] = {"\\underline{", "}"},
	[MARKUP_CODE] = {"\\texttt{", "}"},
	[MARKUP_MATH] = {"\\(", "\\)"},
	[MARKUP_DISPLAY] = {"\\[", "\\]\n"},
	[MARKUP_BREAK] = {"\\newline\n", ""},
	[MARKUP_GAP] = {"\\underline{\\hspace{2cm}}", ""},
};

static void put_markup(struct buf *out, const struct markup *node)
{
	if (node->kind == MARKUP_TABLE) {
		put_table(out, node);
		return;
	}
	if (around[node->kind].before)
		buf_text(out, around[node->kind].before);
	if (node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY)
		put_formula(out, node->text);
	else
		put_text(out, node->text);
	put_children(out, node);
	if (around[node->kind].after)
		buf_text(out, around[node->kind].after);
}

static void put_inline(struct buf *out, struct str text)
{
	const struct markup *tree = markup_parse(arena, text);

	if (markup_is_inline(tree) && tree->child)
		put_children(out, tree->child);
	else
		put_markup(out, tree);
}

/* ---- the paper ---- */

static size_t width_of(struct str text)
{
	struct str plain = markup_plain(arena, markup_parse(arena, text));
	size_t letters = 0;

	for (size_t i = 0; i < plain.len; i++)
		letters += ((unsigned char)plain.ptr[i] & 0xc0) != 0x80;
	return letters;
}

/* In one line, in two columns, or each on its own. */
static void put_choices(struct buf *out, const struct shown *question)
{
	size_t widest = 0;
	const char *share;

	for (size_t i = 0; i < question->choice_count; i++) {
		size_t width = width_of(question->choices[i]);

		widest = width > widest ? width : widest;
	}
	share = widest < 18 ? "0.24" : widest < 40 ? "0.49" : NULL;
	buf_text(
		out, share ? "\\begin{oneparchoices}\n" : "\\begin{choices}\n");
	for (size_t i = 0; i < question->choice_count; i++) {
		buf_text(out, "\\choice ");
		if (share)
			buf_format(out, "\\makebox[%s\\linewidth][l]{", share);
		put_inline(out, question->choices[i]);
		buf_text(out, share ? "}%\n" : "\n");
	}
	buf_text(out, share ? "\\end{oneparchoices}\n" : "\\end{choices}\n");
}

static void put_passage(struct buf *out, const struct exam *exam, struct str id)
{
	buf_text(out, "\\fullwidth{");
	put_markup(out, markup_parse(arena, exam_stimulus(exam, id)->text));
	buf_text(out, "}\n");
}

static void put_questions(
	struct buf *out, const struct exam *exam, const struct form *form)
{
	struct str passage = STR("");

	buf_text(out, "\\begin{questions}\n");
	for (size_t i = 0; i < form->item_count; i++) {
		struct shown question = shown_of(arena, exam, &form->items[i]);

		if (question.stimulus.len &&
			!str_equal(question.stimulus, passage))
			put_passage(out, exam, question.stimulus);
		passage = question.stimulus;
		buf_text(out, "\\question ");
		put_inline(out, question.stem);
		buf_text(out, "\n\n");
		put_choices(out, &question);
	}
	buf_text(out, "\\end{questions}\n");
}

static void put_heading(
	struct buf *out, const struct exam *exam, const struct form *form)
{
	buf_text(out,
		"\\begin{tabular}[t]{c}SỞ GIÁO DỤC VÀ ĐÀO TẠO\\\\"
		"\\textbf{TRƯỜNG THPT}\\end{tabular}\\hfill\n"
		"\\begin{tabular}[t]{c}\\textbf{");
	put_text(out, exam->blueprint->title);
	buf_format(out,
		"}\\\\Thời gian làm bài: 90 phút\\end{tabular}\\par\n"
		"Họ, tên thí sinh: \\dotfill\\par\n"
		"Số báo danh: \\dotfill\\fbox{Mã đề thi %.*s}\\par\n",
		STR_ARG(form->code));
}

static void put_form(const struct exam *exam, const struct form *form,
	bool as_usual, const char *target)
{
	struct arena_mark mark = arena_mark(arena);
	struct buf out = {.arena = arena};
	struct str name = str_format(arena, "%.*s%s.tex", STR_ARG(form->code),
		as_usual ? "-usual" : "");

	buf_text(&out, head);
	buf_text(&out, formulas);
	buf_text(&out, as_usual ? usual : "");
	buf_text(&out, look);
	buf_format(&out,
		"\\footer{}{}{Trang \\thepage{} -- Mã đề thi %.*s}\n"
		"\\begin{document}\n",
		STR_ARG(form->code));
	if (as_usual) {
		buf_text(&out, "\\hypersetup{pdftitle={");
		put_text(&out, exam->blueprint->title);
		buf_text(&out, "}}\\pdfbookmark{Phần I}{I}\n");
	}
	put_heading(&out, exam, form);
	put_questions(&out, exam, form);
	buf_text(&out, "\\begin{center}HẾT\\end{center}\n\\end{document}\n");
	if (!file_write(
		    file_join(arena, target, name.ptr), buf_str(&out), &err))
		stop(target, err.text);
	arena_release(arena, mark);
}

int main(int argc, char **argv)
{
	const struct exam *exam;
	struct str text;

	arena = arena_new();
	if (argc != 3)
		stop("bench_latex", "EXAM.json FOLDER?");
	if (!file_read(arena, argv[1], FILE_LIMIT, &text, &err) ||
		!exam_from_json(arena, argv[1], text, &exam, &err))
		stop(argv[1], err.text);
	for (size_t i = 0; i < exam->form_count; i++) {
		put_form(exam, &exam->forms[i], false, argv[2]);
		put_form(exam, &exam->forms[i], true, argv[2]);
	}
	arena_free(arena);
	return 0;
}
