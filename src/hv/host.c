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
	bool old;               /* HV_NS_OLD alone */
	bool new_only;
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

/* A class or namespace that a query names is not there: WinRM's code (FACTS
 * 5.15), and WMI's own, which an older WinRM may pass on. */
static bool lacks_namespace(const struct err *e)
{
	return e->code == 2150858778 || e->code == 0x8004100e;
}

const char *hv_host_ns(const struct hv_host *h)
{
	return h->old ? HV_NS_OLD : HV_NS;
}

bool hv_host_old(const struct hv_host *h)
{
	return h->old;
}

static int ignore_row(const struct wmi_object *o, void *arg, struct err *e)
{
	(void)o, (void)arg, (void)e;
	return 0;
}

/* The class alone may be what is missing, and Windows Server 2012 has both
 * namespaces: one class that either has, asked of both, tells. */
static bool has_old_alone(struct hv_host *h)
{
	static const char wql[] =
		"SELECT Name FROM Msvm_VirtualSystemManagementService";
	AUTO_ERR ignored = ERR_INIT;
	struct wmi_query q[] = {
		{ HV_NS, wql, ignore_row, NULL, ERR_INIT },
		{ HV_NS_OLD, wql, ignore_row, NULL, ERR_INIT },
	};
	bool yes;

	wmi_query(h->wmi, q, 2, &ignored);
	yes = lacks_namespace(&q[0].err) && !q[1].err.kind;
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	return yes;
}

bool hv_host_is_old(struct hv_host *h, const struct err *e)
{
	if (!h->old && lacks_namespace(e))
		h->old = has_old_alone(h);
	return h->old;
}

bool hv_host_turns_old(struct hv_host *h, struct err *e)
{
	if (h->old || h->new_only || !hv_host_is_old(h, e))
		return false;
	err_clear(e);
	return true;
}

void hv_host_new_only(struct hv_host *h, bool yes)
{
	h->new_only = yes;
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
