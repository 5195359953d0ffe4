# tests/cli/detach.t - detach-disk, detach-interface
# off, generation 1: all can be taken out, and the files stay
$ hvsh detach-disk db01 hdb
Disk detached successfully

# requests: 7
$ hvsh detach-disk db01 'd:\hyper-v\virtual hard disks\DB01.vhdx'
Disk detached successfully

# requests: 7
$ hvsh vol-list default | grep -c db01
2
$ hvsh domblklist db01
 Target   Source
------------------
 hdc      -
 fda      -

$ hvsh detach-disk db01 hdb
error: No disk found whose source path or target is hdb
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh detach-disk db01 fda
error: Failed to detach disk: operation failed: Hyper-V takes no floppy drive out, and this one is empty

[1]
$ hvsh detach-interface db01 bridge
error: Failed to detach interface: Domain has 2 interfaces. Please specify which one to detach using --mac
hint: hvsh domiflist --details shows the interfaces there are

[1]
$ hvsh detach-interface db01 bridge --mac 00:15:5D:0A:00:03
Interface detached successfully

# requests: 6
$ hvsh detach-interface db01 network --mac 00:15:5d:0a:00:03
error: Failed to detach interface: No interface with MAC address 00:15:5d:0a:00:03 was found
hint: hvsh domiflist --details shows the interfaces there are

[6]
$ hvsh detach-interface db01 null
error: Failed to detach interface: No interface found whose type is null
hint: hvsh domiflist --details shows the interfaces there are

[6]
$ hvsh detach-interface db01 network --print-xml
<interface type='bridge'>
  <mac address='00:15:5d:0a:00:02' type='generated'/>
  <source bridge='Internal'/>
</interface>

$ hvsh detach-interface db01 network
Interface detached successfully

# requests: 6
$ hvsh domiflist db01
 Interface   Type   Source   Model   MAC
------------------------------------------

$ hvsh detach-disk db01 hdc --print-xml
<disk type='file' device='cdrom'>
  <target dev='hdc' bus='ide'/>
  <address type='drive' controller='0' bus='1' target='0' unit='0'/>
</disk>

$ hvsh detach-disk db01 hdc --current --live
error: Options --live and --current are mutually exclusive

[2]
$ hvsh detach-disk db01 hdc --live
error: domain 'db01' is not running

[1]
# on: SCSI only
$ hvsh detach-disk web01 sdb
Disk detached successfully

# requests: 9
$ hvsh detach-disk web01 sdb --config
error: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh detach-disk web01 sdc --config --live
Disk detached successfully

# requests: 9
$ hvsh detach-interface web01 bridge
Interface detached successfully

# requests: 7
$ hvsh domblklist web01
 Target   Source
----------------------------------------------------
 sda      D:\Hyper-V\Virtual Hard Disks\web01.vhdx

$ hvsh -q list --all --name | grep Bob; hvsh domblklist "Bob's VM"; hvsh domiflist "Bob's VM"
Bob's VM
 Target   Source
-------------------------------------------------------
 sda      D:\Hyper-V\Virtual Hard Disks\Bob's VM.vhdx
 sdc      -

 Interface   Type   Source   Model   MAC
------------------------------------------

$ hvsh detach-disk "Bob's VM" hda
error: No disk found whose source path or target is hda
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh domblklist '<&> "quoted" \ 100%_[x]'
 Target   Source
----------------------------------------------------------------------
 hda      D:\Hyper-V\Virtual Hard Disks\_&_ _quoted_ _ 100%_[x].vhdx
 hdc      -
 fda      -

$ hvsh domblklist Прод-01
 Target   Source
--------------------------------------------------------------------------------------------
 sda      D:\Hyper-V\Virtual Hard Disks\Прод-01_4BE13EEE-D503-41A6-A0C4-F98978BAF398.avhdx
 sdc      C:\ISO\debian-12.iso

$ hvsh detach-disk Прод-01 hda
error: No disk found whose source path or target is hda
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh detach-disk 2016 hda
error: Failed to detach disk: domain 'tab\x09here' is saving, and Hyper-V leaves its devices as they are until it is running or off

[1]
$ hvsh detach-disk nonesuch sda
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r detach-disk db01 hdc
error: read-only: 'detach-disk' would change the host

[4]
$ hvsh domiflist 2020; hvsh domblklist 2020
 Interface   Type      Source               Model   MAC
-----------------------------------------------------------------------
 -           network   Private <lab> & co   -       00:15:5d:0a:00:09

 Target   Source
-------------------------------------------------------------
 sda      D:\Hyper-V\Virtual Hard Disks\日本語サーバー.vhdx
 sdc      -

# --- addresses as Windows writes them; two adapters that have one ---
$ hvsh -q attach-interface db01 network Internal --mac 00:15:5d:aa:bb:cc
$ hvsh -q detach-interface db01 network --mac 00-15-5D-AA-BB-CC --print-xml | grep mac
  <mac address='00:15:5d:aa:bb:cc'/>
$ hvsh -q attach-interface db01 network Internal --mac 00:15:5d:aa:bb:cc
$ hvsh -q detach-interface db01 network --mac 00155daabbcc
error: Failed to detach interface: Domain has multiple interfaces matching MAC address 00155daabbcc
hint: hvsh update-interface db01 NUMBER --mac auto (gives one of them another address; domiflist --details shows the numbers)
[1]
$ hvsh complete -- 'hvsh detach-interface db01 network --mac ' ''
00:15:5d:aa:bb:cc
