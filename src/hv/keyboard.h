/* hv/keyboard.h - a VM's keyboard: keys, Ctrl+Alt+Del, text
 *
 * There is one while the VM is on; without one each is ERR_STATE. Each asks
 * for the keyboard first: one request more.
 */
#ifndef HVSH_HV_KEYBOARD_H
#define HVSH_HV_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct hv_host;

struct hv_key {
	uint8_t scan;           /* of set 1; 0: none */
	uint8_t extended;       /* after 0xE0 */
	uint8_t vk;             /* Windows' virtual key; 0: none */
};

/*
 * Presses the keys in order and lets them go in reverse, after 'hold_ms'. One
 * request for all keys (two where they are held); where the host takes no scan
 * codes, two for each key.
 */
int hv_keys_send(struct hv_host *h, const char *guid, const struct hv_key *keys,
		 size_t n, unsigned hold_ms, struct err *e);

/* The three keys that no console lets through. One request. */
int hv_ctrl_alt_del(struct hv_host *h, const char *guid, struct err *e);

/*
 * The text, UTF-8, as keys of the host's choice; the Enter key for each line
 * break (LF, CR or both), and at the end where 'enter' says so. One request
 * for each 512 characters of a line, and for each Enter. When it fails
 * '*typed' tells how many bytes were typed.
 */
int hv_text_type(struct hv_host *h, const char *guid, const char *text,
		 bool enter, size_t *typed, struct err *e);
/* ERR_USAGE: 'len' bytes that are no UTF-8, or hold a control character other
 * than tab and line breaks. */
int hv_text_check(const char *text, size_t len, struct err *e);

/* The length of what of 'text' one request may type: up to the first line
 * break, and 512 units of UTF-16. */
size_t hv_text_piece(const char *text);

#endif
