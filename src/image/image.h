/* image/image.h - a VM's screen as a picture file
 *
 * Hyper-V's thumbnail is w * h pixels of 16 bits, little-endian RGB565, row by
 * row from the top (FACTS 1.10). A 5-bit value v is (527 v + 23) / 64 of 255,
 * a 6-bit one (259 v + 33) / 64, as libvirt's driver has it: the PPM is byte
 * for byte virsh's.
 */
#ifndef HVSH_IMAGE_IMAGE_H
#define HVSH_IMAGE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

struct err;
struct str;

/* More pixels than this in either direction are no screen. */
#define IMAGE_MAX 16384

enum image_format { IMAGE_PPM, IMAGE_PNG };

/* Appends the file's bytes to 'to'. ERR_PROTOCOL: w or h is 0 or more than
 * IMAGE_MAX, or 'len' is not w * h * 2. */
int image_write(enum image_format format, const uint8_t *rgb565, size_t len,
		unsigned w, unsigned h, struct str *to, struct err *e);

/* "image/png", as virsh names it. */
const char *image_type(enum image_format format);

#endif
