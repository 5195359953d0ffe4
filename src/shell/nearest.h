/* shell/nearest.h - which name was meant
 *
 *	struct nearest n = NEAREST_INIT("strat");
 *	nearest_offer(&n, "start");
 *	nearest_offer(&n, "list");
 *	n.best                          ("start"; NULL: none is near)
 */
#ifndef HVSH_SHELL_NEAREST_H
#define HVSH_SHELL_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *wanted;
	const char *best;
	size_t distance;
};

#define NEAREST_INIT(wanted) { wanted, NULL, 0 }

/* Letters inserted, left out, changed, or swapped with the next one. */
size_t edit_distance(const char *a, const char *b);
void nearest_offer(struct nearest *n, const char *name);

#endif
