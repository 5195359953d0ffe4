/* What Hyper-V takes and what not. Refusals are jobs that fail: the text
 * names the VM, the kind of device and the reason, as Hyper-V's do. */
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/resource.h"
#include "sim/returns.h"
#include "sim/vm.h"

#define GEN1_MEMORY_MB 1048576
#define GEN1_PROCESSORS 64

#define STATE_TEXT "The operation cannot be performed while the virtual " \
	"machine is in its current state."
#define NO_FILE "The system cannot find the file specified. (0x80070002)"
#define FILE_IN_USE "The process cannot access the file because it is being " \
	"used by another process. (0x80070020)"

int sim_resource_refuse(const struct sim_ask *a, struct sim_refusal *r,
			unsigned code, const char *fmt, ...)
{
	AUTO_STR why = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&why, fmt, ap);
	va_end(ap);
	return sim_refuse(r, code, "'%s' failed to %s device '%s'. (Virtual "
			  "machine ID %s)\n\n%s",
			  sim_get_str(a->vssd, "ElementName"),
			  a->old ? "modify" : "add",
			  strrchr(a->kind->subtype, ':') + 1,
			  sim_get_str(a->vssd, "VirtualSystemIdentifier"),
			  why.buf);
}

static unsigned state_of(const struct sim_ask *a)
{
	return a->vm ? sim_vm_state(a->vm) : SIM_VM_SAVED;
}

static bool is_off(const struct sim_ask *a)
{
	return state_of(a) == SIM_VM_OFF;
}

static int refuse_state(const struct sim_ask *a, struct sim_refusal *r)
{
	return sim_resource_refuse(a, r, SIM_RET_STATE, STATE_TEXT);
}

static uint64_t want(const struct sim_ask *a, const char *prop)
{
	return sim_get_uint(a->new, prop);
}

static bool flag(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && v->kind == SIM_V_BOOL && v->b;
}

/* Of a change: does it touch this? */
static bool differs(const struct sim_ask *a, const char *prop)
{
	const struct sim_value *n = sim_get(a->new, prop);

	return a->old && n && !sim_value_equal(n, sim_get(a->old, prop));
}

static uint64_t limit(const struct sim_ask *a, const char *which,
		      uint64_t otherwise)
{
	struct sim_instance *i = sim_pool_limit(a->host, a->kind, which);

	return i ? sim_get_uint(i, "VirtualQuantity") : otherwise;
}

/* --- memory --- */

static int check_memory_range(const struct sim_ask *a, struct sim_refusal *r)
{
	uint64_t least = limit(a, "Minimum", 32), most;
	uint64_t mb = want(a, "VirtualQuantity");

	most = sim_vssd_generation(a->vssd) == 1 ? GEN1_MEMORY_MB :
		limit(a, "Maximum", GEN1_MEMORY_MB);
	if (mb % 2)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"Invalid memory amount: %llu MB is not a multiple of "
			"2 MB.", (unsigned long long)mb);
	if (mb < least || mb > most)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"Invalid memory amount: %llu MB is not between %llu MB "
			"and %llu MB.", (unsigned long long)mb,
			(unsigned long long)least, (unsigned long long)most);
	if (!flag(a->new, "DynamicMemoryEnabled"))
		return 0;
	if (want(a, "Reservation") > mb || want(a, "Limit") < mb ||
	    want(a, "Reservation") < least || want(a, "Limit") > most)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The startup memory must be between the minimum and "
			"the maximum memory.");
	return 0;
}

static int check_memory(const struct sim_ask *a, struct sim_refusal *r)
{
	if (want(a, "TargetMemoryBuffer") < 5 ||
	    want(a, "TargetMemoryBuffer") > 2000 || want(a, "Weight") > 10000)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The memory buffer or the memory weight is out of "
			"range.");
	if (check_memory_range(a, r) < 0)
		return -1;
	if (is_off(a))
		return 0;
	if (state_of(a) != SIM_VM_RUNNING && state_of(a) != SIM_VM_PAUSED)
		return refuse_state(a, r);
	if (differs(a, "DynamicMemoryEnabled") ||
	    differs(a, "MaxMemoryBlocksPerNumaNode"))
		return refuse_state(a, r);
	/* The startup amount of dynamic memory stays; the fixed amount of a
	 * VM that is on can be changed since Windows Server 2016. */
	if (differs(a, "VirtualQuantity") &&
	    (flag(a->new, "DynamicMemoryEnabled") ||
	     a->host->os < SIM_OS_2016 || state_of(a) == SIM_VM_PAUSED))
		return refuse_state(a, r);
	if (flag(a->new, "DynamicMemoryEnabled") &&
	    (want(a, "Limit") < sim_get_uint(a->old, "Limit") ||
	     want(a, "Reservation") > sim_get_uint(a->old, "Reservation")))
		return refuse_state(a, r);
	return 0;
}

/* --- processors --- */

static int check_processor(const struct sim_ask *a, struct sim_refusal *r)
{
	uint64_t n = want(a, "VirtualQuantity"), most;

	most = limit(a, "Maximum", GEN1_PROCESSORS);
	if (most > sim_logical(a->host))
		most = sim_logical(a->host);
	if (sim_vssd_generation(a->vssd) == 1 && most > GEN1_PROCESSORS)
		most = GEN1_PROCESSORS;
	if (n < 1 || n > most)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The number of virtual processors, %llu, is not "
			"between 1 and %llu.", (unsigned long long)n,
			(unsigned long long)most);
	if (want(a, "Limit") > 100000 || !want(a, "Limit") ||
	    want(a, "Reservation") > want(a, "Limit") ||
	    want(a, "Weight") < 1 || want(a, "Weight") > 10000)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The processor's limit, reservation or weight is out "
			"of range.");
	if (is_off(a))
		return 0;
	if (differs(a, "VirtualQuantity") || differs(a, "LimitCPUID") ||
	    differs(a, "LimitProcessorFeatures") ||
	    differs(a, "ExposeVirtualizationExtensions") ||
	    differs(a, "HwThreadsPerCore") ||
	    differs(a, "MaxProcessorsPerNumaNode") ||
	    differs(a, "MaxNumaNodesPerSocket"))
		return refuse_state(a, r);
	return 0;
}

/* --- storage --- */

static int check_file(const struct sim_ask *a, struct sim_refusal *r)
{
	static const struct {
		enum sim_role role;
		const char *exts;
	} fits[] = {
		{ SIM_ROLE_IMAGE, "vhd vhdx avhd avhdx vhds" },
		{ SIM_ROLE_ISO, "iso" }, { SIM_ROLE_VFD, "vfd" },
	};
	const char *file = sim_first_str(a->new, "HostResource");
	bool ok = false;

	for (size_t k = 0; k < 3; k++)
		ok |= a->kind->role == fits[k].role &&
		      sim_path_has_ext(file, fits[k].exts);
	if (!*file)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (!sim_file_find(a->host, file))
		return sim_resource_refuse(a, r, SIM_RET_FAILED,
			"Cannot get information for attachment '%s'. " NO_FILE,
			file);
	if (!ok)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"'%s' is not a file of this kind.", file);
	return 0;
}

static int check_image(const struct sim_ask *a, struct sim_refusal *r)
{
	uint64_t most = want(a, "IOPSLimit");

	if (check_file(a, r) < 0)
		return -1;
	if (most && want(a, "IOPSReservation") > most)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The minimum of I/O operations is above their maximum.");
	if (a->old && differs(a, "HostResource") && !is_off(a) &&
	    a->kind->role == SIM_ROLE_IMAGE)
		return refuse_state(a, r);
	return 0;
}

/* Does another part, of any VM, pass this disk through? */
static bool disk_taken(const struct sim_ask *a, const struct sim_instance *disk)
{
	struct sim_class *c = sim_class_find(a->host->store, SIM_NS_VIRT,
					     "Msvm_ResourceAllocationSettingData");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		const struct sim_part_kind *k = sim_part_kind_of(i);

		if (i != a->old && k && k->role == SIM_ROLE_PHYSICAL &&
		    sim_at_path(a->host, sim_first_str(i, "HostResource")) ==
		    disk)
			return true;
	}
	return false;
}

static int check_physical(const struct sim_ask *a, struct sim_refusal *r)
{
	struct sim_instance *disk = sim_at_path(a->host,
		sim_first_str(a->new, "HostResource"));

	if (!disk || !sim_class_isa(disk->cls, "Msvm_DiskDrive") ||
	    sim_get(disk, "DriveNumber")->kind != SIM_V_UINT)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (disk_taken(a, disk))
		return sim_resource_refuse(a, r, SIM_RET_FAILED,
			"The physical disk is attached to a virtual machine "
			"already. " FILE_IN_USE);
	return 0;
}

/* --- network --- */

static bool is_mac(const char *s)
{
	return strspn(s, "0123456789abcdefABCDEF") == 12 && !s[12];
}

static int check_nic(const struct sim_ask *a, struct sim_refusal *r)
{
	const char *mac = sim_get_str(a->new, "Address");

	if (a->kind->role == SIM_ROLE_LEGACY_NIC &&
	    sim_vssd_generation(a->vssd) == 2)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"A virtual machine of generation 2 cannot have a "
			"legacy network adapter.");
	if (*mac && !is_mac(mac))
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"'%s' is not a MAC address.", mac);
	if (flag(a->new, "StaticMacAddress") && !*mac)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"A static MAC address must be given.");
	if (!is_off(a) &&
	    (differs(a, "Address") || differs(a, "StaticMacAddress")))
		return refuse_state(a, r);
	return 0;
}

enum { PORT_ENABLED = 2, PORT_DISABLED = 3 };

static int check_connection(const struct sim_ask *a, struct sim_refusal *r)
{
	const char *path = sim_first_str(a->new, "HostResource");
	struct sim_instance *sw = *path ? sim_at_path(a->host, path) : NULL;
	unsigned state = (unsigned)sim_get_uint(a->new, "EnabledState");

	if (state != PORT_ENABLED && state != PORT_DISABLED)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"%u is no EnabledState of a connection.", state);
	if (!*path)
		return 0;       /* not connected */
	if (!sw || !sim_class_isa(sw->cls, "Msvm_VirtualEthernetSwitch"))
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"There is no virtual switch '%s'.", path);
	return 0;
}

int sim_resource_check(const struct sim_ask *a, struct sim_refusal *r)
{
	switch (a->kind->role) {
	case SIM_ROLE_MEMORY:
		return check_memory(a, r);
	case SIM_ROLE_PROCESSOR:
		return check_processor(a, r);
	case SIM_ROLE_IMAGE:
	case SIM_ROLE_ISO:
	case SIM_ROLE_VFD:
		return check_image(a, r);
	case SIM_ROLE_PHYSICAL:
		return check_physical(a, r);
	case SIM_ROLE_NIC:
	case SIM_ROLE_LEGACY_NIC:
		return check_nic(a, r);
	case SIM_ROLE_CONNECTION:
		return check_connection(a, r);
	case SIM_ROLE_SERIAL:
	case SIM_ROLE_DISPLAY:
		return a->old && !is_off(a) ? refuse_state(a, r) : 0;
	default:
		return 0;
	}
}

/* --- while it is on --- */

static bool on_scsi(const struct sim_ask *a)
{
	struct sim_instance *p = sim_part_parent(a->host, a->new);
	const struct sim_part_kind *k = p ? sim_part_kind_of(p) : NULL;

	if (k && sim_role_is_drive(k->role)) {
		p = sim_part_parent(a->host, p);
		k = p ? sim_part_kind_of(p) : NULL;
	}
	return k && k->role == SIM_ROLE_SCSI;
}

int sim_resource_check_hot(const struct sim_ask *a, struct sim_refusal *r)
{
	unsigned state = state_of(a);
	bool ok;

	if (state == SIM_VM_OFF)
		return 0;
	if (state != SIM_VM_RUNNING && state != SIM_VM_PAUSED)
		return refuse_state(a, r);
	switch (a->kind->role) {
	case SIM_ROLE_ISO:
	case SIM_ROLE_VFD:
	case SIM_ROLE_CONNECTION:
		ok = true;
		break;
	case SIM_ROLE_DISK:
	case SIM_ROLE_PHYSICAL:
	case SIM_ROLE_IMAGE:
	case SIM_ROLE_DVD:
		ok = on_scsi(a);
		break;
	case SIM_ROLE_NIC:
		ok = sim_vssd_generation(a->vssd) == 2 &&
		     a->host->os >= SIM_OS_2016;
		break;
	default:
		ok = false;
	}
	return ok ? 0 : refuse_state(a, r);
}

static int refuse_start(struct sim_instance *vm, struct sim_refusal *r,
			const char *file, const char *why)
{
	return sim_refuse(r, SIM_RET_FAILED, "'%s' failed to start. (Virtual "
			  "machine ID %s)\n\nAttachment '%s' failed to open "
			  "because of error: %s", sim_get_str(vm, "ElementName"),
			  sim_get_str(vm, "Name"), file, why);
}

/* What others have is left out: a host of very many would start none. */
static int check_host_memory(struct sim_host *h,
			     const struct sim_instance *part,
			     struct sim_instance *vm, struct sim_refusal *r)
{
	uint64_t mb = sim_get_uint(part, "VirtualQuantity");

	if (strcasecmp(part->cls->name, "Msvm_MemorySettingData") ||
	    mb <= sim_memory_mb(h))
		return 0;
	return sim_refuse(r, SIM_RET_FAILED, "'%s' could not initialize. "
			  "(Virtual machine ID %s)\n\nNot enough memory in the "
			  "system to start the virtual machine with ram size "
			  "%llu megabytes. (0x8007000E)",
			  sim_get_str(vm, "ElementName"),
			  sim_get_str(vm, "Name"), (unsigned long long)mb);
}

int sim_vm_check_start(struct sim_host *h, struct sim_instance *vm,
		       struct sim_refusal *r)
{
	struct sim_instance *vssd = sim_vm_settings(h, vm);
	struct sim_parts all = VEC_INIT;
	int rc = 0;

	if (vssd)
		sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n && !rc; i++) {
		const struct sim_part_kind *k = sim_part_kind_of(all.v[i]);
		const char *file = sim_first_str(all.v[i], "HostResource");

		rc = check_host_memory(h, all.v[i], vm, r);
		if (rc)
			break;
		if (!k || !sim_role_is_image(k->role) || !*file)
			continue;
		if (!sim_file_find(h, file))
			rc = refuse_start(vm, r, file, NO_FILE);
		else if (k->role == SIM_ROLE_IMAGE && sim_file_user(h, file, vm))
			rc = refuse_start(vm, r, file, FILE_IN_USE);
	}
	vec_free(&all);
	return rc;
}
