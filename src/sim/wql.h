/* sim/wql.h - queries over the store
 *
 *	SELECT * | a, b FROM class [WHERE condition]
 *	ASSOCIATORS OF {path} [WHERE AssocClass = ... ResultClass = ...]
 *	REFERENCES OF {path} [WHERE ResultClass = ... Role = ...]
 *
 * Polymorphic throughout: instances of derived classes are found, too.
 */
#ifndef HVSH_SIM_WQL_H
#define HVSH_SIM_WQL_H

#include <stddef.h>

struct sim_instance;
struct sim_store;

enum sim_query_status {
	SIM_Q_OK,
	SIM_Q_SYNTAX,           /* no WQL, or a property that the class lacks */
	SIM_Q_NO_NAMESPACE,
	SIM_Q_NO_CLASS,
	SIM_Q_NO_OBJECT,        /* ... OF {what is not there} */
	SIM_Q_UNSUPPORTED,      /* right, but not served (SCHEMA queries, ...) */
};

struct sim_result {
	/* Held until sim_result_clear(), which must come before the end of
	 * the store: instances need its classes. */
	struct sim_instance **v;
	size_t n;
	/* The named properties of a SELECT, sorted as the wire wants them,
	 * spelt as the class does; NULL: all of them. May hold the system
	 * properties __CLASS, __SERVER, __NAMESPACE, __PATH, __RELPATH. */
	char **props;
	size_t nprops;
};
#define SIM_RESULT_INIT { NULL, 0, NULL, 0 }

enum sim_query_status sim_query(const struct sim_store *s, const char *ns,
				const char *wql, struct sim_result *ret);
/* All instances of a class and its derived ones: Enumerate without filter. */
enum sim_query_status sim_enumerate(const struct sim_store *s, const char *ns,
				    const char *cls, struct sim_result *ret);
/* What the cimbinding association filter asks; NULL: any. */
enum sim_query_status sim_associators(const struct sim_store *s,
				      struct sim_instance *of,
				      const char *assoc_class,
				      const char *result_class,
				      const char *role, const char *result_role,
				      struct sim_result *ret);
enum sim_query_status sim_references(const struct sim_store *s,
				     struct sim_instance *of,
				     const char *result_class,
				     const char *role, struct sim_result *ret);
void sim_result_clear(struct sim_result *r);

/* A system property's value as text, for a projection; -1: no such one. */
struct str;
int sim_system_property(const struct sim_instance *i, const char *name,
			struct str *to);

#endif
