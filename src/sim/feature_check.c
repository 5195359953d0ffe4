/* What the features of connections may say.
 *
 * The documents give the values and their ranges; that Hyper-V answers with
 * "Invalid parameter" where they do not fit together is assumed. */
#include "sim/feature.h"

#include <stdbool.h>

#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/returns.h"
#include "sim/vswitch.h"

#define VLAN_MAX 4094

enum { UNTAGGED, ACCESS, TRUNK, PRIVATE };      /* OperationMode */
enum { ISOLATED = 1, COMMUNITY, PROMISCUOUS };  /* PvlanMode */
/* BandwidthReservationMode of a switch; its default is by weight, too */
enum { BY_DEFAULT, BY_WEIGHT, ABSOLUTE, NO_RESERVATION };

static bool is_vlan(const struct sim_instance *i, const char *prop)
{
	uint64_t id = sim_get_uint(i, prop);

	return id && id <= VLAN_MAX;
}

/* A list of VLANs, and not an empty one. 0 may stand in a trunk's. */
static bool is_list(const struct sim_instance *i, const char *prop,
		    uint64_t least)
{
	const struct sim_value *v = sim_get(i, prop);

	if (!v || v->kind != SIM_V_ARRAY || !v->n)
		return false;
	for (uint32_t k = 0; k < v->n; k++)
		if (v->item[k].u < least || v->item[k].u > VLAN_MAX)
			return false;
	return true;
}

static bool check_private(const struct sim_instance *i)
{
	if (!is_vlan(i, "PrimaryVlanId"))
		return false;
	switch (sim_get_uint(i, "PvlanMode")) {
	case ISOLATED:
	case COMMUNITY:
		return is_vlan(i, "SecondaryVlanId");
	case PROMISCUOUS:
		return is_list(i, "SecondaryVlanIdArray", 1);
	default:
		return false;
	}
}

static bool check_vlan(const struct sim_instance *i)
{
	if (sim_get_uint(i, "AccessVlanId") > VLAN_MAX ||
	    sim_get_uint(i, "NativeVlanId") > VLAN_MAX)
		return false;
	switch (sim_get_uint(i, "OperationMode")) {
	case UNTAGGED:
		return true;
	case ACCESS:
		return is_vlan(i, "AccessVlanId");
	case TRUNK:
		return is_list(i, "TrunkVlanIdArray", 0);
	case PRIVATE:
		return check_private(i);
	default:
		return false;
	}
}

/* 1 destination, 2 source of what is mirrored */
static bool check_security(const struct sim_instance *i)
{
	return sim_get_uint(i, "MonitorMode") <= 2;
}

/* What is guaranteed is a share or a number, as the switch has it. */
static bool check_bandwidth(struct sim_host *h, const struct sim_instance *i,
			    const struct sim_instance *connection)
{
	const char *path = sim_first_str(connection, "HostResource");
	struct sim_instance *sw = *path ? sim_at_path(h, path) : NULL;
	struct sim_instance *s = sw ? sim_switch_settings(h, sw) : NULL;
	uint64_t mode = s ? sim_get_uint(s, "BandwidthReservationMode") : 0;
	uint64_t weight = sim_get_uint(i, "Weight");
	uint64_t reservation = sim_get_uint(i, "Reservation");
	uint64_t limit = sim_get_uint(i, "Limit");

	if (weight > 100 || (limit && reservation > limit))
		return false;
	if (!s)                 /* connected to nothing yet */
		return true;
	return !(reservation && mode != ABSOLUTE) &&
	       !(weight && mode != BY_WEIGHT && mode != BY_DEFAULT);
}

uint32_t sim_feature_check(struct sim_host *h, const struct sim_instance *i,
			   const struct sim_instance *connection)
{
	bool ok = true;

	if (sim_class_isa(i->cls, "Msvm_EthernetSwitchPortVlanSettingData"))
		ok = check_vlan(i);
	if (sim_class_isa(i->cls, "Msvm_EthernetSwitchPortSecuritySettingData"))
		ok = check_security(i);
	if (sim_class_isa(i->cls, "Msvm_EthernetSwitchPortBandwidthSettingData"))
		ok = check_bandwidth(h, i, connection);
	return ok ? SIM_RET_DONE : SIM_RET_PARAMETER;
}
