/* cmd/options.h - the options that stand before the command */
#ifndef HVSH_CMD_OPTIONS_H
#define HVSH_CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/out.h"

struct candidates;
struct err;
struct option_def;
struct str;

struct options {
	const char *uri;                /* borrowed from the words, as all */
	const char *log_file;
	const char *password_file;
	const char *password_command;
	int debug;                      /* a trace level */
	unsigned timeout_s;             /* 0: not given */
	enum out_format format;
	bool quiet, read_only, timing, help;
	enum { VERSION_NONE, VERSION_SHORT, VERSION_LONG } version;
	size_t first;                   /* the first word that is no option */
	const struct option_def *waits; /* the words ended before its value */
};

/* words[0] is the program's name. ERR_USAGE; what was read until then is in
 * *ret. */
int options_parse(char *const *words, size_t n, struct options *ret,
		  struct err *e);

void options_usage(struct str *to);             /* as virsh -h words it */

/* For completion: what an option's word may become (--na, --name=va); the
 * values of one that waits for its own. */
void options_names(const char *word, struct candidates *to);
void options_values(const struct option_def *def, struct candidates *to);
/* What may be said of a host: the short names of hvsh.conf. */
void options_hosts(struct candidates *to);

#endif
