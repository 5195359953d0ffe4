/* AddKvpItems, ModifyKvpItems, RemoveKvpItems: what the host tells a guest
 * (Source 0) or keeps to itself (Source 4), in the settings of the VM's
 * key-value pair exchange, also while it is off. */
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define ITEM "Msvm_KvpExchangeDataItem"
#define KVP_ID "2A34B1C2-FD73-4043-8A5B-DD2159BC743F"
#define MAX_NAME 511            /* characters that a guest takes */
#define MAX_DATA 1024           /* MAXLEN of Msvm_KvpExchangeDataItem.Data */

enum what { ADD, MODIFY, REMOVE };
enum { FROM_HOST = 0, HOST_ONLY = 4 };

/* Where in the list that name is; n: nowhere. */
static uint32_t find(const struct sim_value *list, const char *name)
{
	uint32_t i = 0;

	for (; i < list->n; i++) {
		struct sim_cim cim;
		const char *has;
		bool same;

		if (list->item[i].kind != SIM_V_STRING ||
		    sim_cim_parse(list->item[i].s, &cim) < 0)
			continue;
		has = sim_cim_text(&cim, "Name");
		same = has && !strcmp(has, name);
		sim_cim_clear(&cim);
		if (same)
			break;
	}
	return i;
}

static char *item_text(struct sim_host *h, const char *name, const char *data,
		       uint64_t source)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, ITEM);
	AUTO_STR xml = STR_INIT;

	if (i) {
		sim_set(i, "Name", sim_string(name));
		sim_set(i, "Data", sim_string(data));
		sim_set(i, "Source", sim_uint(source));
		sim_cim_print(i, &xml);
		sim_instance_drop(i);
	}
	return str_take(&xml);
}

static size_t characters(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

static uint32_t change(struct sim_host *h, struct sim_instance *settings,
		       const struct sim_cim *cim, enum what what)
{
	const char *name = sim_cim_text(cim, "Name");
	const char *data = sim_cim_text(cim, "Data");
	const char *source = sim_cim_text(cim, "Source");
	AUTO_FREE char *text = NULL;
	struct sim_value list;
	const char *prop;
	uint64_t from = 0;
	uint32_t at;

	if (strcmp(cim->cls, ITEM) || !name || !*name ||
	    characters(name) > MAX_NAME || (what != REMOVE && (!data || characters(data) > MAX_DATA)) ||
	    (source && parse_u64(source, HOST_ONLY, &from) < 0) ||
	    (from != FROM_HOST && from != HOST_ONLY))
		return SIM_RET_PARAMETER;
	prop = from == HOST_ONLY ? "HostOnlyItems" : "HostExchangeItems";
	list = sim_value_copy(sim_get(settings, prop));
	if (list.kind != SIM_V_ARRAY)
		list = sim_array();
	at = find(&list, name);
	if ((at < list.n) == (what == ADD)) {
		sim_value_clear(&list);
		return SIM_RET_PARAMETER;
	}
	if (what == REMOVE) {
		sim_value_clear(&list.item[at]);
		memmove(&list.item[at], &list.item[at + 1],
			(--list.n - at) * sizeof *list.item);
	} else {
		text = item_text(h, name, data, from);
		if (what == ADD) {
			sim_array_add(&list, sim_string(text));
		} else {
			sim_value_clear(&list.item[at]);
			list.item[at] = sim_string(text);
		}
	}
	sim_set(settings, prop, list);
	return SIM_RET_DONE;
}

static uint32_t change_all(struct sim_call *c, enum what what)
{
	bool given;
	struct sim_instance *vm = sim_call_object(c, "TargetSystem", 0, &given);
	struct sim_instance *settings = vm && sim_is_vm(vm) ?
		sim_vm_part(c->host, "Msvm_KvpExchangeComponentSettingData",
			    sim_get_str(vm, "Name"), KVP_ID) : NULL;
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	if (!settings || !sim_call_text(c, "DataItems"))
		return SIM_RET_PARAMETER;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c, "DataItems", n));
	     n++) {
		struct sim_cim cim;

		if (sim_cim_parse(text, &cim) < 0)
			return sim_cim_refusal(text);
		rc = change(c->host, settings, &cim, what);
		sim_cim_clear(&cim);
	}
	return rc;
}

uint32_t sim_do_add_kvp(struct sim_call *c)
{
	return change_all(c, ADD);
}

uint32_t sim_do_modify_kvp(struct sim_call *c)
{
	return change_all(c, MODIFY);
}

uint32_t sim_do_remove_kvp(struct sim_call *c)
{
	return change_all(c, REMOVE);
}
