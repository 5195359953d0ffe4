/* domxml/snapshot.h - checkpoints as libvirt's domainsnapshot XML
 *
 * Its <domain> is named by its UUID alone, which the schema allows.
 */
#ifndef HVSH_DOMXML_SNAPSHOT_H
#define HVSH_DOMXML_SNAPSHOT_H

struct err;
struct hv_checkpoint;
struct str;

/* parent (or NULL) is what it is based on; vm the GUID of its VM. */
void domxml_snapshot_write(const struct hv_checkpoint *c,
			   const struct hv_checkpoint *parent, const char *vm,
			   struct str *to);
/* Of one that is to be made: a name and a description, either may be NULL. */
void domxml_snapshot_sketch(const char *name, const char *description,
			    struct str *to);
/* The name and the description of one that is to be made, yours to free; NULL
 * where it has none. 'file' is for messages: ERR_USAGE where it is no
 * domainsnapshot, or asks for what Hyper-V cannot. */
int domxml_snapshot_read(const char *text, const char *file, char **name,
			 char **description, struct err *e);

/* The same of the document that tells of 'c', edited: what else differs cannot
 * be changed and is ERR_USAGE. What was taken out stays as it is. */
int domxml_snapshot_reread(const char *text, const char *file,
			   const struct hv_checkpoint *c,
			   const struct hv_checkpoint *parent, const char *vm,
			   char **name, char **description, struct err *e);

#endif
