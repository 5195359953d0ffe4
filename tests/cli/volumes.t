# tests/cli/volumes.t - virtual disks made, changed, copied, merged, deleted,
# and who is in the way
$ hvsh vol-create-as default one 10G
Vol one.vhdx created

# (the host's folder, the method, its job)
$ hvsh vol-info --bytes one.vhdx
Name:           one.vhdx
Type:           file
Capacity:       10737418240 bytes
Allocation:     4194304 bytes
Format:         vhdx
Disk type:      dynamic
Block size:     33554432 bytes
Sector size:    512 bytes
Phys. sector:   4096 bytes
Fragmented:     0 %
In use:         no

$ hvsh vol-create-as default one 10G
error: Failed to create vol one: The system failed to create 'D:\Hyper-V\Virtual Hard Disks\one.vhdx'. Error: The file exists. (0x80070050) (code 32768)

[1]
$ hvsh vol-create-as default fix.vhd 1GiB --type fixed
Vol fix.vhd created

$ hvsh vol-create-as default all.vhdx 1GiB --allocation 1G
Vol all.vhdx created

$ hvsh -o csv vol-list --details default | grep -E '^(fix|all)' | cut -d, -f1,4,5
all.vhdx,1073741824,1073741824
fix.vhd,1073741824,1073741824
$ hvsh vol-create-as default 'Диск & 1' 20G --block-size 1M --sector-size 4096
Vol Диск & 1.vhdx created

$ hvsh vol-info 'диск & 1.vhdx' | grep -E 'Block|sector'
Block size:     1.00 MiB
Phys. sector:   4096 bytes
$ hvsh vol-create-as default kid.vhdx 0 --backing-vol one.vhdx
Vol kid.vhdx created

$ hvsh vol-create-as default kid2 0 --backing-vol 'd:/hyper-v/virtual hard disks/kid.vhdx'
Vol kid2.vhdx created

$ hvsh vol-info kid2.vhdx | grep -E 'Capacity|type|Parent'
Capacity:       10.00 GiB
Disk type:      differencing
Parent:         D:\Hyper-V\Virtual Hard Disks\kid.vhdx
#
# refused before the host is asked
$ hvsh vol-create-as default x bla
error: Malformed size bla

[2]
$ hvsh vol-create-as default x 1G --format qcow2
error: unknown format 'qcow2'

[2]
# requests: 0
$ hvsh vol-create-as default x 1G --type floppy
error: unknown type 'floppy'

[2]
$ hvsh vol-create-as default x 1G --type differencing
error: a differencing disk needs --backing-vol

[2]
$ hvsh vol-create-as default x 1G --type fixed --backing-vol one.vhdx
error: only a differencing disk is based on another

[2]
$ hvsh vol-create-as default x 1G --allocation 5M
error: the allocation is 0 or the whole capacity

[2]
$ hvsh vol-create-as default x.vhd 1G --format vhdx
error: Failed to create vol x.vhd: the name 'x.vhd' does not fit the format vhdx

[2]
$ hvsh vol-create-as default 'a?b' 1G
error: Failed to create vol a?b: 'a?b.vhdx' cannot be a file's name on Windows: < > : " / \ | ? * and control characters are not allowed

[2]
$ hvsh vol-create-as default x.vhd 0 --backing-vol one.vhdx
error: Failed to create vol x.vhd: a disk has the format of the one it is based on, 'one.vhdx'

[2]
$ hvsh vol-create-as '//nas/vms' x 1G
error: Failed to create vol x: '//nas/vms' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
# and by the host
$ hvsh vol-create-as 'E:\none' x 1G
error: Failed to create vol x: The system failed to create 'E:\none\x.vhdx'. Error: The system cannot find the path specified. (0x80070003) (code 32768)

[1]
$ hvsh vol-create-as default x 9T --type fixed
error: Failed to create vol x: The system failed to create 'D:\Hyper-V\Virtual Hard Disks\x.vhdx'. Error: There is not enough space on the disk. (0x80070070) (code 32768)

[1]
$ hvsh vol-create-as default x 1G --sector-size 513
error: Failed to create vol x: Invalid parameter (32773)
hint: a VHDX has from 3 MiB to 64 TiB, blocks of 1 to 256 MiB, a power of two, and sectors of 512 or 4096 bytes

[1]
$ hvsh vol-create-as default x 0 --backing-vol none.vhdx
error: Failed to create vol x: The system failed to create 'D:\Hyper-V\Virtual Hard Disks\x.vhdx'. Error: The system cannot find the parent disk. (0x80070002) (code 32768)

[1]
$ hvsh -r vol-create-as default x 1G
error: read-only: 'vol-create-as' would change the host

[4]
#
# from XML
$ printf "<volume><name>xml.vhdx</name><capacity unit='GiB'>3</capacity></volume>" > v.xml; hvsh vol-create default v.xml
Vol xml.vhdx created from v.xml

$ hvsh vol-dumpxml xml.vhdx | sed 's/xml.vhdx/again.vhdx/' > again.xml; hvsh vol-create default again.xml
Vol again.vhdx created from again.xml

$ hvsh vol-create default again.xml
error: Failed to create vol from again.xml: The system failed to create 'D:\Hyper-V\Virtual Hard Disks\again.vhdx'. Error: The file exists. (0x80070050) (code 32768)

[1]
$ printf '<volume><name>q</name><capacity>1</capacity>\n<target><format type="qcow2"/></target></volume>' > q.xml; hvsh vol-create default q.xml
error: q.xml: line 2: format 'qcow2' is not possible on Hyper-V: vhdx, vhds, vpc (VHD)

[2]
$ hvsh vol-create default none.xml
error: Failed to open file 'none.xml': No such file or directory

[2]
#
# sizes
$ hvsh vol-resize 'Диск & 1.vhdx' 30G
Size of volume 'Диск & 1.vhdx' successfully changed to 30G

$ hvsh vol-resize 'Диск & 1.vhdx' 1G --delta
Size of volume 'Диск & 1.vhdx' successfully changed by 1G

$ hvsh vol-info 'Диск & 1.vhdx' | grep Capacity
Capacity:       31.00 GiB
$ hvsh vol-resize 'Диск & 1.vhdx' 10G
error: Failed to change size of volume 'Диск & 1.vhdx' to 10G: it has 33285996544 bytes: to make it smaller needs --shrink

[2]
$ hvsh vol-resize 'Диск & 1.vhdx' 10G --shrink
Size of volume 'Диск & 1.vhdx' successfully changed to 10G

$ hvsh vol-resize 'Диск & 1.vhdx' --delta --shrink -- -1G
Size of volume 'Диск & 1.vhdx' successfully changed by -1G

$ hvsh vol-info 'Диск & 1.vhdx' | grep Capacity
Capacity:       9.00 GiB
$ hvsh vol-resize 'Диск & 1.vhdx' --shrink -- -1G
error: Failed to change size of volume 'Диск & 1.vhdx' to -1G: negative capacity requires --delta and --shrink

[2]
$ hvsh vol-resize xml.vhdx 1
error: Failed to change size of volume 'xml.vhdx' to 1: it has 3221225472 bytes: to make it smaller needs --shrink

[2]
$ hvsh vol-resize web01-data.vhdx 1G --shrink
error: Failed to change size of volume 'web01-data.vhdx' to 1G: its partitions end at 30.00 GiB (32212254720 bytes): it cannot be smaller
hint: shrink the last partition in the guest first

[1]
$ hvsh vol-resize fix.vhd 500M --shrink
error: Failed to change size of volume 'fix.vhd' to 500M: a VHD cannot shrink, a VHDX can

[1]
$ hvsh vol-resize one.vhdx 20G
error: Failed to change size of volume 'one.vhdx' to 20G: others are based on it, and a change would break them: disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx', disk 'D:\Hyper-V\Virtual Hard Disks\kid2.vhdx'

[1]
$ hvsh vol-resize debian-12.iso 20G --pool C:/ISO
error: 'debian-12.iso' is no virtual disk (vhd, vhdx, vhds, avhd, avhdx)

[2]
$ hvsh vol-resize none.vhdx 20G
error: failed to get vol 'none.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
#
# copies
$ hvsh vol-clone kid2.vhdx copy
Vol copy.vhdx cloned from kid2.vhdx

$ hvsh vol-info copy.vhdx | grep -E 'Capacity|type|Parent'
Capacity:       10.00 GiB
Disk type:      dynamic
$ hvsh vol-clone kid2.vhdx copy
error: Failed to clone vol from kid2.vhdx: The system failed to create 'D:\Hyper-V\Virtual Hard Disks\copy.vhdx'. Error: The file exists. (0x80070050) (code 32768)

[1]
$ hvsh vol-clone fix.vhd fix2 && hvsh vol-info fix2.vhd | grep -E 'Format|type'
Vol fix2.vhd cloned from fix.vhd

Format:         vhd
Disk type:      fixed
$ hvsh vol-clone web01.vhdx copy2
error: Failed to clone vol from web01.vhdx: The system failed to convert 'D:\Hyper-V\Virtual Hard Disks\web01.vhdx'. Error: The process cannot access the file because it is being used by another process. (0x80070020) (code 32768)

[1]
$ hvsh vol-clone --pool C:/ISO debian-12.iso d12.iso
Vol d12.iso cloned from debian-12.iso

$ hvsh vol-clone --pool C:/ISO debian-12.iso d12.iso
error: Failed to clone vol from debian-12.iso: cannot copy 'C:\ISO\debian-12.iso': There is a file of that name already (10)

[1]
$ hvsh vol-clone --pool C:/ISO debian-12.iso d12.vhdx
error: Failed to clone vol from debian-12.iso: an ISO image is cloned to a name that ends in .iso

[2]
$ hvsh vol-convert fix.vhd fix.vhdx --type dynamic && hvsh vol-info fix.vhdx | grep -E 'Format|type'
Vol fix.vhd converted to fix.vhdx

Format:         vhdx
Disk type:      dynamic
$ hvsh vol-convert fix.vhd fix3 --type differencing
error: Failed to convert vol fix.vhd: a copy is based on nothing: it is fixed or dynamic

[2]
$ hvsh vol-convert fix.vhd fix3 --format floppy
error: unknown format 'floppy'

[2]
$ hvsh vol-convert debian-12.iso x --pool C:/ISO
error: 'debian-12.iso' is no virtual disk (vhd, vhdx, vhds, avhd, avhdx)

[2]
#
# compacted, merged
$ hvsh vol-compact copy.vhdx
Vol copy.vhdx compacted from 4.00 MiB to 4.00 MiB

$ hvsh vol-compact fix.vhd
error: Failed to compact vol fix.vhd: a fixed disk is always as large as its capacity

[1]
$ hvsh vol-compact one.vhdx
error: Failed to compact vol one.vhdx: others are based on it, and a change would break them: disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx', disk 'D:\Hyper-V\Virtual Hard Disks\kid2.vhdx'

[1]
$ hvsh vol-compact web01.vhdx
error: Failed to compact vol web01.vhdx: The system failed to compact 'D:\Hyper-V\Virtual Hard Disks\web01.vhdx'. Error: The process cannot access the file because it is being used by another process. (0x80070020) (code 32768)

[1]
$ hvsh vol-merge one.vhdx --yes
error: Failed to merge vol one.vhdx: it is based on no other disk

[1]
$ hvsh vol-merge kid.vhdx --yes
error: Failed to merge vol kid.vhdx: it or its parent is in use, and that would break: disk 'D:\Hyper-V\Virtual Hard Disks\kid2.vhdx'
hint: a checkpoint's disks are merged by snapshot-delete

[1]
$ hvsh vol-merge kid2.vhdx
error: Failed to merge vol kid2.vhdx: there is no terminal to confirm on: merge 'D:\Hyper-V\Virtual Hard Disks\kid2.vhdx' into 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx' and delete it
hint: --yes (does it without a question)

[2]
$ hvsh vol-merge kid2.vhdx --yes
Vol kid2.vhdx merged into kid.vhdx

$ hvsh vol-users one.vhdx
 Domain   Checkpoint   Path
---------------------------------------------------------------
 -        -            D:\Hyper-V\Virtual Hard Disks\kid.vhdx

$ hvsh vol-check kid.vhdx
 Path                                     Format   Type           Capacity    Allocation
------------------------------------------------------------------------------------------
 D:\Hyper-V\Virtual Hard Disks\kid.vhdx   vhdx     differencing   10.00 GiB   4.00 MiB
 D:\Hyper-V\Virtual Hard Disks\one.vhdx   vhdx     dynamic        10.00 GiB   4.00 MiB

#
# a parent that has gone, and comes back
$ hvsh vol-delete one.vhdx --yes
error: Failed to delete vol one.vhdx: it is used by disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\one.vhdx' (shows how; --force deletes it all the same and breaks them)

[1]
$ hvsh vol-delete one.vhdx --force --dry-run
warning: without it these break: disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx'
Would delete 'D:\Hyper-V\Virtual Hard Disks\one.vhdx'

$ hvsh vol-clone one.vhdx other && hvsh vol-delete one.vhdx --force --yes
Vol other.vhdx cloned from one.vhdx

warning: without it these break: disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx'
Vol one.vhdx deleted

$ hvsh vol-check kid.vhdx
 Path                                     Format   Type           Capacity    Allocation
------------------------------------------------------------------------------------------
 D:\Hyper-V\Virtual Hard Disks\kid.vhdx   vhdx     differencing   10.00 GiB   4.00 MiB
error: Vol kid.vhdx is not sound: 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx' is based on 'D:\Hyper-V\Virtual Hard Disks\one.vhdx', which is not there
hint: hvsh vol-reparent 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx' PARENT (where the parent has moved)

[1]
$ hvsh vol-reparent kid.vhdx other.vhdx
error: Failed to base vol kid.vhdx on other.vhdx: The system failed to reconnect 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx'. Error: The chain of virtual hard disks is corrupted. There is a mismatch in the identifiers of the parent virtual hard disk and differencing disk. (0xC03A000E) (code 32768)

[1]
$ hvsh vol-reparent kid.vhdx other.vhdx --ignore-mismatch
error: Failed to base vol kid.vhdx on other.vhdx: there is no terminal to confirm on: base 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx' on 'D:\Hyper-V\Virtual Hard Disks\other.vhdx' though it may not fit
hint: --yes (does it without a question)

[2]
$ hvsh vol-reparent kid.vhdx other.vhdx --ignore-mismatch --yes
Vol kid.vhdx is based on other.vhdx

$ hvsh vol-check kid.vhdx | tail -2
 D:\Hyper-V\Virtual Hard Disks\other.vhdx   vhdx     dynamic        10.00 GiB   4.00 MiB

$ hvsh vol-reparent kid.vhdx KID.vhdx
error: a disk cannot be based on itself

[2]
$ hvsh vol-reparent other.vhdx kid.vhdx
error: Failed to base vol other.vhdx on kid.vhdx: Invalid parameter (32773)

[1]
$ hvsh vol-reparent kid.vhdx debian.iso
error: 'debian.iso' is no virtual disk (vhd, vhdx, vhds, avhd, avhdx)

[2]
#
# who uses what
$ hvsh vol-users db01-data.vhd
 Domain   Checkpoint   Path
--------------------------------------------------------------------
 db01     -            D:\Hyper-V\Virtual Hard Disks\db01-data.vhd

$ hvsh vol-users debian-12.iso --pool C:/ISO | sed 2q
 Domain    Checkpoint         Path
----------------------------------------------------
# requests: 3
$ hvsh vol-users none.vhdx
error: failed to get vol 'none.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
$ hvsh -q vol-orphans default
 again.vhdx      D:\Hyper-V\Virtual Hard Disks\again.vhdx      4.00 MiB
 all.vhdx        D:\Hyper-V\Virtual Hard Disks\all.vhdx        1.00 GiB
 copy.vhdx       D:\Hyper-V\Virtual Hard Disks\copy.vhdx       4.00 MiB
 fix.vhd         D:\Hyper-V\Virtual Hard Disks\fix.vhd         1.00 GiB
 fix.vhdx        D:\Hyper-V\Virtual Hard Disks\fix.vhdx        1.00 GiB
 fix2.vhd        D:\Hyper-V\Virtual Hard Disks\fix2.vhd        1.00 GiB
 kid.vhdx        D:\Hyper-V\Virtual Hard Disks\kid.vhdx        4.00 MiB
 other.vhdx      D:\Hyper-V\Virtual Hard Disks\other.vhdx      4.00 MiB
 xml.vhdx        D:\Hyper-V\Virtual Hard Disks\xml.vhdx        4.00 MiB
 Диск & 1.vhdx   D:\Hyper-V\Virtual Hard Disks\Диск & 1.vhdx   4.00 MiB
$ hvsh vol-orphans C:/ISO
 Name   Path   Allocation
---------------------------

$ hvsh vol-delete db01-data.vhd --yes
error: Failed to delete vol db01-data.vhd: it is used by domain 'db01'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd' (shows how; --force deletes it all the same and breaks them)

[1]
$ hvsh vol-delete web01-data.vhdx --force --yes
warning: without it these break: domain 'web01'
error: Failed to delete vol web01-data.vhdx: cannot delete 'D:\Hyper-V\Virtual Hard Disks\web01-data.vhdx': The file is in use (15)

[1]
$ hvsh vol-delete other.vhdx
error: Failed to delete vol other.vhdx: it is used by disk 'D:\Hyper-V\Virtual Hard Disks\kid.vhdx'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\other.vhdx' (shows how; --force deletes it all the same and breaks them)

[1]
$ hvsh vol-delete --yes kid.vhdx
Vol kid.vhdx deleted

$ hvsh vol-delete --yes kid.vhdx
error: failed to get vol 'kid.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
$ hvsh vol-delete --yes d12.iso --pool C:/ISO
Vol d12.iso deleted

$ hvsh vol-delete --yes 'C:\Windows\notepad.exe'
error: 'C:\Windows\notepad.exe' is neither a virtual disk nor an ISO image

[2]
$ hvsh vol-delete --yes '\\nas\x.vhdx'
error: '\\nas\x.vhdx' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
$ hvsh -r vol-delete --yes other.vhdx
error: read-only: 'vol-delete' would change the host

[4]
#
# a VM's drives
$ hvsh domblkinfo db01 --all
 Target   Capacity      Allocation    Physical
---------------------------------------------------
 hda      42949672960   4194304       4194304
 hdb      64424509440   64424509440   64424509440
 hdc      -             -             -
 fda      -             -             -

$ hvsh domblkinfo db01 hdb
Capacity:       64424509440
Allocation:     64424509440
Physical:       64424509440

$ hvsh domblkinfo db01 'd:\hyper-v\virtual hard disks\db01-data.vhd' --human
Capacity:       60.000 GiB
Allocation:     60.000 GiB
Physical:       60.000 GiB

$ hvsh domblkinfo web01 --all --human
 Target   Capacity      Allocation    Physical
---------------------------------------------------
 sda      40.000 GiB    4.000 MiB     4.000 MiB
 sdb      60.000 GiB    4.000 MiB     4.000 MiB
 sdc      631.000 MiB   631.000 MiB   631.000 MiB

$ hvsh domblkinfo db01
error: command 'domblkinfo' requires <device> option

[2]
$ hvsh domblkinfo db01 vdz
error: invalid argument: invalid path vdz not assigned to domain

[6]
$ hvsh domblkinfo nonesuch --all
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
#
# checkpoints: the disk that one keeps is the base of the one that is written to
$ hvsh -q snapshot-create-as db01 before
$ hvsh -o csv vol-users db01.vhdx | sed 's/_[0-9A-F-]*\.avhdx/_GUID.avhdx/' | tr -d '\r' | sort
db01,,D:\Hyper-V\Virtual Hard Disks\db01_GUID.avhdx
db01,before,D:\Hyper-V\Virtual Hard Disks\db01.vhdx
domain,checkpoint,path
$ hvsh vol-delete db01.vhdx --yes 2>&1 | grep ^error
error: Failed to delete vol db01.vhdx: it is used by domain 'db01', checkpoint 'before' of domain 'db01'
$ hvsh vol-resize db01.vhdx 90G
error: Failed to change size of volume 'db01.vhdx' to 90G: others are based on it, and a change would break them: domain 'db01'

[1]
$ hvsh vol-merge --yes "$(hvsh -o csv vol-users db01-data.vhd | grep -o 'D:.*avhd' | head -1)" 2>&1 | sed 's/_[0-9A-F-]*\.avhd/_GUID.avhd/g'
error: Failed to merge vol D:\Hyper-V\Virtual Hard Disks\db01-data_GUID.avhd: it or its parent is in use, and that would break: domain 'db01', checkpoint 'before' of domain 'db01'
hint: a checkpoint's disks are merged by snapshot-delete

