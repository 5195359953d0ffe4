/* sim/enumerate.c - Enumerate, Pull, Release */
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/filter.h"
#include "sim/host.h"
#include "sim/service.h"
#include "sim/wire.h"

/* Room for the header and what closes a page. */
#define FRAME_UNITS 1500

/* How much may go into one reply. */
struct page {
	size_t items, units;
};

static int read_max_elements(const xml_node *n, unsigned *ret,
			     struct sim_fault *f)
{
	AUTO_FREE char *text = xml_text_trimmed(n);
	uint64_t v;

	*ret = 1;       /* DSP0226 8.7: what is not said is one */
	if (!text)
		return 0;
	if (parse_u64(text, UINT32_MAX, &v) < 0 || !v)
		return sim_fault(f, SIM_FAULT_SCHEMA,
				 "MaxElements is no positive number: %s. ",
				 text);
	*ret = (unsigned)v;
	return 0;
}

static int read_mode(const xml_node *e, enum sim_mode *ret,
		     struct sim_fault *f)
{
	const xml_node *n = xml_child(e, SIM_XMLNS_W, "EnumerationMode");
	AUTO_FREE char *text = xml_text_trimmed(n);

	*ret = SIM_MODE_OBJECT;
	if (!text)
		return 0;
	if (!strcmp(text, "EnumerateEPR"))
		*ret = SIM_MODE_EPR;
	else if (!strcmp(text, "EnumerateObjectAndEPR"))
		*ret = SIM_MODE_BOTH;
	else if (strcmp(text, "EnumerateObject"))
		return sim_fault(f, SIM_FAULT_SCHEMA,
				 "No such enumeration mode: %s. ", text);
	return 0;
}

static struct page page_size(const struct sim_service *s,
			     const struct sim_request *r, unsigned elements)
{
	struct page p = { elements, s->limits->page_units };

	if (p.items > s->limits->max_batch)
		p.items = s->limits->max_batch;
	if (r->max_envelope && r->max_envelope / 2 < p.units)
		p.units = r->max_envelope / 2;
	p.units -= FRAME_UNITS;
	return p;
}

static void add_object(struct str *to, const struct sim_context *c,
		       const struct sim_instance *i)
{
	if (c->result.props)
		sim_fragment_write(to, &c->form, i, c->result.props,
				   c->result.nprops);
	else
		sim_item_write(to, &c->form, i);
}

static void add_item(struct str *to, const struct sim_context *c)
{
	const struct sim_instance *i = c->result.v[c->next];

	if (c->mode == SIM_MODE_EPR) {
		sim_item_epr(to, &c->form, i);
		return;
	}
	if (c->mode == SIM_MODE_BOTH)
		str_add(to, "<w:Item>");
	add_object(to, c, i);
	if (c->mode == SIM_MODE_BOTH) {
		sim_item_epr(to, &c->form, i);
		str_add(to, "</w:Item>");
	}
}

/* As many items as fit; one that would not fit even alone is a fault. */
static int add_items(struct str *to, struct sim_context *c, struct page p,
		     struct sim_fault *f)
{
	size_t units = 0;
	AUTO_STR item = STR_INIT;

	for (size_t n = 0; n < p.items && c->next < c->result.n; n++) {
		size_t more;

		str_clear(&item);
		add_item(&item, c);
		more = sim_utf16_units(item.buf, item.len);
		if (more > p.units)
			return sim_fault(f, SIM_FAULT_TOO_BIG,
					 "The size of one item (%zu) exceeds "
					 "the envelope size that is allowed "
					 "(%zu). ", more * 2, p.units * 2);
		if (units + more > p.units)
			break;
		str_addn(to, item.buf, item.len);
		units += more;
		c->next++;
	}
	return 0;
}

static bool is_complete(const struct sim_context *c)
{
	return c->next == c->result.n;
}

static void add_elements(struct str *to, const char *tag,
			 const struct str *items)
{
	if (!items->len) {
		str_addf(to, "<%s/>", tag);
		return;
	}
	str_addf(to, "<%s>", tag);
	str_addn(to, items->buf, items->len);
	str_addf(to, "</%s>", tag);
}

/* --- Enumerate --- */

static void begin(struct sim_service *s, const struct sim_request *r,
		  const char *name, struct str *to)
{
	AUTO_FREE char *action = xasprintf(SIM_XMLNS_N "/%s", name);

	sim_reply_begin(to, r, s->lang, SIM_FRAME_ENUM, action);
	sim_reply_body(to);
}

/* Complete: an empty context, and everything at once; else a context. The
 * elements of a first page are WS-Management's, not WS-Enumeration's. */
static void write_enumerate(struct sim_service *s, const struct sim_request *r,
			    const struct sim_context *c, bool optimised,
			    const struct str *items, struct str *to)
{
	bool complete = optimised && is_complete(c);

	begin(s, r, "EnumerateResponse", to);
	str_add(to, "<n:EnumerateResponse>");
	sim_add_leaf(to, "n:EnumerationContext", complete ? "" : c->id);
	if (optimised)
		add_elements(to, "w:Items", items);
	if (complete)
		str_add(to, "<w:EndOfSequence/>");
	str_add(to, "</n:EnumerateResponse>");
	sim_reply_end(to);
}

static int first_page(struct sim_service *s, const struct sim_request *r,
		      const xml_node *e, struct sim_context *c,
		      struct str *items, struct sim_fault *f)
{
	struct page p;
	unsigned max;

	if (read_max_elements(xml_child(e, SIM_XMLNS_W, "MaxElements"), &max,
			      f) < 0)
		return -1;
	p = page_size(s, r, max);
	/* 2008 R2 and 2012: what is not complete with one item has one */
	if (s->limits->one_first)
		p.items = 1;
	return add_items(items, c, p, f);
}

static int enumerate(struct sim_service *s, const struct sim_request *r,
		     struct sim_context *c, bool *kept, struct str *to,
		     struct sim_fault *f)
{
	int64_t now = sim_clock_ms();
	bool optimised = xml_child(r->body, SIM_XMLNS_W, "OptimizeEnumeration");
	AUTO_STR items = STR_INIT;

	if (sim_contexts_open(&s->contexts, now) >= s->limits->max_open)
		return sim_fault(f, SIM_FAULT_QUOTA,
				 "This user may have %u operations open and "
				 "has them all. ", s->limits->max_open);
	if (read_mode(r->body, &c->mode, f) < 0 ||
	    sim_filter_run(s, r, r->body, &c->result, f) < 0)
		return -1;
	if (optimised && first_page(s, r, r->body, c, &items, f) < 0)
		return -1;
	*kept = !optimised || !is_complete(c);
	if (*kept)
		sim_contexts_add(&s->contexts, c, now);
	write_enumerate(s, r, c, optimised, &items, to);
	return 0;
}

int sim_do_enumerate(struct sim_service *s, const struct sim_request *r,
		     struct str *to, struct sim_fault *f)
{
	struct sim_context *c;
	bool kept = false;
	int rc;

	if (!xml_is(r->body, SIM_XMLNS_N, "Enumerate"))
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	c = xcalloc(1, sizeof *c);
	c->form = sim_request_form(r);
	rc = enumerate(s, r, c, &kept, to, f);
	if (!kept)
		sim_context_free(c);
	return rc;
}

/* --- Pull, Release --- */

static int take_context(struct sim_service *s, const struct sim_request *r,
			struct sim_context **ret, struct sim_fault *f)
{
	AUTO_FREE char *id = xml_text_trimmed(
		xml_child(r->body, SIM_XMLNS_N, "EnumerationContext"));

	*ret = id ? sim_contexts_take(&s->contexts, id, sim_clock_ms()) : NULL;
	return *ret ? 0 : sim_fault(f, SIM_FAULT_CONTEXT, NULL);
}

static void write_pull(struct sim_service *s, const struct sim_request *r,
		       const struct sim_context *c, const struct str *items,
		       struct str *to)
{
	begin(s, r, "PullResponse", to);
	str_add(to, "<n:PullResponse>");
	if (!is_complete(c))
		sim_add_leaf(to, "n:EnumerationContext", c->id);
	add_elements(to, "n:Items", items);
	if (is_complete(c))
		str_add(to, "<n:EndOfSequence/>");
	str_add(to, "</n:PullResponse>");
	sim_reply_end(to);
}

/* After a page that could not be written the enumeration is over. */
int sim_do_pull(struct sim_service *s, const struct sim_request *r,
		struct str *to, struct sim_fault *f)
{
	struct sim_context *c;
	AUTO_STR items = STR_INIT;
	unsigned max;

	if (!xml_is(r->body, SIM_XMLNS_N, "Pull"))
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	if (read_max_elements(xml_child(r->body, SIM_XMLNS_N, "MaxElements"),
			      &max, f) < 0 ||
	    take_context(s, r, &c, f) < 0)
		return -1;
	if (add_items(&items, c, page_size(s, r, max), f) < 0) {
		sim_context_free(c);
		return -1;
	}
	if (!is_complete(c))
		sim_contexts_add(&s->contexts, c, sim_clock_ms());
	write_pull(s, r, c, &items, to);
	if (is_complete(c))
		sim_context_free(c);
	return 0;
}

int sim_do_release(struct sim_service *s, const struct sim_request *r,
		   struct str *to, struct sim_fault *f)
{
	struct sim_context *c;

	if (!xml_is(r->body, SIM_XMLNS_N, "Release"))
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	if (take_context(s, r, &c, f) < 0)
		return -1;
	sim_context_free(c);
	begin(s, r, "ReleaseResponse", to);
	sim_reply_end(to);
	return 0;
}
