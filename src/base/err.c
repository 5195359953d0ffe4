/* base/err.c - what went wrong: a kind, a message, perhaps a hint */
#include "base/err.h"

#include "base/mem.h"

int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;
	char *msg;

	va_start(ap, fmt);
	msg = xvasprintf(fmt, ap);      /* may quote what is freed below */
	va_end(ap);
	err_clear(e);
	e->kind = kind;
	e->msg = msg;
	return -1;
}

int err_wrap(struct err *e, const char *fmt, ...)
{
	AUTO_FREE char *aim = NULL;
	AUTO_FREE char *old = e->msg;
	va_list ap;

	if (!old)
		return -1;
	va_start(ap, fmt);
	aim = xvasprintf(fmt, ap);
	va_end(ap);
	e->msg = xasprintf("%s: %s", aim, old);
	return -1;
}

int err_append(struct err *e, const char *fmt, ...)
{
	AUTO_FREE char *old = e->msg;
	AUTO_FREE char *more = NULL;
	va_list ap;

	if (!old)
		return -1;
	va_start(ap, fmt);
	more = xvasprintf(fmt, ap);
	va_end(ap);
	e->msg = xasprintf("%s%s", old, more);
	return -1;
}

int err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (!e->msg || e->hint)
		return -1;
	va_start(ap, fmt);
	e->hint = xvasprintf(fmt, ap);
	va_end(ap);
	return -1;
}

void err_clear(struct err *e)
{
	free(e->msg);
	free(e->hint);
	*e = (struct err)ERR_INIT;
}

int err_move(struct err *to, struct err *from)
{
	if (to == from)
		return -1;
	err_clear(to);
	*to = *from;
	*from = (struct err)ERR_INIT;
	return -1;
}

int err_copy(struct err *to, const struct err *from)
{
	if (to == from)
		return -1;
	err_clear(to);
	to->kind = from->kind;
	to->code = from->code;
	to->msg = xstrdup(from->msg);
	to->hint = xstrdup(from->hint);
	return -1;
}

bool err_unclear(const struct err *e)
{
	return e->kind == ERR_CONNECT || e->kind == ERR_TIMEOUT ||
	       e->kind == ERR_INTERRUPTED || e->kind == ERR_PROTOCOL;
}

int err_status(enum err_kind kind)
{
	switch (kind) {
	case ERR_NONE:
		return 0;
	case ERR_FAILED:
	case ERR_PROTOCOL:
	case ERR_STATE:
	case ERR_JOB:
		return 1;
	case ERR_USAGE:
		return 2;
	case ERR_CONNECT:
	case ERR_TLS:
		return 3;
	case ERR_AUTH:
	case ERR_DENIED:
		return 4;
	case ERR_TIMEOUT:
		return 5;
	case ERR_NOT_FOUND:
		return 6;
	case ERR_INTERRUPTED:
		return 130;
	}
	return 1;
}
