/* hv/console.c - a VM's screen and keyboard */
#include "hv/console.h"

#include <string.h>
#include <time.h>

#include "base/base64.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
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

/* --- the devices: there are none while the VM is off --- */

struct device {
	char *id;
	struct num w, h;
};

static const struct wmi_field head_fields[] = {
	FIELD("DeviceID", WMI_STR, device, id),
	FIELD("CurrentHorizontalResolution", WMI_NUM, device, w),
	FIELD("CurrentVerticalResolution", WMI_NUM, device, h),
	{ 0 }
};

static const struct wmi_field keyboard_fields[] = {
	FIELD("DeviceID", WMI_STR, device, id),
	{ 0 }
};

struct search {
	const struct wmi_field *fields;
	struct device device;
};

static int device_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct search *s = arg;

	return s->device.id ? 0 : wmi_read(o, s->fields, &s->device, e);
}

static int find_device(struct hv_host *h, const char *upper, const char *class,
		       struct search *s, struct err *e)
{
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = device_row, .arg = s };
	int r;

	wql_select(&wql, class, s->fields);
	wql_where(&wql, "SystemName", "=", upper);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r == 0 && !s->device.id)
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

/* base64 in one element; it is said that hosts could send an element for each
 * octet, too (FACTS 1.10) */
static int octets(const struct wmi_strv *v, struct hv_screen *s)
{
	uint64_t octet;

	if (v->n == 1)
		return base64_read(v->v[0], &s->rgb565, &s->len);
	s->rgb565 = xcalloc(v->n + 1, 1);
	for (s->len = 0; s->len < v->n; s->len++) {
		if (parse_u64(v->v[s->len], UINT8_MAX, &octet) < 0)
			return -1;
		s->rgb565[s->len] = (uint8_t)octet;
	}
	return 0;
}

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
	if (r == 0 && octets(&image.data, s) < 0)
		r = err_set(e, ERR_PROTOCOL, "the host's picture is no "
			    "sequence of octets");
	wmi_clear(image_fields, &image);
	return r;
}

int hv_screen_read(struct hv_host *h, const char *guid, struct hv_screen *ret,
		   struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	struct search head = { .fields = head_fields };
	AUTO_SCREEN s = { 0 };
	int r = find_device(h, upper, "Msvm_VideoHead", &head, e);

	if (head.device.w.v && head.device.w.v <= UINT16_MAX &&
	    head.device.h.v && head.device.h.v <= UINT16_MAX) {
		s.w = (unsigned)head.device.w.v;
		s.h = (unsigned)head.device.h.v;
	} else {
		s.w = DEFAULT_W;
		s.h = DEFAULT_H;
	}
	wmi_clear(head_fields, &head.device);
	if (r < 0 || thumbnail(h, upper, &s, e) < 0)
		return -1;
	*ret = s;
	s = (struct hv_screen){ 0 };
	return 0;
}

/* --- the keyboard --- */

struct keyboard {
	struct hv_host *h;
	const struct wmi_ref *ref;
	const struct hv_key *keys;
	size_t n;
	unsigned hold_ms;
};

static void hold(unsigned ms)
{
	struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

/* Set 1: a key that comes up is the same with bit 7. */
static void add_scan(struct str *to, const struct hv_key *k, bool up)
{
	if (k->extended)
		str_addc(to, (char)k->extended);
	str_addc(to, (char)(k->scan | (up ? 0x80 : 0)));
}

static int type(const struct keyboard *k, const struct str *codes,
		struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	AUTO_STR text = STR_INIT;

	/* An assumption: octets go in as they come out, as base64 */
	base64_add(&text, (const uint8_t *)codes->buf, codes->len);
	wmi_args_str(&in, "Scancodes", text.buf);
	return wmi_invoke(hv_host_wmi(k->h), k->ref, "TypeScancodes", &in,
			  &out, e);
}

static int type_all(const struct keyboard *k, struct err *e)
{
	AUTO_STR codes = STR_INIT;

	for (size_t i = 0; i < k->n; i++)
		add_scan(&codes, &k->keys[i], false);
	if (k->hold_ms) {
		if (type(k, &codes, e) < 0)
			return -1;
		hold(k->hold_ms);
		str_clear(&codes);
	}
	for (size_t i = k->n; i-- > 0;)
		add_scan(&codes, &k->keys[i], true);
	return type(k, &codes, e);
}

static int press(const struct keyboard *k, const struct hv_key *key,
		 const char *method, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_num(&in, "keyCode", key->vk);
	return wmi_invoke(hv_host_wmi(k->h), k->ref, method, &in, &out, e);
}

/* What was pressed is let go whatever happens. */
static int press_all(const struct keyboard *k, struct err *e)
{
	size_t down = 0;
	int r = 0;

	while (r == 0 && down < k->n) {
		r = press(k, &k->keys[down], "PressKey", e);
		down += r == 0;
	}
	if (r == 0)
		hold(k->hold_ms);
	while (down-- > 0) {
		AUTO_ERR again = ERR_INIT;

		if (press(k, &k->keys[down], "ReleaseKey", &again) < 0 &&
		    r == 0)
			r = err_move(e, &again);
	}
	return r;
}

/* Has the host refused the scan codes themselves, before it typed any? */
static bool not_taken(const struct err *e)
{
	return e->kind == ERR_FAILED || e->kind == ERR_PROTOCOL;
}

static int send(const struct keyboard *k, struct err *e)
{
	bool scans = true, vks = true;
	AUTO_ERR first = ERR_INIT;

	for (size_t i = 0; i < k->n; i++) {
		scans = scans && k->keys[i].scan;
		vks = vks && k->keys[i].vk;
	}
	if (!scans && !vks)
		return err_set(e, ERR_FAILED, "one key has no scan code, "
			       "another no virtual key code: send them apart");
	if (scans && type_all(k, &first) == 0)
		return 0;
	if (scans && (!vks || !not_taken(&first)))
		return err_move(e, &first);
	return press_all(k, e);
}

int hv_keys_send(struct hv_host *h, const char *guid, const struct hv_key *keys,
		 size_t n, unsigned hold_ms, struct err *e)
{
	static const char class[] = "Msvm_Keyboard";
	AUTO_FREE char *upper = hv_guid_upper(guid);
	struct search found = { .fields = keyboard_fields };
	int r = find_device(h, upper, class, &found, e);

	if (r == 0) {
		AUTO_REF *ref = wmi_ref_new(HV_NS, class,
			"CreationClassName", class,
			"DeviceID", found.device.id,
			"SystemCreationClassName", "Msvm_ComputerSystem",
			"SystemName", upper, NULL);
		struct keyboard k = { h, ref, keys, n, hold_ms };

		r = send(&k, e);
	}
	wmi_clear(keyboard_fields, &found.device);
	return r;
}
