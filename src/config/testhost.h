/* config/testhost.h - the private simulated host behind test:/// URIs
 *
 * An hvsim of our own: started on a Unix socket in a folder that only we may
 * enter, with a password made for it alone. It ends when this process does,
 * however that comes about: it reads the end of its standard input.
 */
#ifndef HVSH_CONFIG_TESTHOST_H
#define HVSH_CONFIG_TESTHOST_H

struct endpoint;
struct err;
struct testhost;

/* Starts one that keeps its state in 'state_file' (NULL: forgets it), waits
 * until it listens, and fills 'ep'. ERR_CONNECT; ERR_INTERRUPTED. */
int testhost_start(const char *state_file, struct endpoint *ep,
		   struct testhost **ret, struct err *e);
void testhost_stop(struct testhost *t);         /* takes NULL */

#endif
