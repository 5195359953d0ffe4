/* hv/rename.c - a VM gets another name */
#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/query.h"

int hv_vm_name_valid(const char *name, struct err *e)
{
	uint32_t cp;
	int len;

	for (const char *p = name; (len = utf8_next(p, &cp)); p += len) {
		if (len < 0)
			return err_set(e, ERR_USAGE, "name '%s' is not UTF-8, "
				       "at byte %td", name, p - name + 1);
		if ((cp < 0x20 && cp != '\t') || cp == 0xfffe || cp == 0xffff)
			return err_set(e, ERR_USAGE, "name '%s' cannot contain "
				       "the character U+%04X", name,
				       (unsigned)cp);
	}
	return 0;
}

static int check(const struct hv_vms *named, const char *name,
		 const char *own, struct err *e)
{
	for (size_t i = 0; i < named->n; i++)
		if (!strcmp(named->v[i].name, name) &&
		    strcmp(named->v[i].guid, own))
			return err_set(e, ERR_FAILED, "operation failed: "
				       "domain '%s' already exists with uuid "
				       "%s", name, named->v[i].guid);
	return 0;
}

int hv_vm_check_name(struct hv_host *h, const char *name, const char *own,
		     struct err *e)
{
	AUTO_FINDER others = { 0 };
	struct wmi_query q;
	int r;

	if (hv_vm_name_valid(name, e) < 0)
		return -1;
	hv_finder_init(&others, name, &q);
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r < 0 ? -1 : check(&others.rows, name, own, e);
}

static int find(struct hv_host *h, const char *word, const char *name,
		struct hv_vm **ret, struct err *e)
{
	AUTO_FINDER which = { 0 };
	AUTO_FINDER others = { 0 };
	AUTO_VM *vm = NULL;
	struct wmi_query q[2];
	int r;

	hv_finder_init(&which, word, &q[0]);
	hv_finder_init(&others, name, &q[1]);
	r = wmi_query(hv_host_wmi(h), q, 2, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	if (r < 0 || hv_finder_pick(&which, &vm, e) < 0)
		return -1;
	if (!strcmp(vm->name, name))
		return err_set(e, ERR_FAILED, "Requested operation is not "
			       "valid: Can't rename domain to itself");
	if (check(&others.rows, name, vm->guid, e) < 0)
		return -1;
	*ret = TAKE(vm);
	return 0;
}

int hv_vm_rename(struct hv_host *h, const char *word, const char *name,
		 const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_FREE char *upper = NULL, *id = NULL;
	AUTO_VM *vm = NULL;

	if (hv_vm_name_valid(name, e) < 0 ||
	    find(h, word, name, &vm, e) < 0)
		return -1;
	upper = hv_guid_upper(vm->guid);
	id = xasprintf("Microsoft:%s", upper);
	wmi_instance_set(&settings, "InstanceID", "string", id);
	wmi_instance_set(&settings, "ElementName", "string", name);
	return hv_service_modify(h, &settings, wait, e);
}
