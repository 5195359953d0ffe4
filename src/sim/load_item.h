/* sim/load_item.h - one <p:Class> element and the instance that it is */
#ifndef HVSH_SIM_LOAD_ITEM_H
#define HVSH_SIM_LOAD_ITEM_H

#include "xml/xml.h"

struct sim_class;
struct sim_instance;
struct sim_ref;
struct sim_store;

/* An instance of c, not in the store yet; c grows by what it lacks. */
struct sim_instance *sim_load_item(struct sim_store *s, struct sim_class *c,
				   const xml_node *item);

/* The reference in an element that holds a:ReferenceParameters, directly or
 * within an a:EndpointReference; NULL: there is none. */
struct sim_ref *sim_load_ref(const xml_node *n);

#endif
