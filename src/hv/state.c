/* hv/state.c - EnabledState of Msvm_ComputerSystem: the v2 map (FACTS 5.9) */
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "hv/state.h"

static const struct {
	uint64_t state;
	const char *word;
} words[] = {
	{ HV_RUNNING, "running" },
	{ HV_OFF, "shut off" },
	{ HV_SHUTTING_DOWN, "in shutdown" },
	{ HV_SAVED, "saved" },
	{ HV_PAUSED, "paused" },
	{ HV_STARTING, "starting" },
	/* on the way, as the value map of Msvm_ComputerSystem has them */
	{ 32770, "starting" },
	{ 32771, "checkpointing" },
	{ 32773, "saving" },
	{ 32774, "stopping" },
	{ 32776, "pausing" },
	{ 32777, "resuming" },
};

static const char *known_word(struct num state)
{
	for (size_t i = 0; state.set && i < sizeof words / sizeof *words; i++)
		if (words[i].state == state.v)
			return words[i].word;
	return NULL;
}

const char *hv_state_word(struct num state, char buf[HV_STATE_WORD])
{
	const char *word = known_word(state);

	if (!state.set)
		return "no state";
	if (word)
		return word;
	snprintf(buf, HV_STATE_WORD, "unknown (%" PRIu64 ")", state.v);
	return buf;
}

const char *hv_state_reason(struct num state)
{
	return hv_state_is(state, HV_SAVED) ? "saved" : "unknown";
}

bool hv_state_is(struct num state, enum hv_state what)
{
	return state.set && state.v == (uint64_t)what;
}

bool hv_state_active(struct num state)
{
	return !hv_state_is(state, HV_OFF) && !hv_state_is(state, HV_SAVED);
}

bool hv_state_known(struct num state)
{
	return known_word(state) != NULL;
}
