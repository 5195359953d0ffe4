/* config/uri.c - the parts of a connection's URI */
#include "config/uri.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "config/uriparam.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

void uri_clear(struct uri *u)
{
	free(u->text);
	free(u->user);
	free(u->host);
	free(u->cacert);
	free(u->fingerprint);
	free(u->state_file);
	*u = (struct uri){ 0 };
}

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool is_control(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return true;
	}
	return false;
}

int uri_decode(const char *text, size_t n, char **ret)
{
	AUTO_FREE char *out = xcalloc(n + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		int c = (unsigned char)text[i];

		if (c == '%') {
			int hi = i + 2 < n ? hex_digit(text[i + 1]) : -1;
			int lo = hi >= 0 ? hex_digit(text[i + 2]) : -1;

			if (lo < 0)
				return -1;
			c = hi << 4 | lo;
			i += 2;
		}
		if (c < 0x20 || c == 0x7f)
			return -1;
		out[len++] = (char)c;
	}
	*ret = TAKE(out);
	return 0;
}

static bool is_utf8(const char *text)
{
	uint32_t c;
	int n;

	while ((n = utf8_next(text, &c)) > 0)
		text += n;
	return n == 0;
}

static int parse_user(const char *text, size_t n, struct uri *u, struct err *e)
{
	AUTO_FREE char *user = NULL;

	/* A user of Windows has no ':' in the name, and Basic cannot say it;
	 * so one that is encoded is a password too. */
	if (memchr(text, ':', n) ||
	    (uri_decode(text, n, &user) == 0 && strchr(user, ':'))) {
		err_set(e, ERR_USAGE, "a URI must not hold a password");
		return err_hint(e, "leave it out: hvsh asks for it, or takes it "
				"from HVSH_PASSWORD, --password-file, "
				"--password-command or an auth file");
	}
	if (!user || !is_utf8(user))
		return err_set(e, ERR_USAGE, "the user name in the URI is not "
			       "UTF-8 text in percent-encoding");
	if (!*user)
		return err_set(e, ERR_USAGE, "the URI has an empty user name");
	if (strlen(user) > URI_USER_MAX)
		return err_set(e, ERR_USAGE, "the user name in the URI is longer "
			       "than %d bytes", URI_USER_MAX);
	u->user = TAKE(user);
	return 0;
}

/* The inside of [...]: an address, perhaps with a zone after %25 (RFC 6874)
 * or the bare % that people type. */
static int parse_ipv6(const char *text, size_t n, struct uri *u, struct err *e)
{
	AUTO_FREE char *whole = xstrndup(text, n);
	AUTO_FREE char *address = xstrndup(text, strcspn(whole, "%"));
	const char *zone = strchr(whole, '%');
	struct in6_addr parsed;

	if (inet_pton(AF_INET6, address, &parsed) != 1)
		return err_set(e, ERR_USAGE, "what the URI has in brackets is no "
			       "IPv6 address");
	if (!zone) {
		u->host = TAKE(address);
		return 0;
	}
	zone += strncmp(zone, "%25", 3) == 0 ? 3 : 1;
	if (!*zone || strlen(zone) > 64 ||
	    zone[strspn(zone, "abcdefghijklmnopqrstuvwxyz0123456789._~-"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ")])
		return err_set(e, ERR_USAGE, "the IPv6 address in the URI has a "
			       "zone that names no interface");
	u->host = xasprintf("%s%%%s", address, zone);
	return 0;
}

static int parse_host(const char *text, size_t n, struct uri *u, struct err *e)
{
	AUTO_FREE char *host = NULL;

	if (n && text[0] == '[')
		return parse_ipv6(text + 1, n - 2, u, e);
	if (!n) {
		err_set(e, ERR_USAGE, "the URI names no host");
		return err_hint(e, "hyperv://HOST");
	}
	if (uri_decode(text, n, &host) < 0 || !is_utf8(host) ||
	    strpbrk(host, " \"#%/:<>?@[\\]^`{|}"))
		return err_set(e, ERR_USAGE, "the URI has a host name with "
			       "characters that none can have");
	if (strlen(host) > URI_HOST_MAX)
		return err_set(e, ERR_USAGE, "the URI has a host name longer "
			       "than %d bytes", URI_HOST_MAX);
	u->host = TAKE(host);
	return 0;
}

/* Never quoted in the error: with 'user:pa/ss@host' it is a secret. */
static int parse_port(const char *text, size_t n, struct uri *u, struct err *e)
{
	unsigned port = 0;

	for (size_t i = 0; i < n; i++) {
		if (!isdigit((unsigned char)text[i]) || port > 65535)
			goto bad;
		port = port * 10 + (unsigned)(text[i] - '0');
	}
	if (port < 1 || port > 65535)
		goto bad;
	u->port = port;
	return 0;
bad:
	err_set(e, ERR_USAGE, "the URI has a port that is not a number from 1 "
		"to 65535");
	if (strchr(text, '@'))
		err_hint(e, "a URI must not hold a password; a '/', '?', '#' or "
			 "':' of a user name is written in percent-encoding");
	return -1;
}

static int parse_authority(const char *text, size_t n, struct uri *u,
			   struct err *e)
{
	const char *at = memrchr(text, '@', n);
	const char *end = text + n, *host = at ? at + 1 : text;
	const char *host_end = end;

	if (at && parse_user(text, (size_t)(at - text), u, e) < 0)
		return -1;
	if (host < end && *host == '[') {
		host_end = memchr(host, ']', (size_t)(end - host));
		if (!host_end)
			return err_set(e, ERR_USAGE, "the URI has a '[' without "
				       "its ']'");
		host_end++;
	} else {
		const char *colon = memchr(host, ':', (size_t)(end - host));

		if (colon)
			host_end = colon;
	}
	if (parse_host(host, (size_t)(host_end - host), u, e) < 0)
		return -1;
	if (host_end == end)
		return 0;
	if (*host_end != ':')
		return err_set(e, ERR_USAGE, "the URI has text between ']' and "
			       "the port");
	return parse_port(host_end + 1, (size_t)(end - host_end - 1), u, e);
}

static int parse_hyperv(const char *rest, struct uri *u, struct err *e)
{
	size_t n = strcspn(rest, "/?");
	const char *query;

	if (parse_authority(rest, n, u, e) < 0)
		return -1;
	query = rest + n;
	if (*query == '/')
		query++;
	if (*query && *query != '?')
		return err_set(e, ERR_USAGE, "the URI has a path; hyperv:// takes "
			       "none");
	return uri_params(*query ? query + 1 : "", u, e);
}

static int parse_test(const char *rest, struct uri *u, struct err *e)
{
	if (*rest != '/' || !rest[1]) {
		err_set(e, ERR_USAGE, "a test URI names a file and no host");
		return err_hint(e, "test:///default or test:///path/to/state.xml");
	}
	if (strchr(rest, '?'))
		return err_set(e, ERR_USAGE, "a test URI takes no parameters");
	if (strcmp(rest, "/default") == 0)
		return 0;
	if (uri_decode(rest, strlen(rest), &u->state_file) < 0)
		return err_set(e, ERR_USAGE, "the test URI's path is not text in "
			       "percent-encoding");
	return 0;
}

/* The length of the scheme before "://", 0 where there is none. */
static size_t scheme_len(const char *text)
{
	size_t n = 0;

	if (!isalpha((unsigned char)text[0]))
		return 0;
	while (isalnum((unsigned char)text[n]) ||
	       (text[n] && strchr("+.-", text[n])))
		n++;
	return strncmp(text + n, "://", 3) == 0 ? n : 0;
}

static int parse_any(const char *text, struct uri *u, struct err *e)
{
	size_t n = scheme_len(text);
	const char *rest = text + n + 3;

	if (strlen(text) > URI_MAX)
		return err_set(e, ERR_USAGE, "the URI is longer than %d bytes",
			       URI_MAX);
	if (is_control(text))
		return err_set(e, ERR_USAGE, "the URI has a control character in "
			       "it");
	if (!n) {
		err_set(e, ERR_USAGE, "this is no URI");
		return err_hint(e, "hyperv://HOST, or test:///default to try hvsh");
	}
	if (strchr(rest, '#'))
		return err_set(e, ERR_USAGE, "the URI has a fragment ('#...'); "
			       "none is known");
	if (n == strlen("hyperv") && strncasecmp(text, "hyperv", n) == 0) {
		u->kind = URI_HYPERV;
		return parse_hyperv(rest, u, e);
	}
	if (n == strlen("test") && strncasecmp(text, "test", n) == 0) {
		u->kind = URI_TEST;
		return parse_test(rest, u, e);
	}
	err_set(e, ERR_USAGE, "unknown URI scheme '%.*s'", n > 32 ? 32 : (int)n, text);
	return err_hint(e, "hyperv://HOST, or test:///default to try hvsh");
}

int uri_parse(const char *text, struct uri *ret, struct err *e)
{
	struct uri u = { 0 };

	if (parse_any(text, &u, e) < 0) {
		uri_clear(&u);
		return -1;
	}
	u.text = xstrdup(text);
	*ret = u;
	return 0;
}
