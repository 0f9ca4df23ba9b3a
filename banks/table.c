#include "banks/table.h"

#include "base/i18n.h"
#include "base/utf8.h"

static const char *const names[COLUMN_OPTION] = {
	[COLUMN_NONE] = "",
	[COLUMN_ID] = "id",
	[COLUMN_TYPE] = "type",
	[COLUMN_SUBJECT] = "subject",
	[COLUMN_GRADE] = "grade",
	[COLUMN_TOPIC] = "topic",
	[COLUMN_LEVEL] = "level",
	[COLUMN_OUTCOME] = "outcome",
	[COLUMN_POINTS] = "points",
	[COLUMN_SECONDS] = "seconds",
	[COLUMN_DIFFICULTY] = "difficulty",
	[COLUMN_STEM] = "stem",
	[COLUMN_OPTIONS] = "options",
	[COLUMN_KEY] = "key",
	[COLUMN_TOLERANCE] = "tolerance",
	[COLUMN_UNIT] = "unit",
	[COLUMN_TAGS] = "tags",
	[COLUMN_SOLUTION] = "solution",
	[COLUMN_FEEDBACK] = "feedback",
	[COLUMN_SOURCE] = "source",
	[COLUMN_AUTHOR] = "author",
	[COLUMN_LICENSE] = "license",
	[COLUMN_STATUS] = "status",
};

/* What people call them, folded and without spaces and marks. */
static const struct alias {
	const char *text;
	enum column column;
} aliases[] = {
	{"ma", COLUMN_ID},
	{"macau", COLUMN_ID},
	{"macauhoi", COLUMN_ID},
	{"questionid", COLUMN_ID},
	{"loai", COLUMN_TYPE},
	{"loaicau", COLUMN_TYPE},
	{"loaicauhoi", COLUMN_TYPE},
	{"dang", COLUMN_TYPE},
	{"dangcau", COLUMN_TYPE},
	{"dangcauhoi", COLUMN_TYPE},
	{"questiontype", COLUMN_TYPE},
	{"mon", COLUMN_SUBJECT},
	{"monhoc", COLUMN_SUBJECT},
	{"lop", COLUMN_GRADE},
	{"khoi", COLUMN_GRADE},
	{"chude", COLUMN_TOPIC},
	{"chuong", COLUMN_TOPIC},
	{"chuyende", COLUMN_TOPIC},
	{"category", COLUMN_TOPIC},
	{"chapter", COLUMN_TOPIC},
	{"mucdo", COLUMN_LEVEL},
	{"mucdonhanthuc", COLUMN_LEVEL},
	{"capdo", COLUMN_LEVEL},
	{"yeucaucandat", COLUMN_OUTCOME},
	{"yccd", COLUMN_OUTCOME},
	{"diem", COLUMN_POINTS},
	{"sodiem", COLUMN_POINTS},
	{"score", COLUMN_POINTS},
	{"mark", COLUMN_POINTS},
	{"marks", COLUMN_POINTS},
	{"sogiay", COLUMN_SECONDS},
	{"thoigian", COLUMN_SECONDS},
	{"thoigiangiay", COLUMN_SECONDS},
	{"dokho", COLUMN_DIFFICULTY},
	{"facility", COLUMN_DIFFICULTY},
	{"question", COLUMN_STEM},
	{"questiontext", COLUMN_STEM},
	{"problem", COLUMN_STEM},
	{"prompt", COLUMN_STEM},
	{"text", COLUMN_STEM},
	{"cauhoi", COLUMN_STEM},
	{"noidung", COLUMN_STEM},
	{"noidungcauhoi", COLUMN_STEM},
	{"debai", COLUMN_STEM},
	{"choices", COLUMN_OPTIONS},
	{"answers", COLUMN_OPTIONS},
	{"phuongan", COLUMN_OPTIONS},
	{"cacphuongan", COLUMN_OPTIONS},
	{"luachon", COLUMN_OPTIONS},
	{"answer", COLUMN_KEY},
	{"correct", COLUMN_KEY},
	{"label", COLUMN_KEY},
	{"correctanswer", COLUMN_KEY},
	{"rightanswer", COLUMN_KEY},
	{"solutionkey", COLUMN_KEY},
	{"dapan", COLUMN_KEY},
	{"dapandung", COLUMN_KEY},
	{"phuongandung", COLUMN_KEY},
	{"caudung", COLUMN_KEY},
	{"ketqua", COLUMN_KEY},
	{"traloi", COLUMN_KEY},
	{"saiso", COLUMN_TOLERANCE},
	{"donvi", COLUMN_UNIT},
	{"tag", COLUMN_TAGS},
	{"the", COLUMN_TAGS},
	{"nhan", COLUMN_TAGS},
	{"tukhoa", COLUMN_TAGS},
	{"explanation", COLUMN_SOLUTION},
	{"loigiai", COLUMN_SOLUTION},
	{"huongdangiai", COLUMN_SOLUTION},
	{"giaithich", COLUMN_SOLUTION},
	{"nhanxet", COLUMN_FEEDBACK},
	{"phanhoi", COLUMN_FEEDBACK},
	{"nguon", COLUMN_SOURCE},
	{"tacgia", COLUMN_AUTHOR},
	{"nguoisoan", COLUMN_AUTHOR},
	{"giayphep", COLUMN_LICENSE},
	{"licence", COLUMN_LICENSE},
	{"trangthai", COLUMN_STATUS},
};

const char *column_name(enum column column)
{
	static const char letters[TABLE_OPTIONS][2] = {"A", "B", "C", "D", "E",
		"F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R",
		"S", "T", "U", "V", "W", "X", "Y", "Z"};

	return column < COLUMN_OPTION ? names[column]
				      : letters[column - COLUMN_OPTION];
}

static struct str bare(struct arena *arena, struct str head)
{
	struct str folded = utf8_fold(arena, head);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < folded.len; i++)
		if ((folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') ||
			(folded.ptr[i] >= '0' && folded.ptr[i] <= '9'))
			buf_char(&out, folded.ptr[i]);
	return buf_str(&out);
}

/* "a", "option a", "phương án 2", "statement c": the option's number. */
static enum column option_column(struct str head)
{
	static const char *const before[] = {"option", "choice", "answer",
		"phuongan", "dapan", "luachon", "traloi", "cautraloi", "y",
		"menhde", "statement", ""};
	size_t at = 0;
	long number;

	for (; *before[at]; at++)
		if (str_starts(head, before[at]) &&
			head.len > strlen(before[at]))
			break;
	head = str_sub(head, strlen(before[at]), head.len);
	if (head.len == 1 && head.ptr[0] >= 'a' && head.ptr[0] <= 'z')
		return (enum column)(COLUMN_OPTION + (head.ptr[0] - 'a'));
	if (*before[at] && str_to_long(head, &number) && number >= 1 &&
		number <= TABLE_OPTIONS)
		return (enum column)(COLUMN_OPTION + number - 1);
	return COLUMN_NONE;
}

enum column column_of(struct arena *arena, struct str head)
{
	struct str text = bare(arena, head);

	for (enum column c = COLUMN_ID; c < COLUMN_OPTION; c++)
		if (str_is(text, names[c]))
			return c;
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (str_is(text, aliases[i].text))
			return aliases[i].column;
	return text.len ? option_column(text) : COLUMN_NONE;
}

/* A first row that names a question and what answers it. */
static int recognise(struct str text)
{
	struct arena *arena = arena_new();
	struct csv csv = csv_open(str_sub(text, 0, 64 * 1024));
	const struct str *cells;
	size_t count, known = 0;
	bool stem = false, answer = false;
	struct error ignored;

	if (csv.separator && csv_row(&csv, arena, &cells, &count, &ignored))
		for (size_t i = 0; i < count; i++) {
			enum column c = column_of(arena, cells[i]);

			known += c != COLUMN_NONE;
			stem = stem || c == COLUMN_STEM;
			answer = answer || c == COLUMN_KEY ||
				c == COLUMN_OPTIONS || c == COLUMN_OPTION;
		}
	arena_free(arena);
	return stem && answer ? (known > 3 ? 95 : 75) : 0;
}

static const char *const fields[] = {"subject", "grade", "topic", "level",
	"outcome", "points", "seconds", "difficulty", "unit", "tags",
	"solution", "feedback", "source", "author", "license", NULL};

static const char *const endings[] = {".csv", ".tsv", NULL};

const struct format format_table = {
	.name = "csv",
	.label = N_("spreadsheet table (CSV, TSV)"),
	.endings = endings,
	.recognise = recognise,
	.read = table_read,
	.read_mapped = table_read_mapped,
	.types = ((1U << TYPE_COUNT) - 1) & ~(1U << TYPE_CLOZE),
	.fields = fields,
	.write = table_write,
};
