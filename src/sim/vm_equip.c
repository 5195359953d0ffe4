/* The disks and adapters of the VMs that a new host begins with. */
#include <string.h>

#include "base/mem.h"
#include "sim/boot.h"
#include "sim/devices.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vhd.h"
#include "sim/vm.h"

#define FOLDER "D:\\Hyper-V\\Virtual Hard Disks\\"
#define GIB (UINT64_C(1) << 30)

/* A name that Windows takes for a file, and that is free. */
static char *free_path(struct sim_host *h, const char *vm, const char *suffix)
{
	AUTO_FREE char *name = xstrdup(vm);

	for (char *p = name; *p; p++) {
		if (strchr("<>:\"/\\|?*", *p) || (unsigned char)*p < ' ')
			*p = '_';
	}
	for (unsigned n = 1;; n++) {
		char *path = n == 1 ? xasprintf(FOLDER "%s%s", name, suffix) :
			     xasprintf(FOLDER "%s-%u%s", name, n, suffix);

		if (!sim_file_find(h, path))
			return path;
		free(path);
	}
}

static struct sim_instance *controller(struct sim_host *h,
				       struct sim_instance *vssd, bool second)
{
	unsigned gen = sim_vssd_generation(vssd);
	struct sim_parts all = VEC_INIT;
	struct sim_instance *found = NULL;

	sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct sim_part_kind *k = sim_part_kind_of(all.v[i]);

		if (k && k->role == (gen == 2 ? SIM_ROLE_SCSI : SIM_ROLE_IDE) &&
		    (!found || second))
			found = all.v[i];
	}
	vec_free(&all);
	return found ? found : sim_part_add_scsi(h, vssd);
}

static void add_disk(struct sim_host *h, struct sim_instance *vssd,
		     unsigned slot, const char *suffix, unsigned type,
		     uint64_t bytes)
{
	AUTO_FREE char *path = free_path(h, sim_get_str(vssd, "ElementName"),
					 suffix);
	struct sim_instance *c = controller(h, vssd, false), *d;

	sim_vhd_make(h, path, type, bytes);
	d = c ? sim_part_add_drive(h, c, SIM_ROLE_DISK, slot) : NULL;
	if (d)
		sim_part_add_image(h, d, SIM_ROLE_IMAGE, path);
}

static void add_dvd(struct sim_host *h, struct sim_instance *vssd,
		    const char *iso)
{
	bool gen2 = sim_vssd_generation(vssd) == 2;
	struct sim_instance *c = controller(h, vssd, true), *d;

	d = c ? sim_part_add_drive(h, c, SIM_ROLE_DVD, gen2 ? 2 : 0) : NULL;
	if (d && iso)
		sim_part_add_image(h, d, SIM_ROLE_ISO, iso);
}

static struct sim_instance *nth_switch(struct sim_host *h, size_t n)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_VirtualEthernetSwitch");
	struct sim_instance *i = c ? c->first : NULL;

	while (i && n--)
		i = i->next;
	return i;
}

void sim_vm_equip(struct sim_host *h, struct sim_instance *vm, unsigned n)
{
	struct sim_instance *vssd = sim_vm_settings(h, vm);
	bool vhdx = h->os >= SIM_OS_2012;

	if (!vssd)
		return;
	add_disk(h, vssd, 0, vhdx ? ".vhdx" : ".vhd", 3, 40 * GIB);
	if (n < 2)
		add_disk(h, vssd, 1, n || !vhdx ? "-data.vhd" : "-data.vhdx",
			 n ? 2 : 3, 60 * GIB);
	add_dvd(h, vssd, n % 3 ? NULL : "C:\\ISO\\debian-12.iso");
	/* The first has a system, which has told the firmware so. */
	if (!n && sim_vssd_generation(vssd) == 2)
		sim_boot_add_file(h, vssd, "Windows Boot Manager",
			"\\HD(2,GPT)\\\\EFI\\Microsoft\\Boot\\bootmgfw.efi");
	/* The third has no network; others are on one of the three switches,
	 * and one adapter is connected to none. */
	if (n == 2)
		return;
	sim_part_add_nic(h, vssd, SIM_ROLE_NIC, n == 5 ? NULL :
						nth_switch(h, n % 3));
	if (n == 1)
		sim_part_add_nic(h, vssd, SIM_ROLE_LEGACY_NIC, nth_switch(h, 0));
}
