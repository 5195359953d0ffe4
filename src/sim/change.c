#include "sim/change.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/define.h"
#include "sim/integration.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/path.h"
#include "sim/resource.h"
#include "sim/vhd.h"
#include "sim/vm.h"
#include "sim/vswitch.h"

#define MAX_ARG_BYTES (16u << 20)

static const struct sim_change *const changes[] = {
	&sim_change_define, &sim_change_destroy, &sim_change_add_resources,
	&sim_change_modify_resources, &sim_change_remove_resources,
	&sim_change_create_vhd, &sim_change_define_switch,
	&sim_change_add_ports, &sim_change_modify_ports,
	&sim_change_resize_vhd, &sim_change_compact_vhd, &sim_change_merge_vhd,
	&sim_change_convert_vhd, &sim_change_parent_vhd,
	&sim_change_validate_vhd, &sim_change_guest_net,
	&sim_change_guest_services,
};

int sim_refuse(struct sim_refusal *r, uint32_t code, const char *fmt, ...)
{
	AUTO_STR s = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	free(r->text);
	r->text = str_take(&s);
	r->code = code;
	return -1;
}

int sim_refuse_now(struct sim_refusal *r, uint32_t code)
{
	r->code = code;
	r->at_once = true;
	return -1;
}

void sim_call_result(struct sim_call *c, const char *name,
		     struct sim_instance *made)
{
	struct sim_value *v = sim_call_out(c, name);

	if (v) {
		if (v->kind != SIM_V_ARRAY)
			*v = sim_array();
		sim_array_add(v, sim_ref_to(made));
	}
	if (c->job)
		sim_job_affects(c->host, c->job, made, 5);
}

/* --- parameters as text: "tName 12:twelve bytes" one after the other --- */

static void pack(const struct sim_args *in, struct str *to)
{
	for (size_t i = 0; i < in->n; i++) {
		const struct sim_arg *a = &in->v[i];
		AUTO_STR ref = STR_INIT;
		const char *text = a->kind == SIM_ARG_REF ? ref.buf : a->text;

		if (a->kind == SIM_ARG_REF) {
			sim_path_print(a->ref, NULL, &ref);
			text = ref.buf;
		}
		if (!text)
			continue;
		str_addf(to, "%s %zu:", a->name, strlen(text));
		str_add(to, text);
	}
}

static const char *unpack_one(const char *p, struct sim_args *to)
{
	const char *space = strchr(p, ' ');
	const char *colon = space ? strchr(space, ':') : NULL;
	AUTO_FREE char *name = NULL, *digits = NULL, *text = NULL;
	uint64_t n;

	if (!colon)
		return NULL;
	name = xstrndup(p, (size_t)(space - p));
	digits = xstrndup(space + 1, (size_t)(colon - space - 1));
	if (parse_u64(digits, MAX_ARG_BYTES, &n) < 0 ||
	    strnlen(colon + 1, n) != n)
		return NULL;
	text = xstrndup(colon + 1, n);
	sim_args_text(to, name, text);
	return colon + 1 + n;
}

/* --- running --- */

static void fail(struct sim_host *h, struct sim_instance *job,
		 const struct sim_refusal *r)
{
	sim_job_fail(h, sim_get_str(job, "InstanceID"), (uint16_t)r->code,
		     r->text ? r->text : "The parameter is incorrect.");
}

static const struct sim_change *find_change(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		if (strlen(changes[i]->name) == n &&
		    !strncmp(changes[i]->name, name, n))
			return changes[i];
	}
	return NULL;
}

static void run_change(struct sim_host *h, const struct sim_task *t)
{
	size_t n = t->data ? strcspn(t->data, "\n") : 0;
	const struct sim_change *what = t->data ? find_change(t->data, n) : NULL;
	const char *p = what && t->data[n] ? t->data + n + 1 : NULL;
	struct sim_refusal r = { 0 };
	struct sim_args in = VEC_INIT;
	struct sim_call c = { .host = h, .in = &in };

	while (p && *p)
		p = unpack_one(p, &in);
	/* A failure on order comes before anything is changed. */
	if (what && !sim_job_doomed(h)) {
		c.job = sim_job_find(h, t->job);
		if (what->run(&c, &r) < 0 && c.job)
			fail(h, c.job, &r);
		else
			sim_job_end(h, t->job);
	} else {
		sim_job_end(h, t->job);
	}
	free(r.text);
	sim_args_clear(&in);
}

const struct sim_task_kind sim_task_change = { "change", run_change };

static uint32_t run_now(struct sim_call *c, const struct sim_change *what,
			struct sim_instance *vm)
{
	struct sim_refusal r = { 0 };
	struct sim_instance *job;
	uint32_t rc = SIM_RET_DONE;

	if (what->run(c, &r) < 0) {
		rc = r.code;
		if (!r.at_once) {
			job = sim_job_begin_as(c->host, what->job_class,
					       what->job_type, what->caption, vm);
			fail(c->host, job, &r);
			sim_call_set(c, "Job", sim_ref_to(job));
			rc = SIM_RET_JOB;
		}
	}
	free(r.text);
	return rc;
}

uint32_t sim_change(struct sim_call *c, const struct sim_change *what,
		    struct sim_instance *vm, bool later)
{
	struct sim_host *h = c->host;
	struct sim_instance *job;
	struct sim_task *t;
	AUTO_STR data = STR_INIT;

	if (!h->fail_jobs && (!later || !h->job_ms))
		return run_now(c, what, vm);
	str_addf(&data, "%s\n", what->name);
	pack(c->in, &data);
	job = sim_job_begin_as(h, what->job_class, what->job_type, what->caption,
			       vm);
	sim_call_set(c, "Job", sim_ref_to(job));
	t = sim_task_add(h, &sim_task_change, h->job_ms,
			 sim_get_str(job, "InstanceID"), NULL);
	t->data = str_take(&data);
	return SIM_RET_JOB;
}
