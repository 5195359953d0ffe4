/* hv/console.h - a VM's screen */
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

#endif
