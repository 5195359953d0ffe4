/* hv/host.c - one Hyper-V host */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/version.h"
#include "wmi/conn.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct hv_host {
	struct wmi_conn *wmi;
	const struct hv_schema *schema;
	bool v2_alone;
	bool proven;            /* a question in its words was answered */
	struct err no_v2;       /* why v1 is being tried */
	char *windows;          /* that has no v2 */
};

int hv_host_open(const struct endpoint *ep, struct hv_host **ret,
		 struct err *e)
{
	struct wmi_conn *wmi;
	struct hv_host *h;

	if (wmi_open(ep, &wmi, e) < 0)
		return -1;
	h = xcalloc(1, sizeof *h);
	h->wmi = wmi;
	h->schema = &hv_schemas[HV_V2];
	*ret = h;
	return 0;
}

void hv_host_close(struct hv_host *h)
{
	if (!h)
		return;
	wmi_close(h->wmi);
	err_clear(&h->no_v2);
	free(h->windows);
	free(h);
}

struct wmi_conn *hv_host_wmi(const struct hv_host *h)
{
	return h->wmi;
}

/* --- which generation of classes it has --- */

const struct hv_schema *hv_schema(const struct hv_host *h)
{
	return h->schema;
}

bool hv_schema_again(struct hv_host *h, int r, struct err *e)
{
	if (h->proven)
		return false;
	if (r == 0) {
		h->proven = true;
		err_clear(&h->no_v2);
		return false;
	}
	if (h->schema->generation == HV_V2) {
		if (h->v2_alone || !wmi_query_refused(e))
			return false;
		err_move(&h->no_v2, e);
		h->schema = &hv_schemas[HV_V1];
		return true;
	}
	/* neither: Hyper-V is not there, or the question is a bad one */
	h->schema = &hv_schemas[HV_V2];
	if (wmi_query_refused(e))
		err_move(e, &h->no_v2);
	err_clear(&h->no_v2);
	return false;
}

void hv_host_v2_alone(struct hv_host *h, bool yes)
{
	h->v2_alone = yes;
}

/* "Microsoft(R) Windows Server 2008 R2 Standard " as people call it. */
static char *product(const char *caption, bool r2)
{
	const char *at = caption ? strstr(caption, "2008") : NULL;

	if (!at)
		return xstrdup(r2 ? "Windows of version 6.1" :
			       "Windows of version 6.0");
	return xasprintf("Windows Server 2008%s", r2 ? " R2" : "");
}

/* Without a request. */
static bool may_be_old(const struct hv_host *h, const struct err *e)
{
	if (h->proven)
		return h->schema->generation == HV_V1;
	return e && wmi_query_refused(e);
}

bool hv_host_is_old(struct hv_host *h, const struct err *e, char **ret)
{
	AUTO_VERSION v = { 0 };
	AUTO_ERR ignored = ERR_INIT;    /* then it is not known to be old */

	if (!h->windows) {
		if (!may_be_old(h, e) ||
		    hv_version_read(h, &v, &ignored) < 0 ||
		    v.packed >= 602000000)      /* 2012, the first with v2 */
			return false;
		h->windows = product(v.windows, v.packed >= 601000000);
	}
	*ret = xstrdup(h->windows);
	return true;
}

/* --- its name --- */

struct names {
	char *dns;
	char *netbios;
};

static const struct wmi_field names_fields[] = {
	FIELD("DNSHostName", WMI_STR, names, dns),
	FIELD("Name", WMI_STR, names, netbios),
	{ 0 }
};

int hv_host_name(struct hv_host *h, char **ret, struct err *e)
{
	struct names names = { 0 };
	struct hv_first first = { names_fields, &names, 0 };
	AUTO_STR wql = STR_INIT;
	int r;

	wql_select(&wql, "Win32_ComputerSystem", names_fields);
	r = hv_first_query(h, HV_CIMV2, wql.buf, &first, e);
	if (r == 0) {
		/* DNSHostName keeps the case and the length that Name, the
		 * NetBIOS name, loses */
		if (names.dns && *names.dns)
			*ret = TAKE(names.dns);
		else if (names.netbios && *names.netbios)
			*ret = TAKE(names.netbios);
		else
			r = err_set(e, ERR_PROTOCOL,
				    "the host does not tell its name");
	}
	wmi_clear(names_fields, &names);
	return r;
}
