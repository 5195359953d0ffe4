/* hv/path.c - paths of files on the host */
#include "hv/path.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define NAME_MAX_CHARS 255      /* NTFS; counted in UTF-16 units there */
#define PATH_MAX_BYTES 32767

static bool is_slash(char c)
{
	return c == '\\' || c == '/';
}

bool hv_path_is(const char *word)
{
	return (isalpha((unsigned char)word[0]) && word[1] == ':') ||
	       (is_slash(word[0]) && is_slash(word[1]));
}

static int refuse(struct err *e, const char *name, const char *why)
{
	return err_set(e, ERR_USAGE, "'%s' cannot be a file's name on Windows: "
		       "%s", name, why);
}

static bool is_forbidden(uint32_t cp)
{
	return cp < ' ' || (cp < 128 && strchr("<>:\"/\\|?*", (int)cp));
}

int hv_name_check(const char *name, struct err *e)
{
	size_t n = strlen(name), chars = 0;
	const char *p = name;
	uint32_t cp;
	int len;

	if (!n)
		return refuse(e, name, "it is empty");
	for (; (len = utf8_next(p, &cp)) > 0; p += len, chars++)
		if (is_forbidden(cp))
			return refuse(e, name, "< > : \" / \\ | ? * and control "
				      "characters are not allowed");
	if (len < 0)
		return refuse(e, name, "it is no UTF-8");
	if (name[n - 1] == '.' || name[n - 1] == ' ')
		return refuse(e, name, "it ends in a dot or a blank");
	if (chars > NAME_MAX_CHARS)
		return refuse(e, name, "it is longer than 255 characters");
	return 0;
}

char *hv_path_safe_name(const char *text)
{
	AUTO_STR s = STR_INIT;
	uint32_t cp;
	int len;

	for (; (len = utf8_next(text, &cp)) > 0; text += len) {
		if (is_forbidden(cp))
			str_addc(&s, '_');
		else
			str_addn(&s, text, (size_t)len);
	}
	if (s.len && (s.buf[s.len - 1] == '.' || s.buf[s.len - 1] == ' '))
		s.buf[s.len - 1] = '_';
	return str_take(&s);
}

static int check_root(const char *text, struct err *e)
{
	if (is_slash(text[0]) && is_slash(text[1]))
		return err_set(e, ERR_USAGE, "'%s' is on a share; a pool or "
			       "volume is on a drive of the host (the host's "
			       "WMI shows no others)", text);
	if (!isalpha((unsigned char)text[0]) || text[1] != ':' ||
	    !is_slash(text[2]))
		return err_set(e, ERR_USAGE, "'%s' is no path on the host; one "
			       "begins as D:\\ does", text);
	if (strlen(text) > PATH_MAX_BYTES)
		return err_set(e, ERR_USAGE, "a path of more than %d bytes",
			       PATH_MAX_BYTES);
	return 0;
}

int hv_path_clean(const char *text, char **ret, struct err *e)
{
	AUTO_STR s = STR_INIT;
	const char *p = text;

	if (check_root(text, e) < 0)
		return -1;
	str_addc(&s, (char)toupper((unsigned char)*text));
	str_add(&s, ":\\");
	for (p += 3; *p;) {
		size_t n = strcspn(p, "\\/");
		AUTO_FREE char *name = xstrndup(p, n);

		p += n + (p[n] != '\0');
		if (!n)
			continue;
		if (hv_name_check(name, e) < 0)
			return -1;
		if (s.buf[s.len - 1] != '\\')
			str_addc(&s, '\\');
		str_add(&s, name);
	}
	*ret = str_take(&s);
	return 0;
}

/* Upper case becomes lower in the scripts that names are likely to be in:
 * Latin-1, Greek, Cyrillic. The host compares by a table of its own; where
 * ours knows less, a name must be given in the file's own case. */
static uint32_t fold(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') ||
	    (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
	    (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
		return c + 32;
	if (c >= 0x400 && c <= 0x40F)
		return c + 80;
	return c;
}

static uint32_t next(const char **p)
{
	uint32_t c;
	int n = utf8_next(*p, &c);

	if (n < 0) {                    /* no UTF-8: the byte itself */
		c = 0x110000u + (unsigned char)**p;
		n = 1;
	} else if (n == 0) {
		return 0;
	}
	*p += n;
	return fold(c);
}

int hv_path_cmp(const char *a, const char *b)
{
	uint32_t x, y;

	do {
		x = next(&a);
		y = next(&b);
	} while (x && x == y);
	return x < y ? -1 : x > y;
}

/* FNV-1a */
uint64_t hv_path_hash(const char *path, uint64_t seed)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;
	uint32_t c;

	while ((c = next(&path)))
		hash = (hash ^ c) * UINT64_C(0x100000001b3);
	return hash;
}

const char *hv_path_name(const char *path)
{
	const char *last = strrchr(path, '\\');

	return last ? last + 1 : path;
}

char *hv_path_folder(const char *path)
{
	size_t n = (size_t)(hv_path_name(path) - path);

	return xstrndup(path, n > 3 ? n - 1 : n);
}

char *hv_path_join(const char *folder, const char *name)
{
	size_t n = strlen(folder);

	return xasprintf("%s%s%s", folder,
			 n && folder[n - 1] == '\\' ? "" : "\\", name);
}

bool hv_path_ext(const char *path, const char *exts)
{
	const char *dot = strrchr(hv_path_name(path), '.');
	size_t n;

	if (!dot)
		return false;
	for (; *exts; exts += n + (exts[n] == ' ')) {
		n = strcspn(exts, " ");
		if (strlen(dot + 1) == n && !strncasecmp(dot + 1, exts, n))
			return true;
	}
	return false;
}
