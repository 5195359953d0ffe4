/* config/warn.h - "warning: ..." on stderr, safe for a terminal */
#ifndef HVSH_CONFIG_WARN_H
#define HVSH_CONFIG_WARN_H

#include <stdbool.h>

/* Who has another form for them takes them: 'say' is called with the text
 * alone, unescaped. NULL: back to stderr. */
void warn_to(void (*say)(void *arg, const char *text), void *arg);

/* Says nothing until told otherwise. */
void warn_mute(bool on);

void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
