/* config/warn.h - "warning: ..." on stderr, safe for a terminal */
#ifndef HVSH_CONFIG_WARN_H
#define HVSH_CONFIG_WARN_H

void warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
