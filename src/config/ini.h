/* config/ini.h - files of [sections] with key = value lines
 *
 * Reads hvsh.conf and libvirt's auth.conf. What the file held is wiped when
 * it is freed; errors name file and line but never repeat a line, which may
 * be a password. A section or key that comes twice is an error, as are lines
 * that are neither of these nor empty nor a comment (# or ; first).
 */
#ifndef HVSH_CONFIG_INI_H
#define HVSH_CONFIG_INI_H

#include "base/vec.h"

#include <stdbool.h>

struct err;

#define INI_MAX (256 * 1024)

enum ini_style {
	INI_CONF,       /* blanks around values dropped, "quotes" too */
	INI_KEYFILE,    /* values as they are, as libvirt reads them: a password
			   may begin or end in blanks and quotes */
};

struct ini_entry {
	const char *section;    /* "" before the first [section] */
	const char *key;        /* NULL: the [section] line itself */
	const char *value;
	unsigned line;
};

struct ini {
	char *path;
	char *text;             /* what the entries point into */
	size_t size;
	bool exposed;           /* its group or others may read it */
	VEC(struct ini_entry) entries;  /* in the file's order */
};

/* ERR_USAGE for a file that cannot be read or understood. */
int ini_read(const char *path, enum ini_style style, struct ini **ret,
	     struct err *e);
void ini_free(struct ini *ini);                 /* takes NULL */

bool ini_has_section(const struct ini *ini, const char *section);
const char *ini_value(const struct ini *ini, const char *section,
		      const char *key);         /* NULL: not there */

static inline void auto_ini(struct ini **p)
{
	ini_free(*p);
}
#define AUTO_INI __attribute__((cleanup(auto_ini))) struct ini

#endif
