/* sim/listen.c - the socket that the host listens on */
#include "sim/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/err.h"
#include "base/str.h"

#define BACKLOG 128

static int describe(int fd, struct str *where)
{
	struct sockaddr_storage ss;
	socklen_t len = sizeof ss;
	char host[NI_MAXHOST], port[NI_MAXSERV];

	if (getsockname(fd, (struct sockaddr *)&ss, &len) < 0 ||
	    getnameinfo((struct sockaddr *)&ss, len, host, sizeof host, port,
			sizeof port, NI_NUMERICHOST | NI_NUMERICSERV))
		return -1;
	str_addf(where, ss.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host,
		 port);
	return 0;
}

static int open_tcp(const struct addrinfo *ai)
{
	int on = 1, fd = socket(ai->ai_family, ai->ai_socktype | SOCK_CLOEXEC |
				SOCK_NONBLOCK, ai->ai_protocol);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, ai->ai_addr, ai->ai_addrlen) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	on = errno;
	close(fd);
	errno = on;
	return -1;
}

int sim_listen_tcp(const char *address, int port, int *fd, struct str *where,
		   struct err *e)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
				  .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *ai;
	char service[8];
	int rc;

	snprintf(service, sizeof service, "%d", port);
	rc = getaddrinfo(address, service, &hints, &ai);
	if (rc)
		return err_set(e, ERR_CONNECT, "no address '%s': %s", address,
			       gai_strerror(rc));
	*fd = open_tcp(ai);
	freeaddrinfo(ai);
	if (*fd < 0)
		return err_set(e, ERR_CONNECT, "cannot listen on %s port %d: "
			       "%s", address, port, strerror(errno));
	if (describe(*fd, where) == 0)
		return 0;
	close(*fd);
	return err_set(e, ERR_CONNECT, "cannot tell what is listened on");
}

/* Nobody answers there any more. */
static bool is_stale(const struct sockaddr_un *un)
{
	struct stat st;
	int fd, rc;

	if (lstat(un->sun_path, &st) < 0 || !S_ISSOCK(st.st_mode))
		return false;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	rc = connect(fd, (const struct sockaddr *)un, sizeof *un);
	rc = rc < 0 && errno == ECONNREFUSED;
	close(fd);
	return rc;
}

int sim_listen_unix(const char *path, int *fd, struct err *e)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	mode_t mask;
	int rc;

	if (strlen(path) >= sizeof un.sun_path)
		return err_set(e, ERR_USAGE, "the path of a socket has less "
			       "than %zu bytes: '%s'", sizeof un.sun_path,
			       path);
	memcpy(un.sun_path, path, strlen(path));
	if (is_stale(&un))
		unlink(path);
	*fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return err_set(e, ERR_CONNECT, "no socket: %s",
			       strerror(errno));
	mask = umask(0177);
	rc = bind(*fd, (struct sockaddr *)&un, sizeof un);
	umask(mask);
	if (rc == 0 && listen(*fd, BACKLOG) == 0)
		return 0;
	err_set(e, ERR_CONNECT, "cannot listen on '%s': %s", path,
		strerror(errno));
	close(*fd);
	if (rc == 0)
		unlink(path);
	return -1;
}
