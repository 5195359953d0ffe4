/* hv/console.c - a VM's screen */
#include "hv/console.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

void hv_screen_clear(struct hv_screen *s)
{
	free(s->rgb565);
	*s = (struct hv_screen){ 0 };
}

/* --- the video head: there is none while the VM is off --- */

struct head {
	char *id;
	struct num w, h;
};

static const struct wmi_field head_fields[] = {
	FIELD("DeviceID", WMI_STR, head, id),
	FIELD("CurrentHorizontalResolution", WMI_NUM, head, w),
	FIELD("CurrentVerticalResolution", WMI_NUM, head, h),
	{ 0 }
};

static int find_head(struct hv_host *h, const char *upper, struct head *to,
		     struct err *e)
{
	AUTO_STR wql = STR_INIT;
	struct hv_first first = { head_fields, to, 0 };
	struct wmi_query q = { .ns = HV_NS, .row = hv_first_row,
			       .arg = &first };
	int r;

	wql_select(&wql, "Msvm_VideoHead", head_fields);
	wql_where(&wql, "SystemName", "=", upper);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r == 0 && !to->id)
		return err_set(e, ERR_STATE, "Requested operation is not "
			       "valid: domain is not running");
	return r;
}

/* --- the screen --- */

/* Of a head that tells no resolution, as text mode's. */
#define DEFAULT_W 1024
#define DEFAULT_H 768

struct image {
	struct wmi_strv data;
};

static const struct wmi_field image_fields[] = {
	FIELD("ImageData", WMI_STRV, image, data),
	{ 0 }
};

static int thumbnail(struct hv_host *h, const char *upper, struct hv_screen *s,
		     struct err *e)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_REF *vssd = wmi_ref_new(HV_NS, "Msvm_VirtualSystemSettingData",
				     "InstanceID", id, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	struct image image = { 0 };
	int r;

	in.any_size = true;
	wmi_args_num(&in, "HeightPixels", s->h);
	wmi_args_ref(&in, "TargetSystem", vssd);
	wmi_args_num(&in, "WidthPixels", s->w);
	if (hv_service_call(h, "GetVirtualSystemThumbnailImage", &in, NULL,
			    &out, e) < 0)
		return -1;
	r = wmi_read(out.out, image_fields, &image, e);
	if (r == 0 && wmi_octets(&image.data, &s->rgb565, &s->len) < 0)
		r = err_set(e, ERR_PROTOCOL, "the host's picture is no "
			    "sequence of octets");
	wmi_clear(image_fields, &image);
	return r;
}

int hv_screen_read(struct hv_host *h, const char *guid, struct hv_screen *ret,
		   struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	struct head head = { 0 };
	AUTO_SCREEN s = { 0 };
	int r = find_head(h, upper, &head, e);

	if (head.w.v && head.w.v <= UINT16_MAX &&
	    head.h.v && head.h.v <= UINT16_MAX) {
		s.w = (unsigned)head.w.v;
		s.h = (unsigned)head.h.v;
	} else {
		s.w = DEFAULT_W;
		s.h = DEFAULT_H;
	}
	wmi_clear(head_fields, &head);
	if (r < 0 || thumbnail(h, upper, &s, e) < 0)
		return -1;
	*ret = s;
	s = (struct hv_screen){ 0 };
	return 0;
}
