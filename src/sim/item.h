/* sim/item.h - instances and values as a reply holds them
 *
 * Properties sorted, null scalars as xsi:nil, null and empty arrays not at
 * all (real hosts have it so, against MS-WSMV 3.1.4.1.26, unless the request
 * carries UsePreciseArrays); times in a child of their own; references
 * without a wrapper.
 */
#ifndef HVSH_SIM_ITEM_H
#define HVSH_SIM_ITEM_H

#include <stdbool.h>
#include <stddef.h>

struct sim_instance;
struct sim_outs;
struct sim_class;
struct sim_value;
struct str;

struct sim_form {
	bool dmtf;              /* URIs as the CIM cmdlets want them */
	bool precise;           /* null arrays are shown */
};

/* <p:CLASS ...>...</p:CLASS> */
void sim_item_write(struct str *to, const struct sim_form *f,
		    const struct sim_instance *i);
/* <w:XmlFragment> with the named properties, no prefixes */
void sim_fragment_write(struct str *to, const struct sim_form *f,
			const struct sim_instance *i, char *const *props,
			size_t n);
/* <a:EndpointReference>...: the prefixes a and w are bound already */
void sim_item_epr(struct str *to, const struct sim_form *f,
		  const struct sim_instance *i);
/* <p:METHOD_OUTPUT ...>...</p:METHOD_OUTPUT> */
void sim_output_write(struct str *to, const struct sim_form *f,
		      const struct sim_class *c, const char *method,
		      const struct sim_outs *out);

#endif
