/* test_domxml_read.c - domxml/read.h: what is taken, and what is refused where */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "domxml/target.h"
#include "domxml_config.h"

#define HEAD "<domain type='hyperv'>\n<name>x</name>\n"
#define MEMORY "<memory>524288</memory>\n"
#define OS "<os><type>hvm</type></os>\n"
#define EFI "<os firmware='efi'><type>hvm</type></os>\n"
#define EFI2 HEAD MEMORY EFI
#define META "<metadata><v:vm xmlns:v='https://hvsh.invalid/ns/domain/1'>"
#define BANDWIDTH(in) NIC "<bandwidth>" in "</bandwidth></interface>"
#define OWN(attrs) "<v:nic xmlns:v='https://hvsh.invalid/ns/domain/1' " attrs "/>"
#define DISK "<disk type='file' device='disk'>"
#define NIC "<interface type='bridge'><source bridge='s'/>"

/* A document in one of four frames; %s is what the case is about. */
static char *framed(const char *frame, const char *text)
{
	const char *at = strchr(frame, '%');

	return xasprintf("%.*s%s%s", (int)(at - frame), frame, text, at + 1);
}

#define IN_DOMAIN HEAD MEMORY OS "%</domain>"
#define IN_DEVICES HEAD MEMORY OS "<devices>%</devices></domain>"
#define IN_DEVICES2 HEAD MEMORY EFI "<devices>%</devices></domain>"
#define SIZES HEAD "%" OS "</domain>"
#define WHOLE "%"

static const struct { const char *frame, *text, *why; } refused[] = {
	{ WHOLE, "<broken><domain", "x.xml: line 1: " },
	{ WHOLE, "<broken/>", "x.xml: line 1: <broken> is no <domain>" },
	{ WHOLE, "<domain xmlns='urn:x' type='hyperv'/>",
	  "x.xml: line 1: <domain> is no <domain>" },
	{ WHOLE, "\n<domain/>", "x.xml: line 2: the domain's type must be "
	  "'hyperv', not ''" },
	{ WHOLE, "<domain type='kvm'/>", "x.xml: line 1: the domain's type must "
	  "be 'hyperv', not 'kvm'" },
	{ WHOLE, "<domain type='hyperv'/>", "x.xml: line 1: no name is given" },
	{ WHOLE, "<domain type='hyperv'>\n<name/></domain>",
	  "x.xml: line 2: no name is given" },
	{ WHOLE, HEAD "</domain>", "x.xml: line 1: no <memory> is given" },
	{ WHOLE, HEAD MEMORY "</domain>", "x.xml: line 1: no <os> is given" },
	{ IN_DOMAIN, "<cputune/>", "x.xml: line 5: <cputune> in <domain> is not "
	  "possible on Hyper-V" },
	{ IN_DOMAIN, "\n\n<memoryBacking/>", "x.xml: line 7: <memoryBacking> in "
	  "<domain> is not possible on Hyper-V" },
	{ IN_DOMAIN, "<q:commandline xmlns:q='urn:q'/>", "x.xml: line 5: "
	  "<commandline> in <domain> is not possible on Hyper-V" },
	{ IN_DOMAIN, "<name>y</name>", "x.xml: line 5: <name> is there twice" },
	{ IN_DOMAIN, "<uuid>1234</uuid>", "x.xml: line 5: '1234' is no UUID" },
	{ IN_DOMAIN, "<uuid>g1111111-2222-3333-4444-555555555555</uuid>",
	  "x.xml: line 5: 'g1111111-2222-3333-4444-555555555555' is no UUID" },
	{ IN_DOMAIN, "<uuid>111111112222333344445555555555551</uuid>",
	  "x.xml: line 5: '111111112222333344445555555555551' is no UUID" },
	{ IN_DOMAIN, "<vcpu>0</vcpu>", "x.xml: line 5: '0' in <vcpu> is no "
	  "number from 1 to 2048" },
	{ IN_DOMAIN, "<vcpu>2049</vcpu>", "x.xml: line 5: '2049' in <vcpu> is "
	  "no number from 1 to 2048" },
	{ IN_DOMAIN, "<vcpu current='1'>2</vcpu>", "x.xml: line 5: a VM of "
	  "Hyper-V starts with all its processors: current= must be the same" },
	{ IN_DOMAIN, "<vcpu cpuset='1'>2</vcpu>", "x.xml: line 5: cpuset= is "
	  "not possible on Hyper-V" },
	{ IN_DOMAIN, "<cpu><model>Nehalem</model></cpu>", "x.xml: line 5: a "
	  "<cpu> of another model is not possible on Hyper-V" },
	{ IN_DOMAIN, "<cpu mode='host-model'><topology sockets='2'/></cpu>",
	  "x.xml: line 5: <topology> in <cpu> is not possible on Hyper-V" },

	{ SIZES, "<memory>0</memory>", "x.xml: line 3: '0KiB' in <memory> is no "
	  "size" },
	{ SIZES, "<memory unit='q'>1</memory>", "x.xml: line 3: '1q' in <memory> "
	  "is no size" },
	{ SIZES, "<memory>1.5</memory>", "x.xml: line 3: '1.5' in <memory> is no "
	  "number" },
	{ SIZES, "<memory>-1</memory>", "x.xml: line 3: '-1' in <memory> is no "
	  "number" },
	{ SIZES, "<memory unit='EiB'>16</memory>", "x.xml: line 3: '16EiB' in "
	  "<memory> is no size" },
	{ SIZES, "<memory>1024</memory><currentMemory>1025</currentMemory>",
	  "x.xml: line 3: <currentMemory> is more than <memory>" },
	{ SIZES, MEMORY "<maxMemory slots='0'>1024</maxMemory>",
	  "x.xml: line 4: <maxMemory> is less than <memory>" },

	{ SIZES, MEMORY "<os><type>linux</type></os>", "x.xml: line 4: <os> is "
	  "there twice" },
	{ WHOLE, HEAD MEMORY "<os/></domain>", "x.xml: line 4: no <type> is "
	  "given in <os>" },
	{ WHOLE, HEAD MEMORY "<os><type>xen</type></os></domain>",
	  "x.xml: line 4: an <os> of type 'xen' is not possible on Hyper-V" },
	{ WHOLE, HEAD MEMORY "<os><type arch='s390x'>hvm</type></os></domain>",
	  "x.xml: line 4: arch='s390x' is not possible on Hyper-V" },
	{ WHOLE, HEAD MEMORY "<os><type>hvm</type>\n<loader>/x</loader></os>"
	  "</domain>", "x.xml: line 5: <loader> is not possible on Hyper-V: "
	  "<os firmware='efi'> makes a VM of generation 2" },
	{ WHOLE, HEAD MEMORY "<os><type>hvm</type><kernel>/x</kernel></os>"
	  "</domain>", "x.xml: line 4: <kernel> in <os> is not possible on "
	  "Hyper-V" },
	{ WHOLE, HEAD MEMORY "<os><type>hvm</type><boot dev='usb'/></os>"
	  "</domain>", "x.xml: line 4: dev= of <boot> is none of hd, cdrom, "
	  "network and fd" },

	{ IN_DEVICES, "<hostdev/>", "x.xml: line 5: <hostdev> in <devices> is "
	  "not possible on Hyper-V" },
	{ IN_DEVICES, "<graphics type='vnc'/>", "x.xml: line 5: <graphics> in "
	  "<devices> is not possible on Hyper-V" },
	{ IN_DEVICES, "<audio id='1' type='spice'/>", "x.xml: line 5: <audio> "
	  "is not possible on Hyper-V" },
	{ IN_DEVICES, DISK "<target dev='vda' bus='virtio'/></disk>",
	  "x.xml: line 5: bus='virtio' is not possible on Hyper-V: only ide, "
	  "scsi and fdc" },
	{ IN_DEVICES, DISK "<target dev='vda'/></disk>", "x.xml: line 5: neither "
	  "bus= nor the name of the target say on which bus the disk is" },
	{ IN_DEVICES, DISK "</disk>", "x.xml: line 5: neither bus= nor the name "
	  "of the target say on which bus the disk is" },
	{ IN_DEVICES, DISK "<target dev='hde' bus='ide'/></disk>", "x.xml: line "
	  "5: the target's name 'hde' is none of a disk on bus ide" },
	{ IN_DEVICES, DISK "<target dev='sda' bus='ide'/></disk>", "x.xml: line "
	  "5: the target's name 'sda' is none of a disk on bus ide" },
	{ IN_DEVICES, DISK "<target dev='fda' bus='fdc'/></disk>", "x.xml: line "
	  "5: bus fdc is for floppy disks, and for them only" },
	{ IN_DEVICES, "<disk device='floppy'><target dev='sda'/></disk>",
	  "x.xml: line 5: bus fdc is for floppy disks, and for them only" },
	{ IN_DEVICES, "<disk device='lun'><target dev='sda'/></disk>",
	  "x.xml: line 5: device='lun' is not possible on Hyper-V" },
	{ IN_DEVICES, "<disk type='network'><target dev='sda'/></disk>",
	  "x.xml: line 5: a disk of type 'network' is not possible on "
	  "Hyper-V" },
	{ IN_DEVICES, "<disk type='block'><source dev='/dev/sda'/>"
	  "<target dev='sda'/></disk>", "x.xml: line 5: '/dev/sda' is not the "
	  "number of a physical disk" },
	{ IN_DEVICES, DISK "<target dev='sda'/><readonly/></disk>", "x.xml: line "
	  "5: <readonly> is not possible for a hard disk on Hyper-V" },
	{ IN_DEVICES, DISK "<target dev='sda'/><boot order='1'/></disk>",
	  "x.xml: line 5: a VM of generation 1 does not boot from this device: "
	  "only from IDE, floppy disks and legacy network adapters" },
	{ IN_DEVICES, "<interface type='null'><boot order='1'/></interface>",
	  "x.xml: line 5: a VM of generation 1 does not boot from this device: "
	  "only from IDE, floppy disks and legacy network adapters" },
	{ IN_DEVICES, DISK "<target dev='hdb'/><boot order='1'/></disk>\n" DISK
	  "<target dev='hda'/><boot order='2'/></disk>", "x.xml: line 6: a VM of "
	  "generation 1 tries all devices of a kind, in their order, before "
	  "those of another" },
	{ IN_DEVICES, DISK "<target dev='hda'/><boot order='1'/></disk>\n"
	  "<disk device='cdrom'><target dev='hdc'/><boot order='2'/></disk>\n"
	  DISK "<target dev='hdb'/><boot order='3'/></disk>", "x.xml: line 7: a "
	  "VM of generation 1 tries all devices of a kind, in their order, "
	  "before those of another" },
	{ IN_DEVICES, DISK "<target dev='hda'/><boot order='0'/></disk>",
	  "x.xml: line 5: order='0' of <boot> is no number from 1 to 65535" },
	{ IN_DEVICES, DISK "<target dev='hda'/><boot order='first'/></disk>",
	  "x.xml: line 5: order='first' of <boot> is no number from 1 to 65535" },
	{ IN_DEVICES, DISK "<target dev='hda'/><boot/></disk>",
	  "x.xml: line 5: order='' of <boot> is no number from 1 to 65535" },
	{ WHOLE, EFI2 "<devices>" DISK "<target dev='sda'/><boot order='2'/>"
	  "</disk>\n<interface type='null'><boot order='2'/></interface>"
	  "</devices></domain>", "x.xml: line 6: boot order '2' is used for more "
	  "than one device" },
	{ WHOLE, HEAD MEMORY "<os firmware='efi'><type>hvm</type><boot dev='hd'/>"
	  "</os>\n<devices>" DISK "<target dev='sda'/><boot order='1'/></disk>"
	  "</devices></domain>", "x.xml: line 5: per-device boot elements cannot "
	  "be used together with os/boot elements" },
	{ WHOLE, HEAD MEMORY "<os firmware='efi'><type>hvm</type><boot dev='fd'/>"
	  "</os></domain>", "x.xml: line 4: a VM of generation 2 has no floppy "
	  "drive" },
	{ IN_DOMAIN, META "<v:firmware console='com1'/></v:vm></metadata>",
	  "x.xml: line 5: a VM of generation 1 has no such firmware" },
	{ WHOLE, EFI2 META "<v:firmware network-boot='ipx'/></v:vm></metadata>"
	  "</domain>", "x.xml: line 5: network-boot='ipx' is neither ipv4 nor "
	  "ipv6" },
	{ WHOLE, EFI2 META "<v:firmware console='lpt1'/></v:vm></metadata>"
	  "</domain>", "x.xml: line 5: 'lpt1' is no console= of <firmware>" },
	{ IN_DEVICES, DISK "<target dev='sda'/><iotune><read_iops_sec>1"
	  "</read_iops_sec></iotune></disk>", "x.xml: line 5: <read_iops_sec> in "
	  "<iotune> is not possible on Hyper-V" },
	{ IN_DEVICES, DISK "<target dev='sda'/><address type='pci'/></disk>",
	  "x.xml: line 5: an address of type 'pci' is not possible for a "
	  "disk" },
	{ IN_DEVICES, DISK "<target dev='sda'/><address unit='64'/></disk>",
	  "x.xml: line 5: there is no controller=0 bus=0 target=0 unit=64 on "
	  "bus scsi" },
	{ IN_DEVICES, DISK "<target dev='sda'/><address controller='4'/></disk>",
	  "x.xml: line 5: there is no controller=4 bus=0 target=0 unit=0 on "
	  "bus scsi" },
	{ IN_DEVICES, DISK "<target dev='hda'/><address bus='2'/></disk>",
	  "x.xml: line 5: there is no controller=0 bus=2 target=0 unit=0 on "
	  "bus ide" },
	{ IN_DEVICES, DISK "<target dev='hda'/><address unit='x'/></disk>",
	  "x.xml: line 5: unit='x' of <address> is no number from 0 to 99999" },
	{ IN_DEVICES, DISK "<target dev='sda'/></disk>\n" DISK
	  "<target dev='sdb' bus='scsi'/><address unit='0'/></disk>",
	  "x.xml: line 6: another disk is at the same address (sda)" },
	{ IN_DEVICES2, DISK "<target dev='hda'/></disk>", "x.xml: line 5: a VM "
	  "of generation 2 has only SCSI, not ide" },
	{ IN_DEVICES2, "<disk device='floppy'><target dev='fda'/></disk>",
	  "x.xml: line 5: a VM of generation 2 has only SCSI, not fdc" },
	{ IN_DEVICES2, "<controller type='ide'/>", "x.xml: line 5: a VM of "
	  "generation 2 has no ide" },
	{ IN_DEVICES, "<controller type='scsi' model='virtio-scsi'/>", "x.xml: "
	  "line 5: a controller of model 'virtio-scsi' is not possible on "
	  "Hyper-V" },
	{ IN_DEVICES, "<controller type='scsi' index='4'/>", "x.xml: line 5: "
	  "index='4' of <controller> is no number from 0 to 3" },

	{ IN_DEVICES, "<interface type='user'/>", "x.xml: line 5: an interface "
	  "of type 'user' is not possible on Hyper-V: only bridge, network and "
	  "null" },
	{ IN_DEVICES, "<interface type='bridge'/>", "x.xml: line 5: no bridge= "
	  "is given in <source>: the name of a switch" },
	{ IN_DEVICES, NIC "<mac address='00:15:5d:00:00'/></interface>",
	  "x.xml: line 5: '00:15:5d:00:00' is no MAC address of a network "
	  "adapter" },
	{ IN_DEVICES, NIC "<mac address='01:15:5d:00:00:00'/></interface>",
	  "x.xml: line 5: '01:15:5d:00:00:00' is no MAC address of a network "
	  "adapter" },
	{ IN_DEVICES, NIC "<mac address='00:15:5d:00:00:001'/></interface>",
	  "x.xml: line 5: '00:15:5d:00:00:001' is no MAC address of a network "
	  "adapter" },
	{ IN_DEVICES, NIC "<model type='virtio'/></interface>", "x.xml: line 5: "
	  "a network adapter of model 'virtio' is not possible on Hyper-V: no "
	  "<model>, or 'dec21140' for the legacy one" },
	{ IN_DEVICES, NIC "<filterref filter='clean-traffic'/></interface>",
	  "x.xml: line 5: <filterref> in <interface> is not possible on "
	  "Hyper-V" },
	{ IN_DEVICES, NIC "<port isolated='yes'/></interface>", "x.xml: line "
	  "5: <port> in <interface> is not possible on Hyper-V" },
	{ IN_DEVICES, "<interface type='bridge' trustGuestRxFilters='yes'>"
	  "<source bridge='s'/></interface>", "x.xml: line 5: "
	  "trustGuestRxFilters='yes' is not possible on Hyper-V: "
	  "mac-spoofing='yes' of <hvsh:nic> lets a guest choose its address" },
	{ IN_DEVICES, BANDWIDTH("<inbound average='1'/>"), "x.xml: line 5: "
	  "<inbound> is not possible on Hyper-V, which limits what an adapter "
	  "sends alone" },
	{ IN_DEVICES, BANDWIDTH("<outbound/>"), "x.xml: line 5: no average= is "
	  "given in <outbound>" },
	{ IN_DEVICES, BANDWIDTH("<outbound average='9' peak='10'/>"), "x.xml: "
	  "line 5: peak= is not possible on Hyper-V, where a limit is never "
	  "exceeded" },
	{ IN_DEVICES, BANDWIDTH("<outbound average='9' burst='1'/>"), "x.xml: "
	  "line 5: burst= is not possible on Hyper-V, where a limit is never "
	  "exceeded" },
	{ IN_DEVICES, BANDWIDTH("<outbound average='2251799813685248'/>"),
	  "x.xml: line 5: average='2251799813685248' of <outbound> is no number "
	  "from 0 to 2251799813685247" },
	{ IN_DEVICES, BANDWIDTH("<both/>"), "x.xml: line 5: <both> in "
	  "<bandwidth> is not possible on Hyper-V" },
	{ IN_DEVICES, NIC OWN("number='1'") "</interface>", "x.xml: line 5: "
	  "number= of <hvsh:nic> is not known in <interface>" },
	{ IN_DEVICES, NIC OWN("guard='1'") "</interface>", "x.xml: line 5: "
	  "guard= of <hvsh:nic> is not known in <interface>" },
	{ IN_DEVICES, NIC OWN("dhcp-guard='on'") "</interface>", "x.xml: line "
	  "5: dhcp-guard='on' of <nic> is neither yes nor no" },
	{ IN_DEVICES, NIC OWN("") OWN("") "</interface>", "x.xml: line 5: "
	  "<nic> is there twice" },
	{ IN_DEVICES, NIC "<vlan><tag id='4'/></vlan>" OWN("private-vlan='yes'")
	  "</interface>", "x.xml: line 5: private-vlan='yes' and <vlan> cannot "
	  "stand together" },
	{ IN_DEVICES, NIC "<bandwidth><outbound average='9'/></bandwidth>"
	  OWN("limit='8'") "</interface>", "x.xml: line 5: limit= and "
	  "<outbound> say the same: only one of them can be given" },
	{ IN_DEVICES2, NIC "<model type='dec21140'/></interface>", "x.xml: line "
	  "5: a VM of generation 2 has no legacy network adapter" },
	{ IN_DEVICES, NIC "<vlan/></interface>", "x.xml: line 5: no <tag> is "
	  "given in <vlan>" },
	{ IN_DEVICES, NIC "<vlan><tag id='4095'/></vlan></interface>", "x.xml: "
	  "line 5: id='4095' of <tag> is no number from 0 to 4094" },
	{ IN_DEVICES, NIC "<vlan><tag/></vlan></interface>", "x.xml: line 5: no "
	  "id= is given" },
	{ IN_DEVICES, NIC "<vlan><tag id='4'/><tag id='4'/></vlan></interface>",
	  "x.xml: line 5: this VLAN is there twice" },
	{ IN_DEVICES, NIC "<vlan trunk='no'><tag id='4'/><tag id='5'/></vlan>"
	  "</interface>", "x.xml: line 5: this <vlan> is a trunk, but "
	  "trunk='no'" },
	{ IN_DEVICES, NIC "<vlan><tag id='4' nativeMode='tagged'/></vlan>"
	  "</interface>", "x.xml: line 5: nativeMode='tagged' is not possible "
	  "on Hyper-V" },
	{ IN_DEVICES, NIC "<vlan><tag id='4' nativeMode='untagged'/><tag id='5' "
	  "nativeMode='untagged'/></vlan></interface>", "x.xml: line 5: there "
	  "is a native VLAN already" },
	{ IN_DEVICES, NIC "<link state='left'/></interface>", "x.xml: line 5: "
	  "state='left' is neither up nor down" },

	{ IN_DEVICES, "<serial type='pty'/>", "x.xml: line 5: a <serial> of "
	  "type 'pty' is not possible on Hyper-V: only pipe" },
	{ IN_DEVICES, "<console type='pty'/>", "x.xml: line 5: a <console> of "
	  "type 'pty' is not possible on Hyper-V: only pipe" },
	{ IN_DEVICES, "<serial type='pipe'><target port='0'/></serial>",
	  "x.xml: line 5: the serial ports of Hyper-V are 1 and 2" },
	{ IN_DEVICES, "<serial type='pipe'/><serial type='pipe'/>"
	  "<serial type='pipe'/>", "x.xml: line 5: the serial ports of Hyper-V "
	  "are 1 and 2" },
	{ IN_DEVICES, "<serial type='pipe'><target port='2'/></serial>\n<serial "
	  "type='pipe'><source path='a'/><target port='2'/></serial>",
	  "x.xml: line 6: serial port 2 is there twice" },
	{ IN_DEVICES, "<tpm><backend type='emulator'/></tpm>", "x.xml: line 5: "
	  "only a VM of generation 2 has a TPM" },
	{ IN_DEVICES2, "<tpm><backend type='passthrough'/></tpm>", "x.xml: line "
	  "5: the only TPM of Hyper-V is the emulator, version 2.0" },

	{ IN_DOMAIN, META "<v:what/></v:vm></metadata>", "x.xml: line 5: <what> "
	  "is not known in hvsh's metadata" },
	{ IN_DOMAIN, META "<cpu/></v:vm></metadata>", "x.xml: line 5: <cpu> is "
	  "not known in hvsh's metadata" },
	{ IN_DOMAIN, META "<v:start acton='always'/></v:vm></metadata>",
	  "x.xml: line 5: acton= of <start> is not known in hvsh's metadata" },
	{ IN_DOMAIN, META "<v:stop action='save'/>\n<v:stop action='save'/>"
	  "</v:vm></metadata>", "x.xml: line 6: <stop> is there twice" },
	{ IN_DOMAIN, META "<v:memory minimum='513'/></v:vm></metadata>",
	  "x.xml: line 5: minimum= is more than the memory at start" },
	{ IN_DOMAIN, META "<v:memory dynamic='1'/></v:vm></metadata>",
	  "x.xml: line 5: dynamic='1' of <memory> is neither yes nor no" },
	{ IN_DOMAIN, META "<v:stop action='never'/></v:vm></metadata>",
	  "x.xml: line 5: 'never' is no action= of <stop>" },
	{ IN_DOMAIN, META "<v:secure-boot template='x'/></v:vm></metadata>",
	  "x.xml: line 5: a VM of generation 1 has no secure boot" },
	{ IN_DOMAIN, META "<v:nic number='1' name='x'/></v:vm></metadata>",
	  "x.xml: line 5: there is no interface 1" },
	{ IN_DOMAIN, META "<v:nic number='1' mac='00:15:5d:00:00:01' "
	  "dhcp-guard='yes'/></v:vm></metadata>", "x.xml: line 5: there is no "
	  "interface 1" },
	{ IN_DOMAIN, META "<v:disk target='sda' iops-min='1'/></v:vm></metadata>",
	  "x.xml: line 5: there is no disk 'sda'" },
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		AUTO_FREE char *text = framed(refused[i].frame, refused[i].text);
		AUTO_CONFIG *c = NULL;
		AUTO_ERR e = ERR_INIT;

		if (!domxml_read(text, strlen(text), "x.xml", &c, &e))
			fail_msg("taken: %s", text);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_null(c);
		if (i)
			assert_string_equal(e.msg, refused[i].why);
		else            /* the rest is libxml2's */
			assert_memory_equal(e.msg, refused[i].why,
					    strlen(refused[i].why));
	}
}

static struct hv_config *taken(const char *frame, const char *inner)
{
	AUTO_FREE char *text = framed(frame, inner);
	struct hv_config *c = NULL;
	AUTO_ERR e = ERR_INIT;

	if (domxml_read(text, strlen(text), "x.xml", &c, &e) < 0)
		fail_msg("%s\n%s", e.msg, text);
	return c;
}

/* Memory at start, least and most, in MiB. */
static const struct {
	const char *text;
	bool dynamic;
	uint64_t start, min, max;
} sizes[] = {
	{ "<memory>1048576</memory>", false, 1024, 0, 0 },
	{ "<memory unit='GiB'>4</memory>", false, 4096, 0, 0 },
	{ "<memory unit='MB'>1</memory>", false, 1, 0, 0 },
	{ "<memory unit='b'>1048577</memory>", false, 2, 0, 0 },
	{ "<memory>\n 2048 </memory>", false, 2, 0, 0 },
	/* what virsh prints of a VM without dynamic memory */
	{ "<maxMemory slots='0'>1073741824</maxMemory>"
	  "<memory>1048576</memory><currentMemory>1048576</currentMemory>",
	  false, 1024, 0, 0 },
	{ "<maxMemory slots='0'>4194304</maxMemory><memory>2097152</memory>",
	  true, 2048, 512, 4096 },
	{ "<memory unit='MiB'>2048</memory>"
	  "<currentMemory unit='MiB'>256</currentMemory>", true, 256, 256,
	  2048 },
	{ MEMORY META "<v:memory dynamic='yes' minimum='64'/></v:vm></metadata>",
	  true, 512, 64, 512 },
};

static void test_sizes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		AUTO_CONFIG *c = taken(SIZES, sizes[i].text);

		assert_int_equal(c->dynamic_memory, sizes[i].dynamic);
		assert_int_equal(c->memory, sizes[i].start);
		assert_int_equal(c->memory_min, sizes[i].min);
		assert_int_equal(c->memory_max, sizes[i].max);
	}
}

/* Where a drive is: by name, by address, by both. */
static const struct {
	const char *text;
	enum hv_bus bus;
	unsigned controller, slot, scsi;
} places[] = {
	{ "<target dev='hdd'/>", HV_BUS_IDE, 1, 1, 0 },
	{ "<target dev='sda' bus='scsi'/>", HV_BUS_SCSI, 0, 0, 1 },
	{ "<target dev='sdbm'/>", HV_BUS_SCSI, 1, 0, 2 },
	{ "<target dev='sdiv'/>", HV_BUS_SCSI, 3, 63, 4 },
	{ "<target dev='sdc' bus='scsi'/><address type='drive' controller='0' "
	  "bus='0' target='0' unit='5'/>", HV_BUS_SCSI, 0, 5, 1 },
	{ "<target bus='ide'/><address bus='1' unit='1'/>", HV_BUS_IDE, 1, 1,
	  0 },
	{ "<target dev='x' bus='ide'/><address controller='1'/>", HV_BUS_IDE, 1,
	  0, 0 },
};

static void test_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(places); i++) {
		AUTO_FREE char *disk = xasprintf(DISK "%s</disk>",
						 places[i].text);
		AUTO_CONFIG *c = taken(IN_DEVICES, disk);

		assert_int_equal(c->drives.n, 1);
		assert_int_equal(c->drives.v[0].bus, places[i].bus);
		assert_int_equal(c->drives.v[0].controller,
				 places[i].controller);
		assert_int_equal(c->drives.v[0].slot, places[i].slot);
		assert_int_equal(c->controllers.n, 2 + places[i].scsi);
	}
}

static const struct { const char *text, *mac; } macs[] = {
	{ "00:15:5D:38:01:03", "00:15:5d:38:01:03" },
	{ "0:15:5d:38:1:3", "00:15:5d:38:01:03" },
	{ "00-15-5D-38-01-03", "00:15:5d:38:01:03" },
	{ "00155D380103", "00:15:5d:38:01:03" },
};

static void test_nics(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(macs); i++) {
		AUTO_FREE char *nic = xasprintf(NIC "<mac address='%s'/>"
						"</interface>", macs[i].text);
		AUTO_CONFIG *c = taken(IN_DEVICES, nic);

		assert_string_equal(c->nics.v[0].mac, macs[i].mac);
		assert_true(c->nics.v[0].mac_static);
		assert_string_equal(c->nics.v[0].switch_name, "s");
		assert_true(c->nics.v[0].connected);
	}
}

/* Guards go to the adapter whose address they name, wherever it stands. */
static void test_guards(void **state)
{
	static const char text[] = "<domain type='hyperv'><name>v</name>"
		MEMORY "<vcpu>1</vcpu>" OS META "<v:nic number='%u' mac='%s' dhcp-guard='yes'/>"
		"</v:vm></metadata><devices>"
		NIC "<mac address='00:15:5d:00:00:01'/></interface>"
		NIC "<mac address='00:15:5D:00:00:02'/></interface>"
		"</devices></domain>";
	static const struct { unsigned number; const char *mac; int guarded; }
	rows[] = {
		{ 1, "00:15:5d:00:00:01", 0 }, { 2, "00:15:5d:00:00:02", 1 },
		{ 1, "00:15:5d:00:00:02", 1 }, { 7, "00:15:5D:00:00:01", 0 },
		{ 1, "00:15:5d:00:00:03", -1 }, { 7, "00:15:5d:00:00:03", -1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		AUTO_FREE char *xml = xasprintf(text, rows[i].number,
						rows[i].mac);
		AUTO_CONFIG *c = NULL;
		AUTO_ERR e = ERR_INIT;
		int r = domxml_read(xml, strlen(xml), "x", &c, &e);

		assert_int_equal(r, rows[i].guarded < 0 ? -1 : 0);
		for (int k = 0; k < 2 && r == 0; k++)
			assert_int_equal(c->nics.v[k].dhcp_guard,
					 k == rows[i].guarded);
	}
}

/* One that stands alone carries all, and is read back as it was. */
static void test_alone(void **state)
{
	static const char text[] = NIC "<bandwidth><outbound average='1000' "
		"peak='1000'/></bandwidth>" OWN("name='a b' mac-spoofing='yes' "
		"dhcp-guard='no' router-guard='yes' reservation='9'")
		"</interface>";
	struct domxml_device d = { 0 }, again = { 0 };
	AUTO_ERR e = ERR_INIT;
	AUTO_STR xml = STR_INIT;

	(void)state;
	assert_int_equal(domxml_read_device(text, strlen(text), "d", &d, &e), 0);
	assert_string_equal(d.nic.name, "a b");
	assert_true(d.nic.mac_spoofing);
	assert_false(d.nic.dhcp_guard);
	assert_true(d.nic.router_guard);
	assert_int_equal(d.nic.bandwidth_max, 8192000);
	assert_int_equal(d.nic.bandwidth_min, 9);
	d.nic.bandwidth_max++;
	domxml_write_nic_alone(&d.nic, &xml);
	assert_null(strstr(xml.buf, "<outbound"));
	assert_int_equal(domxml_read_device(xml.buf, xml.len, "d", &again, &e),
			 0);
	assert_null(nic_diff(&d.nic, &again.nic));
	domxml_device_clear(&d);
	domxml_device_clear(&again);
}

/* A switch by GUID, in either case and with braces. */
static void test_switch_guid(void **state)
{
	AUTO_CONFIG *c = taken(IN_DEVICES, "<interface type='network'><source "
			       "network='{99FB6EC6-63BC-45C1-8C1A-87369F4B56D2}'"
			       "/></interface>");

	(void)state;
	assert_null(c->nics.v[0].switch_name);
	assert_string_equal(c->nics.v[0].switch_guid,
			    "99fb6ec6-63bc-45c1-8c1a-87369f4b56d2");
}

/* What other drivers of libvirt, and virt-install, print of any VM. */
static void test_ignored(void **state)
{
	AUTO_CONFIG *c = taken(WHOLE, "<?xml version='1.0'?>\n"
		"<!-- by hand --><domain type='hyperv' id='7'>"
		"<name>a b</name><uuid>11111111222233334444555555555555</uuid>"
		"<title>t</title><metadata><l:os xmlns:l='urn:l'/></metadata>"
		"<memory unit='MiB'>512</memory><vcpu placement='static' "
		"current='2'> 2 </vcpu><os><type arch='x86_64' machine='pc'>hvm"
		"</type><boot dev='hd'/><bootmenu enable='no'/></os>"
		"<features><acpi/></features><cpu mode='host-passthrough'/>"
		"<clock offset='localtime'/><on_reboot>restart</on_reboot>"
		"<pm/><devices><emulator>/x</emulator>"
		"<disk type='file' device='cdrom'><driver name='q'/><target "
		"dev='hdc'/><readonly/><alias name='i'/></disk>"
		"<controller type='usb' index='0' model='qemu-xhci'/>"
		"<input type='mouse' bus='ps2'/><audio id='1' type='none'/>"
		"<video/><memballoon model='none'/></devices></domain>");

	(void)state;
	assert_string_equal(c->name, "a b");
	assert_string_equal(c->guid, "11111111-2222-3333-4444-555555555555");
	assert_int_equal(c->memory, 512);
	assert_int_equal(c->cpus, 2);
	assert_false(c->vm_id.set);
	assert_int_equal(c->generation, 1);
	assert_int_equal(c->drives.n, 1);
	assert_int_equal(c->drives.v[0].kind, HV_DRIVE_DVD);
	assert_int_equal(c->boot_order.n, 4);
	assert_int_equal(c->boot_order.v[0], 2);
	assert_int_equal(c->boot_order.v[1], 1);
}

static void test_generation2(void **state)
{
	AUTO_CONFIG *c = taken(HEAD MEMORY EFI "%</domain>", META
			       "<v:secure-boot template='{272E7447-90A4-4563-"
			       "A4B9-8E4AB00526CE}'/></v:vm></metadata>");

	(void)state;
	assert_int_equal(c->generation, 2);
	assert_true(c->secure_boot);
	assert_string_equal(c->secure_boot_template,
			    "272e7447-90a4-4563-a4b9-8e4ab00526ce");
	assert_int_equal(c->controllers.n, 0);
	assert_int_equal(c->boot_order.n, 0);
	assert_int_equal(c->coms.n, 2);
}

static void test_boot(void **state)
{
	static const char devices[] = "<devices>"
		DISK "<target dev='sdb'/>%</disk>"
		"<disk type='file' device='cdrom'><target dev='sdc'/>%</disk>"
		DISK "<target dev='sda'/>%</disk>"
		"<interface type='null'>%</interface></devices>";
	static const struct {
		const char *os, *order[4];
		unsigned want[4];
		bool usual;
	} cases[] = {
		{ "", { "", "", "", "" }, { 0 }, true },
		{ "<boot dev='hd'/>", { "", "", "", "" }, { 2, 3, 1, 4 }, true },
		{ "<boot dev='network'/><boot dev='cdrom'/>",
		  { "", "", "", "" }, { 4, 2, 3, 1 }, false },
		{ "", { "2", "", "", "7" }, { 2, 0, 0, 7 }, false },
		{ "", { "2", "3", "1", "4" }, { 2, 3, 1, 4 }, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_STR text = STR_INIT;
		AUTO_CONFIG *c = NULL;
		AUTO_ERR e = ERR_INIT;
		size_t k = 0;

		str_addf(&text, HEAD MEMORY "<os firmware='efi'><type>hvm"
			 "</type>%s</os>", cases[i].os);
		for (const char *p = devices; *p; p++) {
			if (*p != '%')
				str_addc(&text, *p);
			else if (*cases[i].order[k++])
				str_addf(&text, "<boot order='%s'/>",
					 cases[i].order[k - 1]);
		}
		str_add(&text, "</domain>");
		assert_int_equal(domxml_read(text.buf, text.len, "x", &c, &e),
				 0);
		for (k = 0; k < 3; k++)
			assert_int_equal(c->drives.v[k].boot,
					 cases[i].want[k]);
		assert_int_equal(c->nics.v[0].boot, cases[i].want[3]);
		assert_int_equal(hv_boot_usual(c), cases[i].usual);
		assert_true(c->boot_exact);
		assert_int_equal(c->boot_order.n, 0);
	}
}

/* Single devices of generation 1 become an order of kinds. */
static void test_boot_kinds(void **state)
{
	AUTO_CONFIG *c = taken(IN_DEVICES, "<interface type='null'><model "
		"type='dec21140'/><boot order='1'/></interface>"
		"<disk device='cdrom'><target dev='hdc'/></disk>" DISK
		"<target dev='hda'/><boot order='5'/></disk>" DISK
		"<target dev='hdb'/><boot order='6'/></disk>");

	(void)state;
	assert_int_equal(c->boot_order.n, 4);
	assert_int_equal(c->boot_order.v[0], 3);
	assert_int_equal(c->boot_order.v[1], 2);
	assert_int_equal(c->boot_order.v[2], 1);
	assert_int_equal(c->boot_order.v[3], 0);
	assert_int_equal(c->nics.v[0].boot, 0);
	assert_int_equal(c->drives.v[1].boot, 0);
}

static void test_devices(void **state)
{
	static const struct {
		const char *text, *why;
		enum domxml_kind kind;
	} cases[] = {
		{ DISK "<target dev='sdc' bus='scsi'/><address unit='5'/></disk>",
		  NULL, DOMXML_DRIVE },
		{ NIC "</interface>", NULL, DOMXML_NIC },
		{ "<controller type='scsi'/>", NULL, DOMXML_CONTROLLER },
		{ "<serial type='pipe'><source path='\\\\.\\pipe\\x'/></serial>",
		  NULL, DOMXML_COM },
		{ "<controller type='usb'/>", "d: line 1: this <controller> is "
		  "not possible on Hyper-V", 0 },
		{ "\n<hostdev/>", "d: line 2: this <hostdev> is not possible on "
		  "Hyper-V", 0 },
		{ NIC "<mac address='x'/></interface>", "d: line 1: 'x' is no "
		  "MAC address of a network adapter", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct domxml_device d = { 0 };
		AUTO_ERR e = ERR_INIT;
		int r = domxml_read_device(cases[i].text, strlen(cases[i].text),
					   "d", &d, &e);

		assert_int_equal(r, cases[i].why ? -1 : 0);
		if (cases[i].why)
			assert_string_equal(e.msg, cases[i].why);
		else
			assert_int_equal(d.kind, cases[i].kind);
		if (!r && d.kind == DOMXML_DRIVE)
			assert_int_equal(d.drive.slot, 5);
		if (!r && d.kind == DOMXML_COM)
			assert_string_equal(d.com.pipe, "\\\\.\\pipe\\x");
		domxml_device_clear(&d);
	}
}

static void test_targets(void **state)
{
	static const struct {
		enum hv_bus bus;
		unsigned controller, slot;
		const char *name;
	} cases[] = {
		{ HV_BUS_IDE, 0, 0, "hda" }, { HV_BUS_IDE, 1, 1, "hdd" },
		{ HV_BUS_SCSI, 0, 25, "sdz" }, { HV_BUS_SCSI, 0, 26, "sdaa" },
		{ HV_BUS_SCSI, 0, 63, "sdbl" }, { HV_BUS_SCSI, 1, 0, "sdbm" },
		{ HV_BUS_FLOPPY, 0, 0, "fda" },
	};
	static const char *const bad[] = {
		"", "h", "hd", "hde", "hdA", "hd1", "sdiw", "fdb", "vda",
		"sdzzzzzzzzzzzzzzzzzzzz",
	};
	unsigned controller, slot;
	enum hv_bus bus;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *name = domxml_target(cases[i].bus,
						     cases[i].controller,
						     cases[i].slot);

		assert_string_equal(name, cases[i].name);
		assert_int_equal(domxml_target_parse(name, &bus, &controller,
						     &slot), 0);
		assert_int_equal(bus, cases[i].bus);
		assert_int_equal(controller, cases[i].controller);
		assert_int_equal(slot, cases[i].slot);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(domxml_target_parse(bad[i], &bus, &controller,
						     &slot), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_nics),
		cmocka_unit_test(test_guards),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_switch_guid),
		cmocka_unit_test(test_ignored),
		cmocka_unit_test(test_generation2),
		cmocka_unit_test(test_devices),
		cmocka_unit_test(test_boot),
		cmocka_unit_test(test_boot_kinds),
		cmocka_unit_test(test_targets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
