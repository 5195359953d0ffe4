/* sim/opts.c - the command line of hvsim */
#include "sim/opts.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/version.h"
#include "sim/load.h"

static const char usage[] =
"usage: hvsim [options]\n"
"\n"
"A simulated Hyper-V host that speaks WS-Management.\n"
"\n"
"  --port N             listen there; 0: any (5985, with --tls 5986)\n"
"  --listen ADDRESS     listen on that address (127.0.0.1)\n"
"  --socket PATH        listen on a Unix socket in place of that\n"
"  --until-eof          end when standard input ends\n"
"  --user NAME          who may log in (Administrator)\n"
"  --password-file FILE the password, its first line; else HVSIM_PASSWORD,\n"
"                       else one is made up and printed\n"
"  --tls                encrypt; the certificate is made unless given\n"
"  --tls-cert FILE      certificate, PEM\n"
"  --tls-key FILE       its key, PEM\n"
"\n"
"  --os RELEASE         2008 2008r2 2012 2012r2 2016 2019 2022 2025 (2019)\n"
"  --hostname NAME      the host's name (HVSIM)\n"
"  --lang TAG           language of messages, as en-US, ja-JP (en-US)\n"
"  --vms N              N virtual machines in place of the default eight\n"
"  --load FILE|DIR      instances from recorded replies; may be repeated\n"
"  --state FILE         go on from there, and keep there what was done\n"
"  --job-ms N           how long a job takes (30)\n"
"  --guest-ms N         how long a guest needs to shut down (300)\n"
"\n"
"  --latency MS         every reply takes that much longer\n"
"  --fail KIND[WHEN][:ARG]  misbehave; may be repeated\n"
"      KIND  401 403 404 413 500 cut garbage html redirect:URL hang\n"
"            slow[:MS] fault:FILE reply:FILE timeout quota denied wmierror\n"
"            job[:CODE[:TEXT]]\n"
"      WHEN  @N the Nth request, /N each Nth, *N the first N; else all\n"
"  --replay DIR         answer queries with recorded replies\n"
"                       (CLASS_star_000.xml, CLASS_all_000.xml, _001 ...)\n"
"  --requests FILE      log a line for each request\n"
"  --verbose            tell on standard error what is happening\n"
"  --version, --help\n";

enum {
	OPT_PORT = 256, OPT_LISTEN, OPT_SOCKET, OPT_EOF, OPT_USER, OPT_PASSWORD,
	OPT_TLS, OPT_CERT, OPT_KEY, OPT_OS, OPT_HOSTNAME, OPT_LANG, OPT_VMS,
	OPT_LOAD, OPT_STATE, OPT_JOB, OPT_GUEST, OPT_LATENCY, OPT_FAIL,
	OPT_REPLAY, OPT_REQUESTS, OPT_VERBOSE, OPT_VERSION, OPT_HELP,
};

static const struct option longs[] = {
	{ "port", required_argument, NULL, OPT_PORT },
	{ "listen", required_argument, NULL, OPT_LISTEN },
	{ "socket", required_argument, NULL, OPT_SOCKET },
	{ "until-eof", no_argument, NULL, OPT_EOF },
	{ "user", required_argument, NULL, OPT_USER },
	{ "password-file", required_argument, NULL, OPT_PASSWORD },
	{ "tls", no_argument, NULL, OPT_TLS },
	{ "tls-cert", required_argument, NULL, OPT_CERT },
	{ "tls-key", required_argument, NULL, OPT_KEY },
	{ "os", required_argument, NULL, OPT_OS },
	{ "hostname", required_argument, NULL, OPT_HOSTNAME },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "vms", required_argument, NULL, OPT_VMS },
	{ "load", required_argument, NULL, OPT_LOAD },
	{ "state", required_argument, NULL, OPT_STATE },
	{ "job-ms", required_argument, NULL, OPT_JOB },
	{ "guest-ms", required_argument, NULL, OPT_GUEST },
	{ "latency", required_argument, NULL, OPT_LATENCY },
	{ "fail", required_argument, NULL, OPT_FAIL },
	{ "replay", required_argument, NULL, OPT_REPLAY },
	{ "requests", required_argument, NULL, OPT_REQUESTS },
	{ "verbose", no_argument, NULL, OPT_VERBOSE },
	{ "version", no_argument, NULL, OPT_VERSION },
	{ "help", no_argument, NULL, OPT_HELP },
	{ NULL, 0, NULL, 0 },
};

static int number(const char *name, const char *text, unsigned max,
		  unsigned *ret, struct err *e)
{
	uint64_t v;

	if (parse_u64(text, max, &v) < 0)
		return err_set(e, ERR_USAGE,
			       "--%s needs a number up to %u, not '%s'", name,
			       max, text);
	*ret = (unsigned)v;
	return 0;
}

static int set_port(struct sim_opts *o, const char *text, struct err *e)
{
	unsigned v = 0;

	if (number("port", text, 65535, &v, e) < 0)
		return -1;
	o->port = (int)v;
	return 0;
}

static int set_os(struct sim_opts *o, const char *text, struct err *e)
{
	if (sim_os_parse(text, &o->host.os) < 0)
		return err_set(e, ERR_USAGE, "--os knows no '%s'", text);
	return 0;
}

/* It goes into a header's attribute and nowhere else; still, a language tag
 * is letters, digits and dashes (BCP 47). */
static int set_lang(struct sim_opts *o, const char *text, struct err *e)
{
	size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				"abcdefghijklmnopqrstuvwxyz0123456789-");

	if (!n || text[n] || n > 35)
		return err_set(e, ERR_USAGE, "--lang: '%s' is no language tag",
			       text);
	o->host.lang = text;
	return 0;
}

static int read_password(struct sim_opts *o, const char *path, struct err *e)
{
	struct str s = STR_INIT;
	int rc = sim_read_file(path, 4096, &s, e);

	if (rc == 0) {
		secret_free(o->password);
		o->password = xstrndup(s.buf, strcspn(s.buf, "\r\n"));
		if (!*o->password)
			rc = err_set(e, ERR_USAGE, "'%s' holds no password",
				     path);
	}
	str_wipe(&s);
	return rc;
}

static int add_fail(struct sim_opts *o, const char *spec, struct err *e)
{
	struct sim_fail f;

	if (sim_fail_parse(spec, &f, e) < 0)
		return -1;
	vec_push(&o->fails, f);
	return 0;
}

static int apply_host(struct sim_opts *o, int opt, char *arg, struct err *e)
{
	switch (opt) {
	case OPT_OS:
		return set_os(o, arg, e);
	case OPT_HOSTNAME:
		o->host.hostname = arg;
		return 0;
	case OPT_LANG:
		return set_lang(o, arg, e);
	case OPT_VMS:
		o->host.counted = true;
		return number("vms", arg, 1000000, &o->host.vms, e);
	case OPT_LOAD:
		vec_push(&o->load, arg);
		return 0;
	case OPT_STATE:
		o->state = arg;
		return 0;
	case OPT_JOB:
		return number("job-ms", arg, 3600000, &o->host.job_ms, e);
	case OPT_GUEST:
		return number("guest-ms", arg, 3600000, &o->host.guest_ms, e);
	}
	return err_set(e, ERR_USAGE, "unknown option");
}

static int apply_server(struct sim_opts *o, int opt, char *arg, struct err *e)
{
	switch (opt) {
	case OPT_PORT:
		return set_port(o, arg, e);
	case OPT_LISTEN:
		o->listen = arg;
		return 0;
	case OPT_SOCKET:
		o->socket = arg;
		return 0;
	case OPT_EOF:
		o->until_eof = true;
		return 0;
	case OPT_USER:
		o->user = arg;
		return 0;
	case OPT_PASSWORD:
		return read_password(o, arg, e);
	case OPT_TLS:
		o->tls = true;
		return 0;
	case OPT_CERT:
		o->tls_cert = arg;
		return 0;
	case OPT_KEY:
		o->tls_key = arg;
		return 0;
	}
	return apply_host(o, opt, arg, e);
}

static int apply(struct sim_opts *o, int opt, char *arg, struct err *e)
{
	switch (opt) {
	case OPT_LATENCY:
		return number("latency", arg, 3600000, &o->latency_ms, e);
	case OPT_FAIL:
		return add_fail(o, arg, e);
	case OPT_REPLAY:
		o->replay = arg;
		return 0;
	case OPT_REQUESTS:
		o->requests = arg;
		return 0;
	case OPT_VERBOSE:
		o->verbose = true;
		return 0;
	}
	return apply_server(o, opt, arg, e);
}

/* Twenty letters and digits without those that look alike. */
static char *make_password(void)
{
	static const char set[] = "abcdefghjkmnpqrstuvwxyz23456789AB";
	unsigned char b[20];
	char *pw = xcalloc(sizeof b + 1, 1);

	if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
		abort();
	for (size_t i = 0; i < sizeof b; i++)
		pw[i] = set[b[i] % 32];
	return pw;
}

/* The environment of a process can be read by its user's other processes,
 * and is inherited. */
static void take_env_password(struct sim_opts *o)
{
	char *env = getenv("HVSIM_PASSWORD");

	if (env && !o->password && *env)
		o->password = xstrdup(env);
	if (env) {
		explicit_bzero(env, strlen(env));
		unsetenv("HVSIM_PASSWORD");
	}
}

static int check(struct sim_opts *o, struct err *e)
{
	if (!o->tls_cert != !o->tls_key)
		return err_set(e, ERR_USAGE,
			       "--tls-cert and --tls-key need each other");
	if (o->tls_cert && !o->tls)
		return err_set(e, ERR_USAGE, "--tls-cert needs --tls");
	if (o->socket && (o->listen || o->port >= 0))
		return err_set(e, ERR_USAGE,
			       "--socket excludes --listen and --port");
	take_env_password(o);
	o->made_up = !o->password;
	if (o->made_up)
		o->password = make_password();
	if (!o->listen)
		o->listen = "127.0.0.1";
	if (o->port < 0)
		o->port = o->tls ? 5986 : 5985;
	o->host.empty = o->load.n > 0;
	return 0;
}

static int bad_option(int opt, char **argv, struct err *e)
{
	const char *word = argv[optind - 1];

	if (opt == ':')
		return err_set(e, ERR_USAGE, "'%s' needs an argument", word);
	return err_set(e, ERR_USAGE, "unknown or ambiguous option '%s'", word);
}

enum sim_opts_result sim_opts_parse(struct sim_opts *o, int argc, char **argv,
				    struct err *e)
{
	int opt;

	*o = (struct sim_opts){ .host = SIM_HOST_OPTS_INIT, .port = -1,
				.user = "Administrator" };
	while ((opt = getopt_long(argc, argv, "+:", longs, NULL)) != -1) {
		if (opt == OPT_HELP || opt == OPT_VERSION) {
			fputs(opt == OPT_HELP ? usage :
			      "hvsim " HVSH_VERSION "\n", stdout);
			return SIM_OPTS_DONE;
		}
		if (opt == ':' || opt == '?') {
			bad_option(opt, argv, e);
			return SIM_OPTS_BAD;
		}
		if (apply(o, opt, optarg, e) < 0)
			return SIM_OPTS_BAD;
	}
	if (optind < argc) {
		err_set(e, ERR_USAGE, "unexpected argument '%s'", argv[optind]);
		return SIM_OPTS_BAD;
	}
	return check(o, e) < 0 ? SIM_OPTS_BAD : SIM_OPTS_RUN;
}

void sim_opts_clear(struct sim_opts *o)
{
	secret_free(o->password);
	o->password = NULL;
	vec_free(&o->load);
	sim_fails_clear(&o->fails);
}
