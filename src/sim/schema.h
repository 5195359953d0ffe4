/* sim/schema.h - classes from text
 *
 * The files of schema/ say what a host's classes are:
 *
 *	namespace root/virtualization/v2@2012
 *	class Msvm_ComputerSystem : CIM_ComputerSystem
 *	  uint64 OnTimeInMilliseconds
 *	  uint32 HwThreadsPerCoreRealized@2025 ProcessID
 *	  string Name* Roles[]
 *	  ref(CIM_ManagedElement) Antecedent*
 *	  call uint32 Convert <string Settings =uint16 Kind[] >ref(CIM_Job) Job
 *
 * A type and the properties of that type; * marks a key, [] an array,
 * @2025 what hosts before that version lack (also a class, with all of it, or a
 * method), @-2012 what later ones lack. A class comes after the one it derives from and has that one's properties and methods. Parameters stand
 * in their order: < in, > out, = both. "call static" is a
 * method of the class, which needs no object. A line that ends in \ goes on. */
#ifndef HVSH_SIM_SCHEMA_H
#define HVSH_SIM_SCHEMA_H

#include "sim/host.h"
#include "sim/store.h"

struct err;

/* Adds what 'text' declares; fails with the line that makes no sense. */
int sim_schema_add(struct sim_store *s, const char *text, enum sim_os os,
		   struct err *e);
/* The schema that is built in: of root/virtualization ('v1'), or of all the
 * other namespaces. */
int sim_schema_builtin(struct sim_store *s, enum sim_os os, bool v1,
		       struct err *e);

/* Classes by hand: an existing one of that name is returned as it is. */
struct sim_class *sim_class_add(struct sim_store *s, const char *ns,
				const char *name, struct sim_class *super);
/* To a class and all derived from it, whose instances get a NULL. */
void sim_class_add_prop(struct sim_store *s, struct sim_class *c,
			const struct sim_prop *p);
/* The store's own copy of a name. */
const char *sim_intern(struct sim_store *s, const char *name);

#endif
