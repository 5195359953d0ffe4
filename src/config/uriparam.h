/* config/uriparam.h - what follows the '?' of a hyperv:// URI
 *
 * Part of config/uri.h, for uri.c alone.
 */
#ifndef HVSH_CONFIG_URIPARAM_H
#define HVSH_CONFIG_URIPARAM_H

#include <stddef.h>

struct err;
struct uri;

/* Reads "name=value&..." into 'u' and settles its port. As libvirt, it takes
 * ';' for '&', names in any case, and skips empty parts. */
int uri_params(const char *query, struct uri *u, struct err *e);

/* The n bytes of text without their percent-encoding. -1: broken encoding, or
 * a control character, or NUL. */
int uri_decode(const char *text, size_t n, char **ret);

#endif
