# tests/cli/undefine.t - a domain removed, with its disk files if that is said
$ hvsh undefine db01
error: there is no terminal to confirm on: undefine domain 'db01'
hint: --yes (does it without a question)

[2]
$ hvsh undefine db01 --storage hda --remove-all-storage
error: Options --storage and --remove-all-storage are mutually exclusive

[2]
# requests: 0
$ hvsh undefine db01 --wipe-storage
error: Option --wipe-storage is not supported: the host deletes files, and overwrites none
[2]
# with what it would take: ISO images, the empty DVD drive and the floppy stay
$ hvsh undefine db01 --remove-all-storage --dry-run
 Kind     Name
-------------------------------------------------------
 domain   db01
 file     D:\Hyper-V\Virtual Hard Disks\db01-data.vhd
 file     D:\Hyper-V\Virtual Hard Disks\db01.vhdx

$ hvsh -o json undefine db01 --storage hdb --dry-run
[
{"kind":"domain","name":"db01"},
{"kind":"file","name":"D:\\Hyper-V\\Virtual Hard Disks\\db01-data.vhd"}
]
$ hvsh undefine db01 --remove-all-storage
error: there is no terminal to confirm on: undefine domain 'db01' and delete 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd', 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx'
hint: --yes (does it without a question)

[2]
$ hvsh undefine db01 --storage hdc --yes
error: Failed to undefine domain 'db01': Storage volume 'hdc' was not found in domain's definition
hint: hvsh domblklist db01 (shows them)

[6]
$ hvsh undefine db01 --storage 'hda,sdx' --yes
error: Failed to undefine domain 'db01': Storage volume 'sdx' was not found in domain's definition
hint: hvsh domblklist db01 (shows them)

[6]
$ hvsh -q attach-disk db01 'C:\ISO\debian-12.iso' hdd --type cdrom; hvsh undefine db01 --storage hdd --yes
error: Failed to undefine domain 'db01': 'hdd' is no virtual disk: ISO images and physical disks stay

[2]
$ hvsh undefine web01 --remove-all-storage --yes
error: Failed to undefine domain 'web01': Requested operation is not valid: the domain is active
hint: hvsh destroy web01 (turns it off)

[1]
$ hvsh undefine twin --yes
error: 2 domains are named 'twin': ...
...
[1]
$ hvsh -r undefine db01 --yes
error: read-only: 'undefine' would change the host

[4]
$ hvsh undefine 'no such' --yes
error: failed to get domain 'no such'
hint: hvsh list --all (shows the domains there are)

[6]
# what others need is not removed, and then nothing is
$ hvsh vol-create-as default 'child of db01.vhdx' 0 --backing-vol db01.vhdx
Vol child of db01.vhdx created

$ hvsh undefine db01 --remove-all-storage --yes
error: Failed to undefine domain 'db01': nothing is removed, for 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' is used by disk 'D:\Hyper-V\Virtual Hard Disks\child of db01.vhdx'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' (shows how)

[1]
$ hvsh -q attach-disk "Bob's VM" 'D:\Hyper-V\Virtual Hard Disks\child of db01.vhdx' sdk; hvsh undefine db01 --storage hda --yes --dry-run
error: Failed to undefine domain 'db01': nothing is removed, for 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' is used by domain 'Bob's VM'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx' (shows how)

[1]
$ hvsh domstate db01
shut off

# the other drive's disk can go
$ hvsh undefine db01 --storage hdb --yes --snapshots-metadata
Domain 'db01' has been undefined
Volume 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd' removed.

$ hvsh -o name vol-list default | grep db01
child of db01.vhdx
db01.vhdx
# a tree of checkpoints: all of its files go, after what the host merges
$ hvsh undefine 'Прод-01' --managed-save --remove-all-storage --dry-run
 Kind       Name
----------------...
 domain     Прод-01
 snapshot   installed
 snapshot   before upgrade
 snapshot   upgraded
 snapshot   tuned <1> & "co"
 file       D:\...avhdx
...
 file       D:\Hyper-V\Virtual Hard Disks\Прод-01.vhdx

$ hvsh -q vol-list default | grep -c Прод
...
$ hvsh -q undefine 'Прод-01' --managed-save --remove-all-storage --yes
$ hvsh -q vol-list default | grep -c Прод
0
[1]
$ hvsh -q domstate 'Прод-01'
error: failed to get domain 'Прод-01'
hint: hvsh list --all (shows the domains there are)
[6]
# a linked disk's base stays
$ hvsh -q vol-create-as default one.vhdx 1G; hvsh -q vol-create-as default two.vhdx 0 --backing-vol one.vhdx
$ printf "<domain type='hyperv'><name>two</name><memory unit='MiB'>512</memory><os firmware='efi'><type>hvm</type></os><devices><disk type='file' device='disk'><source file='D:\\\\Hyper-V\\\\Virtual Hard Disks\\\\two.vhdx'/><target dev='sda' bus='scsi'/></disk></devices></domain>" >two.xml; hvsh -q define two.xml
$ hvsh undefine two --remove-all-storage --yes
Domain 'two' has been undefined
Volume 'D:\Hyper-V\Virtual Hard Disks\two.vhdx' removed.

$ hvsh -o name vol-list default | grep -E 'one|two'
one.vhdx
# completion
$ hvsh complete -- 'hvsh undefine web01 --storage sdb' sdb
sdb
