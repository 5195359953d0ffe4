/* cmd/device.h - what the commands that change a domain's devices share
 *
 * They all read the domain, change a copy of what it is, and have the host
 * make it so (hv/change.h).
 */
#ifndef HVSH_CMD_DEVICE_H
#define HVSH_CMD_DEVICE_H

#include <stddef.h>

#include "cmd/vm_names.h"
#include "domxml/read.h"
#include "shell/cmd.h"

struct args;
struct ctx;
struct err;
struct hv_config;
struct hv_drive;
struct hv_host;

/* As virsh has them of attach-device and its like. */
#define AFFECT_OPTS \
	{ "persistent", OPT_FLAG, "make live change persistent" }, \
	{ "config", OPT_FLAG, "affect next boot" }, \
	{ "live", OPT_FLAG, "affect running domain" }, \
	{ "current", OPT_FLAG, "affect current domain" }

/* --current beside another: ERR_USAGE. --live and --config may stand together:
 * what changes now and stays, as all does on Hyper-V. */
int device_check_affect(const struct args *a, struct err *e);

/* A change that is being made: 'want' is a copy of 'have', for the command to
 * change. */
struct device_change {
	struct hv_host *h;
	struct hv_config *have, *want;
};
void device_change_clear(struct device_change *d);
#define AUTO_CHANGE \
	__attribute__((cleanup(device_change_clear))) struct device_change

/* Reads the domain that the options name; ERR_STATE where it is not in the
 * state that --live or --config want. */
int device_begin(struct ctx *c, const struct args *a,
		 struct device_change *ret, struct err *e);
/* What a source is: a path as it stands, or a volume's name, in --pool or in
 * "default", as its path. */
int device_source(struct ctx *c, const struct args *a, const char *word,
		  char **ret, struct err *e);
/* Has the host make it so; 'what' is for the progress: "Attaching". */
int device_commit(struct ctx *c, struct device_change *d, const char *what,
		  struct err *e);

/* The run() of a command whose option names a file with a device: reads it, and
 * has 'use' do with it what is to be done. 'verb' is "detach", for messages, and
 * 'done' "detached". */
int device_from_file(struct ctx *c, const struct args *a, const char *verb,
		     const char *done,
		     int (*use)(struct ctx *c, const struct args *a,
				struct domxml_device *d, struct err *e),
		     struct err *e);

/* The device of an XML document into the configuration, which takes what it
 * holds. ERR_FAILED where its place is taken. */
int device_add(struct hv_config *to, struct domxml_device *d, struct err *e);

/* The device into the domain of the options, which takes what it holds; or that
 * of XML that was made of them. */
int device_attach(struct ctx *c, const struct args *a, struct domxml_device *d,
		  struct err *e);
int device_attach_xml(struct ctx *c, const struct args *a, const char *text,
		      size_t len, struct err *e);

/* --- device_match.c: which one is meant --- */
/* What is at the place that the XML names: a drive of its kind, a controller, a
 * COM port; the adapter with its MAC, or the only one at its switch. *at: where
 * it is in the vector of its kind. ERR_NOT_FOUND; ERR_FAILED where several are
 * meant. */
int device_match(const struct hv_config *c, const struct domxml_device *d,
		 size_t *at, struct err *e);
/* And is in it what the XML says, if it says anything? ERR_NOT_FOUND */
int device_match_contents(const struct hv_config *c,
			  const struct domxml_device *d, size_t at,
			  struct err *e);
/* Takes it out; a COM port loses its pipe, a floppy drive its image. */
int device_drop(struct hv_config *c, enum domxml_kind kind, size_t at,
		struct err *e);
/* By target or path of the image, as virsh finds disks; ERR_NOT_FOUND. */
int device_find_drive(const struct hv_config *c, const char *word,
		      bool removable, size_t *at, struct err *e);

/* --- device_names.c: for completion --- */
COMPLETER(complete_target);             /* of every drive */
COMPLETER(complete_target_disk);        /* of virtual hard disks */
COMPLETER(complete_target_media);       /* of DVD and floppy drives */

#endif
