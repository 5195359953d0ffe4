/* config/credcmd.c - a password from a program, for config/cred.h */
#include "config/cred.h"

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/readfile.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* All that it may print; a password is in the first line. */
#define OUTPUT_MAX (16 * CRED_MAX)

static int start(const char *command, int out, pid_t *pid)
{
	char *argv[] = { "sh", "-c", (char *)command, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	/* A script on our stdin is not the command's to read. */
	if (!isatty(STDIN_FILENO))
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
						 "/dev/null", O_RDONLY, 0);
	posix_spawnattr_init(&attr);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(pid, "/bin/sh", &actions, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static int check_status(int status, struct err *e)
{
	if (intr_pending())
		return err_set(e, ERR_INTERRUPTED, "interrupted");
	if (WIFSIGNALED(status))
		return err_set(e, ERR_AUTH, "the password command was ended by "
			       "signal %d", WTERMSIG(status));
	if (WEXITSTATUS(status))
		return err_set(e, ERR_AUTH, "the password command failed with "
			       "status %d", WEXITSTATUS(status));
	return 0;
}

static int check_output(char *text, size_t size, struct err *e)
{
	if (strlen(text) != size)
		return err_set(e, ERR_AUTH, "the password command printed NUL "
			       "bytes");
	first_line(text);
	if (!*text)
		return err_set(e, ERR_AUTH, "the password command printed nothing "
			       "in its first line");
	if (strlen(text) > CRED_MAX)
		return err_set(e, ERR_AUTH, "the password command printed a line "
			       "longer than %d bytes", CRED_MAX);
	return 0;
}

int cred_command(const char *command, char **ret, struct err *e)
{
	char *text = NULL;
	size_t size = 0;
	int fds[2], error, read_error, status, result;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return err_set(e, ERR_FAILED, "cannot make a pipe: %s",
			       strerror(errno));
	error = start(command, fds[1], &pid);
	close(fds[1]);
	if (error) {
		close(fds[0]);
		return err_set(e, ERR_AUTH, "cannot run the password command: %s",
			       strerror(error));
	}
	read_error = read_all(fds[0], OUTPUT_MAX, &text, &size) < 0 ? errno : 0;
	close(fds[0]);
	if (read_error)
		kill(pid, SIGTERM);
	status = wait_for(pid);
	if (read_error && !intr_pending())
		return err_set(e, ERR_AUTH, "the password command's output: %s",
			       strerror(read_error));
	result = check_status(status, e);
	if (result == 0)
		result = check_output(text, size, e);
	if (result == 0) {
		*ret = text;
		return 0;
	}
	if (text)
		explicit_bzero(text, size);
	free(text);
	return -1;
}
