#include "engine/model/blueprint.h"

#include <dirent.h>

#include "base/file.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static struct report report;
static struct blueprint plan;

/* ---- reading ---- */

/* Presets of this test; those that are shipped are read from presets/. */
static const struct {
	const char *name, *text;
} own_presets[] = {
	{"two",
		"title: Mẫu\nsubject: ly\nsubject_name: Vật lí\nminutes: 50\n"
		"language: vi\nheading: plain\nanswers: sheet\n"
		"shuffle: {options: false, keys: free}\n"
		"parts:\n"
		"  - {name: I, type: choice, count: 18, points: 0.25,\n"
		"     heading: Một, numbering: continue}\n"
		"  - {name: II, type: statements, count: 4, points: 1,\n"
		"     total: 4, answer: 3, scoring: [0, 0.1, 0.25, 0.5, 1]}\n"},
	{"broken", "title: x\nparts: [\n"},
	{"empty", "# nothing\n"},
	{"wrong", "titel: x\nforms: 4\nparts:\n  - {name: I, take: []}\n"},
	{"list", "- a\n"},
};

static bool read_preset(void *ctx, struct arena *a, struct str name,
	struct str *text, struct error *e)
{
	(void)ctx;
	for (size_t i = 0; i < sizeof own_presets / sizeof *own_presets; i++)
		if (str_is(name, own_presets[i].name)) {
			*text = str_from(own_presets[i].text);
			return true;
		}
	if (str_find(name, "/", 0) != SIZE_MAX)
		return file_read(a,
			str_format(a, "presets/%.*s.yaml", STR_ARG(name)).ptr,
			FILE_LIMIT, text, e);
	return fail(e, ERROR_NOTFOUND, "no preset '%.*s'", STR_ARG(name));
}

static const struct preset_source presets = {NULL, read_preset};

static bool parse(const char *text)
{
	report = (struct report){.arena = arena};
	return blueprint_parse(
		arena, "b", str_from(text), &presets, &plan, &report);
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s\n",
			report_line(arena, &report.entries[i]).ptr);
	return buf_str(&out);
}

/* Read without a word of complaint. */
static bool parses(const char *text)
{
	bool well = CHECK(parse(text)) && CHECK(!report.count);

	if (!well)
		printf("# %s\n%s", text, findings().ptr);
	return well;
}

#define I1 "parts: [{name: I, points: 1, take: [{any: 1}]}]\n"

/* ---- what is said ---- */

static void every_key_is_read(void)
{
	const struct part *p;

	if (!parses("title: Đề giữa kỳ\n"
		    "subject: toan\n"
		    "subject_name: Toán\n"
		    "grade: 12\n"
		    "minutes: 90\n"
		    "language: en\n"
		    "date: 25/11/2026\n"
		    "heading: plain\n"
		    "school: {department: SỞ, name: TRƯỜNG, exam: KỲ I,\n"
		    "         year: 2026-2027}\n"
		    "forms: {count: 4, first: '0101', step: 2,\n"
		    "        questions: different}\n"
		    "parts:\n"
		    "  - name: I\n"
		    "    type: choice\n"
		    "    points: 0.25\n"
		    "    total: 3\n"
		    "    count: 12\n"
		    "    answer: 11\n"
		    "    heading: '**Phần I**'\n"
		    "    scoring: [0, 0.5, 1]\n"
		    "    numbering: continue\n"
		    "    take:\n"
		    "      - {topic: t.1, know: 3, apply: 1}\n"
		    "  - {name: II, instead_of: I, scoring: {wrong: -0.05, "
		    "floor: -1, multiple: all-or-nothing, markers: 0.75}, "
		    "take: [{any: 1, points: 2}]}\n"
		    "rules: [{with: q3}, {apart: [q1, q2]}]\n"
		    "shuffle: {questions: false, options: false,\n"
		    "          statements: true, keys: free, numbers: sorted}\n"
		    "status: [approved, review]\n"))
		return;
	CHECK_STR(plan.file, "b");
	CHECK_STR(plan.title, "Đề giữa kỳ");
	CHECK_STR(plan.subject, "toan");
	CHECK_STR(plan.subject_name, "Toán");
	CHECK(plan.grade == 12 && plan.minutes == 90);
	CHECK_STR(plan.language, "en");
	CHECK_STR(plan.date, "25/11/2026");
	CHECK_STR(plan.heading, "plain");
	CHECK_STR(plan.school.department, "SỞ");
	CHECK_STR(plan.school.name, "TRƯỜNG");
	CHECK_STR(plan.school.exam, "KỲ I");
	CHECK_STR(plan.school.year, "2026-2027");
	CHECK(plan.forms.count == 4 && plan.forms.step == 2 &&
		plan.forms.mode == FORMS_DIFFERENT && !plan.forms.codes);
	CHECK_STR(plan.forms.first, "0101");
	p = plan.parts;
	CHECK_STR(p->name, "I");
	CHECK(p->has_type && p->type == TYPE_CHOICE && p->points == 250 &&
		p->total == 3000 && p->expected == 12 && p->answer == 11 &&
		!p->renumber && p->at.line == 14 && p->at.column == 5);
	CHECK_STR(p->heading, "**Phần I**");
	CHECK(p->scoring.step_count == 3 && p->scoring.steps[1] == 500);
	CHECK(p->cell_count == 2 && p[1].renumber && !p[1].has_type);
	CHECK_STR(p[1].instead_of, "I");
	CHECK(p->scoring.wrong == 0 && p[1].scoring.wrong == -50 &&
		p[1].scoring.floor == -1000 && p[1].scoring.markers == 750 &&
		!p[1].scoring.step_count);
	CHECK_STR(p[1].scoring.multiple, "all-or-nothing");
	CHECK(plan.rule_count == 2 && plan.rules[0].kind == RULE_WITH &&
		plan.rules[1].kind == RULE_APART &&
		plan.rules[1].id_count == 2 && plan.rules[1].at.line == 26);
	CHECK(!plan.shuffle.questions && !plan.shuffle.options &&
		plan.shuffle.statements && plan.shuffle.sort_numbers &&
		plan.shuffle.keys == KEYS_FREE);
	CHECK(plan.status_count == 2 && plan.status[1] == STATUS_REVIEW);
	CHECK(!plan.preset.len && !plan.preset_text.len && plan.text.len);
}

static void what_is_not_said(void)
{
	if (!parses(I1))
		return;
	CHECK(plan.forms.count == 1 && plan.forms.step == 1 &&
		plan.forms.mode == FORMS_SAME);
	CHECK_STR(plan.forms.first, "101");
	CHECK(plan.shuffle.questions && plan.shuffle.options &&
		!plan.shuffle.statements && plan.shuffle.keys == KEYS_EVEN &&
		!plan.shuffle.sort_numbers);
	CHECK(plan.status_count == 1 && plan.status[0] == STATUS_APPROVED);
	CHECK_STR(plan.language, "vi");
	CHECK_STR(plan.heading, "official");
	CHECK_STR(plan.answers, "sheet");
	CHECK(!plan.grade && !plan.minutes && !plan.title.len);
	parses("language: en\nsubject: toan\n" I1);
	CHECK_STR(plan.heading, "plain");
	CHECK_STR(plan.title, "toan");
	CHECK_STR(plan.subject_name, "toan");
	parses("school: {exam: KỲ I}\n" I1);
	CHECK_STR(plan.title, "KỲ I");
	parses("status: review\n" I1);
	CHECK(plan.status_count == 1 && plan.status[0] == STATUS_REVIEW);
}

/* ---- rows of take: ---- */

static void rows_become_cells(void)
{
	static const long counts[] = {3, 2, 1, 4, 5};
	static const enum level levels[] = {LEVEL_KNOW, LEVEL_UNDERSTAND,
		LEVEL_APPLY, LEVEL_EXTEND, LEVEL_NONE};
	const struct cell *c;

	if (!parses("parts:\n"
		    "  - name: I\n"
		    "    points: 0.5\n"
		    "    take:\n"
		    "      - {topic: t, any: 5, know: 3, understand: 2,\n"
		    "         apply: 1, extend: 4}\n"
		    "      - {type: essay, tag: a b, outcome: o, points: 1.5,\n"
		    "         query: 'đạo hàm level:apply', stimulus: none,\n"
		    "         any: 2}\n"
		    "      - {nhận biết: 1, VD: 2, understand: 0}\n"
		    "      - {pick: [q1, q2, q3]}\n"
		    "      - {pick: q4, points: 2}\n"))
		return;
	CHECK(plan.parts[0].cell_count == 10);
	c = plan.parts[0].cells;
	for (size_t i = 0; i < 5; i++)
		CHECK(c[i].count == counts[i] && c[i].level == levels[i] &&
			c[i].row == 0 && str_is(c[i].topic, "t") &&
			c[i].at.line == 5 && c[i].at.column == 9);
	CHECK(c[5].count == 2 && c[5].row == 1 && c[5].has_type &&
		c[5].type == TYPE_ESSAY && c[5].points == 1500 &&
		c[5].stimulus == STIMULUS_NONE && c[5].level == LEVEL_NONE);
	CHECK_STR(c[5].tag, "a b");
	CHECK_STR(c[5].outcome, "o");
	CHECK(c[5].query.word_count == 2 && c[5].query.filter_count == 1);
	CHECK(c[6].level == LEVEL_KNOW && c[6].count == 1 && c[6].row == 2);
	CHECK(c[7].level == LEVEL_APPLY && c[7].count == 2);
	CHECK(c[8].count == 3 && c[8].pick_count == 3 &&
		str_is(c[8].pick[2], "q3") && c[8].row == 3);
	CHECK(c[9].count == 1 && c[9].points == 2000);
	CHECK(blueprint_count(&plan) == 15 + 2 + 3 + 3 + 1);
	CHECK(blueprint_points(&plan) ==
		15 * 500 + 2 * 1500 + 3 * 500 + 3 * 500 + 2000);
}

static void points_are_added(void)
{
	static const struct {
		const char *parts;
		long points;
	} cases[] = {
		{"[{name: I, points: 0.25, take: [{any: 12}]}]", 3000},
		{"[{name: I, take: [{any: 12}]}]", 0},
		{"[{name: I, take: [{any: 2, points: 0.125}]}]", 250},
		{"[{name: I, points: 1, take: [{any: 2}, {any: 1, points: "
		 "3}]}]",
			5000},
		{"[{name: I, points: 1, answer: 2, take: [{any: 4}]}]", 2000},
		{"[{name: I, points: 1, answer: 9, take: [{any: 4}]}]", 4000},
		{"[{name: I, points: 1, answer: 1, take: [{any: 1}, {any: 1, "
		 "points: 2}]}]",
			0},
		{"[{name: I, points: 1, take: [{any: 4}]}, {name: II, "
		 "instead_of: I, points: 1, take: [{any: 4}]}]",
			4000},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		parses(str_format(arena, "parts: %s\n", cases[i].parts).ptr);
		if (!CHECK(blueprint_points(&plan) == cases[i].points))
			printf("# %s: %ld\n", cases[i].parts,
				blueprint_points(&plan));
	}
}

/* ---- forms and their codes ---- */

static void codes_are_counted(void)
{
	static const struct {
		const char *forms, *codes;
	} cases[] = {
		{"4", "101 102 103 104"},
		{"{count: 3}", "101 102 103"},
		{"{count: 3, first: '0101'}", "0101 0102 0103"},
		{"{count: 3, first: 0101, step: 11}", "0101 0112 0123"},
		{"{count: 2, first: '007', step: 100}", "007 107"},
		{"{count: 2, first: 99}", "99 100"},
		{"{count: 2, first: 12345678}", "12345678 12345679"},
		{"{codes: [101, 'A7', 209, 0]}", "101 A7 209 0"},
		{"{count: 2, codes: [x, y]}", "x y"},
		{"{first: 5}", "5"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf got = {.arena = arena};

		parses(str_format(arena, "forms: %s\n" I1, cases[i].forms).ptr);
		for (long k = 0; k < plan.forms.count; k++) {
			struct str code =
				blueprint_code(arena, &plan.forms, (size_t)k);

			buf_format(&got, "%s%.*s", k ? " " : "", STR_ARG(code));
		}
		CHECK_STR(buf_str(&got), cases[i].codes);
	}
}

/* ---- presets ---- */

static void presets_lie_under(void)
{
	if (!parses("preset: two\n"
		    "grade: 12\n"
		    "parts:\n"
		    "  - {name: I, take: [{any: 3}]}\n"
		    "  - {name: II, points: 2, count: 5, numbering: restart,\n"
		    "     take: [{any: 1}]}\n"))
		return;
	CHECK_STR(plan.preset, "two");
	CHECK(str_starts(plan.preset_text, "title: Mẫu"));
	CHECK_STR(plan.title, "Mẫu");
	CHECK_STR(plan.subject_name, "Vật lí");
	CHECK_STR(plan.heading, "plain");
	CHECK(plan.minutes == 50 && plan.grade == 12);
	CHECK(!plan.shuffle.options && plan.shuffle.questions &&
		plan.shuffle.keys == KEYS_FREE);
	CHECK(plan.parts[0].points == 250 && plan.parts[0].expected == 18 &&
		plan.parts[0].has_type && !plan.parts[0].renumber &&
		plan.parts[0].cell_count == 1 && plan.parts[0].at.line == 4);
	CHECK_STR(plan.parts[0].heading, "Một");
	CHECK(plan.parts[1].points == 2000 && plan.parts[1].expected == 5 &&
		plan.parts[1].scoring.step_count == 5 &&
		plan.parts[1].total == 4000 && plan.parts[1].answer == 3);
	/* Another subject is not called as the preset's. */
	CHECK(parse("preset: two\nsubject: hoa\nshuffle: {options: true}\n"
		    "title: T\nminutes: 45\nparts:\n"
		    "  - {name: I, take: [{any: 1}]}\n"
		    "  - {name: III, take: [{any: 1}]}\n"));
	CHECK_STR(findings(),
		"b:7:3: warning: the preset's part 'II' is left "
		"out\n");
	CHECK_STR(plan.subject_name, "hoa");
	CHECK_STR(plan.title, "T");
	CHECK(plan.minutes == 45 && plan.shuffle.options &&
		plan.shuffle.keys == KEYS_FREE);
	CHECK(!plan.parts[1].points && !plan.parts[1].has_type);
}

/* One row of the table of 2025 (Decision 764/QĐ-BGDĐT), or of our own. */
static const struct {
	const char *name;
	long minutes;
	long count[4]; /* of each part; 0: no such part */
	long points[4];
	const char *types; /* of each part, by their first letters */
	const char *subject;
} shipped[] = {
	{"thpt-2025/toan", 90, {12, 4, 6}, {250, 1000, 500}, "csn", "toan"},
	{"thpt-2025/vat-li", 50, {18, 4, 6}, {250, 1000, 250}, "csn", "vatli"},
	{"thpt-2025/hoa-hoc", 50, {18, 4, 6}, {250, 1000, 250}, "csn",
		"hoahoc"},
	{"thpt-2025/sinh-hoc", 50, {18, 4, 6}, {250, 1000, 250}, "csn",
		"sinhhoc"},
	{"thpt-2025/dia-li", 50, {18, 4, 6}, {250, 1000, 250}, "csn", "diali"},
	{"thpt-2025/lich-su", 50, {24, 4}, {250, 1000}, "cs", "lichsu"},
	{"thpt-2025/gdktpl", 50, {24, 4}, {250, 1000}, "cs", "gdktpl"},
	{"thpt-2025/cong-nghe", 50, {24, 4}, {250, 1000}, "cs", "congnghe"},
	{"thpt-2025/tin-hoc", 50, {24, 2, 2, 2}, {250, 1000, 1000, 1000},
		"csss", "tinhoc"},
	{"thpt-2025/ngoai-ngu", 50, {40}, {250}, "c", ""},
	{"thpt-2025/ngu-van", 120, {5, 2}, {0, 0}, "ee", "nguvan"},
	{"plain/test", 45, {20, 4}, {400, 500}, "cs", ""},
};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static size_t part_number(const long *count)
{
	size_t n = 0;

	while (n < 4 && count[n])
		n++;
	return n;
}

/* The preset's own parts, by a blueprint that takes what it expects. */
static void read_shipped(size_t i)
{
	static const char *const names[2][4] = {
		{"I", "II", "III", "IV"}, {"I", "II", "II-CS", "II-ICT"}};
	bool computing = str_is(str_from(shipped[i].subject), "tinhoc");
	bool plain = str_starts(str_from(shipped[i].name), "plain");
	struct buf text = {.arena = arena};

	buf_format(&text, "preset: %s\nparts:\n", shipped[i].name);
	for (size_t k = 0; k < part_number(shipped[i].count); k++) {
		if (plain)
			buf_format(&text, "  - {name: %c, ", 'A' + (int)k);
		else
			buf_format(
				&text, "  - {name: %s, ", names[computing][k]);
		buf_format(&text, "take: [{any: %ld}]}\n", shipped[i].count[k]);
	}
	parses(buf_str(&text).ptr);
}

static void check_scoring(const struct part *part)
{
	static const long steps[] = {0, 100, 250, 500, 1000};

	CHECK(part->scoring.step_count == 5);
	for (size_t i = 0; i < part->scoring.step_count; i++)
		CHECK(part->scoring.steps[i] == steps[i]);
}

static void check_shipped(size_t i)
{
	for (size_t k = 0; k < plan.part_count; k++) {
		const struct part *part = &plan.parts[k];

		CHECK(part->expected == shipped[i].count[k]);
		CHECK(part->points == shipped[i].points[k]);
		CHECK(part->has_type &&
			question_type_name(part->type)[0] ==
				shipped[i].types[k]);
		CHECK(part->heading.len);
		if (part->type == TYPE_STATEMENTS)
			check_scoring(part);
		else
			CHECK(!part->scoring.step_count);
	}
}

static void shipped_presets_are_the_table(void)
{
	for (size_t i = 0; i < SHIPPED; i++) {
		bool essay = shipped[i].types[0] == 'e';

		read_shipped(i);
		CHECK(plan.minutes == shipped[i].minutes);
		CHECK_STR(plan.subject, shipped[i].subject);
		CHECK(plan.title.len && !plan.shuffle.statements);
		CHECK(plan.part_count == part_number(shipped[i].count));
		check_shipped(i);
		/* Ten points in all, whoever says how many each. */
		CHECK(blueprint_points(&plan) == (essay ? 0 : 10 * POINT));
		if (essay)
			CHECK(plan.parts[0].total + plan.parts[1].total ==
				10 * POINT);
	}
}

static size_t count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	if (!CHECK(dir != NULL))
		return 0;
	while ((entry = readdir(dir)))
		count += str_ends(str_from(entry->d_name), ".yaml");
	closedir(dir);
	return count;
}

static void no_preset_is_forgotten(void)
{
	CHECK(count_files("presets/thpt-2025") + count_files("presets/plain") ==
		SHIPPED);
}

/* ---- faults ---- */

static void faults_have_places(void)
{
	static const struct {
		const char *text, *lines;
	} cases[] = {
		{"", "b: error: the file is empty\n"},
		{"# x\n", "b: error: the file is empty\n"},
		{"[a]\n",
			"b:1:1: error: 'the blueprint' must be a mapping, not "
			"a list\n"},
		{"a: [\n",
			"b:2:1: error: a value is missing or begins with a "
			"character that needs quotes around the text (YAML: "
			"did not find expected node content)\n"},
		{"title: x\n", "b:1:1: error: the blueprint has no 'parts'\n"},
		{"parts: []\n",
			"b:1:8: error: this blueprint wants no question\n"},
		{"parts: {}\n",
			"b:1:8: error: 'parts' must be a list, not a "
			"mapping\n"},
		{"parts: [a]\n",
			"b:1:9: error: 'parts' must be a mapping, not a "
			"text\nb:1:9: error: this part has no 'name'\n"},
		{"parts: [{name: I, take: []}]\n",
			"b:1:8: error: this blueprint wants no question\n"},
		{"parts: [{name: I, take: [{any: 0}]}]\n",
			"b:1:8: error: this blueprint wants no question\n"},
		{"parts: [{name: I}]\n",
			"b:1:9: error: this part has no 'take'\n"},
		{"parts: [{take: [{any: 1}]}]\n",
			"b:1:9: error: this part has no 'name'\n"},
		{"titel: x\nminuts: 5\nxyzzy: 1\n" I1,
			"b:1:1: error: unknown key 'titel'; did you mean "
			"'title'?\nb:2:1: error: unknown key 'minuts'; did you "
			"mean 'minutes'?\nb:3:1: error: unknown key 'xyzzy'\n"},
		{"title: [a]\nsubject: ~\nminutes: 0\ngrade: 13\nlanguage: "
		 "fr\nheading: fancy\n" I1,
			"b:1:8: error: 'title' must be a text, not a "
			"list\nb:2:10: error: 'subject' must be a text, not "
			"nothing\nb:3:10: error: 'minutes' is 0; it must lie "
			"between 1 and 1440\nb:4:8: error: 'grade' is 13; it "
			"must lie between 1 and 12\nb:5:11: error: 'language' "
			"cannot be 'fr'; expected vi or en\nb:6:10: error: "
			"'heading' cannot be 'fancy'; expected official or "
			"plain\n"},
		{"minutes: 1441\ngrade: x\nlanguage: [vi]\nschool: a\nstatus: "
		 "[aproved, x]\n" I1,
			"b:1:10: error: 'minutes' is 1441; it must lie between "
			"1 and 1440\nb:2:8: error: 'grade' must be a whole "
			"number, not a text\nb:3:11: error: 'language' must be "
			"vi or en, not a list\nb:4:9: error: 'school' must be "
			"a mapping, not a text\nb:5:10: error: 'status' cannot "
			"be 'aproved'; expected draft, review, approved or "
			"retired\nb:5:19: error: 'status' cannot be 'x'; "
			"expected draft, review, approved or retired\n"},
		{"status: []\n" I1,
			"b:1:9: error: 'status' cannot be 'a list'; expected "
			"draft, review, approved or retired\n"},
		{"school: {nam: x}\nshuffle: {option: true, keys: odd, "
		 "numbers: x, questions: yes}\n" I1,
			"b:1:10: error: unknown key 'nam'; did you mean "
			"'name'?\nb:2:11: error: unknown key 'option'; did you "
			"mean 'options'?\nb:2:31: error: 'keys' cannot be "
			"'odd'; expected even or free\nb:2:45: error: "
			"'numbers' cannot be 'x'; expected shuffled or "
			"sorted\nb:2:59: error: 'questions' must be true or "
			"false, not a text\n"},
		{"shuffle: true\n" I1,
			"b:1:10: error: 'shuffle' must be a mapping, not "
			"'true'\n"},
		{"forms: 0\n" I1,
			"b:1:8: error: 'forms' is 0; it must lie between 1 and "
			"999\n"},
		{"forms: 1000\n" I1,
			"b:1:8: error: 'forms' is 1000; it must lie between 1 "
			"and 999\n"},
		{"forms: x\n" I1,
			"b:1:8: error: 'forms' must be a whole number, not a "
			"text\n"},
		{"forms: [1]\n" I1,
			"b:1:8: error: 'forms' must be a mapping, not a "
			"list\n"},
		{"forms: {count: 4, first: x1, step: 0}\n" I1,
			"b:1:26: error: 'first' cannot be 'x1'; expected one "
			"to eight digits\nb:1:36: error: 'step' is 0; it must "
			"lie between 1 and 1000\n"},
		{"forms: {first: 123456789}\n" I1,
			"b:1:16: error: 'first' cannot be '123456789'; "
			"expected one to eight digits\n"},
		{"forms: {codes: [a/b, '', ../x, abcdefghi]}\n" I1,
			"b:1:22: error: 'codes' cannot be ''; expected a "
			"text\nb:1:17: error: 'codes' cannot be 'a/b'; "
			"expected one to eight letters or digits\nb:1:26: "
			"error: 'codes' cannot be '../x'; expected one to "
			"eight letters or digits\nb:1:32: error: 'codes' "
			"cannot be 'abcdefghi'; expected one to eight letters "
			"or digits\n"},
		{"forms: {codes: []}\n" I1,
			"b:1:16: error: 'codes' is 0; it must lie between 1 "
			"and 999\n"},
		{"forms: {codes: [a, b, a]}\n" I1,
			"b:1:23: error: id 'a' is used twice; first on line "
			"1\n"},
		{"forms: {count: 2, first: 99999999}\n" I1,
			"b:1:8: error: the last code would have more than "
			"eight digits\n"},
		{"forms: {count: 3, codes: [a, b]}\n" I1,
			"b:1:16: error: 'count' cannot be '3'; expected as "
			"many as there are codes\n"},
		{"forms: {questions: other}\n" I1,
			"b:1:20: error: 'questions' cannot be 'other'; "
			"expected same or different\n"},
		{"forms: {questions: {overlop: 5}}\n" I1,
			"b:1:21: error: unknown key 'overlop'; did you mean "
			"'overlap'?\n"},
		{"balance: {difficulty: 2, words: 3, seconds: x}\n" I1,
			"b:1:23: error: 'difficulty' cannot be '2'; expected a "
			"number from 0 to 1 with at most three decimals\n"
			"b:1:26: error: unknown key 'words'\n"
			"b:1:45: error: 'seconds' must be a number, not a "
			"text\n"},
		{"exposure: {unused_for: 2 years, max_uses: 0}\n" I1,
			"b:1:24: error: 'unused_for' cannot be '2 years'; "
			"expected a time like 2y, 6m, 3w or 90d (years, "
			"months, weeks, days)\nb:1:43: error: 'max_uses' is "
			"0; it must lie between 1 and 10000\n"},
		{"exposure: {unused_for: 101y}\n" I1,
			"b:1:24: error: 'unused_for' cannot be '101y'; "
			"expected a time like 2y, 6m, 3w or 90d (years, "
			"months, weeks, days)\n"},
		{"exposure: {}\n" I1,
			"b:1:11: error: 'exposure' needs unused_for, max_uses "
			"or classes\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], points: 0}\n",
			"b:2:41: error: 'points' cannot be '0'; expected a "
			"number from 0.001 to 1000 with at most three "
			"decimals\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], points: 0.0005}\n",
			"b:2:41: error: 'points' cannot be '0.0005'; expected "
			"a number from 0.001 to 1000 with at most three "
			"decimals\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], points: 1001}\n",
			"b:2:41: error: 'points' cannot be '1001'; expected a "
			"number from 0.001 to 1000 with at most three "
			"decimals\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], points: x}\n",
			"b:2:41: error: 'points' must be a number, not a "
			"text\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], points: '1'}\n",
			"b:2:41: error: 'points' must be a number, not a "
			"text\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], total: 0, count: 0, "
		 "answer: 501}\n",
			"b:2:40: error: 'total' cannot be '0'; expected a "
			"number from 0.001 to 1000 with at most three "
			"decimals\nb:2:50: error: 'count' is 0; it must lie "
			"between 1 and 500\nb:2:61: error: 'answer' is 501; it "
			"must lie between 1 and 500\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], type: choise}\n",
			"b:2:39: error: 'type' cannot be 'choise'; expected "
			"choice, multiple, truefalse, statements, short, "
			"numeric, match, order, cloze or essay\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], type: [choice]}\n",
			"b:2:39: error: 'type' must be choice, multiple, "
			"truefalse, statements, short, numeric, match, order, "
			"cloze or essay, not a list\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], scoring: [1]}\n",
			"b:2:42: error: 'scoring' cannot be 'a list'; expected "
			"a share of the points for 0, 1, 2… right\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], scoring: [0, 0.5, "
		 "0.25]}\n",
			"b:2:51: error: 'scoring' cannot be '0.25'; expected "
			"no less than the step before\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], scoring: [0, 2]}\n",
			"b:2:46: error: 'scoring' cannot be '2'; expected a "
			"number from 0 to 1 with at most three decimals\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], scoring: 1}\n",
			"b:2:42: error: 'scoring' must be a list, not a "
			"number\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], numbering: go}\n",
			"b:2:44: error: 'numbering' cannot be 'go'; expected "
			"continue or restart\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], instead_of: II}\n",
			"b:2:5: error: no earlier part is called 'II'\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], instead_of: I}\n",
			"b:2:5: error: no earlier part is called 'I'\n"},
		{"parts:\n  - {name: I, take: [{any: 1}], tak: 1}\n",
			"b:2:33: error: unknown key 'tak'; did you mean "
			"'take'?\n"},
		{"parts:\n  - {name: I, take: [{any: 1}]}\n  - {name: I, take: "
		 "[{any: 1}]}\n",
			"b:3:5: error: id 'I' is used twice; first on line "
			"2\n"},
		{"parts:\n  - name: I\n    take:\n      - {topic: t}\n",
			"b:4:9: error: this row says no number of questions: "
			"give know, understand, apply, extend, any or pick\n"},
		{"parts:\n  - name: I\n    take:\n      - {topics: t, any: "
		 "1}\n",
			"b:4:10: error: unknown key 'topics'; did you mean "
			"'topic'?\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: -1}\n",
			"b:4:15: error: 'any' is -1; it must lie between 0 and "
			"500\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 501}\n",
			"b:4:15: error: 'any' is 501; it must lie between 0 "
			"and 500\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1.5}\n",
			"b:4:15: error: 'any' must be a whole number, not a "
			"number\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: many}\n",
			"b:4:15: error: 'any' must be a whole number, not a "
			"text\n"},
		{"parts:\n  - name: I\n    take:\n      - {kno: 1}\n",
			"b:4:10: error: unknown key 'kno'; did you mean "
			"'know'?\nb:4:9: error: this row says no number of "
			"questions: give know, understand, apply, extend, any "
			"or pick\n"},
		{"parts:\n  - name: I\n    take:\n      - {know: 1, NB: 2}\n",
			"b:4:19: error: 'know' is given twice; first on line "
			"4\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1, type: x}\n",
			"b:4:24: error: 'type' cannot be 'x'; expected choice, "
			"multiple, truefalse, statements, short, numeric, "
			"match, order, cloze or essay\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1, points: "
		 "-1}\n",
			"b:4:26: error: 'points' cannot be '-1'; expected a "
			"number from 0.001 to 1000 with at most three "
			"decimals\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1, stimulus: "
		 "some}\n",
			"b:4:28: error: 'stimulus' cannot be 'some'; expected "
			"whole, any or none\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1, query: "
		 "'level:hard'}\n",
			"b:4:32: error: 'level' cannot be 'hard'; expected "
			"know, understand, apply or extend\n"},
		{"parts:\n  - name: I\n    take:\n      - {any: 1, query: a "
		 "\"b}\n",
			"b:4:27: error: the quote that begins here is not "
			"closed\n"},
		{"parts:\n  - name: I\n    take:\n      - {pick: []}\n",
			"b:2:3: error: this blueprint wants no question\n"},
		{"parts:\n  - name: I\n    take:\n      - {pick: [a, a]}\n",
			"b:4:20: error: id 'a' is used twice; first on line "
			"4\n"},
		{"parts:\n  - name: I\n    take:\n      - {pick: [a], any: "
		 "1}\n",
			"b:4:16: error: 'pick' names its questions: only "
			"'points' can stand beside it\n"},
		{"parts:\n  - name: I\n    take:\n      - {pick: [a], topic: "
		 "t}\n",
			"b:4:16: error: 'pick' names its questions: only "
			"'points' can stand beside it\n"},
		{"parts:\n  - name: I\n    take:\n      - {pick: [{a: b}]}\n",
			"b:4:17: error: 'pick' must be a text, not a "
			"mapping\n"},
		{"parts:\n  - {name: I, take: [{pick: [a, b]}]}\n  - {name: "
		 "II, take: [{pick: c}, {pick: [b]}]}\n",
			"b:3:34: error: id 'b' is used twice; first on line "
			"2\n"},
		{"parts:\n  - {name: I, take: [{any: 300}, {any: 201}]}\n",
			"b:2:3: error: 'number of questions' is 501; it must "
			"lie between 1 and 500\n"},
		{"parts:\n  - {name: I, take: {any: 1}}\n",
			"b:2:21: error: 'take' must be a list, not a "
			"mapping\n"},
		{"parts:\n  - {name: I, take: [1]}\n",
			"b:2:22: error: 'take' must be a mapping, not a "
			"number\n"},
		{I1 "rules:\n  - {count: {tag: a}}\n",
			"b:3:5: error: a rule that counts or adds up needs "
			"at_least, at_most or both, or exactly, or between\n"},
		{I1 "rules:\n  - {count: {tag: a}, at_least: 1, exactly: 2}\n",
			"b:3:5: error: a rule that counts or adds up needs "
			"at_least, at_most or both, or exactly, or between\n"},
		{I1 "rules:\n  - {count: {}, at_least: 1}\n",
			"b:3:13: error: 'count' must say which questions: "
			"topic, type, level, tag or outcome\n"},
		{I1 "rules:\n  - {count: {level: easy}, at_least: 1.5}\n",
			"b:3:21: error: 'level' cannot be 'easy'; expected "
			"know, understand, apply or extend\n"
			"b:3:38: error: 'at_least' must be a whole number, "
			"not a number\n"},
		{I1 "rules:\n  - {sum: words, at_most: -1}\n",
			"b:3:11: error: 'sum' cannot be 'words'; expected "
			"points, seconds, difficulty or expected\n"
			"b:3:27: error: 'at_most' cannot be '-1'; expected a "
			"number from 0 to 1e+06 with at most three "
			"decimals\n"},
		{I1 "rules:\n  - {mean: difficulty, between: [0.6, 0.5]}\n",
			"b:3:5: error: no number is both at least the first "
			"bound and at most the second: they are crossed\n"},
		{I1 "rules:\n  - {mean: difficulty, between: [0.6]}\n",
			"b:3:33: error: 'between' must be a list of the least "
			"and the most, not a list\n"},
		{I1 "rules:\n  - {information: {at: [0, 1], at_least: [4]}}\n",
			"b:3:42: error: 'at_least' cannot be 'a list'; "
			"expected as many numbers as 'at' has\n"},
		{I1 "rules:\n  - {information: {at: [0, 11], at_least: [4, "
		    ".nan]}}\n",
			"b:3:28: error: 'at' cannot be '11'; expected a number "
			"from -10 to 10 with at most three decimals\n"
			"b:3:47: error: 'at_least' must be a number, not a "
			"text\n"},
		{I1 "rules:\n  - {information: {at_least: [4]}}\n",
			"b:3:19: error: 'information' needs a list of "
			"abilities, 'at', and 'at_least' or 'at_most' for "
			"each\n"},
		{I1 "rules:\n  - {information: {at: [0], at_least: [4]}, "
		    "at_most: 3}\n",
			"b:3:5: error: the bounds of 'information' stand "
			"within it, one for each ability\n"},
		{I1 "aim: []\n",
			"b:2:6: error: 'aim' cannot be 'a list'; expected one "
			"to ten aims\n"},
		{I1 "aim: {}\n",
			"b:2:6: error: an aim holds exactly one of "
			"information, sum, mean and prefer\n"},
		{I1 "aim:\n  - {mean: difficulty}\n",
			"b:3:5: error: an aim of a sum or a mean needs either "
			"'target' or 'want': most, least or alike\n"},
		{I1 "aim:\n  - {sum: seconds, target: 5, want: most}\n",
			"b:3:5: error: an aim of a sum or a mean needs either "
			"'target' or 'want': most, least or alike\n"},
		{I1 "aim:\n  - {sum: words, target: .nan}\n",
			"b:3:11: error: 'sum' cannot be 'words'; expected "
			"points, seconds, difficulty or expected\n"
			"b:3:26: error: 'target' must be a number, not a "
			"text\n"},
		{I1 "aim: {mean: difficulty, target: -1, within: 101}\n",
			"b:2:45: error: 'within' cannot be '101'; expected a "
			"number from 0 to 100 with at most three decimals\n"
			"b:2:33: error: 'target' cannot be '-1'; expected a "
			"number from 0 to 1e+06 with at most three "
			"decimals\n"},
		{I1 "aim: {prefer: oldest}\n",
			"b:2:15: error: 'prefer' cannot be 'oldest'; expected "
			"least-used or newest\n"},
		{I1 "aim: {prefer: newest, want: most}\n",
			"b:2:6: error: 'prefer' takes no target and no "
			"want\n"},
		{I1 "aim: {information: {at: [0], target: [2]}, target: 1}\n",
			"b:2:6: error: the target of 'information' stands "
			"within it, one for each ability\n"},
		{I1 "aim: {information: {at: []}}\n",
			"b:2:20: error: an aim of 'information' needs a list "
			"of one to 20 abilities, 'at'\n"},
		{I1 "aim: {information: {at: [0, 1], target: [2]}}\n",
			"b:2:41: error: 'target' cannot be 'a list'; expected "
			"as many numbers as 'at' has\n"},
		{I1 "aim: {information: {at: [0], target: [0]}}\n",
			"b:2:39: error: 'target' cannot be '0'; expected a "
			"number from 0.001 to 1e+06 with at most three "
			"decimals\n"},
		{I1 "aim: {information: {at: [0], target: [1], together: "
		    "true}}\n",
			"b:2:20: error: 'shape' and 'together' are for as much "
			"information as can be, where there is no 'target'\n"},
		{I1 "information: 1\n",
			"b:2:14: error: 'information' must be a mapping, not a "
			"number\n"},
		{I1 "rules:\n  - {with: q, at_least: 2}\n",
			"b:3:5: error: 'with' and 'apart' take no at_least, "
			"at_most or between\n"},
		{I1 "rules:\n  - {with: q, apart: [a, b]}\n",
			"b:3:5: error: a rule holds exactly one of with, "
			"apart, count, sum, mean and information\n"},
		{I1 "rules:\n  - {apart: [a]}\n",
			"b:3:13: error: 'apart' needs at least two "
			"questions\n"},
		{I1 "rules:\n  - {apart: [a, a]}\n",
			"b:3:17: error: id 'a' is used twice; first on line "
			"3\n"},
		{I1 "rules:\n  - {}\n",
			"b:3:5: error: a rule holds exactly one of with, "
			"apart, count, sum, mean and information\n"},
		{I1 "rules:\n  - {whit: a}\n",
			"b:3:6: error: unknown key 'whit'; did you mean "
			"'with'?\nb:3:5: error: a rule holds exactly one of "
			"with, apart, count, sum, mean and information\n"},
		{I1 "rules:\n  - a\n",
			"b:3:5: error: 'rules' must be a mapping, not a "
			"text\n"},
		{I1 "rules: {with: a}\n",
			"b:2:8: error: 'rules' must be a list, not a "
			"mapping\n"},
		{"preset: none\n" I1, "b:1:9: error: no preset 'none'\n"},
		{"preset: [a]\n" I1,
			"b:1:9: error: 'preset' must be a text, not a list\n"},
		{"preset: ~\n" I1,
			"b:1:9: error: 'preset' must be a text, not nothing\n"},
		{"preset: broken\n" I1,
			"broken.yaml:3:1: error: a value is missing or begins "
			"with a character that needs quotes around the text "
			"(YAML: did not find expected node content)\n"},
		{"preset: empty\n" I1,
			"empty.yaml: error: the file is empty\n"},
		{"preset: wrong\n" I1,
			"wrong.yaml:1:1: error: unknown key 'titel'; did you "
			"mean 'title'?\nwrong.yaml:2:1: error: unknown key "
			"'forms'\nwrong.yaml:4:15: error: unknown key 'take'; "
			"did you mean 'name'?\n"},
		{"preset: list\n" I1,
			"list.yaml:1:1: error: 'the preset' must be a mapping, "
			"not a list\n"},
		{"title: a\ntitle: b\n" I1,
			"b:2:1: error: 'title' is given twice; first on line "
			"1\n"},
		{"language: "
		 "ởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởở"
		 "ởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởởở\n" I1,
			"b:1:11: error: 'language' cannot be "
			"'ởởởởởởởởởởởởởởởởởởởở…'; expected vi or en\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool warns_only = str_find(str_from(cases[i].lines), "error",
					  0) == SIZE_MAX;

		if (!CHECK(parse(cases[i].text) == warns_only) ||
			!CHECK(str_is(findings(), cases[i].lines)))
			printf("# %s----\n%s", cases[i].text, findings().ptr);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(every_key_is_read);
	TEST(what_is_not_said);
	TEST(rows_become_cells);
	TEST(points_are_added);
	TEST(codes_are_counted);
	TEST(presets_lie_under);
	TEST(shipped_presets_are_the_table);
	TEST(no_preset_is_forgotten);
	TEST(faults_have_places);
	arena_free(arena);
	(void)err;
	return check_result();
}
