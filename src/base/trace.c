/* base/trace.c - what --debug and --log show */
#include "base/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

static struct {
	int level;
	int fd;
} to = { TRACE_OFF, -1 };

void trace_set_level(int level)
{
	to.level = level;
}

int trace_set_file(const char *path, struct err *e)
{
	int fd = -1;

	if (path) {
		fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
		if (fd < 0)
			return err_set(e, ERR_FAILED, "cannot open log '%s': %s",
				       path, strerror(errno));
	}
	if (to.fd >= 0)
		close(to.fd);
	to.fd = fd;
	return 0;
}

bool trace_on(enum trace_level level)
{
	return to.fd >= 0 || (int)level >= to.level;
}

/* One write for each line: with O_APPEND those of several processes do not
 * mix. What cannot be written is lost; tracing never makes a command fail. */
static void write_all(int fd, const char *p, size_t n)
{
	ssize_t done;

	while (n) {
		done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		p += done;
		n -= (size_t)done;
	}
}

static void add_stamp(struct str *s)
{
	char day[sizeof "2000-01-01T00:00:00" + 16];
	struct timespec now;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm);
	str_addf(s, "%s.%03ldZ %ld ", day, now.tv_nsec / 1000000, (long)getpid());
}

/* TAB is harmless and common; the escaper would take it for a control. */
static void add_line(struct str *s, const char *line, size_t n)
{
	const char *tab;

	while ((tab = memchr(line, '\t', n))) {
		str_addn_term(s, line, (size_t)(tab - line));
		str_addc(s, '\t');
		n -= (size_t)(tab - line) + 1;
		line = tab + 1;
	}
	str_addn_term(s, line, n);
	str_addc(s, '\n');
}

static void emit_line(enum trace_level level, const char *line, size_t n)
{
	AUTO_STR s = STR_INIT;

	if ((int)level >= to.level) {
		str_add(&s, "debug: ");
		add_line(&s, line, n);
		write_all(STDERR_FILENO, s.buf, s.len);
		str_clear(&s);
	}
	if (to.fd >= 0) {
		add_stamp(&s);
		add_line(&s, line, n);
		write_all(to.fd, s.buf, s.len);
	}
}

/* CR LF is a line's end as LF is: headers come with it. */
static void emit(enum trace_level level, const char *text, size_t len)
{
	while (len) {
		const char *lf = memchr(text, '\n', len);
		size_t n = lf ? (size_t)(lf - text) : len;

		if (lf && n && text[n - 1] == '\r')
			emit_line(level, text, n - 1);
		else
			emit_line(level, text, n);
		n += lf != NULL;
		text += n;
		len -= n;
	}
}

void trace(enum trace_level level, const char *fmt, ...)
{
	AUTO_STR s = STR_INIT;
	va_list ap;

	if (!trace_on(level))
		return;
	va_start(ap, fmt);
	str_vaddf(&s, fmt, ap);
	va_end(ap);
	emit(level, s.buf, s.len);
}

void trace_text(enum trace_level level, const char *title,
		const char *text, size_t len)
{
	if (!trace_on(level))
		return;
	emit(level, title, strlen(title));
	emit(level, text, len);
}
