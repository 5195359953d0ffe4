/* What the tests of the simulated host share. */
#ifndef TEST_SIM_HELP_H
#define TEST_SIM_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/host.h"
#include "sim/methods.h"
#include "sim/store.h"
#include "sim/wql.h"

static inline struct sim_host *make_host(const struct sim_host_opts *o)
{
	struct sim_host *h = NULL;
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(sim_host_new(o, &h, &e), 0);
	return h;
}

static inline struct sim_host *default_host(void)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;

	return make_host(&o);
}

/* How many a query finds; -status where it fails. */
static inline int count(struct sim_host *h, const char *ns, const char *wql)
{
	struct sim_result r = SIM_RESULT_INIT;
	enum sim_query_status rc = sim_query(sim_host_ns(h, ns), ns, wql, &r);
	int n = rc == SIM_Q_OK ? (int)r.n : -(int)rc;

	sim_result_clear(&r);
	return n;
}

/* The first that a query finds, borrowed. */
static inline struct sim_instance *first(struct sim_host *h, const char *ns,
					 const char *wql)
{
	struct sim_result r = SIM_RESULT_INIT;
	struct sim_instance *i;

	assert_int_equal(sim_query(sim_host_ns(h, ns), ns, wql, &r), SIM_Q_OK);
	assert_true(r.n > 0);
	i = r.v[0];
	sim_result_clear(&r);
	return i;
}

static inline struct sim_instance *vm(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_add(&q, "SELECT * FROM Msvm_ComputerSystem WHERE ElementName = ");
	str_add_wql(&q, name);
	return first(h, SIM_NS_VIRT, q.buf);
}

#endif
