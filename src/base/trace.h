/* base/trace.h - what --debug and --log show
 *
 * Levels are virsh's: 0 all there is, 4 errors alone. Text goes through the
 * terminal's escaper; secrets are masked by whoever knows them, before they
 * come here.
 */
#ifndef HVSH_BASE_TRACE_H
#define HVSH_BASE_TRACE_H

#include <stdbool.h>
#include <stddef.h>

enum trace_level { TRACE_WIRE, TRACE_INFO, TRACE_NOTICE, TRACE_WARN, TRACE_ERROR };
#define TRACE_OFF (TRACE_ERROR + 1)

struct err;

void trace_set_level(int level);                /* to stderr; TRACE_OFF: none */
/* Everything also goes to this file (appended, mode 0600); NULL ends it. */
int trace_set_file(const char *path, struct err *e);
bool trace_on(enum trace_level level);          /* worth composing? */
void trace(enum trace_level level, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* A block of text (a request, a reply) under a title line. */
void trace_text(enum trace_level level, const char *title,
		const char *text, size_t len);

#endif
