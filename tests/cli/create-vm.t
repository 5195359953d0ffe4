# tests/cli/create-vm.t - a VM from words: what it is, and what is refused
$ hvsh create-vm one
Domain 'one' created

$ hvsh -q dumpxml one | sed '/uuid/d; /<serial/,/serial>/d'
<domain type='hyperv'>
  <name>one</name>
  <metadata>
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:secure-boot template='MicrosoftUEFICertificateAuthority'/>
    </hvsh:vm>
  </metadata>
  <maxMemory slots='0' unit='KiB'>2097152</maxMemory>
  <memory unit='KiB'>2097152</memory>
  <currentMemory unit='KiB'>2097152</currentMemory>
  <vcpu placement='static'>2</vcpu>
  <os firmware='efi'>
    <type>hvm</type>
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
    </firmware>
  </os>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>destroy</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
    <controller type='scsi' index='0'/>
  </devices>
</domain>
# all there is; what is told is what is made
$ hvsh create-vm 'Прод & "1"' --memory 1G --dynamic 512M:4G --vcpus 1 --disk size=3G --disk path=db01.vhdx --disk 'size=2M,path=D:/Hyper-V/Virtual Hard Disks/a,, b.vhdx,type=fixed' --cdrom 'C:\ISO\tools & drivers.iso' --network 'internal,vlan=7,mac=52:54:00:AA:BB:CC' --network External --secure-boot windows --description 'zwei
> Zeilen' --autostart --dry-run
 Kind      Name                                            Details
...
 domain    Прод & "1"                                      generation 2, 1024 MiB, 1 vCPU, dynamic 512 to 4096 MiB
 disk      D:\Hyper-V\Virtual Hard Disks\Прод & _1_.vhdx   sda, new, 3.00 GiB, dynamic
 disk      D:\Hyper-V\Virtual Hard Disks\db01.vhdx         sdb
 disk      D:\Hyper-V\Virtual Hard Disks\a, b.vhdx         sdc, new, 2.00 MiB, fixed
 cdrom     C:\ISO\tools & drivers.iso                      sdd
 network   internal                                        mac 52:54:00:aa:bb:cc, vlan 7
 network   External                                        -

$ hvsh create-vm 'Прод & "1"' --memory 1G --dynamic 512M:4G --vcpus 1 --disk size=3G --disk path=db01.vhdx --disk 'size=4M,path=D:/Hyper-V/Virtual Hard Disks/a,, b.vhdx,type=fixed' --cdrom 'C:\ISO\tools & drivers.iso' --network 'internal,vlan=7,mac=52:54:00:AA:BB:CC' --network External --secure-boot windows --description 'zwei
> Zeilen' --autostart
Domain 'Прод & "1"' created

# requests: 26
$ hvsh -q domblklist 'Прод & "1"'
 sda   D:\Hyper-V\Virtual Hard Disks\Прод & _1_.vhdx
 sdb   D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 sdc   D:\Hyper-V\Virtual Hard Disks\a, b.vhdx
 sdd   C:\ISO\tools & drivers.iso
$ hvsh -q domiflist 'Прод & "1"'
 -   bridge   Internal   -   52:54:00:aa:bb:cc...
 -   bridge   External   -   00:15:5d:...
$ hvsh -q dumpxml 'Прод & "1"' --xpath '//currentMemory|//maxMemory|//vcpu|//tag|//feature|//description'
<description>zwei
Zeilen</description>
<maxMemory slots="0" unit="KiB">4194304</maxMemory>
<currentMemory unit="KiB">1048576</currentMemory>
<vcpu placement="static">1</vcpu>
<feature enabled="yes" name="secure-boot"/>
<tag id="7"/>
$ hvsh list --all --autostart --name | grep Прод
Прод & "1"
$ hvsh vol-info 'a, b.vhdx' | grep Cap
Capacity:       4.00 MiB
# generation 1: IDE while there is room, the DVD drive where it always is
$ hvsh create-vm old --generation 1 --disk size=1G,format=vhd --disk size=1G --disk size=1G --disk size=1G --disk size=1G,bus=scsi --cdrom 'C:\ISO\debian-12.iso' --start
Domain 'old' created and started

$ hvsh -q domblklist old
 hda   D:\Hyper-V\Virtual Hard Disks\old.vhd
 hdb   D:\Hyper-V\Virtual Hard Disks\old-1.vhdx
 hdc   C:\ISO\debian-12.iso
 hdd   D:\Hyper-V\Virtual Hard Disks\old-2.vhdx
 sda   D:\Hyper-V\Virtual Hard Disks\old-3.vhdx
 sdb   D:\Hyper-V\Virtual Hard Disks\old-4.vhdx
 fda   -
$ hvsh domstate old
running

# as JSON, and as XML that define takes
$ hvsh -o json create-vm two --disk size=1G --dry-run
[
{"kind":"domain","name":"two","details":"generation 2, 2048 MiB, 2 vCPUs"},
{"kind":"disk","name":"D:\\Hyper-V\\Virtual Hard Disks\\two.vhdx","details":"sda, new, 1.00 GiB, dynamic"}
]
$ hvsh -q create-vm two --disk path=db01.vhdx --network Internal --print-xml >two.xml; hvsh domstate two; hvsh -q define two.xml; hvsh domstate two
error: failed to get domain 'two'
hint: hvsh list --all (shows the domains there are)

shut off

# --- refused before anything is sent ---
$ hvsh create-vm x --generation 3
error: there are generations 1 and 2 alone

[2]
# requests: 0
$ hvsh create-vm x --generation 1 --secure-boot linux
error: a domain of generation 1 has no secure boot

[2]
$ hvsh create-vm x --secure-boot maybe
error: --secure-boot is off, on, windows, linux, shielded, or the name or UUID of a template, not 'maybe'

[2]
$ hvsh create-vm x --memory 4096
error: '4096' of memory is less than the 32 MiB that Hyper-V wants
hint: a number without a unit is KiB; 4G is 4 GiB

[2]
$ hvsh create-vm x --memory 4X
error: Malformed size 4X

[2]
$ hvsh create-vm x --memory 4G --dynamic 5G:8G
error: the memory that the domain starts with, 4096 MiB, is not between those of --dynamic '5G:8G'

[2]
$ hvsh create-vm x --dynamic 5G
error: --dynamic '5G' is not MIN:MAX

[2]
$ hvsh create-vm x --vcpus 0
error: the number of virtual CPUs is from 1 to 2048

[2]
$ hvsh create-vm x --disk bus=scsi
error: --disk has neither path= nor size=

[2]
$ hvsh create-vm x --disk size=0
error: --disk: a size of '0' is not possible

[2]
$ hvsh create-vm x --disk size=99999999999T
error: Malformed size 99999999999T

[2]
$ hvsh create-vm x --disk size=1G,bus=virtio
error: --disk: bus 'virtio' is neither ide nor scsi

[2]
$ hvsh create-vm x --disk size=1G,bus=ide
error: a domain of generation 2 has no IDE controller

[2]
$ hvsh create-vm x --disk size=1G,format=vhd
error: a domain of generation 2 has no VHD disks: only VHDX

[2]
$ hvsh create-vm x --disk size=1G,format=vhd,path=a.vhdx --generation 1
error: the name 'a.vhdx' does not fit the format vhd

[2]
$ hvsh create-vm x --disk 'C:\ISO\debian-12.iso'
error: 'C:\ISO\debian-12.iso' is no virtual disk; an ISO image is for --cdrom

[2]
$ hvsh create-vm x --disk 'size=1G,path=\\server\share\x.vhdx'
error: '\\server\share\x.vhdx' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
$ hvsh create-vm x --disk a=b
error: --disk does not know 'a=b'
hint: it knows path=, size=, bus=, format=, type=; a comma within a value is written ',,'

[2]
$ hvsh create-vm x --disk db01.vhdx,type=fixed
error: --disk: type= and format= are for a new disk, which has a size=

[2]
$ hvsh create-vm x --network Internal,vlan=4095
error: --network: vlan '4095' is none from 1 to 4094

[2]
$ hvsh create-vm x --network Internal,mac=01:00:00:00:00:01
error: --network: '01:00:00:00:00:01' is no MAC address of a network adapter

[2]
$ hvsh create-vm x --network vlan=3
error: --network 'vlan=3' names no switch

[2]
$ hvsh create-vm x --dry-run --print-xml
error: Options --dry-run and --print-xml are mutually exclusive

[2]
$ hvsh -r create-vm x
error: read-only: 'create-vm' would change the host

[4]
$ hvsh create-vm
error: command 'create-vm' requires <name> option
[2]
# --- refused after a look, and nothing is made ---
$ hvsh create-vm web01 --disk size=1G
error: Failed to create domain 'web01': operation failed: domain 'web01' already exists with uuid ...

[1]
$ hvsh create-vm x --disk size=1G --network Infernal
error: Failed to create domain 'x': failed to get network 'Infernal'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ hvsh create-vm x --disk size=1G --cdrom no.iso
error: Failed to create domain 'x': the host has no file 'D:\Hyper-V\Virtual Hard Disks\no.iso'

[6]
$ hvsh create-vm x --cdrom db01.vhdx
error: Failed to create domain 'x': 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' is no ISO image

[2]
$ hvsh create-vm x --disk size=1G --disk path=none.vhdx
error: Failed to create domain 'x': the host has no file 'D:\Hyper-V\Virtual Hard Disks\none.vhdx'

[6]
$ hvsh create-vm x --disk size=1G,path=DB01.vhdx
error: Failed to create domain 'x': there is a file 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' already

[1]
$ hvsh create-vm x --disk 'size=1G,path=D:\none\x.vhdx'
error: Failed to create domain 'x': the host has no folder 'D:\none'

[6]
$ hvsh create-vm x --disk size=1G,path=y --disk size=1G,path=Y.vhdx
error: Failed to create domain 'x': 'D:\Hyper-V\Virtual Hard Disks\Y.vhdx' is given twice

[2]
# --- what Hyper-V refuses: all that was made goes again ---
$ hvsh create-vm x --disk size=1G --disk size=2G --memory 64T
error: Failed to create domain 'x': ...; what was made is removed again; removed again: 'D:\Hyper-V\Virtual Hard Disks\x-1.vhdx', 'D:\Hyper-V\Virtual Hard Disks\x.vhdx'

[1]
$ hvsh create-vm x --disk size=1G --disk size=100T
error: Failed to create domain 'x': cannot make the disk 'D:\Hyper-V\Virtual Hard Disks\x-1.vhdx': ...; removed again: 'D:\Hyper-V\Virtual Hard Disks\x.vhdx'
hint: a VHDX has from 3 MiB to 64 TiB, blocks of 1 to 256 MiB, a power of two, and sectors of 512 or 4096 bytes

[1]
$ hvsh -q list --all --name | grep -cx x; hvsh -o name vol-list default | grep -c '^[xyY][.-]'
0
0
[1]
# one that does not start stays, and that is said
$ hvsh create-vm greedy --memory 1T --start
error: Failed to create domain 'greedy': it is there, but does not start: ...
hint: hvsh start greedy (tries it again)

[1]
$ hvsh domstate greedy
shut off

# --- completion ---
$ hvsh complete -- 'hvsh create-vm x --network ' ''
External
Internal
...
$ hvsh complete -- 'hvsh create-vm x --network Internal,v' Internal,v
Internal,vlan=
$ hvsh complete -- 'hvsh create-vm x --disk size=1G,' size=1G,
size=1G,bus=
size=1G,format=
size=1G,path=
size=1G,size=
size=1G,type=
$ hvsh complete -- 'hvsh create-vm x --disk size=1G,type=' ''
dynamic
fixed
$ hvsh complete -- 'hvsh create-vm x --network Internal,vlan=' ''
$ hvsh complete -- 'hvsh create-vm x --disk path=D:/Hyper-V/Virtual\ Hard\ Disks/web01.' '/Hyper-V/Virtual\ Hard\ Disks/web01.'
/Hyper-V/Virtual\ Hard\ Disks/web01.vhdx
$ hvsh complete -- 'hvsh create-vm x --disk size=1G --di' --di
--disk
