/* tests/unit/canned.h - a host that says what the test tells it to say
 *
 * A process of its own on 127.0.0.1, a thread for each connection. What it
 * received is in memory that the test shares.
 */
#ifndef HVSH_TESTS_CANNED_H
#define HVSH_TESTS_CANNED_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/endpoint.h"
#include "base/mem.h"

#define CANNED_MAX 64

struct canned {
	pid_t pid;
	unsigned port;
	atomic_int connections, requests;
	atomic_int waiting, peak;       /* requests not answered yet */
	/* the newest; number n in place n % CANNED_MAX */
	char head[CANNED_MAX][2048];
	char body[CANNED_MAX][8192];
};

struct answer {
	const char *status;             /* "200 "; NULL: cut the connection */
	const char *headers;            /* each ended by \r\n, or NULL */
	char *body;                     /* freed after it was sent; or NULL */
	size_t cut_after;               /* bytes of the body; 0: all */
	size_t pad;                     /* blanks after the body */
	bool reset;                     /* then reset the connection */
};

/* What is said to the request number n (from 0). */
typedef void (*canned_say)(struct canned *c, int n, struct answer *a);

struct canned_thread {
	struct canned *c;
	canned_say say;
	int fd;
};

static bool canned_read(int fd, char *buf, size_t n)
{
	while (n) {
		ssize_t got = read(fd, buf, n);

		if (got <= 0)
			return false;
		buf += got;
		n -= (size_t)got;
	}
	return true;
}

static bool canned_send(int fd, const char *buf, size_t n)
{
	while (n) {
		ssize_t put = send(fd, buf, n, MSG_NOSIGNAL);

		if (put <= 0)
			return false;
		buf += put;
		n -= (size_t)put;
	}
	return true;
}

static bool canned_request(int fd, struct canned *c, int *ret)
{
	char head[2048], *length;
	size_t n = 0;
	int i;

	do {
		if (n == sizeof head - 1 || !canned_read(fd, head + n, 1))
			return false;
		head[++n] = 0;
	} while (n < 4 || strcmp(head + n - 4, "\r\n\r\n"));
	length = strcasestr(head, "\r\nContent-Length:");
	n = length ? strtoul(length + 17, NULL, 10) : 0;
	*ret = atomic_fetch_add(&c->requests, 1);
	i = *ret % CANNED_MAX;
	if (n >= sizeof c->body[i])
		abort();
	strcpy(c->head[i], head);
	c->body[i][n] = 0;
	return canned_read(fd, c->body[i], n);
}

static bool canned_reply(int fd, const struct answer *a)
{
	size_t len = a->body ? strlen(a->body) : 0;
	AUTO_FREE char *head = xasprintf(
		"HTTP/1.1 %s\r\nContent-Length: %zu\r\n%s\r\n", a->status,
		len + a->pad, a->headers ? a->headers : "");
	AUTO_FREE char *pad = xcalloc(1, a->pad + 1);

	memset(pad, ' ', a->pad);
	if (a->cut_after) {
		canned_send(fd, head, strlen(head));
		canned_send(fd, a->body, a->cut_after);
		return false;
	}
	return canned_send(fd, head, strlen(head)) &&
	       (!len || canned_send(fd, a->body, len)) &&
	       (!a->pad || canned_send(fd, pad, a->pad));
}

static void canned_waits(struct canned *c)
{
	int n = atomic_fetch_add(&c->waiting, 1) + 1, peak = c->peak;

	while (n > peak && !atomic_compare_exchange_weak(&c->peak, &peak, n))
		;
}

/* Until that many requests were there at the same time; but 2 s at most. */
__attribute__((unused))
static bool canned_together(struct canned *c, int n)
{
	for (int i = 0; i < 200 && c->peak < n; i++)
		usleep(10000);
	return c->peak >= n;
}

/* What was sent still arrives, and then a RST. */
static bool canned_reset(int fd)
{
	struct linger now = { .l_onoff = 1 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	return true;
}

static void *canned_connection(void *arg)
{
	struct canned_thread t = *(struct canned_thread *)arg;
	bool more = true;
	int n;

	free(arg);
	while (more && canned_request(t.fd, t.c, &n)) {
		struct answer a = { .status = "200 " };

		canned_waits(t.c);
		t.say(t.c, n, &a);
		more = a.status && canned_reply(t.fd, &a) &&
		       !(a.reset && canned_reset(t.fd));
		atomic_fetch_sub(&t.c->waiting, 1);
		free(a.body);
	}
	close(t.fd);
	return NULL;
}

static void canned_serve(int sock, struct canned *c, canned_say say)
{
	for (;;) {
		struct canned_thread *t = xcalloc(1, sizeof *t);
		pthread_t id;
		int on = 1;

		*t = (struct canned_thread){ c, say, accept(sock, NULL, NULL) };
		if (t->fd < 0)
			_exit(1);
		setsockopt(t->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		atomic_fetch_add(&c->connections, 1);
		pthread_create(&id, NULL, canned_connection, t);
		pthread_detach(id);
	}
}

static struct canned *canned_start(canned_say say)
{
	struct sockaddr_in sin = { .sin_family = AF_INET };
	socklen_t len = sizeof sin;
	pid_t pid;
	int sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct canned *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (c == MAP_FAILED || bind(sock, (void *)&sin, sizeof sin) ||
	    listen(sock, 16) || getsockname(sock, (void *)&sin, &len))
		abort();
	c->port = ntohs(sin.sin_port);
	pid = fork();
	if (pid < 0)
		abort();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		canned_serve(sock, c, say);
	}
	c->pid = pid;
	close(sock);
	return c;
}

static void canned_stop(struct canned *c)
{
	kill(c->pid, SIGKILL);
	waitpid(c->pid, NULL, 0);
	munmap(c, sizeof *c);
}

static struct endpoint canned_endpoint(const struct canned *c)
{
	return (struct endpoint){
		.host = (char *)"127.0.0.1",
		.port = c->port,
		.user = (char *)"admin",
		.password = (char *)"s3cret",
		.timeout_s = 3,
		.connect_timeout_s = 3,
	};
}

#endif
