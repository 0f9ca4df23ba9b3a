#ifndef BASE_MATH_PARSE_H
#define BASE_MATH_PARSE_H

#include "base/math/math.h"

/* What the files of the parser share; others include base/math/math.h.
 *
 * The parser descends through the source once. Macros are replaced when the
 * cursor comes to them: their text is laid upon what is left to read. Every
 * path that leads back to itself goes through tex_deeper, which ends it. */

/* Text being read: the source, or what a macro stands for. */
struct tex_input {
	struct str text;
	size_t pos;
	size_t lines; /* one more than where the last line begins; 0: unknown */
	size_t plain; /* letters before it are known to be in ASCII */
	size_t origin; /* in the source, of what it stands for */
	bool literal;  /* the command it begins with is not replaced */
	struct tex_input *below;
};

/* What ends a row. */
enum tex_closer {
	CLOSE_END,     /* the source's end, or \\ and & of its lines */
	CLOSE_BRACE,   /* } */
	CLOSE_BRACKET, /* ] */
	CLOSE_DOLLAR,
	CLOSE_RIGHT,      /* \right */
	CLOSE_CELL,       /* & \\ \cr \end */
	CLOSE_BRACED_CELL /* & \\ \cr } */
};

/* Where \hfill stands in a row. */
enum tex_fill { FILL_NOWHERE, FILL_BEFORE, FILL_AFTER };

/* A row while it is read. */
struct tex_row {
	struct math *node;
	const struct math **tail;
	struct math *last;
	struct math *before; /* the last that has a class */
	struct math *over;   /* a fraction that waits for its denominator */
	struct tex_row *outer;
	enum math_variant variant; /* before it */
	enum tex_closer closer;
	enum tex_fill filled;
	int switches; /* \displaystyle and \color: each nests */
};

struct tex_parser {
	struct arena *arena;
	const struct math_options *options;
	struct math_faults *faults;
	struct str source;
	struct tex_input bottom;
	struct tex_input *in;
	struct tex_row *row;
	enum math_variant variant;
	int depth;
	unsigned nodes;
	unsigned expansions;
	bool wrapped;    /* what a macro stands for is a group: \frac\half x */
	size_t expanded; /* bytes */
	unsigned braces, fences, tables;
	bool stopped; /* a limit was met; nothing more is read */
	size_t rest;  /* then: where in the source */
	unsigned guesses;
	enum tex_fill filled; /* of the row that ended last */
	size_t command; /* where the command that runs stands in the source */
	struct str run; /* what is left to read from it on */
	const char *const *names; /* of commands, for str_nearest */
};

/* ---- lexer.c ---- */

/* The byte at the cursor, or -1 at the end. */
int lex_byte(struct tex_parser *p);
/* The same after white space and comments, and with macros replaced. */
int lex_look(struct tex_parser *p);
void lex_skip(struct tex_parser *p, size_t bytes); /* within the input */
/* Back to where the cursor was in its input. */
void lex_back(const struct tex_parser *p, struct tex_input *in, size_t pos);
uint32_t lex_code(struct tex_parser *p); /* takes a character, not at the end */
bool lex_at_comment(struct tex_parser *p);
void lex_comment(struct tex_parser *p); /* to the line's end */
/* Whether \NAME stands at the cursor. */
bool lex_at(struct tex_parser *p, const char *name);
/* The name at the cursor's backslash, not taken, "" at the end. */
struct str lex_name(struct tex_parser *p);
/* Takes the command at the cursor: its name, with blanks after a word. */
struct str lex_command(struct tex_parser *p);
/* Takes {…} and gives what is between, braces balanced; without a brace one
 * character or command. False at the end. */
bool lex_group(struct tex_parser *p, struct str *out);
/* The same for a macro, whose arguments may be macros. */
bool lex_argument(struct tex_parser *p, struct str *out);
/* Whether […] comes next; takes it. */
bool lex_at_optional(struct tex_parser *p);
bool lex_optional(struct tex_parser *p, struct str *out);
size_t lex_offset(const struct tex_parser *p); /* in the source */
/* What is left to read of the input. */
struct str lex_rest(const struct tex_parser *p);
/* Reads text before what is left, but not after a limit; for macros. */
void lex_push(struct tex_parser *p, struct str text, size_t origin);

/* "1.5cm", "2em", "3 pt" in thousandths of an em of 10 pt. */
bool tex_length(struct str s, int *out);

/* ---- parse.c ---- */

struct math *tex_node(struct tex_parser *p, enum math_kind kind);
struct math *tex_atom(struct tex_parser *p, uint32_t code, enum math_class c);
struct math *tex_space(struct tex_parser *p, int width);
struct math *tex_text(struct tex_parser *p, enum math_kind kind, struct str s);

/* A fault at the offset; the text is translated. */
void tex_fault(struct tex_parser *p, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* For messages: the source, cut when it is long. */
struct str tex_short(struct str source);
/* MATH_ERROR with that source; the fault is the caller's. */
struct math *tex_error(struct tex_parser *p, struct str source);
/* A fault, and nothing more is read. */
void tex_stop(struct tex_parser *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* One level deeper: false when that is too deep. tex_higher goes back. */
bool tex_deeper(struct tex_parser *p);
void tex_higher(struct tex_parser *p);

/* A row up to what closes it, which is not taken. */
struct math *tex_row(struct tex_parser *p, enum tex_closer closer);
/* The same, first (or NULL) standing in it already. */
struct math *tex_row_after(
	struct tex_parser *p, enum tex_closer closer, struct math *first);
/* \\, \cr */
bool tex_line_end(struct str name);
/* Adds to a row, settling what is binary. */
void tex_add(struct tex_row *row, struct math *node);
void tex_begin(struct tex_parser *p, struct tex_row *row);
/* The finished row. */
struct math *tex_end(struct tex_parser *p, struct tex_row *row);
/* What follows goes into the node's children, to the row's end. */
void tex_switch(struct tex_parser *p, struct math *node);
/* What gathers in a script: several stand side by side in a row. */
struct tex_script {
	struct math *node; /* NULL: nothing yet */
	struct math *last; /* in the row, when it is one of ours */
};
void tex_add_script(
	struct tex_parser *p, struct tex_script *script, struct math *node);
/* Scripts that follow node: node itself or MATH_SCRIPTS. */
struct math *tex_scripts(struct tex_parser *p, struct math *node);

/* An argument: a group, a character or a command. When there is none, a fault
 * that names of ("\\frac", "^") and a MATH_ERROR that shows it. */
struct math *tex_arg(struct tex_parser *p, const char *of);
/* The same as it stands in the source; false after a fault. */
bool tex_raw(struct tex_parser *p, const char *of, struct str *out);
/* […] as a row, or NULL. */
struct math *tex_bracket(struct tex_parser *p);
/* A text apart from the source, as a row. */
struct math *tex_apart(struct tex_parser *p, struct str text);
/* Takes the } that should stand here. */
void tex_close_brace(struct tex_parser *p);
/* A row of one is that one. */
struct math *tex_single(struct math *row);
/* A piece without scripts; NULL when it only changed the row. */
struct math *tex_nucleus(struct tex_parser *p);

/* ---- chars.c ---- */

/* The character at the cursor, or the number or word that begins there (only
 * its first digit or letter when single). */
struct math *tex_character(struct tex_parser *p, bool single);
/* ² and its kind: true when the code is a raised or lowered character. */
bool tex_script_char(uint32_t code, uint32_t *plain, bool *raised);
/* A blank and just three digits come right after the number. */
bool tex_thousands(struct tex_parser *p, struct math *number);

/* ---- commands.c ---- */

struct tex_command {
	const char *name; /* with the backslash */
	/* The name is taken. NULL when only the row changed. */
	struct math *(*run)(
		struct tex_parser *p, const struct tex_command *command);
	uint32_t code;
	int a, b;
	const char *text;
};

const struct tex_command *tex_command_named(struct str name);
const struct tex_command *tex_commands(size_t *count); /* sorted by name */
/* The command at the cursor. */
struct math *tex_run(struct tex_parser *p);
/* Names of all commands and symbols, ending with NULL. */
const char *const *tex_names(struct tex_parser *p);
/* The command that runs, as MATH_ERROR with as much as was read of it. */
struct math *tex_failed(struct tex_parser *p);
/* A delimiter: 0 for ".", NO_DELIMITER after a fault. */
#define NO_DELIMITER UINT32_MAX
uint32_t tex_delimiter(struct tex_parser *p, const char *of);

/* ---- others, each in a file of its name ---- */

/* \begin{…}; \heva{…} and its kind, by the environment's name. */
struct math *tex_begin_environment(
	struct tex_parser *p, const struct tex_command *command);
struct math *tex_braced_table(
	struct tex_parser *p, const struct tex_command *command);
/* Lines of a formula without an environment; the first is read. */
struct math *tex_lines(struct tex_parser *p, struct math *first);

/* The text up to }, which is taken. */
struct math *tex_words(struct tex_parser *p, enum math_variant variant);

struct math *tex_chemistry(
	struct tex_parser *p, const struct tex_command *command);
struct math *tex_quantity(
	struct tex_parser *p, const struct tex_command *command);
/* A number as siunitx writes it, a unit likewise. */
void tex_add_number(struct tex_parser *p, struct tex_row *row, struct str s);
void tex_add_unit(struct tex_parser *p, struct tex_row *row, struct str s);

/* The macro named at the cursor replaced, false when there is none. */
bool tex_expand(struct tex_parser *p);

#endif
