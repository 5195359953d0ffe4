/* base/mem.h - memory that is there or the program is not
 *
 * Running out of memory aborts: no caller can do better in a tool this
 * small, and every line that would pretend to is a line never tested.
 * Every byte has one owner, visible in its type: 'char *' is yours to free,
 * 'const char *' is borrowed.
 */
#ifndef HVSH_BASE_MEM_H
#define HVSH_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n, size_t size);
char *xstrdup(const char *s);                   /* NULL in, NULL out */
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list ap)
	__attribute__((format(printf, 1, 0)));

/* p, which another library allocated; ends the program if it could not. */
void *xchecked(void *p);

/* Overwrites what the string held, then frees it; takes NULL. */
void secret_free(char *s);

/* Frees *p when its scope ends: AUTO_FREE char *name = NULL; */
#define AUTO_FREE __attribute__((cleanup(auto_free)))
#define AUTO_SECRET __attribute__((cleanup(auto_secret)))

/* Hands over what p holds and leaves NULL: *ret = TAKE(vm); */
#define TAKE(p) __extension__({ __typeof__(p) take_ = (p); (p) = NULL; take_; })

static inline void auto_free(void *p)
{
	free(*(void **)p);
}

static inline void auto_secret(char **p)
{
	secret_free(*p);
}

#endif
