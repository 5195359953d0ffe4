/* sim/host.h - the simulated host: a store, a clock, and what happens in it
 *
 *	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
 *	sim_host_new(&o, &h, e);
 *	before each request:   sim_tick(h, sim_clock_ms());
 *	then:                  sim_query(sim_host_store(h), ...), sim_invoke(h, ...)
 */
#ifndef HVSH_SIM_HOST_H
#define HVSH_SIM_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct sim_host;
struct sim_store;

enum sim_os {
	SIM_OS_2008, SIM_OS_2008R2, SIM_OS_2012, SIM_OS_2012R2,
	SIM_OS_2016, SIM_OS_2019, SIM_OS_2022, SIM_OS_2025,
};
int sim_os_parse(const char *text, enum sim_os *ret);   /* "2012r2"; -1 */
const char *sim_os_version(enum sim_os os);             /* "10.0.17763" */

struct sim_host_opts {
	enum sim_os os;
	const char *hostname;   /* NULL: HVSIM */
	const char *lang;       /* "en-US" (also NULL), "ja-JP" */
	bool counted;           /* --vms N: vms of them, vm-00001 ..., and not the
				 * default eight */
	unsigned vms;
	unsigned job_ms;        /* how long a job takes */
	unsigned guest_ms;      /* how long a guest needs to shut down */
	bool empty;             /* no VM at all: something is going to be loaded */
};
#define SIM_HOST_OPTS_INIT { .os = SIM_OS_2019, .job_ms = 30, .guest_ms = 300 }

int sim_host_new(const struct sim_host_opts *o, struct sim_host **ret,
		 struct err *e);
struct sim_host *sim_host_free(struct sim_host *h);     /* takes NULL; NULL */
struct sim_store *sim_host_store(struct sim_host *h);
/* The store in which clients find that namespace, or find that it is missing:
 * root/virtualization is a view (sim/v1.h), up to date from now until the next
 * request. */
struct sim_store *sim_host_ns(struct sim_host *h, const char *ns);
enum sim_os sim_host_os(const struct sim_host *h);

/* CLOCK_MONOTONIC in milliseconds: the only time there is. The date that
 * the host shows begins at a fixed one with the first tick. */
int64_t sim_clock_ms(void);
/* Does what has become due: jobs end, guests go down, old jobs vanish. Time
 * that goes backwards stands still. */
void sim_tick(struct sim_host *h, int64_t now_ms);

/* Of the jobs that would succeed, after so many that do, the next n end as an
 * exception with that code and text (NULL: one of our own). */
void sim_host_fail_jobs(struct sim_host *h, unsigned after, unsigned n,
			uint16_t code, const char *text);

/*
 * Takes the instances of an EnumerateResponse, PullResponse or GetResponse,
 * or of every *.xml under a directory. With anything loaded the host should
 * have been made 'empty'; the first file of a class drops the instances of
 * that class that were there. Loading ends with sim_host_loaded().
 * XmlFragment items have no class; the file's name must begin with it
 * ("Win32_OperatingSystem_all_000.xml"), else the file is refused.
 */
int sim_host_load(struct sim_host *h, const char *path, struct err *e);
void sim_host_loaded(struct sim_host *h);

/* The whole store as XML, under a temporary name first; does nothing when
 * nothing has changed since the last time. */
int sim_host_save(struct sim_host *h, const char *path, struct err *e);
/* Reads it back in place of what is there. *found is false where no such
 * file exists (that is no failure). */
int sim_host_restore(struct sim_host *h, const char *path, bool *found,
		     struct err *e);

#endif
