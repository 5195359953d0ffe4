/* sim/fail.c - misbehaviour on order */
#include "sim/fail.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "sim/load.h"

#define MAX_FILE (16u << 20)
#define SLOW_MS 3000
#define JOB_CODE 32768

enum arg { ARG_NONE, ARG_URL, ARG_FILE, ARG_MS, ARG_JOB };

static const struct name {
	const char *name;
	enum sim_fail_kind kind;
	enum arg arg;
	unsigned status;
} names[] = {
	{ "401", SIM_FAIL_STATUS, ARG_NONE, 401 },
	{ "403", SIM_FAIL_STATUS, ARG_NONE, 403 },
	{ "404", SIM_FAIL_STATUS, ARG_NONE, 404 },
	{ "413", SIM_FAIL_STATUS, ARG_NONE, 413 },
	{ "500", SIM_FAIL_STATUS, ARG_NONE, 500 },
	{ "cut", SIM_FAIL_CUT, ARG_NONE, 0 },
	{ "garbage", SIM_FAIL_GARBAGE, ARG_NONE, 0 },
	{ "html", SIM_FAIL_HTML, ARG_NONE, 0 },
	{ "redirect", SIM_FAIL_REDIRECT, ARG_URL, 0 },
	{ "hang", SIM_FAIL_HANG, ARG_NONE, 0 },
	{ "slow", SIM_FAIL_SLOW, ARG_MS, 0 },
	{ "fault", SIM_FAIL_FAULT, ARG_FILE, 0 },
	{ "reply", SIM_FAIL_REPLY, ARG_FILE, 0 },
	{ "timeout", SIM_FAIL_TIMEOUT, ARG_NONE, 0 },
	{ "quota", SIM_FAIL_QUOTA, ARG_NONE, 0 },
	{ "denied", SIM_FAIL_DENIED, ARG_NONE, 0 },
	{ "wmierror", SIM_FAIL_WMIERROR, ARG_NONE, 0 },
	{ "job", SIM_FAIL_JOB, ARG_JOB, 0 },
};

static int parse_job(const char *arg, struct sim_fail *ret)
{
	const char *colon = arg ? strchr(arg, ':') : NULL;
	AUTO_FREE char *code = NULL;
	uint64_t v;

	ret->job_code = JOB_CODE;
	if (!arg)
		return 0;
	code = xstrndup(arg, colon ? (size_t)(colon - arg) : strlen(arg));
	if (parse_u64(code, UINT16_MAX, &v) < 0)
		return -1;
	ret->job_code = (uint16_t)v;
	ret->text = xstrdup(colon ? colon + 1 : NULL);
	return 0;
}

static int parse_ms(const char *arg, struct sim_fail *ret)
{
	uint64_t v = SLOW_MS;

	if (arg && parse_u64(arg, 3600000, &v) < 0)
		return -1;
	ret->ms = (unsigned)v;
	return 0;
}

static int parse_arg(const struct name *n, const char *arg,
		     struct sim_fail *ret, struct err *e)
{
	switch (n->arg) {
	case ARG_NONE:
		if (arg)
			break;
		return 0;
	case ARG_URL:
		if (!arg || !*arg)
			break;
		ret->text = xstrdup(arg);
		return 0;
	case ARG_FILE:
		if (!arg || !*arg)
			break;
		return sim_read_file(arg, MAX_FILE, &ret->content, e);
	case ARG_MS:
		if (parse_ms(arg, ret) < 0)
			break;
		return 0;
	case ARG_JOB:
		if (parse_job(arg, ret) < 0)
			break;
		return 0;
	}
	return err_set(e, ERR_USAGE, "--fail %s: wrong argument '%s'", n->name,
		       arg ? arg : "");
}

static int parse_when(const char *text, size_t len, struct sim_fail *ret)
{
	AUTO_FREE char *digits = NULL;
	uint64_t n;

	if (!len)
		return 0;
	digits = xstrndup(text + 1, len - 1);
	if (parse_u64(digits, LONG_MAX, &n) < 0 || !n)
		return -1;
	ret->n = (unsigned long)n;
	ret->when = *text == '@' ? SIM_FAIL_ONLY :
		    *text == '/' ? SIM_FAIL_EACH : SIM_FAIL_FIRST;
	return 0;
}

static const struct name *find_name(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i].name) == n &&
		    !memcmp(names[i].name, text, n))
			return &names[i];
	}
	return NULL;
}

int sim_fail_parse(const char *spec, struct sim_fail *ret, struct err *e)
{
	size_t end = strcspn(spec, ":"), word = strcspn(spec, "@/*:");
	const char *arg = spec[end] ? spec + end + 1 : NULL;
	const struct name *n = find_name(spec, word);
	struct sim_fail f = { .content = STR_INIT };

	if (!n)
		return err_set(e, ERR_USAGE, "--fail knows no '%.*s'",
			       (int)word, spec);
	f.kind = n->kind;
	f.status = n->status;
	if (parse_when(spec + word, end - word, &f) < 0)
		return err_set(e, ERR_USAGE, "--fail %s: '%.*s' is none of "
			       "@N, /N, *N", n->name, (int)(end - word),
			       spec + word);
	if (f.kind == SIM_FAIL_JOB && f.when == SIM_FAIL_EACH)
		return err_set(e, ERR_USAGE, "--fail job takes @N and *N "
			       "alone");
	if (parse_arg(n, arg, &f, e) < 0) {
		str_free(&f.content);
		return -1;
	}
	*ret = f;
	return 0;
}

void sim_fails_clear(struct sim_fails *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->v[i].text);
		str_free(&f->v[i].content);
	}
	vec_free(f);
}

static bool is_due(const struct sim_fail *f, unsigned long request)
{
	switch (f->when) {
	case SIM_FAIL_ALWAYS:
		break;
	case SIM_FAIL_ONLY:
		return request == f->n;
	case SIM_FAIL_EACH:
		return request % f->n == 0;
	case SIM_FAIL_FIRST:
		return request <= f->n;
	}
	return true;
}

const struct sim_fail *sim_fail_due(const struct sim_fails *f,
				    enum sim_fail_kind kind,
				    unsigned long request)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].kind == kind && is_due(&f->v[i], request))
			return &f->v[i];
	}
	return NULL;
}

const struct sim_fail *sim_fail_find(const struct sim_fails *f,
				     unsigned long request)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct sim_fail *x = &f->v[i];

		if (x->kind != SIM_FAIL_WMIERROR && x->kind != SIM_FAIL_SLOW &&
		    x->kind != SIM_FAIL_JOB && is_due(x, request))
			return x;
	}
	return NULL;
}
