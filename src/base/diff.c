/* base/diff.c - how two texts differ, line by line
 *
 * By the table of longest common subsequences of what is between the common
 * beginning and the common end.
 */
#include "base/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#define AROUND 3
#define CELLS_MAX (4u << 20)

struct line {
	const char *text;
	size_t len;             /* with its line feed, where it has one */
};
struct lines VEC_OF(struct line);

/* ' ': of both; '-': of the first; '+': of the second */
struct step { char kind; struct line line; };
struct steps VEC_OF(struct step);

static void split(const char *text, struct lines *to)
{
	while (*text) {
		const char *end = strchr(text, '\n');
		size_t len = end ? (size_t)(end - text) + 1 : strlen(text);

		vec_push(to, ((struct line){ text, len }));
		text += len;
	}
}

static bool same(const struct line *a, const struct line *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static void add(struct steps *s, char kind, const struct line *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		vec_push(s, ((struct step){ kind, l[i] }));
}

/* table[i * (m + 1) + j]: how many lines a from i and b from j have in
 * common. A side is shorter than 65536 lines, or there are too many cells. */
static uint16_t *common(const struct line *a, size_t n, const struct line *b,
			size_t m)
{
	size_t w = m + 1;
	uint16_t *t = xcalloc((n + 1) * w, sizeof *t);

	for (size_t i = n; i-- > 0; ) {
		for (size_t j = m; j-- > 0; ) {
			uint16_t down = t[(i + 1) * w + j];
			uint16_t right = t[i * w + j + 1];

			if (same(&a[i], &b[j]))
				t[i * w + j] = t[(i + 1) * w + j + 1] + 1;
			else
				t[i * w + j] = down > right ? down : right;
		}
	}
	return t;
}

static void walk(const struct line *a, size_t n, const struct line *b,
		 size_t m, struct steps *s)
{
	AUTO_FREE uint16_t *t = common(a, n, b, m);
	size_t i = 0, j = 0, w = m + 1;

	while (i < n && j < m) {
		if (same(&a[i], &b[j])) {
			add(s, ' ', &a[i++], 1);
			j++;
		} else if (t[(i + 1) * w + j] >= t[i * w + j + 1]) {
			add(s, '-', &a[i++], 1);
		} else {
			add(s, '+', &b[j++], 1);
		}
	}
	add(s, '-', a + i, n - i);
	add(s, '+', b + j, m - j);
}

static void compare(const struct lines *a, const struct lines *b,
		    struct steps *s)
{
	size_t head = 0, tail = 0, n, m;

	while (head < a->n && head < b->n && same(&a->v[head], &b->v[head]))
		head++;
	while (tail < a->n - head && tail < b->n - head &&
	       same(&a->v[a->n - 1 - tail], &b->v[b->n - 1 - tail]))
		tail++;
	n = a->n - head - tail;
	m = b->n - head - tail;
	add(s, ' ', a->v, head);
	if (n && m && n < CELLS_MAX / (m + 1) && n < 65535 && m < 65535) {
		walk(a->v + head, n, b->v + head, m, s);
	} else {
		add(s, '-', a->v + head, n);
		add(s, '+', b->v + head, m);
	}
	add(s, ' ', a->v + a->n - tail, tail);
}

static void print(const struct step *s, struct str *out)
{
	str_addc(out, s->kind);
	str_addn(out, s->line.text, s->line.len);
	if (s->line.text[s->line.len - 1] != '\n')
		str_add(out, "\n\\ No newline at end of file\n");
}

/* "-3,7": of one side. Where nothing is of it, the line before. */
static void range(struct str *out, char sign, size_t first, size_t n)
{
	str_addf(out, " %c%zu", sign, n ? first + 1 : first);
	if (n != 1)
		str_addf(out, ",%zu", n);
}

/* Changes that are no further apart than what is shown around them go
 * together: the end of those that begin at 'i'. */
static size_t hunk_end(const struct steps *s, size_t i)
{
	size_t end = i, calm = 0;

	for (; i < s->n && calm <= 2 * AROUND; i++) {
		calm = s->v[i].kind == ' ' ? calm + 1 : 0;
		if (!calm)
			end = i + 1;
	}
	return end + AROUND < s->n ? end + AROUND : s->n;
}

/* at: the lines of either side before the step 'from'. */
static void hunk(const struct steps *s, size_t from, size_t to,
		 const size_t at[2], struct str *out)
{
	size_t n[2] = { 0, 0 };

	for (size_t i = from; i < to; i++) {
		n[0] += s->v[i].kind != '+';
		n[1] += s->v[i].kind != '-';
	}
	str_add(out, "@@");
	range(out, '-', at[0], n[0]);
	range(out, '+', at[1], n[1]);
	str_add(out, " @@\n");
	for (size_t i = from; i < to; i++)
		print(&s->v[i], out);
}

static void print_hunks(const struct steps *s, struct str *out)
{
	size_t at[2] = { 0, 0 }, done = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t from, to;

		if (s->v[i].kind == ' ')
			continue;
		from = i - done > AROUND ? i - AROUND : done;
		to = hunk_end(s, i);
		for (; done < from; done++) {
			at[0]++;
			at[1]++;
		}
		hunk(s, from, to, at, out);
		for (; done < to; done++) {
			at[0] += s->v[done].kind != '+';
			at[1] += s->v[done].kind != '-';
		}
		i = to - 1;
	}
}

void diff_lines(const char *from, const char *to, struct str *out)
{
	struct lines a = VEC_INIT, b = VEC_INIT;
	struct steps s = VEC_INIT;

	split(from, &a);
	split(to, &b);
	compare(&a, &b, &s);
	print_hunks(&s, out);
	vec_free(&a);
	vec_free(&b);
	vec_free(&s);
}
