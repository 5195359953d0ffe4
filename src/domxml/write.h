/* domxml/write.h - a VM's configuration as libvirt's domain XML
 *
 * Byte for byte what virsh (libvirt 9.0) prints of a Hyper-V VM, valid by
 * libvirt's schema, and read back by domxml/read.h as the same configuration.
 * Different from virsh, because virsh is wrong or says too little:
 *
 * - <maxMemory> is the limit of dynamic memory; where that is off, it is the
 *   memory itself.
 * - A NIC's switch stands by its name. A name that the schema does not let
 *   into bridge= goes as <interface type='network'><source network=>; without
 *   a name (hv/config.h says when) it is the GUID, in upper case.
 * - NICs without connection (type='null'), with their port off (<link
 *   state='down'/>), legacy ones (<model type='dec21140'/>), VLANs,
 *   bandwidth (<outbound> where it is whole KiB a second), and addresses that
 *   the host chose (<mac type='generated'/>) are there.
 * - Generation 2 is <os firmware='efi'> with its secure-boot feature; a vTPM
 *   is there. A boot order that is not the usual one (of generation 2: hv/boot.h) is
 *   there.
 * - Empty DVD drives are there (an empty floppy drive is not: generation 1
 *   always has it); a limit of IOPS is <iotune>.
 * - \\server\share\x.vhdx is //server/share/x.vhdx, which the schema takes.
 * - <metadata> holds what has no word (domxml/names.h), where it is not
 *   Hyper-V's default. What a VM has of it by default is not printed, so a
 *   plain VM has no <metadata>.
 * - Bytes that XML cannot carry are '?', in a name the line feed, too.
 *
 * Not in the XML: the configuration version, and the ids of the parts.
 */
#ifndef HVSH_DOMXML_WRITE_H
#define HVSH_DOMXML_WRITE_H

#include <stddef.h>

struct hv_com;
struct hv_config;
struct hv_controller;
struct hv_drive;
struct hv_nic;
struct str;

enum { DOMXML_INACTIVE = 1 };           /* leave out what is of a running VM */

/* The document, ended by a line feed (virsh dumpxml prints one more). Parts
 * stand in the order of the struct. */
void domxml_write(const struct hv_config *c, unsigned flags, struct str *to);

/* One device, indented for 'depth' levels. */
void domxml_write_drive(const struct hv_drive *d, int depth, struct str *to);
void domxml_write_controller(const struct hv_controller *c, int depth,
			     struct str *to);
void domxml_write_nic(const struct hv_nic *n, int depth, struct str *to);
/* With all that is of it, for domxml_read_device: what stands in a document's
 * <metadata> is within it. */
void domxml_write_nic_alone(const struct hv_nic *n, struct str *to);
/* Of that, what its connection has: <vlan>, <bandwidth> and our own. */
void domxml_write_nic_features(const struct hv_nic *n, int depth,
			       struct str *to);
/* "bridge", "network" or "null" */
const char *domxml_nic_type(const struct hv_nic *n);
void domxml_write_com(const struct hv_com *c, int depth, struct str *to);

/* <metadata>, or nothing. For write.c. */
void domxml_write_metadata(const struct hv_config *c, int depth,
			   struct str *to);
/* <hvsh:nic>, or nothing; 'number' 0: it stands alone. */
void domxml_write_own_nic(const struct hv_nic *n, size_t number, int depth,
			  struct str *to);

#endif
