/* hv/first.c - a query of which one object matters */
#include "base/err.h"
#include "hv/first.h"
#include "hv/host.h"
#include "wmi/object.h"
#include "wmi/query.h"

int hv_first_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_first *first = arg;

	if (first->n++)
		return 0;
	return wmi_read(o, first->fields, first->to, e);
}

int hv_first_query(struct hv_host *h, const char *ns, const char *wql,
		   struct hv_first *first, struct err *e)
{
	struct wmi_query q = {
		.ns = ns, .wql = wql, .row = hv_first_row, .arg = first,
		.err = ERR_INIT,
	};
	int r = wmi_query(hv_host_wmi(h), &q, 1, e);

	err_clear(&q.err);
	if (r == 0 && !first->n)
		return err_set(e, ERR_PROTOCOL, "no answer to: %s", wql);
	return r;
}
