#ifndef BASE_MATH_COMMANDS_H
#define BASE_MATH_COMMANDS_H

#include "base/math/parse.h"

/* What commands do, for the table in commands.c. Each is given the command it
 * runs for, whose code, a, b and text mean what is said here; NULL is returned
 * when only the row changed. */

/* ---- constructs.c ---- */

/* \frac, \binom: code, two delimiters in its halves; a, the style; b, whether
 * there is a bar. \over and its kind likewise, without a style. */
struct math *tex_fraction(struct tex_parser *, const struct tex_command *);
struct math *tex_infix(struct tex_parser *, const struct tex_command *);
struct math *tex_genfrac(struct tex_parser *, const struct tex_command *);
struct math *tex_sqrt(struct tex_parser *, const struct tex_command *);

/* code; a: as wide as the base; b: below it. */
struct math *tex_accent(struct tex_parser *, const struct tex_command *);

/* b: below. */
struct math *tex_line(struct tex_parser *, const struct tex_command *);

/* code; b: below. */
struct math *tex_brace(struct tex_parser *, const struct tex_command *);

/* a: 1 above, 2 below, 3 above a relation. */
struct math *tex_stack(struct tex_parser *, const struct tex_command *);

/* code. */
struct math *tex_arrow(struct tex_parser *, const struct tex_command *);

/* Fences; of \big a: the size, b: the class. */
struct math *tex_fence(struct tex_parser *, const struct tex_command *);
struct math *tex_middle(struct tex_parser *, const struct tex_command *);
struct math *tex_big(struct tex_parser *, const struct tex_command *);

/* a: enum math_strike bits, enum math_phantom bits. */
struct math *tex_not(struct tex_parser *, const struct tex_command *);
struct math *tex_strike(struct tex_parser *, const struct tex_command *);
struct math *tex_cancelto(struct tex_parser *, const struct tex_command *);
struct math *tex_phantom(struct tex_parser *, const struct tex_command *);

/* ---- simple.c and color.c ---- */

/* a: the style, the variant, the class. */
struct math *tex_style(struct tex_parser *, const struct tex_command *);
struct math *tex_alphabet(struct tex_parser *, const struct tex_command *);
struct math *tex_old_font(struct tex_parser *, const struct tex_command *);
struct math *tex_text_command(struct tex_parser *, const struct tex_command *);
struct math *tex_class(struct tex_parser *, const struct tex_command *);

/* a: holds text. */
struct math *tex_box(struct tex_parser *, const struct tex_command *);

/* a: has the text in its argument (\textcolor). */
struct math *tex_color(struct tex_parser *, const struct tex_command *);

/* a: limits above and below. */
struct math *tex_operatorname(struct tex_parser *, const struct tex_command *);

/* text; a: enum math_limits. */
struct math *tex_function(struct tex_parser *, const struct tex_command *);

/* a: 0 \bmod, 1 \mod, 2 \pmod, 3 \pod. */
struct math *tex_mod(struct tex_parser *, const struct tex_command *);

/* a: thousandths of an em; \hfill sets its cell. */
struct math *tex_fixed_space(struct tex_parser *, const struct tex_command *);
struct math *tex_fill(struct tex_parser *, const struct tex_command *);

/* a: the length stands in braces. */
struct math *tex_given_space(struct tex_parser *, const struct tex_command *);

/* a: has an argument, which goes with it. */
struct math *tex_ignored(struct tex_parser *, const struct tex_command *);

struct math *tex_tag(struct tex_parser *, const struct tex_command *);
struct math *tex_rule(struct tex_parser *, const struct tex_command *);

/* code; a: the class. */
struct math *tex_sign(struct tex_parser *, const struct tex_command *);

/* Always a fault. */
struct math *tex_misplaced(struct tex_parser *, const struct tex_command *);

#endif
