/* Msvm_SecurityService: whether a VM of the second generation has a TPM. */
#include <strings.h>

#include "base/mem.h"
#include "sim/base64.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/guardian.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

static struct sim_instance *find(const struct sim_call *c,
				 const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;

	if (!id || strcasecmp(cim->cls, "Msvm_SecuritySettingData"))
		return NULL;
	r = sim_ref_new(SIM_NS_VIRT, cim->cls, "InstanceID", id, NULL);
	return sim_resolve(c->host->store, SIM_NS_VIRT, r);
}

/* What the VM's key protector is; NULL: it has none. */
static struct sim_instance *protector(const struct sim_call *c,
				      const struct sim_instance *s)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Protector",
			"InstanceID", sim_get_str(s, "InstanceID"), NULL);

	return sim_resolve(c->host->store, SIM_NS_OWN, r);
}

static uint32_t check(const struct sim_call *c, const struct sim_instance *s,
		      const struct sim_cim *cim)
{
	const char *tpm = sim_cim_text(cim, "TpmEnabled");
	struct sim_instance *vm = sim_part_vm(c->host, s);

	if (!vm || sim_vm_state(vm) != SIM_VM_OFF)
		return SIM_RET_STATE;
	/* A TPM needs a key protector first. */
	return tpm && !strcasecmp(tpm, "true") && !protector(c, s) ?
	       SIM_RET_STATE : SIM_RET_DONE;
}

static uint32_t apply(struct sim_instance *s, const struct sim_cim *cim)
{
	for (size_t k = 0; k < cim->props.n; k++) {
		const struct sim_cim_prop *p = &cim->props.v[k];
		int at = sim_prop_index(s->cls, p->name);
		struct sim_value v;

		if (at < 0 || sim_cim_value(p, &s->cls->props.v[at], &v) < 0)
			return SIM_RET_PARAMETER;
		if (s->cls->props.v[at].key || v.kind == SIM_V_NULL)
			sim_value_clear(&v);
		else
			sim_set(s, p->name, v);
	}
	return SIM_RET_DONE;
}

uint32_t sim_do_modify_security(struct sim_call *c)
{
	const char *text = sim_call_text(c, "SecuritySettingData");
	struct sim_cim cim;
	struct sim_instance *s;
	uint32_t rc;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	s = find(c, &cim);
	rc = s ? check(c, s, &cim) : SIM_RET_PARAMETER;
	if (!rc)
		rc = apply(s, &cim);
	sim_cim_clear(&cim);
	return rc;
}

/* The settings that the instance in the call names. */
static uint32_t named(const struct sim_call *c, struct sim_instance **ret)
{
	const char *text = sim_call_text(c, "SecuritySettingData");
	struct sim_cim cim;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	*ret = find(c, &cim);
	sim_cim_clear(&cim);
	return *ret ? SIM_RET_DONE : SIM_RET_PARAMETER;
}

static void keep(struct sim_call *c, const struct sim_instance *s,
		 const struct sim_octets *o)
{
	struct sim_instance *i = protector(c, s);
	struct sim_value v = sim_array();

	if (!i) {
		i = sim_make(c->host, SIM_NS_OWN, "Hvsim_Protector");
		sim_set(i, "InstanceID",
			sim_string(sim_get_str(s, "InstanceID")));
		i = sim_put(c->host, i);
	}
	for (size_t k = 0; k < o->n; k++)
		sim_array_add(&v, sim_uint(o->v[k]));
	sim_set(i, "Octets", v);
}

uint32_t sim_do_set_protector(struct sim_call *c)
{
	struct sim_octets o = VEC_INIT;
	struct sim_instance *s, *vm;
	uint32_t rc = named(c, &s);

	if (rc)
		return rc;
	vm = sim_part_vm(c->host, s);
	if (!vm || sim_vm_state(vm) != SIM_VM_OFF)
		return SIM_RET_STATE;
	if (sim_call_octets(c, "KeyProtector", &o) < 0 ||
	    !sim_is_protector(&o))
		rc = SIM_RET_PARAMETER;
	else
		keep(c, s, &o);
	vec_free(&o);
	return rc;
}

/* The octets 0 0 0 4 where there is none: an octet string of CIM's, which is
 * its own length of four octets and nothing after it. */
uint32_t sim_do_get_protector(struct sim_call *c)
{
	struct sim_instance *s, *i;
	uint32_t rc = named(c, &s);

	if (rc)
		return rc;
	i = protector(c, s);
	sim_call_set(c, "KeyProtector", i ?
		     sim_value_copy(sim_get(i, "Octets")) :
		     sim_numbers(4, 0, 0, 0, 4));
	return SIM_RET_DONE;
}

void sim_security_make(struct sim_host *h, struct sim_instance *vssd)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_SecuritySettingData");

	if (!i)
		return;
	sim_fill(i, "ElementName=Security Settings\n"
		"Caption=Security Settings\nTpmEnabled=false\nKsdEnabled=false\n"
		"ShieldingRequested=false\nDataProtectionRequested=false\n"
		"EncryptStateAndVmMigrationTraffic=false\n"
		"VirtualizationBasedSecurityOptOut=false\n");
	sim_set(i, "InstanceID",
		sim_stringf("%s\\%s", sim_get_str(vssd, "InstanceID"),
			    "D8B8F5D3-4D2B-4E6C-9B7E-2C1A0F5E6D70"));
	sim_relate(h, "Msvm_VirtualSystemSettingDataComponent",
		   "GroupComponent", vssd, "PartComponent", sim_put(h, i));
}
