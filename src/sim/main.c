/* sim/main.c - hvsim, the simulated Hyper-V host */
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "sim/host.h"
#include "sim/opts.h"
#include "sim/server.h"
#include "sim/service.h"

#define EXIT_FAILED 1
#define EXIT_USAGE 2

static void print_error(const struct err *e)
{
	AUTO_STR s = STR_INIT;

	str_add_term(&s, e->msg);
	fprintf(stderr, "hvsim: %s\n", s.buf);
}

/* What was saved replaces what would be loaded: it began with that. */
static int fill(struct sim_host *h, const struct sim_opts *o, struct err *e)
{
	bool found = false;

	if (o->state && sim_host_restore(h, o->state, &found, e) < 0)
		return -1;
	if (found)
		return 0;
	for (size_t i = 0; i < o->load.n; i++) {
		if (sim_host_load(h, o->load.v[i], e) < 0)
			return -1;
	}
	if (o->load.n)
		sim_host_loaded(h);
	return 0;
}

static void fail_jobs(struct sim_host *h, const struct sim_fail *f)
{
	bool only = f->when == SIM_FAIL_ONLY;

	sim_host_fail_jobs(h, only ? (unsigned)f->n - 1 : 0,
			   only ? 1 : f->when == SIM_FAIL_FIRST ?
				(unsigned)f->n : ~0u, f->job_code, f->text);
}

/* Orders for the host itself; those for its service are looked at with each
 * request. */
static void order_failures(struct sim_host *h, const struct sim_opts *o)
{
	for (size_t i = 0; i < o->fails.n; i++) {
		const struct sim_fail *f = &o->fails.v[i];

		if (f->kind == SIM_FAIL_JOB)
			fail_jobs(h, f);
	}
}

static int run(const struct sim_opts *o, struct err *e)
{
	struct sim_service service;
	struct sim_host *h = NULL;
	int rc;

	if (sim_host_new(&o->host, &h, e) < 0)
		return -1;
	rc = fill(h, o, e);
	if (rc == 0) {
		order_failures(h, o);
		sim_service_init(&service, h, o->host.lang ? o->host.lang :
							     "en-US");
		service.replay.dir = o->replay;
		rc = sim_server_run(o, &service, e);
		sim_service_clear(&service);
	}
	sim_host_free(h);
	return rc;
}

int main(int argc, char **argv)
{
	AUTO_ERR e = ERR_INIT;
	struct sim_opts o;
	int status = 0;

	switch (sim_opts_parse(&o, argc, argv, &e)) {
	case SIM_OPTS_RUN:
		status = run(&o, &e) < 0 ? EXIT_FAILED : 0;
		break;
	case SIM_OPTS_BAD:
		status = EXIT_USAGE;
		break;
	case SIM_OPTS_DONE:
		break;
	}
	if (status)
		print_error(&e);
	sim_opts_clear(&o);
	return status;
}
