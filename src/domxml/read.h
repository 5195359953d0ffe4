/* domxml/read.h - libvirt's domain XML as a VM's configuration
 *
 * Strict: what would change the VM's meaning and Hyper-V cannot do (or hvsh
 * cannot say) is an error, never dropped. Errors are ERR_USAGE and begin with
 * "NAME: line N: ", NAME being what the caller calls the document.
 *
 * Read without effect, because libvirt or virt-install print it of any VM and
 * a Hyper-V VM is as well off without: <title>, <genid>, metadata of others,
 * <features>, <clock>, <on_...>, <pm>, <resource>, <seclabel>, a <cpu> without
 * topology; of <os>: arch and machine of <type>, <bootmenu>; the devices
 * <emulator>, <input>, <video>, <memballoon>, <panic>, a silent <audio>, the
 * controllers of other buses; aliases, <driver>, <backingStore>.
 *
 * What is not as plain as it looks:
 * - Memory at start is <currentMemory>, else <memory>; what is not whole MiB
 *   is rounded up. Dynamic memory is on where <currentMemory> is less than
 *   <memory>, where <maxMemory> is more (but not at 1 TiB, which virsh prints
 *   of any VM without dynamic memory), and where our metadata say so.
 * - A drive's <address> counts, not its target's name; without one it is what
 *   the name says. IDE: bus 0 and 1 are the two controllers (controller='1'
 *   bus='0', as virsh's attach-device wants it, is the second, too).
 * - There is a SCSI controller for each that is named, and up to the highest
 *   that a drive is on; generation 1 has IDE 0 and 1, always. COM 1 and 2 are
 *   always there.
 * - A NIC's switch: bridge= and network= are names or GUIDs alike. A MAC is
 *   static unless type='generated'. A limit is the average= of <outbound>.
 * - Generation 2 is <os firmware='efi'>; secure boot is on unless it says no.
 * - <boot dev=> of <os> means all devices of that kind, in their order, and what
 *   is not named comes after them. With <boot order=> of devices those alone
 *   that have one are tried; generation 1 knows kinds only, so there they have
 *   to come kind by kind. With neither, hv/boot.h says the usual order.
 */
#ifndef HVSH_DOMXML_READ_H
#define HVSH_DOMXML_READ_H

#include <stddef.h>

#include "hv/config.h"

struct err;

/* A document of up to 4 MB. */
int domxml_read(const char *text, size_t len, const char *name,
		struct hv_config **ret, struct err *e);

enum domxml_kind {
	DOMXML_DRIVE, DOMXML_CONTROLLER, DOMXML_NIC, DOMXML_COM,
};

/* One of the four, as 'kind' says. */
struct domxml_device {
	enum domxml_kind kind;
	struct hv_drive drive;
	struct hv_controller controller;
	struct hv_nic nic;
	struct hv_com com;
};

/* A fragment: <disk>, <controller>, <interface> or <serial>. A <serial>
 * without a port is COM 1. Without a name, as of a text that was made of
 * options, errors tell no line. */
int domxml_read_device(const char *text, size_t len, const char *name,
		       struct domxml_device *ret, struct err *e);
void domxml_device_clear(struct domxml_device *d);

/* A MAC address: six bytes with ':' between, as libvirt takes them, or with
 * Windows' '-'; or Hyper-V's own twelve digits. As "00:15:5d:..", yours;
 * NULL: no address, or that of a group. */
char *domxml_mac(const char *text);

#endif
