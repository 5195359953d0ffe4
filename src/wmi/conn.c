/* wmi/conn.c - the WMI service of one host */
#include "wmi/conn.h"

#include "base/err.h"
#include "base/mem.h"
#include "wmi/internal.h"
#include "wsman/invoke.h"
#include "wsman/ns.h"

int wmi_open(const struct endpoint *ep, struct wmi_conn **ret, struct err *e)
{
	struct wsman *w;

	if (wsman_open(ep, &w, e) < 0)
		return -1;
	*ret = xcalloc(1, sizeof **ret);
	(*ret)->wsman = w;
	return 0;
}

void wmi_close(struct wmi_conn *c)
{
	if (c)
		wsman_close(c->wsman);
	free(c);
}

const char *wmi_host(const struct wmi_conn *c)
{
	return wsman_host(c->wsman);
}

unsigned long wmi_requests(const struct wmi_conn *c)
{
	return wsman_requests(c->wsman);
}

unsigned long long wmi_bytes(const struct wmi_conn *c)
{
	return wsman_bytes(c->wsman);
}

char *wmi_library(void)
{
	return wsman_library();
}

int wmi_identify(struct wmi_conn *c, struct wmi_identity *ret, struct err *e)
{
	struct wsman_reply reply;
	const xml_node *n;

	if (wsman_identify(c->wsman, &reply, e) < 0)
		return -1;
	n = reply.content;
	ret->vendor = xml_text_trimmed(xml_child(n, NS_IDENT, "ProductVendor"));
	ret->version =
		xml_text_trimmed(xml_child(n, NS_IDENT, "ProductVersion"));
	xml_free(reply.doc);
	return 0;
}

int wmi_get(struct wmi_conn *c, const struct wmi_ref *ref,
	    const struct wmi_field *fields, void *to, struct err *e)
{
	struct wsman_reply reply;
	struct wmi_object object;
	struct wmi_target t;
	int r;

	wmi_target(ref, &t);
	r = wsman_get(c->wsman, &t.target, &reply, e);
	wmi_target_clear(&t);
	if (r < 0)
		return -1;
	object.node = reply.content;
	r = wmi_read(&object, fields, to, e);
	xml_free(reply.doc);
	return r;
}
