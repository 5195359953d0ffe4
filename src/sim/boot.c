/* Msvm_BootSourceSettingData, and BootSourceOrder of a VM's settings. */
#include "sim/boot.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/path.h"
#include "sim/returns.h"

#define CLASS "Msvm_BootSourceSettingData"

enum source_type { SOURCE_DRIVE = 1, SOURCE_NETWORK = 2, SOURCE_FILE = 3 };

static struct sim_instance *find(const struct sim_store *s, const char *id)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT, CLASS,
						  "InstanceID", id, NULL);

	return sim_resolve(s, SIM_NS_VIRT, r);
}

/* The source that a path names; NULL: none, or one of another VM. */
static struct sim_instance *named(const struct sim_instance *vssd,
				  const char *path)
{
	const char *top = sim_get_str(vssd, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;
	struct sim_instance *i;
	size_t n = strlen(top);

	if (sim_path_parse(path, NULL, &r) < 0)
		return NULL;
	i = sim_resolve(vssd->store, SIM_NS_VIRT, r);
	return i && sim_class_isa(i->cls, CLASS) &&
	       !strncasecmp(sim_get_str(i, "InstanceID"), top, n) &&
	       sim_get_str(i, "InstanceID")[n] == '\\' ? i : NULL;
}

static const char *path_at(const struct sim_value *order, uint32_t n)
{
	return order->item[n].kind == SIM_V_STRING ? order->item[n].s : "";
}

static uint32_t length(const struct sim_value *order)
{
	return order && order->kind == SIM_V_ARRAY ? order->n : 0;
}

uint32_t sim_boot_check(const struct sim_instance *vssd,
			const struct sim_value *order)
{
	if (length(order) && sim_vssd_generation(vssd) != 2)
		return SIM_RET_PARAMETER;
	for (uint32_t i = 0; i < length(order); i++) {
		struct sim_instance *source = named(vssd, path_at(order, i));

		if (!source)
			return SIM_RET_PARAMETER;
		for (uint32_t k = 0; k < i; k++) {
			if (named(vssd, path_at(order, k)) == source)
				return SIM_RET_PARAMETER;
		}
	}
	return SIM_RET_DONE;
}

/* Paths with the host in front, whatever form was sent. */
struct sim_value sim_boot_order(const struct sim_instance *vssd,
				const struct sim_value *order)
{
	struct sim_value ret = sim_array();

	for (uint32_t i = 0; i < length(order); i++) {
		struct sim_instance *s = named(vssd, path_at(order, i));
		AUTO_FREE char *path = s ? sim_path_of(s) : NULL;

		if (path)
			sim_array_add(&ret, sim_string(path));
	}
	return ret;
}

/* The order without 'out', and with 'first' or 'last'; each may be NULL. */
static void rewrite(struct sim_instance *vssd, const struct sim_instance *out,
		    const struct sim_instance *first,
		    const struct sim_instance *last)
{
	const struct sim_value *old = sim_get(vssd, "BootSourceOrder");
	AUTO_FREE char *head = first ? sim_path_of(first) : NULL;
	AUTO_FREE char *tail = last ? sim_path_of(last) : NULL;
	struct sim_value new = sim_array();

	if (head)
		sim_array_add(&new, sim_string(head));
	for (uint32_t i = 0; i < length(old); i++) {
		if (!out || named(vssd, path_at(old, i)) != out)
			sim_array_add(&new, sim_string(path_at(old, i)));
	}
	if (tail)
		sim_array_add(&new, sim_string(tail));
	sim_set(vssd, "BootSourceOrder", new);
}

static struct sim_instance *put(struct sim_host *h, struct sim_instance *vssd,
				const char *id, enum source_type type,
				const char *what, const char *path)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, CLASS);

	if (!i)
		return NULL;
	sim_fill(i, "Caption=Boot Source\nElementName=Boot Source\n"
		    "Description=Describes a source of booting.\n");
	sim_set(i, "InstanceID", sim_string(id));
	sim_set(i, "BootSourceType", sim_uint(type));
	sim_set(i, "BootSourceDescription", sim_string(what));
	sim_set(i, "FirmwareDevicePath", sim_string(path));
	i = sim_put(h, i);
	sim_relate(h, "Msvm_BootSourceComponent", "GroupComponent", vssd,
		   "PartComponent", i);
	return i;
}

static char *id_of(const struct sim_instance *part)
{
	return xasprintf("%s\\B", sim_get_str(part, "InstanceID"));
}

void sim_boot_add(struct sim_host *h, struct sim_instance *vssd,
		  const struct sim_instance *part)
{
	const struct sim_part_kind *k = sim_part_kind_of(part);
	AUTO_FREE char *id = id_of(part);
	AUTO_FREE char *path = NULL;
	struct sim_instance *i;

	if (!k || sim_vssd_generation(vssd) != 2)
		return;
	if (k->role == SIM_ROLE_NIC) {
		path = xasprintf("\\AcpiEx(VMBus,0,0)\\MAC(%s)",
				 sim_get_str(part, "InstanceID"));
		i = put(h, vssd, id, SOURCE_NETWORK, "EFI Network", path);
	} else if (sim_role_is_drive(k->role)) {
		path = xasprintf("\\AcpiEx(VMBus,0,0)\\Scsi(0,%s)",
				 sim_get_str(part, "AddressOnParent"));
		i = put(h, vssd, id, SOURCE_DRIVE, "EFI SCSI Device", path);
	} else {
		return;
	}
	if (i)
		rewrite(vssd, NULL, NULL, i);
}

void sim_boot_drop(struct sim_host *h, const struct sim_instance *part)
{
	struct sim_instance *vssd = sim_part_vssd(h, part);
	AUTO_FREE char *id = id_of(part);
	struct sim_instance *i = find(h->store, id);

	if (!i || !vssd)
		return;
	rewrite(vssd, i, NULL, NULL);
	sim_remove_related(h, i);
}

/* The id of a file's source: an assumption, no reply has been seen of one. */
void sim_boot_add_file(struct sim_host *h, struct sim_instance *vssd,
		       const char *name, const char *path)
{
	AUTO_FREE char *guid = sim_new_guid(h);
	AUTO_FREE char *id = xasprintf("%s\\%s\\F\\B",
				       sim_get_str(vssd, "InstanceID"), guid);
	struct sim_instance *i = put(h, vssd, id, SOURCE_FILE, name, path);

	if (i)
		rewrite(vssd, NULL, i, NULL);
}
