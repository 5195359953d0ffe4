/* cmd/boot_list.c - what to boot from, as people say it */
#include "cmd/boot_list.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"

/* The numbers are those of BootOrder. */
static const struct { unsigned kind; const char *word; } kinds[] = {
	{ 2, "disk" }, { 1, "cdrom" }, { 3, "network" }, { 0, "floppy" },
};
#define KINDS (sizeof kinds / sizeof *kinds)

const char *boot_kind_word(unsigned kind)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].kind == kind)
			return kinds[i].word;
	return "unknown";
}

unsigned boot_drive_kind(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_DVD ? 1 : d->kind == HV_DRIVE_FLOPPY ? 0 : 2;
}

struct words VEC_OF(char *);

static void words_free(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i]);
	vec_free(w);
}
#define AUTO_WORDS __attribute__((cleanup(words_free))) struct words

static int split(const char *list, struct words *to, struct err *e)
{
	for (;; list++) {
		size_t n = strcspn(list, ",");

		if (!n)
			return err_set(e, ERR_USAGE, "--boot has an empty name "
				       "in its list");
		vec_push(to, xstrndup(list, n));
		for (size_t i = 0; i + 1 < to->n; i++)
			if (!strcasecmp(to->v[i], to->v[to->n - 1]))
				return err_set(e, ERR_USAGE, "--boot has '%s' "
					       "twice", to->v[i]);
		list += n;
		if (!*list)
			return 0;
	}
}

int boot_list_check(const char *list, struct err *e)
{
	AUTO_WORDS w = VEC_INIT;

	return split(list, &w, e);
}

static int find_kind(const char *word, unsigned *ret)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (strcmp(kinds[i].word, word))
			continue;
		*ret = kinds[i].kind;
		return 0;
	}
	return -1;
}

/* Kinds alone: what is not named comes after, in the usual order. */
static int set_kinds(struct hv_config *to, const struct words *w,
		     struct err *e)
{
	unsigned order[KINDS * 2], kind = 0;
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (find_kind(w->v[i], &kind) < 0)
			return err_set(e, ERR_FAILED, "'%s' is no kind of "
				       "device: a domain of generation 1 has "
				       "an order of disk, cdrom, network and "
				       "floppy", w->v[i]);
		order[n++] = kind;
	}
	for (size_t i = 0; i < to->boot_order.n && n < KINDS * 2; i++)
		order[n++] = to->boot_order.v[i];
	vec_free(&to->boot_order);
	for (size_t i = 0; i < n; i++) {
		bool there = false;

		for (size_t k = 0; k < i; k++)
			there |= order[k] == order[i];
		if (!there)
			vec_push(&to->boot_order, order[i]);
	}
	return 0;
}

static bool is_drive(const struct hv_drive *d, const char *word)
{
	AUTO_FREE char *target = domxml_target(d->bus, d->controller, d->slot);
	unsigned kind;

	return find_kind(word, &kind) == 0 ? kind == boot_drive_kind(d) :
		!strcmp(target, word);
}

static bool is_nic(const struct hv_nic *n, const char *word)
{
	return !strcmp(word, "network") || (n->mac && !strcasecmp(n->mac, word));
}

/* Numbers what the word names and has none yet; how many it names. */
static size_t number(struct hv_config *to, const char *word, unsigned *next)
{
	size_t n = 0;

	for (size_t i = 0; i < to->drives.n; i++) {
		struct hv_drive *d = &to->drives.v[i];

		if (!is_drive(d, word))
			continue;
		n++;
		if (!d->boot)
			d->boot = (*next)++;
	}
	for (size_t i = 0; i < to->nics.n; i++) {
		struct hv_nic *nic = &to->nics.v[i];

		if (!is_nic(nic, word))
			continue;
		n++;
		if (!nic->boot)
			nic->boot = (*next)++;
	}
	return n;
}

/* What was tried and is not named, behind what is. */
static void number_rest(const struct hv_config *have, struct hv_config *to,
			unsigned next)
{
	bool known = false;

	for (size_t i = 0; i < to->drives.n; i++) {
		unsigned was = have->drives.v[i].boot;

		known |= was != 0;
		if (was && !to->drives.v[i].boot)
			to->drives.v[i].boot = next + was;
	}
	for (size_t i = 0; i < to->nics.n; i++) {
		unsigned was = have->nics.v[i].boot;

		known |= was != 0;
		if (was && !to->nics.v[i].boot)
			to->nics.v[i].boot = next + was;
	}
	for (size_t i = 0; i < to->drives.n && !known; i++)
		if (!to->drives.v[i].boot)
			to->drives.v[i].boot = next++;
	for (size_t i = 0; i < to->nics.n && !known; i++)
		if (!to->nics.v[i].boot)
			to->nics.v[i].boot = next++;
}

int boot_list_set(const struct hv_config *have, struct hv_config *to,
		  const char *list, struct err *e)
{
	AUTO_WORDS w = VEC_INIT;
	unsigned next = 1;

	if (split(list, &w, e) < 0)
		return -1;
	if (to->generation == 1)
		return set_kinds(to, &w, e);
	for (size_t i = 0; i < to->drives.n; i++)
		to->drives.v[i].boot = 0;
	for (size_t i = 0; i < to->nics.n; i++)
		to->nics.v[i].boot = 0;
	for (size_t i = 0; i < w.n; i++) {
		if (number(to, w.v[i], &next))
			continue;
		err_set(e, ERR_NOT_FOUND, "the domain has no '%s' to boot from",
			w.v[i]);
		return domain_hint(e, "domfirmware --list", have->name,
				   "shows what it boots from; domblklist and "
				   "domiflist name its devices");
	}
	number_rest(have, to, next);
	to->boot_exact = true;
	return 0;
}

/* --- completion --- */

/* Each once: what 'before' has is not offered again. */
static bool is_named(const char *before, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = before; *p; p += strcspn(p, ",") + 1)
		if (strcspn(p, ",") == n && !strncasecmp(p, word, n))
			return true;
	return false;
}

/* Behind what of the list is there already. */
static void offer(const char *before, const char *word, struct candidates *to)
{
	AUTO_FREE char *all = xasprintf("%s%s", before, word);

	if (!is_named(before, word))
		candidates_add(to, all);
}

COMPLETER(complete_boot)
{
	const char *comma = strrchr(word, ','), *name = args_str(a, "domain");
	AUTO_FREE char *before = xstrndup(word, comma ?
					  (size_t)(comma + 1 - word) : 0);
	AUTO_ERR e = ERR_INIT;
	AUTO_CONFIG *config = NULL;
	struct hv_host *h = name ? ctx_host(c, &e) : NULL;

	if (!h || hv_config_read(h, name, &config, &e) < 0)
		return;
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].kind || config->generation == 1)
			offer(before, kinds[i].word, to);
	for (size_t i = 0; config->generation == 2 && i < config->drives.n; i++) {
		const struct hv_drive *d = &config->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		offer(before, target, to);
	}
	for (size_t i = 0; config->generation == 2 && i < config->nics.n; i++)
		if (config->nics.v[i].mac)
			offer(before, config->nics.v[i].mac, to);
}
