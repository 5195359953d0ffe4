/* shell/nearest.c - which name was meant */
#include "shell/nearest.h"

#include <stdbool.h>
#include <string.h>

#define NAME_MAX_LEN 40         /* longer ones are nobody's slip */

static size_t min2(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool swapped(const char *a, const char *b, size_t i, size_t j)
{
	return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

size_t edit_distance(const char *a, const char *b)
{
	size_t d[NAME_MAX_LEN + 1][NAME_MAX_LEN + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > NAME_MAX_LEN || m > NAME_MAX_LEN)
		return strcmp(a, b) ? n + m : 0;
	for (size_t i = 0; i <= n; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			d[i][j] = min2(d[i - 1][j] + 1, d[i][j - 1] + 1);
			d[i][j] = min2(d[i][j], d[i - 1][j - 1] +
				       (a[i - 1] != b[j - 1]));
			if (swapped(a, b, i, j))
				d[i][j] = min2(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[n][m];
}

/* Near: at most a third of the letters differ, but one may always. */
static size_t limit(const char *wanted)
{
	size_t third = strlen(wanted) / 3;

	return third ? third : 1;
}

void nearest_offer(struct nearest *n, const char *name)
{
	size_t d = edit_distance(n->wanted, name);

	if (d > limit(n->wanted) || (n->best && d >= n->distance))
		return;
	n->best = name;
	n->distance = d;
}
