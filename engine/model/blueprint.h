#ifndef ENGINE_MODEL_BLUEPRINT_H
#define ENGINE_MODEL_BLUEPRINT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/report.h"
#include "base/str.h"
#include "engine/model/query.h"
#include "engine/model/question.h"

/* A blueprint says which questions an exam wants, not which it gets. */

/* Where in the blueprint's text a wish stands, for explanations. */
struct place {
	unsigned line;
	unsigned column;
};

enum stimulus_mode {
	STIMULUS_WHOLE, /* a passage comes with all its questions in the row */
	STIMULUS_ANY,   /* its questions are drawn one by one */
	STIMULUS_NONE,  /* no question with a passage */
};

/* One count of one row of a part's take: list. A row
 * {topic: t, know: 3, apply: 1} gives two cells with the same row number. */
struct cell {
	struct place at;
	size_t row;
	long count;       /* how many questions; >= 0 */
	enum level level; /* LEVEL_NONE: any level */
	struct str topic; /* and all below it; "" any */
	bool has_type;    /* else the part's type */
	enum question_type type;
	struct str tag;
	struct str outcome;
	struct str query_text; /* "" none */
	struct query query;
	long points; /* each, thousandths; 0: the part's */
	enum stimulus_mode stimulus;
	const struct str *pick; /* these ids exactly; count is their number */
	size_t pick_count;
};

/* Scoring of a part, as data: what the printed marking guide and grading use.
 * Points are thousandths. */
struct scoring {
	const long *steps; /* steps[k] of the points for k right statements */
	size_t step_count;
	long wrong; /* what a wrong answer gives, <= 0; a blank one gives 0 */
	long floor; /* <= 0; the part gives no less */
	struct str multiple; /* rule of questions that name none; "" likewise */
	long markers; /* what two markers of an essay may lie apart; 0: half a
			 point */
};

struct part {
	struct place at;
	struct str name;    /* "I" */
	struct str heading; /* Markdown with {count}; "" the preset's or none */
	bool has_type;
	enum question_type type;
	long points;   /* each question, thousandths; 0: each question's own */
	long expected; /* how many the preset wants; 0 not said */
	long total;    /* points of the part; 0 not said */
	long answer;   /* how many of them are answered; 0 all */
	struct str instead_of; /* answered instead of that part; "" none */
	struct scoring scoring;
	bool renumber; /* questions start at 1 again; the default */
	const struct cell *cells;
	size_t cell_count;
};

enum { BLUEPRINT_FORM_LIMIT = 999 };

/* Of templates: one variant for all forms, or each form its own. PER_STUDENT is
 * PER_FORM where every form is one pupil's. */
enum variants { VARIANTS_SAME, VARIANTS_PER_FORM, VARIANTS_PER_STUDENT };

enum forms_mode { FORMS_SAME, FORMS_DIFFERENT, FORMS_OVERLAP };

struct forms {
	long count; /* 1 to BLUEPRINT_FORM_LIMIT */
	struct str
		first; /* code of the first: digits, kept as written: "0101" */
	long step;
	enum forms_mode mode;
	long overlap; /* FORMS_OVERLAP: common questions of any two forms */
	const struct str *codes; /* given one by one instead; else NULL */
};

enum key_mode { KEYS_EVEN, KEYS_FREE };

struct shuffle {
	bool questions; /* within their part */
	bool options;
	bool statements; /* a–d keep their order unless said */
	enum key_mode keys;
	bool sort_numbers; /* options that are plain numbers stay ascending */
};

/* What questions are added up by, or their mean taken: points and difficulty
 * and expected score (points times difficulty) in thousandths, seconds too so
 * that all are alike. */
enum attribute {
	ATTRIBUTE_POINTS,
	ATTRIBUTE_SECONDS,
	ATTRIBUTE_DIFFICULTY, /* facility: the share that gets it right */
	ATTRIBUTE_EXPECTED,   /* points times facility */
	ATTRIBUTE_COUNT
};
extern const char *const attribute_names[ATTRIBUTE_COUNT + 1];

enum rule_kind {
	RULE_WITH,  /* ids on every form */
	RULE_APART, /* ids never on one form */
	RULE_COUNT, /* so many questions of a form fit filter */
	RULE_SUM,   /* of an attribute over the form */
	RULE_MEAN,  /* of an attribute over those of the form that have it */
	RULE_INFORMATION, /* of the form about pupils of given abilities */
};

enum { RULE_NO_BOUND = -1 };

/* Test information wanted at an ability of the bank's scale, thousandths. */
struct ability {
	long theta;
	long at_least, at_most; /* or RULE_NO_BOUND */
};

struct rule {
	struct place at;
	enum rule_kind kind;
	const struct str *ids; /* of with and apart */
	size_t id_count;
	struct cell filter; /* of count: topic, level, type, tag, outcome */
	enum attribute attribute; /* of sum and mean */
	/* Of count: questions; of the others: thousandths. RULE_NO_BOUND where
	 * there is none; at least one is there. */
	long at_least, at_most;
	const struct ability *abilities; /* of information */
	size_t ability_count;
};

/* How far forms of different questions may lie from each other: spread[a] is
 * the largest minus the smallest, of points, seconds and expected score summed
 * over a form, of difficulty the mean; thousandths, RULE_NO_BOUND when it does
 * not matter. */
struct balance {
	long spread[ATTRIBUTE_COUNT];
	struct place at[ATTRIBUTE_COUNT];
};

/* What is wanted as much as can be, where many forms keep all rules: the first
 * aim before the second, and so on. */
enum aim_what {
	AIM_INFORMATION, /* of each form, at given abilities */
	AIM_SUM,         /* of an attribute, over each form */
	AIM_MEAN,        /* of an attribute, over those that have it */
	AIM_LEAST_USED,  /* the questions that were in fewest exams */
	AIM_NEWEST,      /* those that came last into the bank */
};

enum aim_want {
	AIM_TARGET, /* as near as can be, on the form that is furthest off */
	AIM_MOST,   /* as much as can be, on the form that has least of it */
	AIM_LEAST,  /* as little as can be, on the form that has most of it */
	AIM_ALIKE,  /* the largest less the smallest as little as can be */
};
extern const char *const aim_want_names[];

/* An ability of the bank's scale; what is aimed at there, or, of AIM_MOST, how
 * much it weighs against the others: thousandths. */
struct aim_point {
	long theta;
	long target;
};

struct aim {
	struct place at;
	enum aim_what what;
	enum aim_want want;
	enum attribute attribute;       /* of sum and mean */
	const struct aim_point *points; /* of information */
	size_t point_count;
	bool together; /* AIM_MOST information: summed over abilities, not
			  where there is least */
	long target;   /* of sum and mean, thousandths */
	long within;   /* near enough: thousandths of the target, or of the
			  best that could be */
};

/* Which questions are left out for having been used, as the bank's ledger of
 * exams knows it. */
struct exposure {
	struct place at;      /* line 0: nothing is left out */
	long long unused_for; /* seconds before now; 0 not said */
	long max_uses;        /* exams a question may be in; 0 not said. When
				 neither is, one use in the classes is enough */
	const struct str *classes; /* that sit the exam; none: any use counts */
	size_t class_count;
	long long now; /* seconds since 1970, set by who builds */
};

struct school {
	struct str department; /* SỞ GDĐT … */
	struct str name;       /* TRƯỜNG THPT … */
	struct str exam;       /* KIỂM TRA GIỮA KỲ I */
	struct str year;       /* 2026-2027 */
};

struct blueprint {
	struct str file;
	struct str text;        /* as read, for the record */
	struct str preset_text; /* "" without a preset */
	struct str theme;       /* its name, or file beside the blueprint; "" */
	struct str theme_text;  /* how it is printed (render/theme.h), for the
				   record; "" as usual */
	struct str title;
	struct str subject; /* id: "toan" */
	struct str
		subject_name; /* printed: "Toán"; from the preset or subject: */
	int grade;
	long minutes;
	struct str preset;   /* "thpt-2025/toan" */
	struct str language; /* "vi" */
	struct str date;     /* free text, printed */
	struct str heading;  /* of the paper: "official" or "plain" */
	struct str answers;  /* where pupils write them: on a "sheet" of their
				own, or on the "paper", which then has room */
	struct school school;
	struct forms forms;
	enum variants variants;
	const struct part *parts;
	size_t part_count;
	const struct rule *rules;
	size_t rule_count;
	const struct aim *aims;
	size_t aim_count;
	struct balance balance;
	struct exposure exposure;
	struct shuffle shuffle;
	const enum status *status;
	size_t status_count;
};

/* How preset: NAME is found; the text lives in the arena. ERROR_NOTFOUND with
 * the nearest names. */
struct preset_source {
	void *ctx;
	bool (*read)(void *ctx, struct arena *arena, struct str name,
		struct str *text, struct error *err);
};

/* Reads YAML. Everything wrong is put in the report; true when nothing was an
 * error. */
MUST bool blueprint_parse(struct arena *arena, const char *file,
	struct str text, const struct preset_source *presets,
	struct blueprint *out, struct report *report);

/* Questions wanted on each form, and points of a form in thousandths when
 * every question's points are known from the blueprint alone, else 0 (of
 * parts of which one is answered instead of the other, only one counts). */
long blueprint_count(const struct blueprint *blueprint);
long blueprint_points(const struct blueprint *blueprint);

/* Points of a part, in thousandths; -1 when a cell leaves them to the
 * question, or when only some of several differing ones are answered. */
long blueprint_part_points(const struct part *part);

/* The code of a form, counted from 0: "0101", "0102"… */
struct str blueprint_code(
	struct arena *arena, const struct forms *forms, size_t form);

#endif
