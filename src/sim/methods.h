/* sim/methods.h - methods of the host's classes, called
 *
 * The server turns <p:Method_INPUT> into a list of arguments and the results
 * into <p:Method_OUTPUT>; what happens in between is here and in the files
 * this one's table names.
 */
#ifndef HVSH_SIM_METHODS_H
#define HVSH_SIM_METHODS_H

#include "base/vec.h"
#include "sim/value.h"
#include "xml/xml.h"

struct sim_class;
struct sim_host;
struct sim_instance;

enum sim_arg_kind {
	SIM_ARG_NIL,            /* xsi:nil="true" */
	SIM_ARG_TEXT,           /* also CIM-XML, its entities undone once */
	SIM_ARG_REF,
	SIM_ARG_XML,            /* child elements that are no reference */
};

/* One element of the input; a name that comes again makes an array. */
struct sim_arg {
	enum sim_arg_kind kind;
	char *name;
	char *text;             /* SIM_ARG_TEXT; "" for an empty element */
	struct sim_ref *ref;    /* SIM_ARG_REF */
	const xml_node *xml;    /* SIM_ARG_XML; lives in the request */
};
struct sim_args VEC_OF(struct sim_arg);
void sim_args_clear(struct sim_args *a);
void sim_args_text(struct sim_args *a, const char *name, const char *text);
void sim_args_ref(struct sim_args *a, const char *name, struct sim_ref *taken);

/* A result: as the method declares them, ReturnValue last. NULL scalars are
 * written as nil, NULL and empty arrays not at all. */
struct sim_out {
	char *name;
	bool array;
	struct sim_value value;
};
struct sim_outs VEC_OF(struct sim_out);
void sim_outs_clear(struct sim_outs *o);
const struct sim_value *sim_outs_get(const struct sim_outs *o, const char *name);

enum sim_call_status {
	SIM_CALL_OK,            /* see ReturnValue */
	SIM_CALL_NO_METHOD,     /* the class declares none of that name */
	SIM_CALL_NO_OBJECT,     /* a method of instances, called on the class */
	SIM_CALL_BAD_PARAM,     /* a parameter unknown or of a wrong type */
	SIM_CALL_SCHEMA,        /* an object where text is wanted, or text
				 * where an object is */
	SIM_CALL_FAILED,        /* WBEM_E_FAILED, without a ReturnValue */
	SIM_CALL_NOT_CAPABLE,   /* declared, but this host does not have it */
};

/* 'on' NULL: called on the class (a service without selectors). 'out' is
 * filled on SIM_CALL_OK alone. */
enum sim_call_status sim_invoke(struct sim_host *h, struct sim_class *cls,
				struct sim_instance *on, const char *method,
				const struct sim_args *in,
				struct sim_outs *out);

#endif
