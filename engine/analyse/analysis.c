#include "engine/analyse/analysis.h"

void analysis_classical(struct arena *arena, struct analysis *s)
{
	double *guesses = NULL;
	long *planned = NULL;

	s->test = classical(arena, s->answers);
	if (s->about) {
		guesses = NEW_ARRAY(arena, s->answers->items, double);
		planned = NEW_ARRAY(arena, s->answers->items, long);
		for (size_t i = 0; i < s->answers->items; i++) {
			guesses[i] = s->about[i].guess;
			planned[i] = s->about[i].planned;
		}
	}
	s->times = item_times(arena, s->answers, planned);
	s->quiz = quiz_figures(arena, s->answers, s->test.totals, guesses);
}
