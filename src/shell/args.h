/* shell/args.h - words matched against a command's options
 *
 * virsh's rules: --name value, --name=value, '--' ends the options, a word
 * that is no option fills the next OPT_ARG that is still empty. An unknown
 * option, one given twice (an OPT_LIST may be), a missing or empty value, a
 * number that is none, one word too many: ERR_USAGE, which names it. '--help'
 * is known to all commands, and nothing is required beside it.
 */
#ifndef HVSH_SHELL_ARGS_H
#define HVSH_SHELL_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct args;
struct cmd;
struct err;
struct opt;

/* words[0] is the command's name. */
int args_parse(const struct cmd *cmd, char *const *words, size_t n,
	       struct args **ret, struct err *e);
/* Of an unfinished line: takes what it can, never fails. '*waits' is the
 * option whose value comes next, or NULL; '*ended': there was a '--'. */
struct args *args_partial(const struct cmd *cmd, char *const *words, size_t n,
			  const struct opt **waits, bool *ended);
void args_free(struct args *a);                 /* takes NULL */
#define AUTO_ARGV __attribute__((cleanup(args_auto_free))) struct args
void args_auto_free(struct args **a);

/* Names that are not in the table are the program's mistake: assert. */
bool args_flag(const struct args *a, const char *name);         /* given? */
const char *args_str(const struct args *a, const char *name);   /* or NULL */
uint64_t args_num(const struct args *a, const char *name, uint64_t otherwise);
/* The values of an OPT_LIST, in their order. */
const char *const *args_list(const struct args *a, const char *name, size_t *n);
const char *const *args_rest(const struct args *a, size_t *n);
const struct cmd *args_cmd(const struct args *a);
bool args_help(const struct args *a);                           /* --help */
/* The same for an option as the table has it. */
bool args_given(const struct args *a, const struct opt *o);

#endif
