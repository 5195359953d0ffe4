/* config/conf.h - hvsh.conf: the usual host, and short names for hosts
 *
 *	# $XDG_CONFIG_HOME/hvsh/hvsh.conf, ~/.config/hvsh/hvsh.conf
 *	default_uri = lab1
 *	[host lab1]
 *	uri = hyperv://administrator@lab1.example.com/
 *	[pool isos]
 *	path = D:\ISO
 *
 * What it holds beyond that is refused with file and line.
 */
#ifndef HVSH_CONFIG_CONF_H
#define HVSH_CONFIG_CONF_H

#include <stdbool.h>
#include <stddef.h>

struct conf;
struct err;

/* The user's file 'below' the folder for configuration ("hvsh/hvsh.conf").
 * NULL: there is neither XDG_CONFIG_HOME nor HOME. */
char *conf_path(const char *below);

/* A file that is not there is an empty one. */
int conf_load(struct conf **ret, struct err *e);
void conf_free(struct conf *c);                 /* takes NULL */

const char *conf_file(const struct conf *c);    /* its name, for errors */
const char *conf_default_uri(const struct conf *c);     /* NULL: none */

/* The URI of [host NAME]. ERR_USAGE for a name that is not there: the hint
 * says which are, or where the file is to be. */
int conf_alias(const struct conf *c, const char *name, const char **ret,
	       struct err *e);

/* The n-th [host NAME]'s name; NULL: there are no more. */
const char *conf_host(const struct conf *c, size_t n);

/* The n-th [pool NAME], a folder on whatever host it is that is asked; false:
 * there are no more. The path is as it was written. */
bool conf_pool(const struct conf *c, size_t n, const char **name,
	       const char **path);

#endif
