#ifndef TESTS_CONTENT_SOLVE_H
#define TESTS_CONTENT_SOLVE_H

/* How a program, knowing nothing of the key, answers a shipped question.
 * One row a question; at least one of the three functions is set. The test
 * compares what they return with the key in banks/data/. */
struct solve {
	const char *id;
	double (*number)(void); /* numeric: the value asked for */
	char (*letter)(void);   /* choice: 'A'…; the option that is right */
	/* Bit i is set when i is true: of statements, of the options of a
	 * multiple choice; bit 0 alone of a true/false question. */
	unsigned (*truth)(void);
};

/* A table ends with a row whose id is NULL. */
extern const struct solve solve_toan12[];
extern const struct solve solve_vatli12[];
extern const struct solve solve_toan6[];
extern const struct solve solve_lichsu12[];
extern const struct solve solve_tienganh12[];

#endif
