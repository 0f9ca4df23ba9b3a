#include "engine/analyse/analysis.h"

void analysis_classical(struct arena *arena, struct analysis *s)
{
	double *guesses = NULL;

	s->test = classical(arena, s->answers);
	if (s->about) {
		guesses = NEW_ARRAY(arena, s->answers->items, double);
		for (size_t i = 0; i < s->answers->items; i++)
			guesses[i] = s->about[i].guess;
	}
	s->quiz = quiz_figures(arena, s->answers, s->test.totals, guesses);
}
