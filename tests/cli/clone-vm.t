# tests/cli/clone-vm.t - a VM like another one
$ hvsh clone-vm db01 --dry-run
 Kind      Name                                             Details
--------------------------------------------------------------------------------------------------------------------------
 domain    db01-clone                                       -
 disk      D:\Hyper-V\Virtual Hard Disks\db01-clone.vhdx    hda, a copy of 'D:\Hyper-V\Virtual Hard Disks\db01.vhdx'
 disk      D:\Hyper-V\Virtual Hard Disks\db01-clone-1.vhd   hdb, a copy of 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd'
 cdrom     -                                                hdc
 floppy    -                                                fda
 network   Internal                                         -
 network   External                                         -

$ hvsh -q attach-disk db01 'C:\ISO\debian-12.iso' hdd --type cdrom; hvsh -q attach-interface db01 network Internal --mac 52:54:00:aa:bb:cc; hvsh -q desc db01 'Owner: <a&b>'
$ hvsh clone-vm db01 --name 'Копия "1"' --start
Domain 'Копия "1"' cloned from 'db01'

$ hvsh domstate 'Копия "1"'
running

$ hvsh -q domblklist 'Копия "1"'
 hda   D:\Hyper-V\Virtual Hard Disks\Копия _1_.vhdx
 hdb   D:\Hyper-V\Virtual Hard Disks\Копия _1_-1.vhd
 hdc   -
 hdd   C:\ISO\debian-12.iso
 fda   -
# all else is the same, but for what is one's own
$ for d in db01 'Копия "1"'; do hvsh -q dumpxml --inactive "$d" | sed "/<name>/d; /<uuid>/d; /<mac /d; /<source file/d" >"$d.xml"; done; cmp db01.xml 'Копия "1".xml'
$ hvsh -q domiflist 'Копия "1"' | grep -c 52:54
0
[1]
$ for d in db01 'Копия "1"'; do hvsh -o json domiflist "$d"; done | jq -r '.[].mac' | sort | uniq -d
$ hvsh -q desc 'Копия "1"'
Owner: <a&b>
$ hvsh -o json vol-info 'Копия _1_.vhdx' | jq -c '[.name, .parent]'
["Копия _1_.vhdx",null]
# linked: based on the disks of the other
$ hvsh clone-vm db01 --linked --name leaf
warning: domain 'db01' must not be started while 'leaf' is there: what its disks are based on must stay as it is
Domain 'leaf' cloned from 'db01'

$ hvsh -q vol-users db01.vhdx
 db01   -   D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 leaf   -   D:\Hyper-V\Virtual Hard Disks\leaf.vhdx
$ hvsh undefine db01 --remove-all-storage --yes
error: Failed to undefine domain 'db01': nothing is removed, for 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd' is used by domain 'leaf'
hint: hvsh vol-users 'D:\Hyper-V\Virtual Hard Disks\db01-data.vhd' (shows how)

[1]
$ hvsh undefine leaf --remove-all-storage --yes
Domain 'leaf' has been undefined
Volume 'D:\Hyper-V\Virtual Hard Disks\leaf-1.vhd' removed.
Volume 'D:\Hyper-V\Virtual Hard Disks\leaf.vhdx' removed.

$ hvsh -q vol-list default | grep -c 'db01.*vhd'
2
# --- refused ---
$ hvsh clone-vm web01
error: Failed to clone domain 'web01': domain 'web01' is not off: what it has in memory would be missing on the disks of its clone
hint: hvsh shutdown web01 (asks its guest)

[1]
$ hvsh clone-vm 'Прод-01'
error: Failed to clone domain 'Прод-01': domain 'Прод-01' is not off: ...
...
[1]
$ hvsh clone-vm db01 --name web01
error: Failed to clone domain 'db01': operation failed: domain 'web01' already exists with uuid ...

[1]
$ hvsh -q vol-create-as default taken.vhdx 1G; hvsh clone-vm db01 --name taken
error: Failed to clone domain 'db01': there is a file 'D:\Hyper-V\Virtual Hard Disks\taken.vhdx' already

[1]
$ hvsh clone-vm none
error: failed to get domain 'none'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh clone-vm db01 --name=
error: Failed to get option 'name': Option argument is empty
[2]
$ hvsh -r clone-vm db01
error: read-only: 'clone-vm' would change the host

[4]
# the disk of a checkpoint can be copied, but nothing be based on it
$ hvsh -q snapshot-create-as db01 s1; hvsh clone-vm db01 --linked --name l2
error: Failed to clone domain 'db01': 'D:\Hyper-V\Virtual Hard Disks\db01_....avhdx' is the disk of a checkpoint, which the host merges when that is deleted: nothing can be based on it
hint: without --linked it is copied; or delete the checkpoints (snapshot-list, snapshot-delete)

[1]
$ hvsh -q clone-vm db01 --name full; hvsh -q domblklist full; hvsh -q snapshot-list full
 hda   D:\Hyper-V\Virtual Hard Disks\full.vhdx
 hdb   D:\Hyper-V\Virtual Hard Disks\full-1.vhd
 hdc   -
 hdd   C:\ISO\debian-12.iso
 fda   -
# generation 2, from which a pipe is not taken over
$ hvsh -q create-vm g2 --disk size=1G,type=fixed --network Internal,vlan=4 --secure-boot windows; printf '<serial type="pipe"><source path="\\\\.\\pipe\\g2"/><target port="1"/></serial>' >s.xml; hvsh -q attach-device g2 s.xml
$ hvsh clone-vm g2
warning: the serial ports of domain 'g2-clone' have no pipes, which would be those of the other
Domain 'g2-clone' cloned from 'g2'

$ hvsh ttyconsole g2-clone
error: no serial port of domain 'g2-clone' is connected to a named pipe

[1]
$ hvsh -o json vol-info g2-clone.vhdx | jq ".allocation_bytes >= .capacity_bytes"
true
$ hvsh complete -- 'hvsh clone-vm ' '' | grep -c 'web01\|db01'
1
