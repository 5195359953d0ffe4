/* shell/pairs.h - an option's value that has several parts: LAN,vlan=10
 *
 * Parts are separated by commas, and ',,' is a comma within one. Each is
 * KEY=VALUE; the first may be a value alone, which then has the first of the
 * keys:
 *
 *	static const char *const keys[] = { "switch", "vlan", "mac", NULL };
 *
 *	if (pairs_parse("network", text, keys, &p, e) < 0)
 *		return -1;
 *	name = pairs_get(&p, "switch");
 */
#ifndef HVSH_SHELL_PAIRS_H
#define HVSH_SHELL_PAIRS_H

#include "base/vec.h"

struct candidates;
struct err;
struct str;

struct pair {
	const char *key;        /* one of the keys */
	char *value;
};
struct pairs VEC_OF(struct pair);
void pairs_free(struct pairs *p);
#define AUTO_PAIRS __attribute__((cleanup(pairs_free))) struct pairs

/* The part that begins at 'p', appended with its commas as they are meant;
 * what follows it: a comma or the end. */
const char *pairs_part(const char *p, struct str *to);

/* ERR_USAGE, which names the option: a key that is none or comes twice, an
 * empty value, a part without a key that is not the first. */
int pairs_parse(const char *opt, const char *text, const char *const *keys,
		struct pairs *ret, struct err *e);
const char *pairs_get(const struct pairs *p, const char *key);  /* or NULL */

/* How much of a word stands before the part that is being typed. */
size_t pairs_last(const char *word);
/* For completion: the keys, behind the parts that 'word' has already. */
void pairs_offer(const char *word, const char *const *keys,
		 struct candidates *to);
/* A value, likewise: 'key' NULL: as the first part, alone. */
void pairs_offer_value(const char *word, const char *key, const char *value,
		       struct candidates *to);

#endif
