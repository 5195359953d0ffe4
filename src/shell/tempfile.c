/* shell/tempfile.c - a private file for another program to work on */
#include "shell/tempfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/readfile.h"

static const int ends[] = { SIGHUP, SIGTERM, SIGQUIT };
#define ENDS (sizeof ends / sizeof *ends)

/* What a signal handler has to know: written while the signals are off. */
static char doomed[PATH_MAX];
static struct sigaction before[ENDS];

/* Once: raised again, it is what it was without us. */
static void on_end(int sig)
{
	unlink(doomed);
	raise(sig);
}

static void watch_signals(const char *path)
{
	struct sigaction sa = { .sa_handler = on_end,
				.sa_flags = (int)SA_RESETHAND };

	sigemptyset(&sa.sa_mask);
	strcpy(doomed, path);
	for (size_t i = 0; i < ENDS; i++) {
		sigaction(ends[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(ends[i], &sa, NULL);
	}
}

static void forget_signals(void)
{
	for (size_t i = 0; i < ENDS; i++)
		sigaction(ends[i], &before[i], NULL);
}

static int write_all(int fd, const char *text)
{
	size_t len = strlen(text);

	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		text += n;
		len -= (size_t)n;
	}
	return 0;
}

int tempfile_make(struct tempfile *t, const char *suffix, const char *text,
		  struct err *e)
{
	const char *dir = getenv("TMPDIR");
	AUTO_FREE char *path = xasprintf("%s/hvshXXXXXX%s",
					 dir && *dir ? dir : "/tmp", suffix);
	int fd, r;

	if (strlen(path) >= sizeof doomed)
		return err_set(e, ERR_FAILED, "the name of the folder for "
			       "temporary files (TMPDIR) is too long");
	fd = mkostemps(path, (int)strlen(suffix), O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ERR_FAILED, "cannot make a temporary file "
			       "'%s': %s", path, strerror(errno));
	watch_signals(path);
	r = write_all(fd, text);
	if (close(fd) < 0 || r < 0) {
		err_set(e, ERR_FAILED, "cannot write the temporary file '%s': "
			"%s", path, strerror(errno));
		unlink(path);
		forget_signals();
		return -1;
	}
	t->path = TAKE(path);
	return 0;
}

/* By its name: editors put a new file in its place. */
int tempfile_read(const struct tempfile *t, size_t max, char **ret,
		  struct err *e)
{
	int fd = open(t->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	AUTO_FREE char *text = NULL;
	struct stat st;
	size_t len = 0;
	int error = 0;

	if (fd < 0 || fstat(fd, &st) < 0)
		error = errno;
	else if (!S_ISREG(st.st_mode) || st.st_uid != geteuid())
		error = EPERM;
	else if (read_all(fd, max, &text, &len) < 0)
		error = errno;
	if (fd >= 0)
		close(fd);
	if (error == EFBIG)
		return err_set(e, ERR_FAILED, "the edited text is longer than "
			       "%zu bytes", max);
	if (error)
		return err_set(e, ERR_FAILED, "cannot read the edited file "
			       "'%s': %s", t->path, strerror(error));
	if (strlen(text) != len)
		return err_set(e, ERR_FAILED, "the edited text has a NUL "
			       "character in it");
	*ret = TAKE(text);
	return 0;
}

char *tempfile_keep(struct tempfile *t)
{
	forget_signals();
	return TAKE(t->path);
}

void tempfile_drop(struct tempfile *t)
{
	if (!t->path)
		return;
	unlink(t->path);
	forget_signals();
	free(TAKE(t->path));
}
