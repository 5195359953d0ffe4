/* base/intr.h - Ctrl-C ends the command, not the shell
 *
 * The one piece of state that a signal handler must share. Long waits look at
 * intr_pending() and give up with ERR_INTERRUPTED.
 */
#ifndef HVSH_BASE_INTR_H
#define HVSH_BASE_INTR_H

#include <stdbool.h>

void intr_catch(void);          /* from now on SIGINT only raises the flag */
void intr_default(void);        /* SIGINT kills again */
bool intr_pending(void);
void intr_reset(void);          /* at the start of each command */

/*
 * Around what has to be done after Ctrl-C, too, as the removal of what is half
 * made: intr_lift lowers the flag and tells whether it was up; intr_restore,
 * with that, raises it again. A Ctrl-C between the two counts as any.
 */
bool intr_lift(void);
void intr_restore(bool was);

#endif
