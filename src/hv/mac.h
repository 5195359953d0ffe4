/* hv/mac.h - MAC addresses as Hyper-V writes them and as people do; for hv/
 * alone */
#ifndef HVSH_HV_MAC_H
#define HVSH_HV_MAC_H

/* "00155D380103" as "00:15:5d:38:01:03", yours. NULL: no address, or that of
 * an adapter to which the host has given none yet (zeros). */
char *hv_mac_text(const char *hex);

/* Back again; yours. */
char *hv_mac_hex(const char *mac);

#endif
