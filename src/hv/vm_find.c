/* hv/vm_find.c - the virtual machine that a word means */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/vm.h"
#include "hv/vm_row.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* Whether a reply can hold the character: what XML 1.0 has no place for
 * travels as '?' (FACTS 1.15). */
static bool is_carried(int len, uint32_t cp)
{
	if (len <= 0 || cp == 0xfffe || cp == 0xffff)
		return false;
	return cp >= 0x20 || cp == '\t' || cp == '\n' || cp == '\r';
}

/* The name as the wire would show it; yours to free. */
static char *wire_form(const char *name)
{
	AUTO_STR s = STR_INIT;
	uint32_t cp = 0;
	int len;

	while ((len = utf8_next(name, &cp)) != 0) {
		if (is_carried(len, cp))
			str_addn(&s, name, (size_t)len);
		else
			str_addc(&s, '?');
		name += len > 0 ? len : 1;
	}
	return str_take(&s);
}

/* A '?', typed or made by the wire, may stand for any character: such a name
 * cannot be asked for with '='. */
static bool is_plain(const char *name)
{
	AUTO_FREE char *wire = wire_form(name);

	return !strchr(wire, '?');
}

static bool is_id(const char *word, uint64_t *id)
{
	return parse_u64(word, UINT32_MAX, id) == 0;
}

void hv_finder_init(struct hv_finder *f, const char *word,
		    struct wmi_query *q)
{
	AUTO_STR wql = STR_INIT;
	char guid[GUID_LEN + 1];
	uint64_t id;

	wql_select(&wql, "Msvm_ComputerSystem", hv_vm_fields);
	if (is_plain(word)) {
		wql_where(&wql, "ElementName", "=", word);
	} else {
		str_add(&wql, " WHERE ElementName LIKE '");
		str_add_like(&wql, word);
		str_addc(&wql, '\'');
	}
	if (parse_guid(word, guid) == 0) {
		AUTO_FREE char *upper = hv_guid_upper(guid);

		wql_or(&wql, "Name", "=", upper);
	}
	if (is_id(word, &id))
		wql_or_num(&wql, "ProcessID", "=", id);

	*f = (struct hv_finder){ word, NULL, str_take(&wql), VEC_INIT };
	*q = (struct wmi_query){
		.ns = HV_NS, .wql = f->wql, .row = hv_vm_row, .arg = &f->rows,
		.err = ERR_INIT,
	};
}

void hv_finder_in(struct hv_finder *f, const struct hv_schema *s,
		  struct wmi_query *q)
{
	f->schema = s;
	q->ns = s->ns;
}

void hv_finder_free(struct hv_finder *f)
{
	free(f->wql);
	hv_vms_free(&f->rows);
}

static struct hv_vm *take_row(struct hv_vm *row)
{
	struct hv_vm *vm = xcalloc(1, sizeof *vm);

	*vm = *row;
	*row = (struct hv_vm){ 0 };
	return vm;
}

static int ambiguous(const struct hv_finder *f, struct hv_vm *const *which,
		     size_t n, struct err *e)
{
	AUTO_STR guids = STR_INIT;

	for (size_t i = 0; i < n; i++)
		str_addf(&guids, "%s%s", i ? ", " : "", which[i]->guid);
	err_set(e, ERR_FAILED, "%zu domains are named '%s': %s", n, f->word,
		guids.buf);
	return err_hint(e, "name it by its UUID: %s", which[0]->guid);
}

/*
 * Names: exactly so, else without regard to case, as Hyper-V's own tools find
 * them. A row that LIKE brought is compared in the form the wire gives it; of
 * one that '=' brought the host has said that it is equal, in its own idea of
 * case for all the world's letters.
 */
static int pick_name(struct hv_finder *f, struct hv_vm **ret, struct err *e)
{
	AUTO_FREE char *wire = wire_form(f->word);
	AUTO_FREE struct hv_vm **exact = NULL;
	AUTO_FREE struct hv_vm **loose = NULL;
	bool plain = is_plain(f->word);
	size_t n_exact = 0, n_loose = 0;

	exact = xcalloc(f->rows.n + 1, sizeof(struct hv_vm *));
	loose = xcalloc(f->rows.n + 1, sizeof(struct hv_vm *));
	for (size_t i = 0; i < f->rows.n; i++) {
		struct hv_vm *row = &f->rows.v[i];

		if (!strcmp(row->name, wire))
			exact[n_exact++] = row;
		else if (plain || !strcasecmp(row->name, wire))
			loose[n_loose++] = row;
	}
	if (n_exact > 1)
		return ambiguous(f, exact, n_exact, e);
	if (!n_exact && n_loose > 1)
		return ambiguous(f, loose, n_loose, e);
	if (!n_exact && !n_loose) {
		err_set(e, ERR_NOT_FOUND, "failed to get domain '%s'", f->word);
		return err_hint(e, "hvsh list --all (shows the domains there are)");
	}
	*ret = take_row(n_exact ? exact[0] : loose[0]);
	return 0;
}

int hv_finder_pick(struct hv_finder *f, struct hv_vm **ret, struct err *e)
{
	char guid[GUID_LEN + 1] = "";
	uint64_t id = 0;
	bool by_id = is_id(f->word, &id);
	struct hv_vm *found = NULL;

	if (f->schema)
		hv_vms_translate(&f->rows, f->schema);
	parse_guid(f->word, guid);
	for (size_t i = 0; i < f->rows.n; i++) {
		struct hv_vm *row = &f->rows.v[i];

		if (by_id && row->id.set && row->id.v == id) {
			found = row;
			break;
		}
		if (!strcmp(row->guid, guid))
			found = row;
	}
	if (!found)
		return pick_name(f, ret, e);
	*ret = take_row(found);
	return 0;
}

int hv_vm_find(struct hv_host *h, const char *word, struct hv_vm **ret,
	       struct err *e)
{
	struct wmi_query q;
	AUTO_FINDER f;
	int r;

	hv_finder_init(&f, word, &q);
	do {
		hv_finder_in(&f, hv_schema(h), &q);
		r = wmi_query(hv_host_wmi(h), &q, 1, e);
		err_clear(&q.err);
	} while (hv_schema_again(h, r, e));
	if (r < 0)
		return err_wrap(e, "failed to get domain '%s'", word);
	return hv_finder_pick(&f, ret, e);
}
