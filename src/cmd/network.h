/* cmd/network.h - what the commands for one network share */
#ifndef HVSH_CMD_NETWORK_H
#define HVSH_CMD_NETWORK_H

#include "cmd/vm_names.h"

struct err;

/* The names of the host's networks. */
COMPLETER(complete_network);

#define NETWORK_OPT(help) \
	{ "network", OPT_ARG, help, complete_network, .required = true }

/* ERR_USAGE where it is empty; an empty name names nothing. */
int network_word(const struct args *a, const char **ret, struct err *e);

#endif
