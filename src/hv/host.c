/* hv/host.c - one Hyper-V host */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "wmi/conn.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct hv_host {
	struct wmi_conn *wmi;
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
	*ret = h;
	return 0;
}

void hv_host_close(struct hv_host *h)
{
	if (!h)
		return;
	wmi_close(h->wmi);
	free(h);
}

struct wmi_conn *hv_host_wmi(const struct hv_host *h)
{
	return h->wmi;
}

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
