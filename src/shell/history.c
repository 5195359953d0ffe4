/* shell/history.c - what the shell remembers, and where */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "shell/repl.h"

/* user:password@ after :// */
static bool has_uri_password(const char *line)
{
	const char *p = line;
	size_t len, colon;

	while ((p = strstr(p, "://"))) {
		p += 3;
		len = strcspn(p, "/ \t\"'?");
		colon = strcspn(p, ":");
		if (colon < len && memchr(p + colon, '@', len - colon))
			return true;
	}
	return false;
}

bool repl_may_keep(const char *line)
{
	if (!*line || *line == ' ' || *line == '\t')
		return false;
	return !strcasestr(line, "password") && !has_uri_password(line);
}

static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST) {
			*slash = '/';
			return false;
		}
		*slash = '/';
	}
	return true;
}

char *repl_history_path(void)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	AUTO_FREE char *path = NULL;

	if (state && *state == '/')
		path = xasprintf("%s/hvsh/history", state);
	else if (home && *home == '/')
		path = xasprintf("%s/.local/state/hvsh/history", home);
	if (!path || !make_folders(path))
		return NULL;
	return TAKE(path);
}
