/* config/warn.c - "warning: ..." on stderr, safe for a terminal */
#include "config/warn.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>

static void (*sink)(void *arg, const char *text);
static void *sink_arg;
static bool muted;

void warn_to(void (*say)(void *arg, const char *text), void *arg)
{
	sink = say;
	sink_arg = arg;
}

void warn_mute(bool on)
{
	muted = on;
}

void warn(const char *fmt, ...)
{
	AUTO_FREE char *text = NULL;
	AUTO_STR line = STR_INIT;
	va_list ap;

	if (muted)
		return;
	va_start(ap, fmt);
	text = xvasprintf(fmt, ap);
	va_end(ap);
	if (sink) {
		sink(sink_arg, text);
		return;
	}
	str_add_term(&line, text);
	fprintf(stderr, "warning: %s\n", line.buf);
}
