/* sim/epr.h - endpoint references: the paths of instances on the wire */
#ifndef HVSH_SIM_EPR_H
#define HVSH_SIM_EPR_H

#include <stdbool.h>

#include "sim/envelope.h"

struct sim_class;
struct sim_instance;
struct sim_ref;
struct str;

/* The selectors within a w:SelectorSet, appended; one that is a reference
 * itself becomes its path's text. -1: malformed. */
int sim_selectors_read(const xml_node *set, struct sim_selectors *to);
void sim_selectors_clear(struct sim_selectors *s);

/* From a node that holds a:ReferenceParameters. -1: malformed. */
int sim_epr_read(const xml_node *n, struct sim_ref **ret);

/* a:Address and a:ReferenceParameters; the prefixes a and w are bound where
 * it goes. ns: the namespace of a reference that has none. */
void sim_epr_write(struct str *to, bool dmtf, const char *ns,
		   const struct sim_ref *r);

#endif
