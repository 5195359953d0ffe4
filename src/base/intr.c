/* base/intr.c - Ctrl-C ends the command, not the shell */
#include "base/intr.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t pending;

static void on_sigint(int sig)
{
	(void)sig;
	pending = 1;
}

/* Without SA_RESTART: a wait that is interrupted is to look at the flag. */
void intr_catch(void)
{
	struct sigaction sa = { .sa_handler = on_sigint };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
}

void intr_default(void)
{
	struct sigaction sa = { .sa_handler = SIG_DFL };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
}

bool intr_pending(void)
{
	return pending;
}

void intr_reset(void)
{
	pending = 0;
}

bool intr_lift(void)
{
	bool was = pending;

	pending = 0;
	return was;
}

void intr_restore(bool was)
{
	if (was)
		pending = 1;
}
