# tests/cli/media.t - change-media
# while the domain runs
$ hvsh change-media web01 sdc --eject
Successfully ejected media.

# requests: 7
$ hvsh change-media web01 sdc --eject
error: The disk device 'sdc' doesn't have media

[1]
$ hvsh change-media web01 sdc debian-12.iso --insert --pool 'C:\ISO'
Successfully inserted media.

# requests: 9
$ hvsh change-media web01 sdc 'C:\ISO\tools & drivers.iso' --insert
error: The disk device 'sdc' already has media

[1]
$ hvsh change-media web01 sdc 'C:\ISO\tools & drivers.iso' --update --print-xml --config --live
<disk type='file' device='cdrom'>
  <source file='C:\ISO\tools &amp; drivers.iso'/>
  <target dev='sdc' bus='scsi'/>
  <boot order='3'/>
  <address type='drive' controller='0' bus='0' target='0' unit='2'/>
</disk>

$ hvsh change-media web01 sdc 'C:\ISO\tools & drivers.iso'
Successfully updated media.

# requests: 7
$ hvsh -q domblklist web01 | grep sdc
 sdc   C:\ISO\tools & drivers.iso
$ hvsh change-media web01 'c:/iso/TOOLS & drivers.iso' --eject --live --force
Successfully ejected media.

# requests: 7
$ hvsh -q domblklist web01 | grep sdc
 sdc   -
$ hvsh -o json change-media '<&> "quoted" \ 100%_[x]' hdc 'C:\ISO\debian-12.iso'
{"done":"Successfully updated media."}
# what is no use
$ hvsh change-media web01 sdc
error: New disk media source was not specified

[2]
$ hvsh change-media web01 sda --eject
error: No disk found whose source path or target is sda
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh change-media web01 sdc x --eject
error: Options --eject and --source are mutually exclusive

[2]
$ hvsh change-media web01 sdc x --update --insert
error: Options --insert and --update are mutually exclusive

[2]
$ hvsh change-media web01 sdc x --eject --current --live
error: Options --eject and --source are mutually exclusive

[2]
$ hvsh change-media web01 sdc x --block
error: Option --block is not supported: hvsh gives a domain images, and no drive of the host
[2]
$ hvsh change-media web01 sdc 'C:\ISO\no.iso'
error: Failed to complete action update on media: cannot add the DVD image: 'web01' failed to add device 'Virtual CD/DVD Disk'. (Virtual machine ID ...) Cannot get information for attachment 'C:\ISO\no.iso'. The system cannot find the file specified. (0x80070002) (code 32768)

[1]
$ hvsh change-media web01 sdc 'D:\Hyper-V\Virtual Hard Disks\web01.vhdx'
error: Failed to complete action update on media: cannot add the DVD image: 'web01' failed to add device 'Virtual CD/DVD Disk'. (Virtual machine ID ...) 'D:\Hyper-V\Virtual Hard Disks\web01.vhdx' is not a file of this kind. (code 32773)

[1]
$ hvsh change-media web01 sdc 'C:\ISO\debian-12.iso' --config
error: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh change-media db01 hdc 'C:\ISO\debian-12.iso' --live
error: domain 'db01' is not running

[1]
$ hvsh change-media Прод-01 sdc --eject
error: Failed to complete action eject on media: domain 'Прод-01' is saved, and Hyper-V leaves its devices as they are until it is running or off
hint: hvsh start 'Прод-01' (restores it), hvsh managedsave-remove 'Прод-01' (drops what is saved)

[1]
$ hvsh change-media db01 fda 'C:\ISO\debian-12.iso'
error: Failed to complete action update on media: cannot add the floppy image: 'db01' failed to add device 'Virtual Floppy Disk'. (Virtual machine ID ...) 'C:\ISO\debian-12.iso' is not a file of this kind. (code 32773)

[1]
$ hvsh change-media db01 fda 'C:\ISO\debian-12.iso' --pool nosuch
error: Failed to complete action update on media: cannot add the floppy image: 'db01' failed to add device 'Virtual Floppy Disk'. (Virtual machine ID ...) 'C:\ISO\debian-12.iso' is not a file of this kind. (code 32773)

[1]
$ hvsh change-media db01 fda debian-12.iso --pool nosuch
error: failed to get pool 'nosuch'
hint: hvsh pool-list --all (shows the pools that have names; a folder's path is one, too)

[6]
$ hvsh -r change-media web01 sdc --eject
error: read-only: 'change-media' would change the host

[4]
$ hvsh -q domblklist web01 | grep sdc
 sdc   -
