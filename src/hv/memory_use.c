/* hv/memory_use.c - the memory that a VM has right now */
#include "hv/memory_use.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct memory { struct num size, blocks; };

static const struct wmi_field fields[] = {
	FIELD("BlockSize", WMI_NUM, memory, size),
	FIELD("NumberOfBlocks", WMI_NUM, memory, blocks),
	{ 0 }
};

/* The largest: a host that tells the memory of virtual NUMA nodes, too, has
 * one instance for all of them together. */
static int row(const struct wmi_object *o, void *arg, struct err *e)
{
	uint64_t *kib = arg;
	struct memory m = { 0 };
	uint64_t here;

	if (wmi_read(o, fields, &m, e) < 0)
		return -1;
	if (__builtin_mul_overflow(m.size.v, m.blocks.v, &here))
		return err_set(e, ERR_PROTOCOL, "the host tells a memory that "
			       "cannot be");
	if (here / 1024 > *kib)
		*kib = here / 1024;
	return 0;
}

int hv_memory_use(struct hv_host *h, const char *word, uint64_t *kib,
		  struct err *e)
{
	AUTO_VM *vm = NULL;
	AUTO_FREE char *upper = NULL;
	AUTO_STR wql = STR_INIT;
	uint64_t found = 0;
	struct wmi_query q;
	int r;

	if (hv_vm_find(h, word, &vm, e) < 0)
		return -1;
	if (!hv_state_active(vm->state))
		return err_set(e, ERR_STATE, "domain '%s' is not running",
			       vm->name);
	upper = hv_guid_upper(vm->guid);
	wql_select(&wql, "Msvm_Memory", fields);
	wql_where(&wql, "SystemName", "=", upper);
	q = (struct wmi_query){ HV_NS, wql.buf, row, &found, ERR_INIT };
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_FAILED, "the host tells no memory of "
			       "domain '%s'", vm->name);
	*kib = found;
	return 0;
}
