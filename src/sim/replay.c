/* sim/replay.c - queries answered with recorded replies */
#include "sim/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/envelope.h"
#include "sim/load.h"
#include "sim/wire.h"

#define MAX_REPLY (16u << 20)

static bool read_next(struct sim_replay *p, struct str *to)
{
	AUTO_FREE char *path = xasprintf("%s/%s_%03u.xml", p->dir, p->base,
					 p->next);
	AUTO_ERR e = ERR_INIT;
	struct str s = STR_INIT;

	if (sim_read_file(path, MAX_REPLY, &s, &e) < 0) {
		str_free(&s);
		return false;
	}
	str_addn(to, s.buf, s.len);
	str_free(&s);
	p->next++;
	return true;
}

/* The class after FROM: letters, digits and '_', so no path of its own. */
static char *query_class(const char *wql)
{
	const char *from = strcasestr(wql, " from ");
	size_t n;

	if (!from)
		return NULL;
	from += 6 + strspn(from + 6, " \t\r\n");
	n = strspn(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			 "abcdefghijklmnopqrstuvwxyz0123456789_");
	return n ? xstrndup(from, n) : NULL;
}

static bool first(struct sim_replay *p, const struct sim_request *r,
		  struct str *to)
{
	AUTO_FREE char *wql = xml_text_trimmed(
		xml_child(r->body, SIM_XMLNS_W, "Filter"));
	AUTO_FREE char *cls = wql ? query_class(wql) : NULL;

	free(TAKE(p->base));
	if (!cls)
		return false;
	p->next = 0;
	p->base = xasprintf("%s_%s", cls, strchr(wql, '*') ? "star" : "all");
	if (read_next(p, to))
		return true;
	free(TAKE(p->base));
	return false;
}

bool sim_replay_answer(struct sim_replay *p, const struct sim_request *r,
		       struct str *to)
{
	if (!p->dir)
		return false;
	if (xml_is(r->body, SIM_XMLNS_N, "Enumerate"))
		return first(p, r, to);
	if (xml_is(r->body, SIM_XMLNS_N, "Pull") && p->base)
		return read_next(p, to);
	return false;
}

void sim_replay_clear(struct sim_replay *p)
{
	free(TAKE(p->base));
}
