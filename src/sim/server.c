/* sim/server.c - listening, serving, ending */
#include "sim/server.h"

#include <errno.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/err.h"
#include "base/str.h"
#include "sim/exchange.h"
#include "sim/host.h"
#include "sim/listen.h"
#include "sim/tls.h"

#define IDLE_S 120              /* HTTP.sys closes an idle connection then */
#define CONNECTIONS 300         /* MaxConnections; and less than FD_SETSIZE */
#define SAVE_MS 1000
#define MAX_WAIT_MS 60000

struct server {
	const struct sim_opts *opts;
	struct sim_http http;
	struct MHD_Daemon *daemon;
	struct sim_tls tls;
	int fd, signals;
	int64_t saved;
};

static void log_mhd(void *cls, const char *fmt, va_list ap)
{
	(void)cls;
	fputs("hvsim: ", stderr);
	vfprintf(stderr, fmt, ap);
}

static int start_daemon(struct server *s, struct err *e)
{
	unsigned flags = MHD_ALLOW_SUSPEND_RESUME;
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, s->tls.cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, s->tls.key },
		{ MHD_OPTION_END, 0, NULL },
	};

	if (s->opts->tls)
		flags |= MHD_USE_TLS;
	else
		tls[0].option = MHD_OPTION_END;
	if (s->opts->verbose)
		flags |= MHD_USE_ERROR_LOG;
	s->daemon = MHD_start_daemon(
		flags, 0, NULL, NULL, sim_exchange_handle, &s->http,
		MHD_OPTION_EXTERNAL_LOGGER, log_mhd, NULL,
		MHD_OPTION_LISTEN_SOCKET, s->fd,
		MHD_OPTION_NOTIFY_COMPLETED, sim_exchange_done, NULL,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536,
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
		MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
	if (!s->daemon)
		return err_set(e, ERR_CONNECT, s->opts->tls ?
			       "cannot serve with this certificate and key" :
			       "cannot start the HTTP server");
	return 0;
}

static int catch_signals(struct server *s, struct err *e)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s->signals < 0)
		return err_set(e, ERR_FAILED, "no signalfd: %s",
			       strerror(errno));
	return 0;
}

static int open_socket(struct server *s, struct str *where, struct err *e)
{
	const struct sim_opts *o = s->opts;

	if (!o->socket)
		return sim_listen_tcp(o->listen, o->port, &s->fd, where, e);
	str_add(where, o->socket);
	return sim_listen_unix(o->socket, &s->fd, e);
}

static int prepare_tls(struct server *s, struct err *e)
{
	if (!s->opts->tls)
		return 0;
	if (s->opts->tls_cert)
		return sim_tls_load(s->opts->tls_cert, s->opts->tls_key,
				    &s->tls, e);
	return sim_tls_make(&s->tls, e);
}

/* Its last line says that it is ready. */
static int announce(const struct server *s, const char *where, struct err *e)
{
	if (s->opts->made_up)
		printf("password: %s\n", s->opts->password);
	if (s->opts->tls)
		printf("fingerprint %s\n", s->tls.fingerprint);
	printf("listening on %s\n", where);
	if (fflush(stdout) != 0)
		return err_set(e, ERR_FAILED, "cannot write: %s",
			       strerror(errno));
	return 0;
}

/* --- the loop --- */

/* Until a connection's timer, a rest or the state's next save is due. */
static struct timeval wait_time(const struct server *s, int64_t next,
				int64_t now)
{
	MHD_UNSIGNED_LONG_LONG mhd;
	int64_t ms = MAX_WAIT_MS;

	if (s->opts->state && ms > SAVE_MS)
		ms = SAVE_MS;
	if (next < now + ms)
		ms = next > now ? next - now : 0;
	if (MHD_get_timeout(s->daemon, &mhd) == MHD_YES &&
	    mhd < (MHD_UNSIGNED_LONG_LONG)ms)
		ms = (int64_t)mhd;
	return (struct timeval){ ms / 1000, ms % 1000 * 1000 };
}

static int save(struct server *s, bool now, struct err *e)
{
	int64_t t = sim_clock_ms();

	if (!s->opts->state || (!now && t - s->saved < SAVE_MS))
		return 0;
	s->saved = t;
	sim_tick(s->http.service->host, t);
	return sim_host_save(s->http.service->host, s->opts->state, e);
}

static bool input_ended(void)
{
	char buf[256];

	return read(STDIN_FILENO, buf, sizeof buf) <= 0;
}

/* Waits once and does what has come; false: it is time to end. */
static bool turn(struct server *s)
{
	int64_t now = sim_clock_ms();
	int64_t next = sim_exchange_wake(&s->http, now);
	struct timeval t = wait_time(s, next, now);
	fd_set r, w, x;
	int top = s->signals;

	FD_ZERO(&r);
	FD_ZERO(&w);
	FD_ZERO(&x);
	if (MHD_get_fdset(s->daemon, &r, &w, &x, &top) != MHD_YES)
		return false;
	FD_SET(s->signals, &r);
	if (s->opts->until_eof)
		FD_SET(STDIN_FILENO, &r);
	if (select(top + 1, &r, &w, &x, &t) < 0)
		return errno == EINTR;
	if (FD_ISSET(s->signals, &r) ||
	    (FD_ISSET(STDIN_FILENO, &r) && input_ended()))
		return false;
	return MHD_run_from_select(s->daemon, &r, &w, &x) == MHD_YES;
}

static int loop(struct server *s, struct err *e)
{
	while (turn(s)) {
		if (save(s, false, e) < 0)
			return -1;
	}
	return save(s, true, e);
}

/* What rests is woken first: libmicrohttpd wants nothing suspended when it
 * ends. */
static void stop(struct server *s)
{
	sim_exchange_close(&s->http);
	MHD_run(s->daemon);
	MHD_stop_daemon(s->daemon);
}

static int serve(struct server *s, const char *where, struct err *e)
{
	int rc;

	if (start_daemon(s, e) < 0) {
		close(s->fd);
		return -1;
	}
	/* A state that cannot be kept is better known before it is relied on. */
	rc = save(s, true, e);
	if (rc == 0)
		rc = announce(s, where, e);
	if (rc == 0)
		rc = loop(s, e);
	stop(s);
	return rc;
}

static int open_log(struct server *s, struct err *e)
{
	const char *path = s->opts->requests;

	if (path && !(s->http.log = fopen(path, "ae")))
		return err_set(e, ERR_FAILED, "cannot open '%s': %s", path,
			       strerror(errno));
	return 0;
}

int sim_server_run(const struct sim_opts *o, struct sim_service *service,
		   struct err *e)
{
	struct server s = { .opts = o, .fd = -1, .signals = -1,
			    .http = { .opts = o, .service = service } };
	AUTO_STR where = STR_INIT;
	int rc = -1;

	if (prepare_tls(&s, e) == 0 && open_log(&s, e) == 0 &&
	    catch_signals(&s, e) == 0 && open_socket(&s, &where, e) == 0) {
		rc = serve(&s, where.buf, e);
		if (o->socket)
			unlink(o->socket);
	}
	if (s.signals >= 0)
		close(s.signals);
	if (s.http.log)
		fclose(s.http.log);
	sim_tls_clear(&s.tls);
	return rc;
}
