/* domxml/write_devices.c - disks, controllers, interfaces, serial ports */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/target.h"
#include "domxml/write.h"
#include "domxml/names.h"
#include "hv/vm.h"

/* The schema wants a drive letter or a leading slash; Windows takes either
 * slash in \\server\share. */
static char *schema_path(const char *path)
{
	char *copy = xstrdup(path);

	if (strncmp(copy, "\\\\", 2))
		return copy;
	for (char *p = copy; (p = strchr(p, '\\')); )
		*p = '/';
	return copy;
}

static void write_boot(unsigned boot, int depth, struct str *to)
{
	if (boot)
		domxml_empty(to, depth, "boot",
			     "order", domxml_number(boot).text, NULL);
}

static const char *device_name(enum hv_drive_kind kind)
{
	return kind == HV_DRIVE_DVD ? "cdrom" :
	       kind == HV_DRIVE_FLOPPY ? "floppy" : "disk";
}

/* IDE's two controllers are libvirt's two buses of one. */
static void write_address(const struct hv_drive *d, int depth, struct str *to)
{
	bool ide = d->bus == HV_BUS_IDE;

	domxml_empty(to, depth, "address", "type", "drive",
		     "controller", domxml_number(ide ? 0 : d->controller).text,
		     "bus", domxml_number(ide ? d->controller : 0).text,
		     "target", "0",
		     "unit", domxml_number(d->slot).text, NULL);
}

void domxml_write_drive(const struct hv_drive *d, int depth, struct str *to)
{
	AUTO_FREE char *dev = domxml_target(d->bus, d->controller, d->slot);
	AUTO_FREE char *path = d->image ? schema_path(d->image) : NULL;
	bool physical = d->kind == HV_DRIVE_PHYSICAL;

	domxml_open(to, depth, "disk", "type", physical ? "block" : "file",
		    "device", device_name(d->kind), NULL);
	domxml_some(to, depth + 1, "source",
		    physical ? "dev" : "file", path, NULL);
	domxml_empty(to, depth + 1, "target", "dev", dev,
		     "bus", domxml_bus_name(d->bus), NULL);
	if (d->iops_max.set && d->iops_max.v) {
		domxml_open(to, depth + 1, "iotune", NULL);
		domxml_leaf(to, depth + 2, "total_iops_sec",
			    domxml_number(d->iops_max.v).text, NULL);
		domxml_close(to, depth + 1, "iotune");
	}
	write_boot(d->boot, depth + 1, to);
	write_address(d, depth + 1, to);
	domxml_close(to, depth, "disk");
}

void domxml_write_controller(const struct hv_controller *c, int depth,
			     struct str *to)
{
	domxml_empty(to, depth, "controller", "type", domxml_bus_name(c->bus),
		     "index", domxml_number(c->index).text, NULL);
}

/* interface-bridge-attributes of libvirt's schema; what looks like a GUID
 * would be read as one. */
static bool is_bridge_name(const char *name)
{
	for (const char *p = name; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("_.-\\:/ ", *p))
			return false;
	return *name && !is_guid(name);
}

static bool has_name(const struct hv_nic *n)
{
	return n->switch_name && *n->switch_name;
}

/* Also the name of the attribute that says where it is connected. */
const char *domxml_nic_type(const struct hv_nic *n)
{
	if (has_name(n))
		return is_bridge_name(n->switch_name) ? "bridge" : "network";
	return n->switch_guid ? "bridge" : "null";
}

static void write_source(const struct hv_nic *n, int depth, struct str *to)
{
	AUTO_FREE char *upper = NULL;

	if (!has_name(n) && n->switch_guid)
		upper = hv_guid_upper(n->switch_guid);
	domxml_some(to, depth, "source", domxml_nic_type(n),
		    has_name(n) ? n->switch_name : upper, NULL);
}

static void write_vlan(const struct hv_nic *n, int depth, struct str *to)
{
	bool native = false;

	if (!n->trunk.n && !n->vlan)
		return;
	domxml_open(to, depth, "vlan", "trunk", n->trunk.n ? "yes" : NULL, NULL);
	for (size_t i = 0; i < n->trunk.n; i++)
		native |= n->trunk.v[i] == n->native_vlan;
	if (!n->trunk.n)
		domxml_empty(to, depth + 1, "tag",
			     "id", domxml_number(n->vlan).text, NULL);
	else if (!native && n->native_vlan)
		domxml_empty(to, depth + 1, "tag",
			     "id", domxml_number(n->native_vlan).text,
			     "nativeMode", "untagged", NULL);
	for (size_t i = 0; i < n->trunk.n; i++) {
		bool is = n->native_vlan && n->trunk.v[i] == n->native_vlan;

		domxml_empty(to, depth + 1, "tag",
			     "id", domxml_number(n->trunk.v[i]).text,
			     "nativeMode", is ? "untagged" : NULL, NULL);
	}
	domxml_close(to, depth, "vlan");
}

/* A limit that is no whole number of KiB a second is among our own. */
static void write_bandwidth(const struct hv_nic *n, int depth, struct str *to)
{
	if (!n->bandwidth_max || n->bandwidth_max % DOMXML_KIB_BITS)
		return;
	domxml_open(to, depth, "bandwidth", NULL);
	domxml_empty(to, depth + 1, "outbound", "average",
		     domxml_number(n->bandwidth_max / DOMXML_KIB_BITS).text, NULL);
	domxml_close(to, depth, "bandwidth");
}

/* Until its first start, a VM's NIC may have no address yet. */
static bool has_mac(const struct hv_nic *n)
{
	return n->mac && (n->mac_static || strcmp(n->mac, "00:00:00:00:00:00"));
}

/* 'number' 0: it stands alone. */
void domxml_write_own_nic(const struct hv_nic *n, size_t number, int depth,
			  struct str *to)
{
	const char *usual = n->legacy ? DOMXML_LEGACY_NIC_NAME :
		DOMXML_NIC_NAME;
	bool named = n->name && *n->name && strcmp(n->name, usual);
	bool limit = n->bandwidth_max % DOMXML_KIB_BITS;

	if (!named && !limit && !n->bandwidth_min && !n->mac_spoofing &&
	    !n->dhcp_guard && !n->router_guard && !n->private_vlan)
		return;
	domxml_empty(to, depth, "hvsh:nic",
		"xmlns:hvsh", number ? NULL : DOMXML_NS,
		"number", number ? domxml_number(number).text : NULL,
		"mac", number && has_mac(n) ? n->mac : NULL,
		"name", named ? n->name : NULL,
		"mac-spoofing", n->mac_spoofing ? "yes" : NULL,
		"dhcp-guard", n->dhcp_guard ? "yes" : NULL,
		"router-guard", n->router_guard ? "yes" : NULL,
		"limit", limit ? domxml_number(n->bandwidth_max).text : NULL,
		"reservation", n->bandwidth_min ?
			domxml_number(n->bandwidth_min).text : NULL,
		"private-vlan", n->private_vlan ? "yes" : NULL, NULL);
}

static void write_nic(const struct hv_nic *n, bool alone, int depth,
		      struct str *to)
{
	const char *type = domxml_nic_type(n);

	domxml_open(to, depth, "interface", "type", type, NULL);
	if (has_mac(n))
		domxml_empty(to, depth + 1, "mac", "address", n->mac,
			     "type", n->mac_static ? NULL : "generated", NULL);
	write_source(n, depth + 1, to);
	write_vlan(n, depth + 1, to);
	write_bandwidth(n, depth + 1, to);
	if (n->legacy)
		domxml_empty(to, depth + 1, "model",
			     "type", DOMXML_LEGACY_MODEL, NULL);
	if (!n->connected && strcmp(type, "null"))
		domxml_empty(to, depth + 1, "link", "state", "down", NULL);
	write_boot(n->boot, depth + 1, to);
	if (alone)
		domxml_write_own_nic(n, 0, depth + 1, to);
	domxml_close(to, depth, "interface");
}

void domxml_write_nic(const struct hv_nic *n, int depth, struct str *to)
{
	write_nic(n, false, depth, to);
}

void domxml_write_nic_alone(const struct hv_nic *n, struct str *to)
{
	write_nic(n, true, 0, to);
}

void domxml_write_nic_features(const struct hv_nic *n, int depth,
			       struct str *to)
{
	write_vlan(n, depth, to);
	write_bandwidth(n, depth, to);
	domxml_write_own_nic(n, 0, depth, to);
}

/* A port without a pipe has the path -1, as virsh writes and reads it. */
void domxml_write_com(const struct hv_com *c, int depth, struct str *to)
{
	domxml_open(to, depth, "serial", "type", "pipe", NULL);
	domxml_empty(to, depth + 1, "source",
		     "path", c->pipe && *c->pipe ? c->pipe : "-1", NULL);
	domxml_empty(to, depth + 1, "target",
		     "port", domxml_number(c->number).text, NULL);
	domxml_close(to, depth, "serial");
}
