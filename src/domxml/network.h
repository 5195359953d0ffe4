/* domxml/network.h - virtual switches as libvirt's network XML
 *
 *	<network>
 *	  <name>lan</name>
 *	  <description>its notes</description>
 *	  <forward mode='bridge'><interface dev='Ethernet 2'/></forward>
 *	  <vlan><tag id='10'/></vlan>
 *	</network>
 *
 * Without <forward> the switch is internal: its domains and the host reach
 * each other, which is what libvirt makes of such a network. mode='bridge'
 * (dev= or one <interface>) is external. What libvirt has no word for stands
 * under <metadata>, in the namespace of domxml/names.h:
 *
 *	<hvsh:switch type='private'/>           without the host
 *	<hvsh:switch management='no'/>          external, without the host
 *
 * <vlan> is that of the host's own port. <bridge> and <title> are read without
 * effect; addresses, DHCP, NAT and routes are errors: no switch of
 * Hyper-V does them.
 */
#ifndef HVSH_DOMXML_NETWORK_H
#define HVSH_DOMXML_NETWORK_H

#include <stddef.h>

struct err;
struct hv_switch_spec;
struct str;

/* A document of up to 4 MB; errors as domxml/read.h has them. */
int domxml_read_network(const char *text, size_t len, const char *name,
			struct hv_switch_spec *ret, struct err *e);

/* What domxml_read_network reads as the same. libvirt's driver says <bridge>
 * of a network without <forward>, so it is there. */
void domxml_write_network(const struct hv_switch_spec *s, struct str *to);

#endif
