/* LIKE patterns: % any run, _ any one, [abc] [a-f] [^x] one of a set. */
#include <string.h>

#include "sim/value.h"
#include "sim/wql_ast.h"

/* One member or range of a set. */
static bool in_range(uint32_t c, const char **p)
{
	uint32_t lo = sim_fold_next(p), hi = lo;

	if (**p == '-' && (*p)[1] && (*p)[1] != ']') {
		++*p;
		hi = sim_fold_next(p);
	}
	return c >= lo && c <= hi;
}

/* Matches c against the set at *p (just after '['), moves past its ']'. */
static bool in_set(uint32_t c, const char **p)
{
	bool negated = **p == '^', found = false;
	const char *begin;

	if (negated)
		++*p;
	begin = *p;
	/* "[]]" is the set of a bracket. */
	while (**p && (**p != ']' || *p == begin)) {
		if (in_range(c, p))
			found = true;
	}
	if (**p)
		++*p;
	return found != negated;
}

static bool match_one(uint32_t c, const char **p)
{
	if (!c || !**p)
		return false;
	if (**p == '_') {
		++*p;
		return true;
	}
	/* A '[' that nothing closes is itself. */
	if (**p == '[' && (*p)[1] && strchr(*p + 2, ']')) {
		++*p;
		return in_set(c, p);
	}
	return sim_fold_next(p) == c;
}

bool wql_like(const char *text, const char *pattern)
{
	const char *star = NULL, *again = NULL;

	while (*text) {
		const char *t = text, *p = pattern;

		if (*p == '%') {
			star = ++pattern;
			again = text;
			continue;
		}
		if (match_one(sim_fold_next(&t), &p)) {
			text = t;
			pattern = p;
			continue;
		}
		if (!star)
			return false;
		/* The last % takes one character more. */
		sim_fold_next(&again);
		text = again;
		pattern = star;
	}
	while (*pattern == '%')
		pattern++;
	return !*pattern;
}
