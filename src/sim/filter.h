/* sim/filter.h - what an Enumerate asks for, found
 *
 * The dialects: WQL (over NAMESPACE/ * alone), the selector filter (over a
 * class) and the association filter (over NAMESPACE/ *); no filter at all
 * gives all instances of a class.
 */
#ifndef HVSH_SIM_FILTER_H
#define HVSH_SIM_FILTER_H

#include "sim/service.h"
#include "sim/wql.h"

/* e: the Enumerate element. */
int sim_filter_run(struct sim_service *s, const struct sim_request *r,
		   const xml_node *e, struct sim_result *ret,
		   struct sim_fault *f);

#endif
