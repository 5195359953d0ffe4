/* cmd/vm_names.h - the names of VMs that may stand in an option
 *
 * One query each, and nothing at all when the host does not answer. Where a
 * name would be ambiguous, a word that begins like a GUID gets GUIDs.
 */
#ifndef HVSH_CMD_VM_NAMES_H
#define HVSH_CMD_VM_NAMES_H

struct args;
struct candidates;
struct ctx;

#define COMPLETER(name) \
	void name(struct ctx *c, const struct args *a, const char *word, \
		  struct candidates *to)

COMPLETER(complete_vm);                 /* every VM */
COMPLETER(complete_vm_inactive);        /* off or saved: may be started */
COMPLETER(complete_vm_active);
COMPLETER(complete_vm_running);
COMPLETER(complete_vm_paused);
COMPLETER(complete_vm_saved);
COMPLETER(complete_namespace);          /* of WMI */
COMPLETER(complete_network);            /* every switch; network.c */

#endif
