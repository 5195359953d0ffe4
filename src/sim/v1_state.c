/* sim/v1_state.c - the numbers in which root/virtualization differs */
#include "sim/v1.h"

#include <stddef.h>

#include "sim/vm.h"

/* EnabledState of v1, from the value map of its Msvm_ComputerSystem. */
static const struct {
	unsigned v2, v1;
} states[] = {
	{ SIM_VM_SAVED, 32769 },
	{ SIM_VM_PAUSED, 32768 },
	{ SIM_VM_STARTING, 32770 },
	{ SIM_VM_SHUTTING_DOWN, 32774 },
};

unsigned sim_v1_state(unsigned v2)
{
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (states[i].v2 == v2)
			return states[i].v1;
	}
	return v2;
}

/* RequestedState of v1: 10, "reboot", is a reset there. */
unsigned sim_v1_request(unsigned v1)
{
	switch (v1) {
	case 2:
		return SIM_VM_RUNNING;
	case 3:
		return SIM_VM_OFF;
	case 10:
		return SIM_VM_RESETTING;
	case 32768:
		return SIM_VM_PAUSED;
	case 32769:
		return SIM_VM_SAVED;
	}
	return 0;
}
