# tests/cli/device-xml.t - detach-device, update-device
# by XML: at its place, and with its source where one is named
$ printf '<disk type="file" device="disk"><source file="C:\\other.vhdx"/><target dev="hdb"/></disk>' >d.xml; hvsh detach-device db01 d.xml
error: Failed to detach device from d.xml: device not found: it is not 'C:\other.vhdx' that is there, but D:\Hyper-V\Virtual Hard Disks\db01-data.vhd

[6]
$ printf '<disk type="file" device="cdrom"><target dev="hdb" bus="ide"/></disk>' >d.xml; hvsh detach-device db01 d.xml
error: Failed to detach device from d.xml: device not found: target hdb is a disk

[6]
$ printf '<disk type="file" device="disk"><target dev="sdq"/></disk>' >d.xml; hvsh detach-device db01 d.xml
error: Failed to detach device from d.xml: device not found: target sdq doesn't exist
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh -q detach-disk db01 hdb --print-xml >d.xml; hvsh detach-device db01 d.xml
Device detached successfully

$ hvsh attach-device db01 d.xml
Device attached successfully

# requests: 7
$ printf '<interface type="bridge"><source bridge="External"/></interface>' >n.xml; hvsh detach-device db01 n.xml
Device detached successfully

$ hvsh detach-device db01 n.xml
error: Failed to detach device from n.xml: device not found: no matching network device was found
hint: hvsh domiflist shows the interfaces there are

[6]
$ printf '<controller type="scsi" index="1"/>' >c.xml; hvsh detach-device db01 c.xml
error: Failed to detach device from c.xml: device not found: controller scsi:1 not found

[6]
$ hvsh attach-device db01 c.xml; hvsh attach-disk db01 '' sdbm --type cdrom; hvsh detach-device db01 c.xml
Device attached successfully

Disk attached successfully

error: Failed to detach device from c.xml: operation failed: device cannot be detached: device is busy: it has sdbm

[1]
$ hvsh -q detach-disk db01 sdbm; hvsh detach-device db01 c.xml; hvsh dumpxml db01 | grep -c 'controller type=.scsi'
Device detached successfully

1
$ printf '<controller type="ide" index="0"/>' >i.xml; hvsh detach-device db01 i.xml
error: Failed to detach device from i.xml: operation failed: Hyper-V takes out SCSI controllers only

[1]
$ hvsh attach-device web01 c.xml
error: Failed to attach device from c.xml: Hyper-V changes the number of SCSI controllers only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)

[1]
$ printf '<serial type="pipe"><source path="\\\\.\\pipe\\x"/><target port="2"/></serial>' >s.xml; hvsh detach-device db01 s.xml
error: Failed to detach device from s.xml: device not found: COM port 2 is not connected to \\.\pipe\x

[6]
$ hvsh detach-device db01 none.xml
error: Failed to detach device from none.xml: Failed to open file 'none.xml': No such file or directory

[2]
$ hvsh detach-device nonesuch s.xml
error: Failed to detach device from s.xml: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
# changed in their places
$ printf '<interface type="bridge"><mac address="00:15:5d:0a:00:02"/><source bridge="External"/></interface>' >n.xml; hvsh update-device db01 n.xml
Device updated successfully

$ hvsh -q dumpxml db01 --xpath //interface
<interface type="bridge">
  <mac address="00:15:5d:0a:00:02" type="generated"/>
  <source bridge="External"/>
</interface>
$ printf '<interface type="null"><mac address="00:15:5d:0a:00:02"/></interface>' >n.xml; hvsh -q update-device db01 n.xml; hvsh -q dumpxml db01 --xpath //interface
<interface type="null">
  <mac address="00:15:5d:0a:00:02" type="generated"/>
</interface>
$ printf '<interface type="bridge"><mac address="00:15:5d:0a:00:02"/><source bridge="Nowhere"/></interface>' >n.xml; hvsh update-device db01 n.xml
error: Failed to update device from n.xml: failed to get network 'Nowhere'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ printf '<interface type="bridge"><mac address="00:15:5d:0a:00:02"/><source bridge="External"/><model type="dec21140"/></interface>' >n.xml; hvsh update-device db01 n.xml
error: Failed to update device from n.xml: the model of a network adapter cannot be changed

[1]
$ hvsh update-device db01 s.xml; hvsh ttyconsole db01
Device updated successfully

\\.\pipe\x

$ hvsh detach-device db01 s.xml; hvsh ttyconsole db01
Device detached successfully

error: no serial port of domain 'db01' is connected to a named pipe

[1]
$ hvsh update-device db01 c.xml
error: Failed to update device from c.xml: device not found: controller scsi:1 not found

[6]
$ hvsh -q detach-disk web01 sda --print-xml | sed 's/web01.vhdx/x.vhdx/' >d.xml; hvsh update-device web01 d.xml
error: Failed to update device from d.xml: another file for a hard disk waits until the domain is off
hint: hvsh detach-disk and attach-disk exchange the disk of a running guest

[1]
$ hvsh -q detach-disk db01 hda --print-xml | sed 's/db01.vhdx/twin.vhdx/' >d.xml; hvsh update-device db01 d.xml; hvsh domblklist db01 | grep hda
Device updated successfully

 hda      D:\Hyper-V\Virtual Hard Disks\twin.vhdx
$ hvsh -q change-media web01 sdc --eject --print-xml >d.xml; hvsh update-device web01 d.xml; hvsh -q domblklist web01 | grep sdc
Device updated successfully

 sdc   -
