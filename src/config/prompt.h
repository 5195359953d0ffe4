/* config/prompt.h - a question on the terminal
 *
 * Asked and answered on /dev/tty, so that stdin and stdout stay the data's.
 * A signal restores the echo before it does what it always does; after
 * Ctrl-Z and fg the question is asked again.
 */
#ifndef HVSH_CONFIG_PROMPT_H
#define HVSH_CONFIG_PROMPT_H

#include <stdbool.h>

struct err;

#define PROMPT_MAX 1024

bool prompt_possible(void);     /* there is a terminal */

/* Reads one line, without its end. ERR_AUTH: the terminal is gone, or its
 * input has ended; ERR_INTERRUPTED: Ctrl-C. Whoever takes a secret wipes
 * it (secret_free). */
int prompt_line(const char *question, char **ret, struct err *e);
int prompt_secret(const char *question, char **ret, struct err *e);

#endif
