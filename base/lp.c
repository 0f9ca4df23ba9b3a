#include "base/lp.h"

#include <assert.h>
#include <coin/Clp_C_Interface.h>

enum { ITERATIONS = 200000, PRIMAL_SCALING = 3 };

/* Clp's own object, named so that nobody else needs its header. */
struct lp *lp_new(void)
{
	Clp_Simplex *clp = Clp_newModel();

	Clp_setLogLevel(clp, 0);
	Clp_scaling(clp, PRIMAL_SCALING);
	Clp_setMaximumIterations(clp, ITERATIONS);
	return (struct lp *)clp;
}

static Clp_Simplex *clp_of(const struct lp *lp)
{
	return (Clp_Simplex *)lp;
}

void lp_free(struct lp *lp)
{
	if (lp)
		Clp_deleteModel(clp_of(lp));
}

void lp_add_rows(struct lp *lp, size_t count, struct lp_entries entries,
	const double *least, const double *most)
{
	Clp_addRows(clp_of(lp), (int)count, least, most, entries.begin,
		entries.index, entries.value);
}

void lp_add_columns(struct lp *lp, size_t count, struct lp_entries entries,
	const double *least, const double *most, const double *cost)
{
	Clp_addColumns(clp_of(lp), (int)count, least, most, cost, entries.begin,
		entries.index, entries.value);
}

size_t lp_rows(const struct lp *lp)
{
	return (size_t)Clp_numberRows(clp_of(lp));
}

size_t lp_columns(const struct lp *lp)
{
	return (size_t)Clp_numberColumns(clp_of(lp));
}

void lp_bound_column(struct lp *lp, size_t column, double least, double most)
{
	assert(column < lp_columns(lp));
	Clp_columnLower(clp_of(lp))[column] = least;
	Clp_columnUpper(clp_of(lp))[column] = most;
}

void lp_bound_row(struct lp *lp, size_t row, double least, double most)
{
	assert(row < lp_rows(lp));
	Clp_rowLower(clp_of(lp))[row] = least;
	Clp_rowUpper(clp_of(lp))[row] = most;
}

void lp_set_cost(struct lp *lp, size_t column, double cost)
{
	assert(column < lp_columns(lp));
	Clp_objective(clp_of(lp))[column] = cost;
}

static enum lp_result result_of(const struct lp *lp)
{
	switch (Clp_status(clp_of(lp))) {
	case 0:
		return LP_OPTIMAL;
	case 1:
		return LP_INFEASIBLE;
	case 2:
		return LP_UNBOUNDED;
	default:
		return LP_STOPPED;
	}
}

enum lp_result lp_solve(struct lp *lp)
{
	Clp_primal(clp_of(lp), 0);
	return result_of(lp);
}

enum lp_result lp_solve_again(struct lp *lp)
{
	Clp_dual(clp_of(lp), 0);
	return result_of(lp);
}

double lp_value(const struct lp *lp)
{
	return Clp_objectiveValue(clp_of(lp));
}

const double *lp_solution(const struct lp *lp)
{
	return Clp_primalColumnSolution(clp_of(lp));
}

const double *lp_prices(const struct lp *lp)
{
	return Clp_dualRowSolution(clp_of(lp));
}

const double *lp_reduced(const struct lp *lp)
{
	return Clp_dualColumnSolution(clp_of(lp));
}
