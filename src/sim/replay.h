/* sim/replay.h - queries answered with recorded replies
 *
 * A directory holds CLASS_star_000.xml (SELECT * FROM CLASS) and
 * CLASS_all_000.xml (with named properties), the Pulls that follow _001 ...
 * An Enumerate takes the first and each Pull the next. What is not there is
 * answered as if there were no such directory.
 */
#ifndef HVSH_SIM_REPLAY_H
#define HVSH_SIM_REPLAY_H

#include <stdbool.h>

struct sim_request;
struct str;

struct sim_replay {
	const char *dir;        /* NULL: none */
	char *base;             /* of the enumeration under way, or NULL */
	unsigned next;
};

bool sim_replay_answer(struct sim_replay *p, const struct sim_request *r,
		       struct str *to);
void sim_replay_clear(struct sim_replay *p);

#endif
