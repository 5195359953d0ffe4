/* cmd/keys.h - keys by the names and numbers of virsh's codesets */
#ifndef HVSH_CMD_KEYS_H
#define HVSH_CMD_KEYS_H

#include <stddef.h>

struct candidates;
struct err;
struct hv_key;

/* A code that is none: -1. 0xE0nn: nn behind an 0xE0. */
struct key_row {
	const char *name;       /* without KEY_; NULL ends the table */
	int linux_code;
	int set1, set2, set3, xt_kbd, usb, osx, win32;
	const char *vk;         /* without VK_; NULL: none */
};
extern const struct key_row key_table[];

/* ERR_USAGE, as virsh words it: an unknown codeset, a word that is no key of
 * it. Names are those of linux and win32; numbers go with any. */
int key_parse(const char *codeset, const char *word, struct hv_key *ret,
	      struct err *e);

void key_codesets(struct candidates *to);
/* The names of a codeset's keys; none where it has only numbers. */
void key_names(const char *codeset, struct candidates *to);

#endif
