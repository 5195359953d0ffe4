/* sim/cimxml.h - instances as CIM-XML text, as parameters carry them
 *
 *	<INSTANCE CLASSNAME="Msvm_X"><PROPERTY NAME="A" TYPE="uint16">
 *	<VALUE>1</VALUE></PROPERTY><PROPERTY.ARRAY NAME="B" TYPE="string">
 *	<VALUE.ARRAY><VALUE>x</VALUE></VALUE.ARRAY></PROPERTY.ARRAY></INSTANCE>
 */
#ifndef HVSH_SIM_CIMXML_H
#define HVSH_SIM_CIMXML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

struct sim_instance;
struct sim_prop;
struct sim_value;
struct str;

struct sim_cim_prop {
	char *name, *type;              /* the TYPE attribute, "" without one */
	bool array;
	struct sim_cim_values VEC_OF(char *) values;    /* none: null */
};

struct sim_cim {
	char *cls;
	struct sim_cim_props VEC_OF(struct sim_cim_prop) props;
};

/* -1: not one INSTANCE in CIM-XML. */
int sim_cim_parse(const char *text, struct sim_cim *ret);
/* What Hyper-V returns for text that is none: a bare ampersand gives another
 * number than the rest (FACTS 5.3). */
uint32_t sim_cim_refusal(const char *text);
void sim_cim_clear(struct sim_cim *c);
const struct sim_cim_prop *sim_cim_find(const struct sim_cim *c,
					const char *name);
const char *sim_cim_text(const struct sim_cim *c, const char *name); /* or NULL */

/* What such a property would be as a value of the class's property. -1: the
 * kind (array, type) or the text does not fit. Times must be in CIM's own
 * form and of TYPE datetime: Hyper-V takes no other. */
int sim_cim_value(const struct sim_cim_prop *p, const struct sim_prop *as,
		  struct sim_value *ret);

void sim_cim_print(const struct sim_instance *i, struct str *to);

#endif
