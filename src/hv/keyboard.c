/* hv/keyboard.c - a VM's keyboard */
#include "hv/keyboard.h"

#include <string.h>
#include <time.h>

#include "base/base64.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* TypeText's documentation: 512 ASCII characters, and 256 to 512 of others,
 * as they have surrogates: units of UTF-16. */
#define TEXT_MAX 512
/* ReturnValue, for a character that cannot be typed */
#define CANNOT_TYPE 1
#define VK_RETURN 13

static const char class[] = "Msvm_Keyboard";

struct device { char *id; };

static const struct wmi_field device_fields[] = {
	FIELD("DeviceID", WMI_STR, device, id),
	{ 0 }
};

struct keyboard {
	struct hv_host *h;
	struct wmi_ref *ref;
};

static void keyboard_clear(struct keyboard *k)
{
	wmi_ref_free(k->ref);
}
#define AUTO_KEYBOARD __attribute__((cleanup(keyboard_clear))) struct keyboard

static int find(struct hv_host *h, const char *guid, struct keyboard *to,
		struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_STR wql = STR_INIT;
	struct device d = { NULL };
	struct hv_first first = { device_fields, &d, 0 };
	struct wmi_query q = { .ns = HV_NS, .row = hv_first_row,
			       .arg = &first };
	int r;

	wql_select(&wql, class, device_fields);
	wql_where(&wql, "SystemName", "=", upper);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r == 0 && !d.id)
		r = err_set(e, ERR_STATE, "Requested operation is not valid: "
			    "domain is not running");
	if (r == 0)
		*to = (struct keyboard){ h, wmi_ref_new(HV_NS, class,
			"CreationClassName", class, "DeviceID", d.id,
			"SystemCreationClassName", "Msvm_ComputerSystem",
			"SystemName", upper, NULL) };
	wmi_clear(device_fields, &d);
	return r;
}

/* --- keys --- */

/* Keys that are pressed together. */
struct chord {
	const struct keyboard *on;
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

static int type_codes(const struct chord *k, const struct str *codes,
		      struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	AUTO_STR text = STR_INIT;

	/* An assumption: octets go in as they come out, as base64 */
	base64_add(&text, (const uint8_t *)codes->buf, codes->len);
	wmi_args_str(&in, "Scancodes", text.buf);
	return wmi_invoke(hv_host_wmi(k->on->h), k->on->ref, "TypeScancodes",
			  &in, &out, e);
}

static int type_all(const struct chord *k, struct err *e)
{
	AUTO_STR codes = STR_INIT;

	for (size_t i = 0; i < k->n; i++)
		add_scan(&codes, &k->keys[i], false);
	if (k->hold_ms) {
		if (type_codes(k, &codes, e) < 0)
			return -1;
		hold(k->hold_ms);
		str_clear(&codes);
	}
	for (size_t i = k->n; i-- > 0;)
		add_scan(&codes, &k->keys[i], true);
	return type_codes(k, &codes, e);
}

static int press(const struct chord *k, const struct hv_key *key,
		 const char *method, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_num(&in, "keyCode", key->vk);
	return wmi_invoke(hv_host_wmi(k->on->h), k->on->ref, method, &in, &out, e);
}

/* What was pressed is let go whatever happens. */
static int press_all(const struct chord *k, struct err *e)
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

static int send(const struct chord *k, struct err *e)
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
	AUTO_KEYBOARD k = { NULL, NULL };
	struct chord c = { &k, keys, n, hold_ms };

	return find(h, guid, &k, e) < 0 ? -1 : send(&c, e);
}

int hv_ctrl_alt_del(struct hv_host *h, const char *guid, struct err *e)
{
	AUTO_KEYBOARD k = { NULL, NULL };
	AUTO_RESULT out = { 0 };

	if (find(h, guid, &k, e) < 0)
		return -1;
	return wmi_invoke(hv_host_wmi(h), k.ref, "TypeCtrlAltDel", NULL, &out,
			  e);
}

/* --- text --- */

int hv_text_check(const char *text, size_t len, struct err *e)
{
	size_t at = 0;
	uint32_t c;
	int n;

	for (; (n = utf8_nextn(text + at, len - at, &c)) > 0; at += (size_t)n)
		if ((c < ' ' && !strchr("\t\n\r", (int)c)) || !c ||
		    (c >= 0x7f && c < 0xa0))
			return err_set(e, ERR_USAGE, "byte %zu of the text "
				       "is a control character, U+%04X: keys "
				       "are for send-key",
				       at + 1, (unsigned)c);
	if (n < 0)
		return err_set(e, ERR_USAGE, "the text is not UTF-8, at byte "
			       "%zu", at + 1);
	return 0;
}

size_t hv_text_piece(const char *text)
{
	size_t at = 0, units = 0;
	uint32_t c;
	int n;

	while ((n = utf8_next(text + at, &c)) > 0 && c != '\n' && c != '\r') {
		units += c > 0xffff ? 2 : 1;
		if (units > TEXT_MAX)
			break;
		at += (size_t)n;
	}
	return at;
}

static size_t line_break(const char *text)
{
	return *text == '\n' ? 1 : *text != '\r' ? 0 : text[1] == '\n' ? 2 : 1;
}

static int type_piece(const struct keyboard *k, const char *text, size_t n,
		      struct err *e)
{
	AUTO_FREE char *piece = xstrndup(text, n);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "asciiText", piece);
	if (wmi_invoke(hv_host_wmi(k->h), k->ref, "TypeText", &in, &out,
		       e) == 0)
		return 0;
	if (e->code == CANNOT_TYPE)
		err_set(e, ERR_FAILED, "a character in it cannot be typed");
	return -1;
}

/* TypeText would make Ctrl+Enter of a line feed, as Windows does. */
static int type_enter(const struct keyboard *k, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_num(&in, "keyCode", VK_RETURN);
	return wmi_invoke(hv_host_wmi(k->h), k->ref, "TypeKey", &in, &out, e);
}

int hv_text_type(struct hv_host *h, const char *guid, const char *text,
		 bool enter, size_t *typed, struct err *e)
{
	AUTO_KEYBOARD k = { NULL, NULL };
	const char *at = text;

	*typed = 0;
	if (hv_text_check(text, strlen(text), e) < 0 ||
	    find(h, guid, &k, e) < 0)
		return -1;
	while (*at) {
		size_t n = hv_text_piece(at);

		if (n ? type_piece(&k, at, n, e) < 0 : type_enter(&k, e) < 0)
			return -1;
		at += n ? n : line_break(at);
		*typed = (size_t)(at - text);
	}
	return enter ? type_enter(&k, e) : 0;
}
