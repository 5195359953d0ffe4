/* base/str.c - a growing string */
#include "base/str.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

/* Shared by all strings that hold nothing; never written. */
char str_empty[1] = "";

static void make_room(struct str *s, size_t more)
{
	size_t cap = s->cap ? s->cap : 32;
	size_t need;

	if (s->cap && more < s->cap - s->len)
		return;
	/* xrealloc ends the program when told of a sum that cannot be */
	if (__builtin_add_overflow(s->len + 1, more, &need))
		xrealloc(NULL, SIZE_MAX, 2);
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	s->buf = xrealloc(s->cap ? s->buf : NULL, cap, 1);
	s->buf[s->len] = '\0';
	s->cap = cap;
}

void str_free(struct str *s)
{
	if (s->cap)
		free(s->buf);
	*s = (struct str)STR_INIT;
}

void str_clear(struct str *s)
{
	s->len = 0;
	if (s->cap)
		s->buf[0] = '\0';
}

char *str_take(struct str *s)
{
	char *ret = s->cap ? s->buf : xstrdup("");

	*s = (struct str)STR_INIT;
	return ret;
}

void str_wipe(struct str *s)
{
	if (s->cap)
		explicit_bzero(s->buf, s->cap);
	str_free(s);
}

void str_addn(struct str *s, const char *text, size_t n)
{
	if (!n)
		return;
	make_room(s, n);
	memcpy(s->buf + s->len, text, n);
	s->len += n;
	s->buf[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_vaddf(struct str *s, const char *fmt, va_list ap)
{
	size_t room = s->cap - s->len;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(s->cap ? s->buf + s->len : NULL, room, fmt, ap);
	assert(n >= 0);
	if ((size_t)n >= room && n > 0) {
		make_room(s, (size_t)n);
		vsnprintf(s->buf + s->len, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	s->len += (size_t)n;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(s, fmt, ap);
	va_end(ap);
}

void str_pad(struct str *s, char c, size_t n)
{
	if (!n)
		return;
	make_room(s, n);
	memset(s->buf + s->len, c, n);
	s->len += n;
	s->buf[s->len] = '\0';
}
