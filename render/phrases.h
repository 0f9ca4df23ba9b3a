#ifndef RENDER_PHRASES_H
#define RENDER_PHRASES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "engine/model/question.h"

/* The words a document prints, in the document's own language: the exam says
 * which, and the interface's language (base/i18n.h) has no part in it. Names
 * in braces are places to fill in. */
enum phrase {
	/* heads and feet */
	PHRASE_DEPARTMENT, /* before dots, when the exam names none */
	PHRASE_SCHOOL,
	PHRASE_YEAR,          /* {year} */
	PHRASE_SUBJECT,       /* {subject} */
	PHRASE_SUBJECT_GRADE, /* {subject} {grade} */
	PHRASE_GRADE,         /* {grade} */
	PHRASE_TIME,          /* {minutes} */
	PHRASE_TIME_SHORT,    /* {minutes} */
	PHRASE_TIME_NOTE,
	PHRASE_PAGES, /* {pages} */
	PHRASE_NAME,
	PHRASE_NUMBER,
	PHRASE_CLASS,
	PHRASE_DATE,
	PHRASE_MARK,
	PHRASE_CODE,  /* {code} */
	PHRASE_FOOT,  /* {page} {pages} {code} */
	PHRASE_COUNT, /* {page} {pages} */
	PHRASE_END,
	PHRASE_END_NOTES, /* one a line */
	/* questions */
	PHRASE_QUESTION,          /* {n} */
	PHRASE_PART,              /* {name} */
	PHRASE_RANGE,             /* {first} {last} */
	PHRASE_RANGE_ONE,         /* {first} */
	PHRASE_PASSAGE,           /* {range} */
	PHRASE_PASSAGE_LABEL,     /* {first} {last}: before a passage that says
				     itself what to do */
	PHRASE_PASSAGE_LABEL_ONE, /* {first} */
	PHRASE_CHOOSE_PART,       /* {count} {answer} */
	PHRASE_COLUMN_A,
	PHRASE_COLUMN_B,
	PHRASE_WRITE, /* before the blank for an answer */
	PHRASE_TRUE,
	PHRASE_FALSE,
	PHRASE_POINT,  /* {points} */
	PHRASE_POINTS, /* {points} */
	/* keys and guides */
	PHRASE_KEY_TITLE,
	PHRASE_KEY_CORNER,
	PHRASE_GUIDE_TITLE,
	PHRASE_PART_POINTS, /* {count} {points} */
	PHRASE_EACH,        /* {points} */
	PHRASE_WRONG_COSTS, /* {points} */
	PHRASE_STEPS,
	PHRASE_INSTEAD, /* {name} {other} */
	PHRASE_TOTAL,   /* {points} */
	PHRASE_ANSWER,
	PHRASE_TOLERANCE, /* {tolerance} */
	PHRASE_SOLUTION,
	PHRASE_CRITERION,
	PHRASE_CRITERION_POINTS,
	PHRASE_CRITERION_SUM,
	PHRASE_PLACES,     /* before those of PHRASE_PLACE */
	PHRASE_PLACE,      /* {code} {n} */
	PHRASE_OTHER_FORM, /* {n} {code} */
	PHRASE_LEVEL_KNOW,
	PHRASE_LEVEL_UNDERSTAND,
	PHRASE_LEVEL_APPLY,
	PHRASE_LEVEL_EXTEND,
	PHRASE_LOGO, /* its alternative text */
	/* the plan of a room */
	PHRASE_SEATS_TITLE,
	PHRASE_SEATS_DESK,
	PHRASE_SEATS_PILES, /* before those of PHRASE_SEATS_PILE */
	PHRASE_SEATS_PILE,  /* {code} {n} */
	/* how alike the forms are */
	PHRASE_FAIR_TITLE,
	PHRASE_FAIR_ONE, /* the verdicts */
	PHRASE_FAIR_SAME,
	PHRASE_FAIR_ALIKE,   /* {apart} */
	PHRASE_FAIR_NEAR,    /* {apart} {hardest} {easiest} */
	PHRASE_FAIR_UNEQUAL, /* {apart} {hardest} {easiest} */
	PHRASE_FAIR_UNKNOWN,
	PHRASE_FAIR_SHARED,    /* {n} */
	PHRASE_FAIR_SHARED_OF, /* {least} {most} */
	PHRASE_FAIR_KINDS_SAME,
	PHRASE_FAIR_KINDS_DIFFER,
	PHRASE_FAIR_FORM, /* heads of columns */
	PHRASE_FAIR_QUESTIONS,
	PHRASE_FAIR_POINTS,
	PHRASE_FAIR_EXPECTED,
	PHRASE_FAIR_DIFFICULTY,
	PHRASE_FAIR_MINUTES,
	PHRASE_FAIR_TOPIC,
	PHRASE_FAIR_ANY_LEVEL,
	PHRASE_FAIR_TOTAL,
	PHRASE_FAIR_BY_FORM, /* headings */
	PHRASE_FAIR_BY_TOPIC,
	PHRASE_FAIR_LETTERS,
	PHRASE_FAIR_INFORMATION,
	PHRASE_FAIR_NOTE,
	PHRASE_FAIR_INFORMATION_NOTE,
	/* marks */
	PHRASE_QUIZ_NO_SCRIPT,
	PHRASE_MARKS_TITLE,
	PHRASE_MARKS_PERSON, /* heads of columns */
	PHRASE_MARKS_NAME,
	PHRASE_MARKS_CLASS,
	PHRASE_MARKS_CODE,
	PHRASE_MARKS_RIGHT,
	PHRASE_MARKS_BLANK,
	PHRASE_MARKS_POINTS,
	PHRASE_MARKS_MARK,
	PHRASE_MARKS_NOTE,
	PHRASE_MARKS_OPEN, /* in the column of notes */
	PHRASE_MARKS_NO_SHEET,
	PHRASE_MARKS_NO_CODE,
	PHRASE_MARKS_TWICE,
	PHRASE_MARKS_OTHER_EXAM,
	PHRASE_MARKS_NOT_SIGNED,
	PHRASE_MARKS_SUMMARY, /* {n} {mean} {low} {high} */
	PHRASE_MARKS_NONE,
	PHRASE_MARKS_SPREAD, /* headings */
	PHRASE_MARKS_QUESTIONS,
	PHRASE_MARKS_LIST,
	PHRASE_MARKS_FROM_TO, /* {low} {high} */
	PHRASE_MARKS_COUNT,
	PHRASE_MARKS_SHARES, /* of a workbook: sheets, and figures */
	PHRASE_MARKS_CLASS_SHEET,
	PHRASE_MARKS_MEAN,
	PHRASE_MARKS_LOWEST,
	PHRASE_MARKS_HIGHEST,
	PHRASE_MARKS_QUESTION,
	PHRASE_MARKS_FACILITY,
	PHRASE_MARKS_PUPIL, /* {name} */
	PHRASE_MARKS_ANSWER,
	PHRASE_MARKS_KEY,
	PHRASE_MARKS_TOPICS,
	PHRASE_MARKS_SOLUTIONS,
	PHRASE_MARKS_TOPIC,       /* {topic} {got} {most} */
	PHRASE_MARKS_QUESTION_OF, /* {number} */
	PHRASE_ALL_FORMS,         /* the title of the file of all papers */
	PHRASE_COUNT_OF
};

/* The printed name of a subject that has a usual id ("toan": "Toán"), or the id
 * itself. */
struct str phrase_subject(struct str language, struct str id);

/* "vi" and what begins so is Vietnamese; all else is English. */
struct str phrase(struct str language, enum phrase phrase);

/* The heading of a part of such questions, Markdown with {name} and {range};
 * TYPE_COUNT for mixed parts. */
struct str phrase_part(struct str language, enum question_type type);
/* What to do, for a question of another type than its part's. */
struct str phrase_hint(struct str language, enum question_type type);

struct blank {
	const char *name;
	struct str value;
};

/* Every {name} with its value; names not given stay as they are. */
struct str fill_blanks(struct arena *arena, struct str text,
	const struct blank *blanks, size_t count);

/* FILL(arena, text, {"code", form->code}, {"n", number_text(…)}) */
#define FILL(arena, text, ...)                                                 \
	fill_blanks((arena), (text), (const struct blank[]){__VA_ARGS__},      \
		sizeof((const struct blank[]){__VA_ARGS__}) /                  \
			sizeof(struct blank))

struct str number_text(struct arena *arena, long number);
/* Thousandths of a point: "0,25" and "2,0", or "0.25" and "2". */
struct str points_text(struct arena *arena, struct str language, long points);
/* "1 điểm", "0.5 points" */
struct str points_phrase(struct arena *arena, struct str language, long points);

#endif
