# tests/cli/nodedev.t - disks of the host: nodedev-list, attach-disk --sourcetype block
# the disks of the host that a domain may have
$ hvsh nodedev-list
disk_2
disk_3

$ hvsh nodedev-list --cap storage,net
disk_2
disk_3

$ hvsh nodedev-list --cap net

$ hvsh nodedev-list --tree
error: Option --tree is not supported: Hyper-V tells disks alone, not what they hang on
[2]
$ hvsh nodedev-dumpxml '\\.\PhysicalDrive3' --xpath '//size/text()'
4294967296000

$ hvsh nodedev-dumpxml disk_0
error: Could not find matching device 'disk_0'
hint: hvsh nodedev-list shows the devices there are

[6]
$ hvsh nodedev-dumpxml disk_2
<device>
  <name>disk_2</name>
  <path>\\.\PHYSICALDRIVE2</path>
  <parent>computer</parent>
  <capability type='storage'>
    <block>\\.\PHYSICALDRIVE2</block>
    <drive_type>disk</drive_type>
    <model>HVSIM Virtual SSD</model>
    <serial>SIM00002</serial>
    <size>107374182400</size>
  </capability>
</device>

$ hvsh attach-disk db01 disk_2 sdc --sourcetype block
Disk attached successfully

# requests: 7
$ hvsh -q domblklist db01 --details
 file    disk     hda   D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 file    disk     hdb   D:\Hyper-V\Virtual Hard Disks\db01-data.vhd
 file    cdrom    hdc   -
 block   disk     sdc   2
 file    floppy   fda   -
$ hvsh -o csv nodedev-list
name,number,model,serial,size_bytes,domain_uuid
disk_2,2,HVSIM Virtual SSD,SIM00002,107374182400,975835de-1c97-46ce-a468-4c4f0fd784b4
disk_3,3,HVSIM Virtual SSD,SIM00003,4294967296000,
$ hvsh attach-disk web01 2 sdd --sourcetype block
error: Failed to attach disk: cannot add the physical disk: 'web01' failed to add device 'Physical Disk Drive'. (Virtual machine ID ...) The physical disk is attached to a virtual machine already. The process cannot access the file because it is being used by another process. (0x80070020) (code 32768)

[1]
$ hvsh attach-disk web01 0 sdd --sourcetype block
error: Failed to attach disk: the host has no disk 0 that can be passed through

[6]
$ hvsh attach-disk web01 disk_x sdd --sourcetype block
error: Failed to attach disk: 'x' is not the number of a physical disk

[2]
$ hvsh attach-disk web01 3 sdd --sourcetype block --live
Disk attached successfully

# requests: 10
$ hvsh -q dumpxml web01 --xpath '//disk[@type="block"]/source'
<source dev="3"/>
$ hvsh detach-disk web01 sdd
Disk detached successfully

# requests: 8
$ hvsh -q detach-disk db01 sdc --print-xml >d.xml; hvsh detach-device db01 d.xml
Device detached successfully

