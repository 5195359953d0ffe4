/* domxml/reader.h - what the parts of the reader share; for src/domxml only
 *
 * The functions set *ret, or fill the part they are given, on success only
 * where they say so; a part that is half filled is the caller's to clear.
 */
#ifndef HVSH_DOMXML_READER_H
#define HVSH_DOMXML_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "hv/config.h"
#include "xml/xml.h"

struct domxml_in {
	const char *name;       /* of the document */
	struct err *e;
};

/* "NAME: line N: ..."; -1 */
int domxml_bad(const struct domxml_in *in, const xml_node *at,
	       const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The first child of that name; like domxml_next, of no namespace. */
const xml_node *domxml_child(const xml_node *n, const char *name);
const xml_node *domxml_next(const xml_node *n, const char *name);

/* Every child element of n is one of 'known' (NULL ends it) and there once,
 * or as often as it likes where the name is preceded by '*'. "hvsh:x" is an
 * <x> of our own namespace. */
int domxml_known(const struct domxml_in *in, const xml_node *n,
		 const char *const *known);

/* An attribute in 'ret', which keeps its value where it is not there. */
int domxml_attr_num(const struct domxml_in *in, const xml_node *n,
		    const char *attr, uint64_t max, uint64_t *ret);
int domxml_attr_unsigned(const struct domxml_in *in, const xml_node *n,
			 const char *attr, unsigned max, unsigned *ret);
int domxml_attr_bool(const struct domxml_in *in, const xml_node *n,
		     const char *attr, bool *ret);          /* yes, no */

/* An element's whole text: a number from 1 to max; a size in MiB, more than 0
 * and rounded up, with unit= (KiB without). */
int domxml_text_num(const struct domxml_in *in, const xml_node *n,
		    uint64_t max, uint64_t *ret);
int domxml_text_mib(const struct domxml_in *in, const xml_node *n,
		    uint64_t *ret);

int domxml_read_drive(const struct domxml_in *in, const xml_node *n,
		      struct hv_drive *d);
/* *none: a controller that Hyper-V does not have and does not need. */
int domxml_read_controller(const struct domxml_in *in, const xml_node *n,
			   struct hv_controller *c, bool *none);
int domxml_read_nic(const struct domxml_in *in, const xml_node *n,
		    struct hv_nic *nic);
/* What libvirt has no word for (names.h): an element with these attributes. */
#define DOMXML_NIC_ATTRS "name", "mac-spoofing", "dhcp-guard", "router-guard", \
	"limit", "reservation", "private-vlan"
int domxml_read_own_nic(const struct domxml_in *in, const xml_node *n,
			struct hv_nic *nic);
/* port: the number where the XML gives none */
int domxml_read_com(const struct domxml_in *in, const xml_node *n,
		    unsigned port, struct hv_com *c);

/* The order of a device's <boot>; untouched where it has none. */
int domxml_read_boot(const struct domxml_in *in, const xml_node *device,
		     unsigned *ret);
/* When the devices are read: what they and <os> say of booting is made one,
 * devices' numbers for generation 2 and a list of kinds for generation 1. */
int domxml_settle_boot(const struct domxml_in *in, const xml_node *domain,
		       struct hv_config *c);

/* All in <devices>; what the metadata say of it comes after. */
int domxml_read_devices(const struct domxml_in *in, const xml_node *devices,
			struct hv_config *c);
/* The child of <metadata> that is ours; NULL: nothing is said. */
int domxml_read_metadata(const struct domxml_in *in, const xml_node *vm,
			 struct hv_config *c);

#endif
