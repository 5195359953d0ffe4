/* tests/unit/told.h - a struct hv_host to which a canned host tells what the
 * test has written down: an answer for each question */
#ifndef HVSH_TESTS_TOLD_H
#define HVSH_TESTS_TOLD_H

#include "hv/host.h"
#include "script.h"

#define ALL(items) "<n:EnumerateResponse><n:EnumerationContext/><w:Items>" \
	items "</w:Items><w:EndOfSequence/></n:EnumerateResponse>"
#define ITEM(properties) "<w:XmlFragment>" properties "</w:XmlFragment>"
#define NO_CLASS "!" FAULT("2150858778", "n:CannotProcessFilter", "no class")

/* A request that holds the text is answered so; '!' before: HTTP 500. The
 * first that fits counts, whatever the order of the requests. */
struct reply {
	const char *asked;
	const char *body;
};
static const struct reply *replies;
static int at_once;             /* requests that must come together */

static void say(struct canned *c, int n, struct answer *a)
{
	if (n < at_once && !canned_together(c, at_once)) {
		a->status = "500 ";
		return;
	}
	for (const struct reply *r = replies; r->asked; r++) {
		if (!strstr(c->body[n % CANNED_MAX], r->asked))
			continue;
		if (*r->body == '!')
			a->status = "500 ";
		a->body = envelope(r->body + (*r->body == '!'));
		return;
	}
	a->status = "404 ";
}

struct fixture {
	struct canned *c;
	struct hv_host *h;
	struct err e;
};

static inline struct fixture host(const struct reply *r, int together)
{
	struct fixture f = { .e = ERR_INIT };
	struct endpoint ep;

	replies = r;
	at_once = together;
	f.c = canned_start(say);
	ep = canned_endpoint(f.c);
	assert_int_equal(hv_host_open(&ep, &f.h, &f.e), 0);
	return f;
}

static inline void done(struct fixture *f)
{
	hv_host_close(f->h);
	canned_stop(f->c);
	err_clear(&f->e);
}

/* Whether some request held all of the texts. */
static inline bool asked(const struct fixture *f, const char *a, const char *b)
{
	for (int i = 0; i < f->c->requests; i++)
		if (strstr(f->c->body[i], a) && strstr(f->c->body[i], b))
			return true;
	return false;
}

#endif
