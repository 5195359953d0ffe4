/* sim/respond.c - bodies that come whole, in drips, or break off */
#include "sim/respond.h"

#include <microhttpd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/exchange.h"
#include "sim/host.h"

#define DRIP_MS 50

struct drip {
	char *data;
	size_t len, limit;      /* limit: where a cut one ends */
	int64_t start;
	unsigned ms;            /* 0: at once */
	struct sim_exchange *x;
};

static void drip_free(void *cls)
{
	struct drip *d = cls;

	free(d->data);
	free(d);
}

static size_t drip_ready(const struct drip *d, int64_t now)
{
	int64_t gone = now - d->start + DRIP_MS;

	if (!d->ms || gone >= (int64_t)d->ms)
		return d->limit;
	return d->limit * (size_t)gone / d->ms;
}

static ssize_t drip_read(void *cls, uint64_t pos, char *buf, size_t max)
{
	struct drip *d = cls;
	int64_t now = sim_clock_ms();
	size_t ready = drip_ready(d, now), n;

	if (pos >= d->limit || (d->x && sim_exchange_abandoned(d->x)))
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (pos >= ready) {
		sim_exchange_rest(d->x, now + DRIP_MS);
		return 0;
	}
	n = ready - (size_t)pos;
	if (n > max)
		n = max;
	memcpy(buf, d->data + pos, n);
	return (ssize_t)n;
}

struct MHD_Response *sim_respond_whole(struct str *taken)
{
	size_t len = taken->len;

	if (!len)
		return MHD_create_response_from_buffer(
			0, str_empty, MHD_RESPMEM_PERSISTENT);
	return MHD_create_response_from_buffer(len, str_take(taken),
					       MHD_RESPMEM_MUST_FREE);
}

static struct MHD_Response *respond_drip(struct str *taken, size_t limit,
					 unsigned ms, struct sim_exchange *x)
{
	struct drip *d = xcalloc(1, sizeof *d);

	d->len = taken->len;
	d->limit = limit;
	d->data = str_take(taken);
	d->start = sim_clock_ms();
	d->ms = ms;
	d->x = x;
	return MHD_create_response_from_callback(d->len, 4096, drip_read, d,
						 drip_free);
}

struct MHD_Response *sim_respond_cut(struct str *taken)
{
	return respond_drip(taken, taken->len / 2, 0, NULL);
}

struct MHD_Response *sim_respond_slow(struct str *taken, unsigned ms,
				      struct sim_exchange *x)
{
	if (!taken->len)
		return sim_respond_whole(taken);
	return respond_drip(taken, taken->len, ms, x);
}
