#ifndef ENGINE_ANALYSE_ANALYSIS_H
#define ENGINE_ANALYSE_ANALYSIS_H

#include "engine/analyse/classical.h"
#include "engine/analyse/dif.h"
#include "engine/analyse/irt.h"
#include "engine/analyse/link.h"
#include "engine/analyse/quiz_figures.h"
#include "engine/analyse/times.h"

/* What is known of an item beforehand, when it is a question of an exam. */
struct item_about {
	struct str title; /* the beginning of the stem, plain */
	struct str stem;  /* the same as Markdown, no formula cut; "" none */
	unsigned version;
	double claimed; /* the facility its author expects; NAN */
	long planned;   /* seconds that its author expects; 0 not said */
	double guess;   /* expected share of who guesses; NAN */
	/* Item response theory's parameters on the bank's scale, as its author
	 * says them. */
	struct anchor bank;
};

/* All that was found out about a table of answers. */
struct analysis {
	const struct answers *answers;
	const struct item_about *about; /* by item, or NULL */
	struct test_figures test;
	const struct quiz_figures *quiz; /* by item */
	const struct item_times *times;  /* by item, or NULL */
	const struct irt_fit *fit; /* or NULL; with link on the bank's scale */
	const struct link *link;   /* or NULL */
	const struct anchor *anchors; /* by item, with link */
	const struct dif *dif;        /* by item, or NULL */
	struct str first, second;     /* groups of dif */
};

/* Fills test, quiz and times from the answers. */
void analysis_classical(struct arena *arena, struct analysis *analysis);

/* What looks wrong with an item, in words; "" nothing. */
struct str item_words(struct arena *arena, const struct item_figures *figures);

/* Of an item that links to the bank's scale: "" unless it has drifted from what
 * is known of it by half a unit of difficulty or more. */
struct str drift_words(
	struct arena *arena, const struct analysis *analysis, size_t item);

/* What the claimed facility is beside the measured one, in words: "" when none
 * was claimed, or they are less than 0.1 or what comes by chance apart (1.96
 * standard errors of a share). */
struct str claim_words(struct arena *arena, double claimed,
	const struct item_figures *figures);
/* How many items were claimed, and of how many the words say something. */
void claims_count(const struct analysis *s, size_t *claimed, size_t *off);

/* Totals from 0 to the best there is, in spans of the same width of which the
 * last holds its end too: as many as there are whole totals, up to 20. What is
 * below 0 is in the first one. */
enum { SPREAD_MOST = 20 };
struct spread {
	double best;
	size_t spans, counts[SPREAD_MOST], most; /* most: the largest count */
};
struct spread spread_of(const struct analysis *s);

/* Trace lines: people in five groups by total, the weakest first, of as many as
 * can be (those with the same total may be in two). shares[g] is the share of
 * the group's answers to the item that are that letter, or letter 0: the mean
 * score; NAN where a group gave none. */
enum { TRACE_GROUPS = 5 };
void item_trace(const struct answers *a, const size_t *group, size_t item,
	char letter, double shares[TRACE_GROUPS]);
/* By person, from 0 to TRACE_GROUPS - 1. */
const size_t *trace_groups(
	struct arena *arena, const struct answers *a, const double *totals);

#endif
