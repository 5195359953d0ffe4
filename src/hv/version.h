/* hv/version.h - which Windows, and so which Hyper-V, a host runs */
#ifndef HVSH_HV_VERSION_H
#define HVSH_HV_VERSION_H

#include <stdint.h>

struct err;
struct hv_host;
struct str;

struct hv_version {
	char *kernel;           /* "10.0.17763" */
	char *windows;          /* "Microsoft Windows Server 2019 Standard" */
	uint64_t packed;        /* 1000017763 */
};

/* One request. */
int hv_version_read(struct hv_host *h, struct hv_version *ret, struct err *e);
void hv_version_clear(struct hv_version *v);
#define AUTO_VERSION \
	__attribute__((cleanup(hv_version_clear))) struct hv_version

/* "10.0.17763": major * 100000000 + minor * 1000000 + micro. ERR_PROTOCOL,
 * showing the text, for anything but three numbers up to 99, 99 and 999999. */
int hv_version_pack(const char *text, uint64_t *ret, struct err *e);
/* 1000017763: "1000.17.763", as libvirt shows versions */
void hv_version_text(uint64_t packed, struct str *to);

#endif
