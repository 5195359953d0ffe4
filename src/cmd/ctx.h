/* cmd/ctx.h - what the commands of one run of hvsh share
 *
 * Made by main.c. The connection is opened by the first command that needs
 * it and kept until 'connect' or the end.
 */
#ifndef HVSH_CMD_CTX_H
#define HVSH_CMD_CTX_H

#include "config/connection.h"
#include <stdbool.h>
#include <stddef.h>

struct candidates;
struct cmd_table;
struct err;
struct hv_host;
struct out;

struct ctx {
	const struct cmd_table *table;
	struct connect_options connect; /* strings borrowed from main or owned
					   by 'uri_owned' */
	char *uri_owned;                /* set by the command 'connect' */
	bool read_only;
	bool shell;                     /* commands come line by line, from a
					   person or a script */
	bool interactive;               /* from a person at a terminal */
	bool timing;
	bool completing;                /* the host is asked for names: in
					   haste, and without a question */
	bool quit;                      /* the shell ends after this command */
	int quit_status;
	unsigned timeout_s;             /* of operations; 0: default */
	struct connection *connection;  /* NULL: not yet */
	struct hv_host *host;
	char *job;                      /* id of the last that was watched; NULL */
	struct out *out;
};

/* The host, opened on first use; NULL with 'e' set when it cannot be. */
struct hv_host *ctx_host(struct ctx *c, struct err *e);
/* For TAB: what may stand after the words, with 'completing' set. A host that
 * was not connected is not afterwards either. */
void ctx_complete(struct ctx *c, char *const *words, size_t n,
		  struct candidates *to);
/* Forgets the connection; the next ctx_host opens a new one. */
void ctx_disconnect(struct ctx *c);

/* What a command does only with some of its options: the refusal of one that
 * CMD_WRITES when read-only. */
int ctx_check_write(const struct ctx *c, const char *command, struct err *e);

#endif
