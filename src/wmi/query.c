/* wmi/query.c - questions in WQL, several at the same time */
#include "wmi/query.h"

#include "base/mem.h"
#include "wmi/internal.h"
#include "wsman/enumerate.h"
#include "wsman/fault.h"

static int on_item(const xml_node *item, void *arg, struct err *e)
{
	const struct wmi_query *q = arg;
	struct wmi_object object = { item };

	return q->row(&object, q->arg, e);
}

int wmi_query(struct wmi_conn *c, struct wmi_query *q, size_t n,
	      struct err *e)
{
	AUTO_FREE struct wsman_enum *v = xcalloc(n, sizeof *v);
	AUTO_FREE char **uris = xcalloc(n, sizeof *uris);
	int r;

	for (size_t i = 0; i < n; i++) {
		uris[i] = wmi_uri(q[i].ns, "*");        /* FACTS 2.11 */
		v[i] = (struct wsman_enum){
			.resource = uris[i],
			.wql = q[i].wql,
			.item = on_item,
			.arg = &q[i],
		};
	}
	r = wsman_enumerate(c->wsman, v, n, e);
	for (size_t i = 0; i < n; i++) {
		q[i].err = v[i].err;
		free(uris[i]);
	}
	return r;
}

bool wmi_query_refused(const struct err *e)
{
	/* 0x8004100E is WMI's own "invalid namespace"; that a host may pass it
	 * on is an assumption */
	return e->code == WSMAN_BAD_QUERY || e->code == 0x8004100Eu;
}
