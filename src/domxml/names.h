/* domxml/names.h - what libvirt's schema has no word for
 *
 * It stands under <metadata>, in a namespace of our own, and only where it is
 * not what Hyper-V gives a new VM:
 *
 *	<hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
 *	  <hvsh:memory dynamic='yes' minimum='512' buffer='20' weight='5000'/>
 *	  <hvsh:cpu limit='100000' reservation='0' weight='100' nested='yes'/>
 *	  <hvsh:start action='nothing|as-it-was|always' delay='30'/>
 *	  <hvsh:stop action='turn-off|save|shutdown'/>
 *	  <hvsh:checkpoints kind='off|production|production-only|standard'/>
 *	  <hvsh:secure-boot template='MicrosoftUEFICertificateAuthority'/>
 *	  <hvsh:firmware pause-after-boot-failure='yes' network-boot='ipv6'
 *	                 console='default|com1|com2|none'/>
 *	  <hvsh:disk target='sda' iops-min='100'/>
 *	  <hvsh:nic number='1' mac='00:15:5d:00:00:01' name='Backup'
 *	    mac-spoofing='yes' dhcp-guard='yes' router-guard='yes'
 *	    limit='100000000' reservation='50000000' private-vlan='yes'/>
 *	</hvsh:vm>
 *
 * memory: MiB and percent; cpu: in 1/1000 percent; delay: seconds; nic:
 * counted from 1 in the order of the <interface> elements, unless its mac= is
 * another one's; bits a second; a
 * private VLAN is kept, not made. An <interface> that stands alone, as
 * attach-device reads it, has its <hvsh:nic> within, without number=. Where a number has
 * no name the number itself stands and is read.
 */
#ifndef HVSH_DOMXML_NAMES_H
#define HVSH_DOMXML_NAMES_H

#define DOMXML_NS "https://hvsh.invalid/ns/domain/1"

/* The emulated NIC's chip, as its documentation names it. */
#define DOMXML_LEGACY_MODEL "dec21140"

#define DOMXML_NIC_NAME "Network Adapter"
#define DOMXML_LEGACY_NIC_NAME "Legacy Network Adapter"

/* Limit of a new VM, MiB: says nothing of dynamic memory. */
#define DOMXML_NO_LIMIT 1048576
/* Reservation of a new VM, MiB. */
#define DOMXML_MEMORY_MIN 512

/* libvirt counts bandwidth in KiB a second, Hyper-V in bits. */
#define DOMXML_KIB_BITS 8192

struct domxml_name {
	unsigned number;
	const char *name;
};

/* AutomaticStartupAction, AutomaticShutdownAction, UserSnapshotType, ConsoleMode,
 * BootOrder;
 * each ends with a NULL name. */
extern const struct domxml_name domxml_start_actions[];
extern const struct domxml_name domxml_stop_actions[];
extern const struct domxml_name domxml_checkpoint_kinds[];
extern const struct domxml_name domxml_consoles[];
extern const struct domxml_name domxml_boot_devices[];

#define DOMXML_BOOT_DEVICES 4
/* BootOrder of a new VM of generation 1. */
extern const unsigned domxml_boot_order[DOMXML_BOOT_DEVICES];

/* NULL: it has none. */
const char *domxml_name(const struct domxml_name *names, unsigned number);
int domxml_name_parse(const struct domxml_name *names, const char *name,
		      unsigned *ret);

/* A secure-boot template's GUID by name (any case), and back. The
 * strings are constants; NULL: none that we know. */
const char *domxml_template_guid(const char *name);
const char *domxml_template_name(const char *guid);
#define DOMXML_TEMPLATE_DEFAULT "MicrosoftWindows"

#endif
