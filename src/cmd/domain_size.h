/* cmd/domain_size.h - what setvcpus, setmem and setmaxmem share */
#ifndef HVSH_CMD_DOMAIN_SIZE_H
#define HVSH_CMD_DOMAIN_SIZE_H

#include "hv/size.h"

struct args;
struct ctx;
struct err;
struct hv_host;

/* Opens the host and reads what the domain has; --live and --config of a
 * domain for which they make no sense are refused. */
int size_read(struct ctx *c, const struct args *a, enum hv_size_of of,
	      struct hv_host **h, struct hv_size *s, struct err *e);
int size_change(struct ctx *c, struct hv_host *h, const struct hv_size *s,
		const struct hv_size_change *to, struct err *e);
/* virsh says nothing when it is done; JSON does. */
int size_done(struct ctx *c, const char *what, const char *name);

#endif
