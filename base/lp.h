#ifndef BASE_LP_H
#define BASE_LP_H

#include <stdbool.h>
#include <stddef.h>

/* Linear programmes, solved by the simplex method of COIN-OR Clp (EPL), whose
 * only door this is: least cost · x such that each row lies within its bounds
 * and each column within its own. Columns and rows may be added between
 * solving, and solving goes on from the basis there was. The same calls give
 * the same results. LP_INFINITY and its negative are no bound. */
struct lp;

#define LP_INFINITY 1e30

struct lp *lp_new(void);
void lp_free(struct lp *lp); /* NULL is allowed */

/* A sparse vector's entries, one after the other; begin[i] to begin[i + 1] are
 * those of the i-th. index: rows of columns, columns of rows. */
struct lp_entries {
	const int *begin;
	const int *index;
	const double *value;
};

/* Adds count rows or columns, numbered on from those there are. cost is that of
 * columns. */
void lp_add_rows(struct lp *lp, size_t count, struct lp_entries entries,
	const double *least, const double *most);
void lp_add_columns(struct lp *lp, size_t count, struct lp_entries entries,
	const double *least, const double *most, const double *cost);

size_t lp_rows(const struct lp *lp);
size_t lp_columns(const struct lp *lp);

void lp_bound_column(struct lp *lp, size_t column, double least, double most);
void lp_bound_row(struct lp *lp, size_t row, double least, double most);
void lp_set_cost(struct lp *lp, size_t column, double cost);

enum lp_result {
	LP_OPTIMAL,
	LP_INFEASIBLE,
	LP_UNBOUNDED,
	LP_STOPPED /* too many iterations, or numbers that cannot be handled */
};

/* From nothing, or after columns or costs changed: primal simplex. */
enum lp_result lp_solve(struct lp *lp);
/* After bounds changed or rows were added: dual simplex. */
enum lp_result lp_solve_again(struct lp *lp);

/* After LP_OPTIMAL, until something is changed. */
double lp_value(const struct lp *lp);
const double *lp_solution(const struct lp *lp); /* by column */
const double *lp_prices(const struct lp *lp);   /* duals, by row */
const double *lp_reduced(const struct lp *lp);  /* costs, by column */

#endif
