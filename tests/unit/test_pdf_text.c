#include "render/pdf/pdf.h"
#include "render/type/galley.h"
#include "tests/check.h"
#include "tests/tools.h"

/* Text in a PDF as other programs read it: words with their spaces, and titles
 * that would break out of where they stand. */
static struct arena *arena;
static struct fonts *fonts;

static struct str print(
	const struct display *const *displays, size_t count, struct str title)
{
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out = STR("");

	for (size_t i = 0; i < count; i++)
		pdf_writer_add(writer, displays[i]);
	CHECK_OK(pdf_print(writer, arena, displays, count, title, &out, &err),
		err);
	pdf_writer_free(writer);
	return out;
}

/* Words apart, as one space or line end each. */
static struct str one_line(struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n' ||
			text.ptr[i] == '\f';

		if (!space)
			buf_char(&out, text.ptr[i]);
		else if (out.len && out.ptr[out.len - 1] != ' ')
			buf_char(&out, ' ');
	}
	return str_trim(buf_str(&out));
}

/* Stretched and shrunk lines, changes of the face inside a sentence and at
 * the edge of words, small and large: no space is lost, none comes in. */
static void spaces_come_back(void)
{
	static const char *const commands[] = {"pdftotext -raw spaces.pdf -",
		"pdftotext spaces.pdf -",
		"mutool draw -q -F text spaces.pdf 2>/dev/null"};
	struct style style = style_default();
	struct galley_info info = {.language = STR("vi")};
	struct galley *g =
		galley_new(arena, typesetter_new(arena, fonts), &style, &info);
	struct buf want = {.arena = arena};
	struct display display;
	const struct display *displays[] = {&display};
	struct error err = {0};

	for (int i = 0; i < 40; i++) {
		struct str a = str_format(arena, "Lời %d, ", i);
		struct str b = str_format(arena, "trăm%.*s", i % 7, "aaaaaaa");

		galley_paragraph(g,
			WORDS(TEXT(a, LOOK_BOLD), TEXT(b, 0),
				TEXT(STR("nghĩa"), LOOK_ITALIC),
				TEXT(STR(" là i 1 l nằm nghiêng, "), 0),
				TEXT(STR("lớn hơn "), LOOK_LARGE),
				TEXT(STR("và nhỏ hơn; AV To. (Đ) ở giữa dòng "
					 "chữ dàn đều hai bên cho đẹp."),
					LOOK_SMALL)),
			ALIGN_NONE);
		buf_add(&want, a);
		buf_add(&want, b);
		buf_text(&want,
			"nghĩa là i 1 l nằm nghiêng, lớn hơn và nhỏ hơn; AV "
			"To. (Đ) ở giữa dòng chữ dàn đều hai bên cho đẹp. ");
	}
	CHECK_OK(galley_finish(g, &display, NULL, &err), err);
	tools_write("spaces.pdf", print(displays, 1, STR("x")));
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		int status;
		struct str said;

		if (!tools_have(arena, i == 2 ? "mutool" : "pdftotext"))
			continue;
		said = tools_run(arena, &status, "%s", commands[i]);
		if (!CHECK(str_equal(one_line(said), one_line(buf_str(&want)))))
			printf("# %s: %.*s\n", commands[i],
				STR_ARG(str_sub(one_line(said), 0, 1000)));
	}
}

/* The title wherever one may stand. */
static void print_titled(struct str title)
{
	struct style style = style_default();
	struct galley_info info = {title, title, title, STR("vi")};
	struct galley *g =
		galley_new(arena, typesetter_new(arena, fonts), &style, &info);
	struct display display;
	const struct display *displays[] = {&display, &display};
	struct error err = {0};

	galley_bookmark(g, 0, title);
	galley_tag_begin(g, TAG_PART, title);
	galley_paragraph(g, WORDS(TEXT(STR("x"), 0)), ALIGN_NONE);
	galley_tag_end(g);
	CHECK_OK(galley_finish(g, &display, NULL, &err), err);
	tools_write("title.pdf", print(displays, 2, title));
}

/* shown: what pdfinfo should say; NULL for what cannot be shown. */
static void readers_agree(const char *shown)
{
	static const char *const commands[][2] = {
		{"qpdf", "qpdf --check title.pdf"},
		{"mutool", "mutool show title.pdf outline"},
		{"xmllint", "pdfinfo -meta title.pdf | xmllint --noout -"}};
	struct str said;
	int status;

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (!tools_have(arena, commands[i][0]))
			continue;
		said = tools_run(arena, &status, "%s", commands[i][1]);
		if (!CHECK(!status) ||
			!CHECK(str_find(said, "arning", 0) == SIZE_MAX))
			printf("# %.*s\n", STR_ARG(said));
	}
	if (!shown || !tools_have(arena, "pdfinfo"))
		return;
	said = tools_run(arena, &status, "pdfinfo title.pdf");
	CHECK(!status && str_find(said, shown, 0) != SIZE_MAX);
}

/* What people, and their enemies, put in a title. */
static void hostile_titles(void)
{
	static const struct {
		struct str title;
		const char *shown; /* by a reader */
	} cases[] = {
		{{")>> endobj /Title (", 19}, ")>> endobj /Title ("},
		{{"]]></rdf:li>&amp;<!--", 21}, "]]></rdf:li>&amp;<!--"},
		{{"\\(\\) <FEFF> %", 14}, "\\(\\) <FEFF> %"},
		{{"a\x01\x1b\tb", 5}, NULL},
		{{"", 0}, NULL},
		{{"\xf0\x9f\x98\x80 \xe2\x80\xae!", 8}, NULL},
		{{"x\xef\xbf\xbe\xef\xbf\xbf", 7}, NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		print_titled(cases[i].title);
		readers_agree(cases[i].shown);
	}
}

int main(void)
{
	struct error err = {0};

	arena = arena_new();
	if (!fonts_open(arena, "termes", &fonts, &err)) {
		printf("skip - %s\n", err.text);
		arena_free(arena);
		return 0;
	}
	tools_begin();
	TEST(spaces_come_back);
	TEST(hostile_titles);
	if (!getenv("KEEP"))
		tools_end();
	else
		printf("# %s\n", tools_folder);
	fonts_close(fonts);
	arena_free(arena);
	return check_result();
}
