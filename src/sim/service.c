/* sim/service.c - the WS-Management service */
#include "sim/service.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sim/host.h"
#include "sim/store.h"
#include "sim/wire.h"

/* Windows counts an envelope's size in UTF-16: 150 kB are 76 800 units. */
#define UNITS(kb) ((size_t)(kb) * 1024 / 2)

static const struct sim_limits limits[] = {
	[SIM_OS_2008] = { 150, UNITS(150), true, 20, 15, "2.0", false },
	[SIM_OS_2008R2] = { 150, UNITS(150), true, 32000, 15, "2.0", false },
	[SIM_OS_2012] = { 500, UNITS(150), true, 32000, 1500, "3.0", true },
	[SIM_OS_2012R2] = { 500, UNITS(500), false, 32000, 1500, "3.0", true },
	[SIM_OS_2016] = { 500, UNITS(500), false, 32000, 1500, "3.0", true },
	[SIM_OS_2019] = { 500, UNITS(500), false, 32000, 1500, "3.0", true },
	[SIM_OS_2022] = { 500, UNITS(500), false, 32000, 1500, "3.0", true },
	[SIM_OS_2025] = { 500, UNITS(500), false, 32000, 1500, "3.0", true },
};

void sim_service_init(struct sim_service *s, struct sim_host *h,
		      const char *lang)
{
	*s = (struct sim_service){
		.host = h, .lang = lang,
		.limits = &limits[sim_host_os(h)],
	};
}

void sim_service_clear(struct sim_service *s)
{
	sim_contexts_clear(&s->contexts);
	sim_replay_clear(&s->replay);
}

void sim_answer_clear(struct sim_answer *a)
{
	str_free(&a->body);
	free(a->action);
	free(a->resource);
	*a = (struct sim_answer)SIM_ANSWER_INIT;
}

struct sim_form sim_request_form(const struct sim_request *r)
{
	return (struct sim_form){ r->uri.dmtf, r->precise_arrays };
}

struct sim_ref *sim_request_ref(const struct sim_request *r)
{
	return sim_ref_make(r->uri.ns, r->uri.cls, r->selectors.v,
			    r->selectors.n);
}

int sim_request_class(struct sim_service *s, const struct sim_request *r,
		      const char *operation, struct sim_class **ret,
		      struct sim_fault *f)
{
	if (!r->uri.cls)
		return sim_fault(f, SIM_FAULT_NO_URI, NULL);
	*ret = sim_class_find(sim_host_ns(s->host, r->uri.ns), r->uri.ns,
			      r->uri.cls);
	if (!*ret)
		return sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, operation,
				     r->uri.cls, NULL);
	return 0;
}

int sim_check_size(const struct sim_request *r, const struct str *reply,
		   struct sim_fault *f)
{
	size_t units = sim_utf16_units(reply->buf, reply->len);

	if (!r->max_envelope || units <= r->max_envelope / 2)
		return 0;
	return sim_fault(f, SIM_FAULT_TOO_BIG,
			 "The size of the reply (%zu) exceeds the envelope "
			 "size that the request allows (%zu). ",
			 units * 2, r->max_envelope);
}

typedef int operation(struct sim_service *s, const struct sim_request *r,
		      struct str *to, struct sim_fault *f);

static operation *find_operation(const char *action)
{
	static const struct {
		const char *action;
		operation *fn;
	} ops[] = {
		{ SIM_XMLNS_N "/Enumerate", sim_do_enumerate },
		{ SIM_XMLNS_N "/Pull", sim_do_pull },
		{ SIM_XMLNS_N "/Release", sim_do_release },
		{ SIM_XMLNS_X "/Get", sim_do_get },
		{ SIM_XMLNS_X "/Put", sim_do_put },
		{ SIM_XMLNS_X "/Create", sim_do_refuse },
		{ SIM_XMLNS_X "/Delete", sim_do_refuse },
	};

	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (!strcmp(ops[i].action, action))
			return ops[i].fn;
	}
	return sim_do_invoke;
}

static int perform(struct sim_service *s, const struct sim_manner *m,
		   const char *data, size_t len, struct sim_request *r,
		   struct sim_answer *a, struct sim_fault *f)
{
	if (sim_request_read(r, data, len, f) < 0)
		return -1;
	if (!m->authenticated && !r->identify)
		return sim_fault(f, SIM_FAULT_DENIED, NULL);
	if (m->refuse != SIM_FAULT_NONE)
		return sim_fault(f, m->refuse, NULL);
	if (r->identify)
		return sim_do_identify(s, m->authenticated, &a->body);
	if (sim_replay_answer(&s->replay, r, &a->body))
		return 0;
	return find_operation(r->action)(s, r, &a->body, f);
}

static void write_fault(struct sim_service *s, const struct sim_manner *m,
			const struct sim_request *r, const struct sim_fault *f,
			struct sim_answer *a)
{
	struct sim_fault_form form = {
		s->lang, sim_store_hostname(sim_host_store(s->host)),
		m->wmierror,
	};

	str_clear(&a->body);
	a->status = 500;
	a->fault = sim_fault_code(f);
	sim_fault_write(f, r, &form, &a->body);
}

static void to_utf16(struct str *s)
{
	struct str wide = STR_INIT;

	sim_add_utf16(&wide, s->buf, s->len);
	str_free(s);
	*s = wide;
}

void sim_service_answer(struct sim_service *s, const struct sim_manner *m,
			const char *data, size_t len, struct sim_answer *ret)
{
	struct sim_request r = SIM_REQUEST_INIT;
	struct sim_fault f = SIM_FAULT_INIT;

	*ret = (struct sim_answer)SIM_ANSWER_INIT;
	ret->status = 200;
	/* an empty body is a handshake, or bad framing: no SOAP at all */
	if (!len) {
		ret->status = m->authenticated ? 500 : 401;
		return;
	}
	if (perform(s, m, data, len, &r, ret, &f) < 0)
		write_fault(s, m, &r, &f, ret);
	ret->utf16 = r.utf16;
	ret->action = r.identify ? xstrdup("Identify") : TAKE(r.action);
	ret->resource = TAKE(r.resource);
	if (!m->authenticated && !r.identify) {
		str_clear(&ret->body);
		ret->status = 401;
	}
	if (ret->utf16 && ret->body.len)
		to_utf16(&ret->body);
	sim_fault_clear(&f);
	sim_request_clear(&r);
}
