/* Msvm_Keyboard. Keys are virtual key codes; what was typed is kept where a
 * test can look, as Hvsim_Keyboard of root/hvsim: codes as "<17>" for a key
 * that went down, "</17>" for one that came up, "[1D]" for a scan code, text
 * as it is. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/base64.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define MAX_TYPED 65536
#define MAX_KEY 255
/* TypeText: 512 ASCII characters, and of others 256 to 512, as they have
 * surrogates; a character that cannot be typed is ReturnValue 1. */
#define MAX_TEXT 512
#define RET_CANNOT_TYPE 1

static struct sim_instance *log_of(struct sim_call *c)
{
	const char *guid = sim_get_str(c->on, "SystemName");
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Keyboard",
						  "VM", guid, NULL);
	struct sim_instance *i = sim_resolve(c->host->store, SIM_NS_OWN, r);

	if (i)
		return i;
	i = sim_make(c->host, SIM_NS_OWN, "Hvsim_Keyboard");
	sim_set(i, "VM", sim_string(guid));
	return sim_put(c->host, i);
}

static void note(struct sim_call *c, const char *what)
{
	struct sim_instance *log = log_of(c);
	const char *old = sim_get_str(log, "Typed");

	if (strlen(old) + strlen(what) < MAX_TYPED)
		sim_set(log, "Typed", sim_stringf("%s%s", old, what));
}

static bool listens(const struct sim_call *c)
{
	struct sim_instance *vm = sim_vm_find(c->host,
					      sim_get_str(c->on, "SystemName"));

	return vm && sim_vm_state(vm) == SIM_VM_RUNNING;
}

static uint32_t key_code(const struct sim_call *c, unsigned *key)
{
	uint64_t n = sim_call_uint(c, "keyCode", MAX_KEY + 1);

	if (!n || n > MAX_KEY)
		return SIM_RET_PARAMETER;
	*key = (unsigned)n;
	return listens(c) ? SIM_RET_DONE : SIM_RET_STATE;
}

static bool is_down(struct sim_call *c, unsigned key)
{
	const struct sim_value *v = sim_get(log_of(c), "Pressed");

	for (uint32_t i = 0; v->kind == SIM_V_ARRAY && i < v->n; i++) {
		if (v->item[i].u == key)
			return true;
	}
	return false;
}

static void set_down(struct sim_call *c, unsigned key, bool down)
{
	const struct sim_value *v = sim_get(log_of(c), "Pressed");
	struct sim_value a = sim_array();

	for (uint32_t i = 0; v->kind == SIM_V_ARRAY && i < v->n; i++) {
		if (v->item[i].u != key)
			sim_array_add(&a, sim_uint(v->item[i].u));
	}
	if (down)
		sim_array_add(&a, sim_uint(key));
	sim_set(log_of(c), "Pressed", a);
}

static void press(struct sim_call *c, unsigned key, bool down)
{
	AUTO_FREE char *text = xasprintf(down ? "<%u>" : "</%u>", key);

	set_down(c, key, down);
	note(c, text);
}

uint32_t sim_do_press_key(struct sim_call *c)
{
	unsigned key = 0;
	uint32_t rc = key_code(c, &key);

	if (!rc)
		press(c, key, true);
	return rc;
}

uint32_t sim_do_release_key(struct sim_call *c)
{
	unsigned key = 0;
	uint32_t rc = key_code(c, &key);

	if (!rc)
		press(c, key, false);
	return rc;
}

uint32_t sim_do_type_key(struct sim_call *c)
{
	unsigned key = 0;
	uint32_t rc = key_code(c, &key);

	if (!rc) {
		press(c, key, true);
		press(c, key, false);
	}
	return rc;
}

uint32_t sim_do_key_pressed(struct sim_call *c)
{
	unsigned key = 0;
	uint32_t rc = key_code(c, &key);

	if (!rc)
		sim_call_set(c, "keyState", sim_bool(is_down(c, key)));
	return rc;
}

/* A character beyond the first 65536 takes two. */
static size_t utf16_units(const char *text)
{
	size_t n = 0;

	for (; *text; text++) {
		if ((*text & 0xC0) != 0x80)
			n += ((unsigned char)*text & 0xF8) == 0xF0 ? 2 : 1;
	}
	return n;
}

/* No key makes a control character, but for these two. */
static bool can_type(const char *text)
{
	for (; *text; text++) {
		if (((unsigned char)*text < ' ' && *text != '\t' &&
		     *text != '\r') || *text == 127)
			return false;
	}
	return true;
}

uint32_t sim_do_type_text(struct sim_call *c)
{
	const char *text = sim_call_text(c, "asciiText");

	if (!text)
		return SIM_RET_PARAMETER;
	if (utf16_units(text) > MAX_TEXT)
		return SIM_RET_PARAMETER;
	if (!listens(c))
		return SIM_RET_STATE;
	if (!can_type(text))
		return RET_CANNOT_TYPE;
	note(c, text);
	return SIM_RET_DONE;
}

uint32_t sim_do_ctrl_alt_del(struct sim_call *c)
{
	static const unsigned keys[] = { 17, 18, 46 };

	if (!listens(c))
		return SIM_RET_STATE;
	for (size_t i = 0; i < 3; i++)
		press(c, keys[i], true);
	for (size_t i = 3; i-- > 0;)
		press(c, keys[i], false);
	return SIM_RET_DONE;
}

uint32_t sim_do_scancodes(struct sim_call *c)
{
	struct sim_octets codes = VEC_INIT;
	AUTO_STR text = STR_INIT;

	if (sim_call_octets(c, "Scancodes", &codes) < 0 || !codes.n) {
		vec_free(&codes);
		return SIM_RET_PARAMETER;
	}
	for (size_t i = 0; i < codes.n; i++)
		str_addf(&text, "[%02X]", codes.v[i]);
	vec_free(&codes);
	if (!listens(c))
		return SIM_RET_STATE;
	note(c, text.buf);
	return SIM_RET_DONE;
}
