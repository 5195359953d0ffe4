/* cmd/run.h - from words to a command that has run and been reported on */
#ifndef HVSH_CMD_RUN_H
#define HVSH_CMD_RUN_H

#include <stddef.h>

struct ctx;

/*
 * Run, report what goes wrong, return the exit status (of the last command,
 * as virsh does). Nothing runs unless all commands of the text can be
 * understood. 'quit', Ctrl-C and output that cannot be written end a text
 * early.
 */
int run_text(struct ctx *c, const char *text);          /* "list; version" */
int run_words(struct ctx *c, char *const *words, size_t n);

/* Commands from standard input: a person's or a script's. */
int run_shell(struct ctx *c);

#endif
