/* base/err.h - what went wrong: a kind, a message, perhaps a hint
 *
 * Functions that can fail return 0 or -1 and take a 'struct err *' last. Who
 * notices sets the kind and the fact; who knows the aim wraps:
 *
 *	return err_set(e, ERR_AUTH, "%s refused user '%s'", host, user);
 *	...
 *	return err_wrap(e, "cannot list VMs");
 *	(error: cannot list VMs: hv7 refused user 'admin')
 *
 * Only main.c and the shell's loop print one. Messages are UTF-8 without a
 * full stop at the end and may hold anything a host sent: who prints them
 * escapes them. They never hold a secret.
 */
#ifndef HVSH_BASE_ERR_H
#define HVSH_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

enum err_kind {
	ERR_NONE = 0,
	ERR_FAILED,             /* the host or the system said no */
	ERR_PROTOCOL,           /* a reply that makes no sense */
	ERR_STATE,              /* not allowed in the object's state */
	ERR_JOB,                /* a job ended badly */
	ERR_USAGE,              /* words, options, URIs, configuration */
	ERR_CONNECT,            /* no connection */
	ERR_TLS,                /* a connection that cannot be trusted */
	ERR_AUTH,               /* user or password refused, or not to be had */
	ERR_DENIED,             /* known, but not permitted */
	ERR_TIMEOUT,
	ERR_NOT_FOUND,          /* no such VM, network, ... */
	ERR_INTERRUPTED,        /* Ctrl-C */
};

struct err {
	enum err_kind kind;
	uint32_t code;          /* the host's own, 0 if it gave none */
	char *msg;
	char *hint;             /* the exact thing to do, or NULL */
};

#define ERR_INIT { ERR_NONE, 0, NULL, NULL }
#define AUTO_ERR __attribute__((cleanup(err_clear))) struct err

/* Each returns -1. Setting replaces what was there; 'e' is never NULL. */
int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int err_wrap(struct err *e, const char *fmt, ...)       /* "fmt: old" */
	__attribute__((format(printf, 2, 3)));
int err_append(struct err *e, const char *fmt, ...)     /* "old" "fmt" */
	__attribute__((format(printf, 2, 3)));
int err_hint(struct err *e, const char *fmt, ...)       /* first one stays */
	__attribute__((format(printf, 2, 3)));

void err_clear(struct err *e);
int err_move(struct err *to, struct err *from);         /* from is clear after; -1 */
int err_copy(struct err *to, const struct err *from);   /* -1 */

/* The process's exit status for a kind: 0..6 as the manual lists them,
 * 130 for ERR_INTERRUPTED. */
int err_status(enum err_kind kind);
/* Did the host do it, or does it still? Nobody can tell: there was no answer,
 * none that makes sense, or nobody waited for it. */
bool err_unclear(const struct err *e);

#endif
