/* hv/console.h - a VM's screen and keyboard */
#ifndef HVSH_HV_CONSOLE_H
#define HVSH_HV_CONSOLE_H

#include <stddef.h>
#include <stdint.h>

struct err;
struct hv_host;

struct hv_screen {
	unsigned w, h;
	uint8_t *rgb565;        /* w * h times 2 bytes, low one first */
	size_t len;
};
void hv_screen_clear(struct hv_screen *s);
#define AUTO_SCREEN __attribute__((cleanup(hv_screen_clear))) struct hv_screen

/* In its resolution; ERR_STATE where the VM has no screen, being off. Two
 * requests. */
int hv_screen_read(struct hv_host *h, const char *guid, struct hv_screen *ret,
		   struct err *e);

struct hv_key {
	uint8_t scan;           /* of set 1; 0: none */
	uint8_t extended;       /* after 0xE0 */
	uint8_t vk;             /* Windows' virtual key; 0: none */
};

/*
 * Presses the keys in order and lets them go in reverse, after 'hold_ms'. One
 * request for the keyboard and one for all keys (two where they are held);
 * where the host takes no scan codes, two for each key.
 */
int hv_keys_send(struct hv_host *h, const char *guid, const struct hv_key *keys,
		 size_t n, unsigned hold_ms, struct err *e);

#endif
