/* base/mem.c - memory that is there or the program is not */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* No stdio buffer and no allocation on the way out. */
static _Noreturn void out_of_memory(void)
{
	static const char text[] = "error: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		abort();
	abort();
}

/* NULL from the allocator for a size of 0 would look like a failure. */
void *xchecked(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	return xchecked(calloc(n ? n : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		out_of_memory();
	return xchecked(realloc(p, total ? total : 1));
}

char *xstrdup(const char *s)
{
	return s ? xchecked(strdup(s)) : NULL;
}

char *xstrndup(const char *s, size_t n)
{
	return s ? xchecked(strndup(s, n)) : NULL;
}

char *xvasprintf(const char *fmt, va_list ap)
{
	char *ret;

	if (vasprintf(&ret, fmt, ap) < 0)
		out_of_memory();
	return ret;
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *ret;

	va_start(ap, fmt);
	ret = xvasprintf(fmt, ap);
	va_end(ap);
	return ret;
}

void secret_free(char *s)
{
	if (!s)
		return;
	explicit_bzero(s, strlen(s));
	free(s);
}
