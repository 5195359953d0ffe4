/* cmd/keys.c - keys by the names and numbers of virsh's codesets */
#include "cmd/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/keyboard.h"
#include "shell/complete.h"

static int linux_code(const struct key_row *k)  { return k->linux_code; }
static int set1(const struct key_row *k)        { return k->set1; }
static int set2(const struct key_row *k)        { return k->set2; }
static int set3(const struct key_row *k)        { return k->set3; }
static int xt_kbd(const struct key_row *k)      { return k->xt_kbd; }
static int usb(const struct key_row *k)         { return k->usb; }
static int osx(const struct key_row *k)         { return k->osx; }
static int win32(const struct key_row *k)       { return k->win32; }

/* QEMU's numbers: set 1, with bit 7 for the 0xE0 */
static int qnum(const struct key_row *k)
{
	return k->set1 > 0xFF ? (k->set1 & 0xFF) | 0x80 : k->set1;
}

static const struct codeset {
	const char *name;
	int (*code)(const struct key_row *k);
	const char *prefix;             /* of its names; NULL: it has none */
} codesets[] = {
	{ "linux", linux_code, "KEY_" },
	{ "xt", set1, NULL },
	{ "atset1", set1, NULL },
	{ "atset2", set2, NULL },
	{ "atset3", set3, NULL },
	{ "os_x", osx, NULL },
	{ "xt_kbd", xt_kbd, NULL },
	{ "usb", usb, NULL },
	{ "win32", win32, "VK_" },
	{ "qnum", qnum, NULL },
	{ "rfb", qnum, NULL },          /* what qnum was called before */
};

static const struct codeset *find_codeset(const char *name)
{
	for (size_t i = 0; i < sizeof codesets / sizeof *codesets; i++)
		if (!strcmp(codesets[i].name, name))
			return &codesets[i];
	return NULL;
}

static const char *name_of(const struct codeset *s, const struct key_row *k)
{
	return s->code == win32 ? k->vk : k->name;
}

/* Both Shift keys have a virtual key of their own, and one for either. */
static const struct { const char *name; int code; const char *key; } either[] = {
	{ "SHIFT", 0x10, "LEFTSHIFT" }, { "CONTROL", 0x11, "LEFTCTRL" },
	{ "MENU", 0x12, "LEFTALT" },
};

static bool is_either(const struct codeset *s, const char *name, long code,
		      const struct key_row *k)
{
	for (size_t i = 0; s->code == win32 && i < 3; i++)
		if (!strcmp(either[i].key, k->name) &&
		    (name ? !strcmp(either[i].name, name) :
		     either[i].code == code))
			return true;
	return false;
}

static const struct key_row *find(const struct codeset *s, const char *word)
{
	size_t prefix = s->prefix ? strlen(s->prefix) : 0;
	const char *name = prefix && !strncmp(word, s->prefix, prefix) ?
		word + prefix : NULL;
	char *end = NULL;
	long code = strtol(word, &end, 0);

	if (!name && (!*word || *end || code < 0))
		return NULL;
	for (const struct key_row *k = key_table; k->name; k++) {
		const char *its = name_of(s, k);

		if (name ? its && !strcmp(its, name) : s->code(k) == code)
			return k;
		if (is_either(s, name, code, k))
			return k;
	}
	return NULL;
}

int key_parse(const char *codeset, const char *word, struct hv_key *ret,
	      struct err *e)
{
	const struct codeset *s = find_codeset(codeset);
	const struct key_row *k = s ? find(s, word) : NULL;

	if (!s)
		return err_set(e, ERR_USAGE, "unknown codeset: '%s'", codeset);
	if (!k)
		return err_set(e, ERR_USAGE, "invalid keycode: '%s'", word);
	*ret = (struct hv_key){
		.scan = (uint8_t)(k->set1 & 0xFF),
		.extended = (uint8_t)(k->set1 >> 8),
		.vk = (uint8_t)(k->win32 < 0 ? 0 : k->win32),
	};
	return 0;
}

void key_codesets(struct candidates *to)
{
	for (size_t i = 0; i < sizeof codesets / sizeof *codesets; i++)
		candidates_add(to, codesets[i].name);
}

void key_names(const char *codeset, struct candidates *to)
{
	const struct codeset *s = find_codeset(codeset);

	if (!s || !s->prefix)
		return;
	for (const struct key_row *k = key_table; k->name; k++) {
		const char *its = name_of(s, k);
		AUTO_FREE char *name = its ? xasprintf("%s%s", s->prefix, its)
			: NULL;

		if (name)
			candidates_add(to, name);
	}
}
