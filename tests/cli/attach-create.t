# tests/cli/attach-create.t - attach-disk makes a disk, or brings an empty drive
# new disks, empty drives
$ hvsh attach-disk db01 new.vhdx sdb --create 10G
Disk attached successfully

# requests: 10
$ hvsh vol-info new.vhdx | sed -n 3p
Capacity:       10.00 GiB
$ hvsh attach-disk db01 new.vhdx sdc --create 10G
error: Failed to attach disk: cannot create 'D:\Hyper-V\Virtual Hard Disks\new.vhdx': The system failed to create 'D:\Hyper-V\Virtual Hard Disks\new.vhdx'. Error: The file exists. (0x80070050) (code 32768)

[1]
$ hvsh attach-disk db01 new2.vhdx sdb --create 10G
error: Failed to attach disk: operation failed: SCSI 0:1 has a drive already
hint: hvsh domblklist shows which targets are taken

[1]
$ hvsh attach-disk db01 'D:\Hyper-V\Virtual Hard Disks\Новый диск.vhd' sdc --create 64M
Disk attached successfully

# requests: 9
$ hvsh attach-disk db01 x.iso sdd --create 10G
error: Failed to attach disk: 'x.iso' is no virtual disk (vhd, vhdx, vhds, avhd, avhdx)

[2]
$ hvsh attach-disk db01 x.vhdx sdd --create 10X
error: Failed to attach disk: Malformed size 10X

[2]
$ hvsh attach-disk db01 x.vhdx sdd --create 1G --type cdrom
error: Option --create makes virtual hard disks only

[2]
$ hvsh attach-disk db01 2 sdd --create 1G --sourcetype block
error: Option --create makes virtual hard disks only

[2]
$ hvsh attach-disk web01 x.vhdx hda --create 1G
error: Failed to attach disk: the domain has no IDE controller 0

[1]
$ hvsh attach-disk Прод-01 x.vhdx sdf --create 1G
error: Failed to attach disk: domain 'Прод-01' is saved, and Hyper-V leaves its devices as they are until it is running or off
hint: hvsh start 'Прод-01' (restores it), hvsh managedsave-remove 'Прод-01' (drops what is saved)

[1]
$ hvsh attach-disk db01 '' hdd --type cdrom
Disk attached successfully

# requests: 6
$ hvsh attach-disk db01 '' sde --type cdrom --print-xml
<disk type='file' device='cdrom'>
  <source file=''/>
  <target dev='sde'/>
</disk>

$ hvsh attach-disk web01 'tools & drivers.iso' sdf --type cdrom --pool 'C:\ISO'
Disk attached successfully

# requests: 13
$ hvsh -q domblklist db01
 hda   D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 hdb   D:\Hyper-V\Virtual Hard Disks\db01-data.vhd
 hdc   -
 hdd   -
 sdb   D:\Hyper-V\Virtual Hard Disks\new.vhdx
 sdc   D:\Hyper-V\Virtual Hard Disks\Новый диск.vhd
 fda   -
$ hvsh -q vol-list default | grep -c 'x.vhdx$\|new2'
0
[1]
