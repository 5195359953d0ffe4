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

/* Until its first start, a VM's NIC may have no address yet. */
static bool has_mac(const struct hv_nic *n)
{
	return n->mac && (n->mac_static || strcmp(n->mac, "00:00:00:00:00:00"));
}

void domxml_write_nic(const struct hv_nic *n, int depth, struct str *to)
{
	const char *type = domxml_nic_type(n);

	domxml_open(to, depth, "interface", "type", type, NULL);
	if (has_mac(n))
		domxml_empty(to, depth + 1, "mac", "address", n->mac,
			     "type", n->mac_static ? NULL : "generated", NULL);
	write_source(n, depth + 1, to);
	write_vlan(n, depth + 1, to);
	if (n->legacy)
		domxml_empty(to, depth + 1, "model",
			     "type", DOMXML_LEGACY_MODEL, NULL);
	if (!n->connected && strcmp(type, "null"))
		domxml_empty(to, depth + 1, "link", "state", "down", NULL);
	domxml_close(to, depth, "interface");
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
