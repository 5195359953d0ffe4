/* sim/embedded.h - objects that come as XML within a parameter */
#ifndef HVSH_SIM_EMBEDDED_H
#define HVSH_SIM_EMBEDDED_H

#include "xml/xml.h"

struct sim_class;
struct sim_instance;
struct sim_store;

/*
 * The element as an instance of class 'cls' of namespace 'ns', or of one that
 * derives from it: xsi:type says which (DSP0230), its properties are the
 * children. Yours to drop. -1: that fits no such class.
 */
int sim_embedded_read(const struct sim_store *s, const char *ns,
		      const char *cls, const xml_node *n,
		      struct sim_instance **ret);

#endif
