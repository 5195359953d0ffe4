/* hv/schema.c - the two generations of Hyper-V's classes
 *
 * Those of root/virtualization as Microsoft documented them ("Virtualization
 * WMI provider", for Windows Server 2008 to 2012).
 */
#include "hv/schema.h"

#include "hv/host.h"

const struct hv_schema hv_schemas[HV_GENERATIONS] = {
	[HV_V2] = {
		.generation = HV_V2, .ns = HV_NS,
		.paused = HV_PAUSED, .saved = HV_SAVED, .reset = HV_RESET,
		.start_class = "Msvm_VirtualSystemSettingData",
		.start_id = "", .start_first = 2,
		.guest_reboots = true,
		.modify = "ModifySystemSettings",
		.modify_settings = "SystemSettings",
	},
	[HV_V1] = {
		.generation = HV_V1, .ns = HV_NS_V1,
		/* "reboot" is 10, and does not ask the guest */
		.paused = 32768, .saved = 32769, .reset = 10,
		.start_class = "Msvm_VirtualSystemGlobalSettingData",
		.start_id = "\\Global", .start_first = 0,
		.modify = "ModifyVirtualSystem",
		.modify_settings = "SystemSettingData",
		.modify_vm = "ComputerSystem",
	},
};

unsigned hv_schema_state(const struct hv_schema *s, enum hv_state state)
{
	switch (state) {
	case HV_PAUSED:
		return s->paused;
	case HV_SAVED:
		return s->saved;
	case HV_RESET:
		return s->reset;
	default:
		return state;
	}
}

unsigned hv_schema_never(const struct hv_schema *s)
{
	return s->start_first;
}

unsigned hv_schema_always(const struct hv_schema *s)
{
	return s->start_first + 2;
}

unsigned hv_schema_action(const struct hv_schema *s, struct num own)
{
	return (unsigned)own.v + hv_schemas[HV_V2].start_first -
		s->start_first;
}

struct num hv_schema_read(const struct hv_schema *s, struct num own)
{
	if (own.v == s->paused)
		own.v = HV_PAUSED;
	else if (own.v == s->saved)
		own.v = HV_SAVED;
	return own;
}
