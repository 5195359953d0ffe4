/* hv/change.h - a VM that is there, made as a configuration says */
#ifndef HVSH_HV_CHANGE_H
#define HVSH_HV_CHANGE_H

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

/*
 * Makes the VM 'have' (hv_config_read) what 'want' says: settings, memory,
 * processors, controllers, drives with their images, NICs, the pipes of COM
 * ports. Attaching is a copy of 'have' with a part more, detaching one with a
 * part less.
 *
 * A part of 'want' is that of 'have' with its 'id'; one without an id is the
 * one at its place (a drive's bus, controller and slot; a controller's bus and
 * index; a COM port's number; a NIC: that of its MAC, else the next in order
 * of its kind that is not taken); else it is new. What 'have' has and 'want'
 * has not is taken out, but for what Hyper-V does not take out: IDE and floppy
 * controllers, the floppy drive (its image is), COM ports (their pipes are),
 * and a SCSI controller that a drive of 'want' is on. 'want' gets the GUIDs of
 * its switches, and the controllers that its drives need.
 *
 * All is checked and looked up first: ERR_STATE, and nothing is changed, where
 * Hyper-V does not do it in the VM's state; ERR_FAILED what it never does. Then
 * one request for each kind of step (NICs with features: one each): images are
 * removed, drives, the rest; what stays is changed; then controllers and NICs
 * are added, drives, images. Where nothing differs there is no request.
 *
 * When a step fails, what was done before is undone, by reading how far it came
 * and changing that back; the error says so, or what was changed and stays.
 * After a first step of which nobody knows the end (err_unclear) nothing is
 * undone; the error says that the others are not done.
 */
int hv_change(struct hv_host *h, const struct hv_config *have,
	      struct hv_config *want, const struct hv_wait *wait,
	      struct err *e);

/* What hv_change refuses without asking the host; it is not changed. 'want'
 * gets the controllers that its drives need. */
int hv_change_check(const struct hv_config *have, struct hv_config *want,
		    struct err *e);

#endif
