/* sim/transfer.c - Get, Put, and what the service does not do */
#include <string.h>

#include "base/mem.h"
#include "sim/host.h"
#include "sim/service.h"
#include "sim/store.h"
#include "sim/wire.h"

/* Exactly the keys of the class, in any order. */
static int find_instance(struct sim_service *s, const struct sim_request *r,
			 struct sim_instance **ret, struct sim_fault *f)
{
	AUTO_FREE struct sim_ref *ref = NULL;
	struct sim_class *c;

	if (sim_request_class(s, r, "GetObject", &c, f) < 0)
		return -1;
	ref = sim_request_ref(r);
	if (sim_keys_check(c, ref) == SIM_KEYS_UNKNOWN)
		return sim_fault_wmi(f, SIM_FAULT_SELECTORS, "GetObject",
				     c->name, NULL);
	*ret = sim_resolve(sim_host_ns(s->host, r->uri.ns), r->uri.ns, ref);
	if (!*ret)
		return sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, "GetObject",
				     c->name, NULL);
	return 0;
}

/* "Caption" or "Caption/text()", of XPath level 1: the property's name. */
static int fragment_name(const struct sim_request *r,
			 const struct sim_instance *i, char **ret, bool *text,
			 struct sim_fault *f)
{
	const char *p = r->fragment;
	const char *rest = strchr(p, '/');

	if (!*p || *p == '/' || (rest && strcmp(rest, "/text()")))
		return sim_fault(f, SIM_FAULT_FRAGMENT, NULL);
	*text = rest != NULL;
	*ret = xstrndup(p, rest ? (size_t)(rest - p) : strlen(p));
	if (sim_prop_index(i->cls, *ret) >= 0)
		return 0;
	free(*ret);
	return sim_fault(f, SIM_FAULT_FRAGMENT, NULL);
}

static int write_fragment(const struct sim_request *r,
			  const struct sim_instance *i, struct str *to,
			  struct sim_fault *f)
{
	struct sim_form form = sim_request_form(r);
	AUTO_FREE char *name = NULL;
	bool text = false;

	if (fragment_name(r, i, &name, &text, f) < 0)
		return -1;
	if (!text) {
		sim_fragment_write(to, &form, i, &name, 1);
		return 0;
	}
	str_add(to, "<w:XmlFragment>");
	if (sim_get(i, name)->kind == SIM_V_STRING) {
		sim_add_text(to, sim_get(i, name)->s);
	} else {
		AUTO_STR plain = STR_INIT;

		sim_value_text(sim_get(i, name), &plain);
		sim_add_text(to, plain.buf);
	}
	str_add(to, "</w:XmlFragment>");
	return 0;
}

static int write_instance(struct sim_service *s, const struct sim_request *r,
			  const char *action, const struct sim_instance *i,
			  struct str *to, struct sim_fault *f)
{
	struct sim_form form = sim_request_form(r);

	sim_reply_begin(to, r, s->lang, SIM_FRAME_TRANSFER, action);
	if (r->fragment)
		sim_add_leaf(to, "w:FragmentTransfer", r->fragment);
	sim_reply_body(to);
	if (!r->fragment)
		sim_item_write(to, &form, i);
	else if (write_fragment(r, i, to, f) < 0)
		return -1;
	sim_reply_end(to);
	return sim_check_size(r, to, f);
}

int sim_do_get(struct sim_service *s, const struct sim_request *r,
	       struct str *to, struct sim_fault *f)
{
	struct sim_instance *i;

	if (find_instance(s, r, &i, f) < 0)
		return -1;
	return write_instance(s, r, SIM_XMLNS_X "/GetResponse", i, to, f);
}

/* Put, Create and Delete: Hyper-V's providers have methods for all that, and
 * refuse to change an object behind their back. */
int sim_do_refuse(struct sim_service *s, const struct sim_request *r,
		  struct str *to, struct sim_fault *f)
{
	struct sim_class *c;

	(void)to;
	if (sim_request_class(s, r, "PutInstance", &c, f) < 0)
		return -1;
	return sim_fault_wmi(f, SIM_FAULT_NOT_CAPABLE, "PutInstance", c->name,
			     NULL);
}

int sim_do_put(struct sim_service *s, const struct sim_request *r,
	       struct str *to, struct sim_fault *f)
{
	struct sim_instance *i;

	if (find_instance(s, r, &i, f) < 0)
		return -1;
	return sim_do_refuse(s, r, to, f);
}
