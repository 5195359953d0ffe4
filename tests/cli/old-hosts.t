# tests/cli/old-hosts.t - a host before Windows Server 2012: another namespace,
# other numbers
# host: --os 2008r2
$ hvsh list --all
 Id     Name                      State
--------------------------------------------
 2000   web01                     running
 2004   Bob's VM                  paused
 2008   <&> "quoted" \ 100%_[x]   running
 2012   twin                      running
 2016   tab\x09here               saving
 2020   日本語サーバー            starting
 -      db01                      shut off
 -      twin                      shut off
 -      Прод-01                   saved

# once for each connection it is asked in the newer namespace; a page of 2008
# R2 begins with one item
# requests: 3
$ hvsh 'domstate web01; domid web01; domuuid db01'
running

2000

975835de-1c97-46ce-a468-4c4f0fd784b4

# requests: 4
$ hvsh list --inactive --name
db01
twin
Прод-01

$ hvsh list --autostart --name
web01
日本語サーバー

$ hvsh -q list --title | sed -n 1p
 2000   web01                     running    Front end
$ hvsh dominfo 975835de-1c97-46ce-a468-4c4f0fd784b4
Id:             -
Name:           db01
UUID:           975835de-1c97-46ce-a468-4c4f0fd784b4
OS Type:        hvm
State:          shut off
CPU(s):         4
Max memory:     8388608 KiB
Used memory:    8388608 KiB
Persistent:     yes
Autostart:      disable
Managed save:   no

$ hvsh 'version; hostname'
...
Running hypervisor: Hyper-V 601.7.600
Windows: Microsoft Windows Server 2008 R2 Standard (6.1.7600)

HVSIM

# requests: 2
$ hvsh -q nodeinfo | tail -n 1
Memory size:         67108864 KiB
# the lifecycle, in its numbers
$ hvsh 'start db01; suspend db01; domstate db01; resume db01'
Domain 'db01' started

Domain 'db01' suspended

paused

Domain 'db01' resumed

$ hvsh 'managedsave db01; dominfo db01; start db01; reset db01'
Domain 'db01' state saved by hvsh

...
State:          saved
...
Managed save:   yes

Domain 'db01' started

Domain 'db01' was reset

$ hvsh start 975835de-1c97-46ce-a468-4c4f0fd784b4
error: Domain is already active

[1]
$ hvsh 'shutdown 2008; destroy db01; domstate db01'
Domain '<&> "quoted" \ 100%_[x]' is being shutdown

Domain 'db01' destroyed

shut off

$ hvsh 'autostart db01; list --autostart --all --name; autostart db01 --disable'
Domain 'db01' marked as autostarted

web01
日本語サーバー
db01

Domain 'db01' unmarked as autostarted

$ hvsh -q autostart db01 --action as-it-was --delay 45 --stop-action shutdown; hvsh -o json autostart db01 --show
{"name":"db01","start_action":"as-it-was","start_delay_s":45,"stop_action":"shutdown"}
$ hvsh -q dumpxml twin
error: 2 domains are named 'twin': ...
hint: ...
[1]
$ hvsh -q dumpxml web01
<domain type='hyperv' id='2000'>
  <name>web01</name>
  <uuid>910a2dec-8902-4cc1-9e41-ab087439611e</uuid>
  <description>Front end
owner: &lt;web@example.org&gt; &amp; co</description>
  <metadata>
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:start action='always'/>
      <hvsh:checkpoints kind='standard'/>
    </hvsh:vm>
  </metadata>
  <maxMemory slots='0' unit='KiB'>2097152</maxMemory>
  <memory unit='KiB'>2097152</memory>
  <currentMemory unit='KiB'>2097152</currentMemory>
  <vcpu placement='static'>2</vcpu>
...
    <disk type='file' device='disk'>
      <source file='D:\Hyper-V\Virtual Hard Disks\web01-data.vhd'/>
      <target dev='hdb' bus='ide'/>
      <address type='drive' controller='0' bus='0' target='0' unit='1'/>
    </disk>
    <disk type='file' device='cdrom'>
      <source file='C:\ISO\debian-12.iso'/>
      <target dev='hdc' bus='ide'/>
      <address type='drive' controller='0' bus='1' target='0' unit='0'/>
    </disk>
    <controller type='ide' index='0'/>
    <controller type='scsi' index='0'/>
    <interface type='bridge'>
      <mac address='00:15:5d:0a:00:01' type='generated'/>
      <source bridge='External'/>
    </interface>
...
</domain>
$ hvsh -q dumpxml 910a2dec-8902-4cc1-9e41-ab087439611e | sed -n 2p
  <name>web01</name>
$ hvsh -q wql 'SELECT ElementName FROM Msvm_VirtualSwitch'
 External
...
# everything else is refused by its name, and when that is known at no cost
$ hvsh net-list
error: 'net-list' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2

[1]
$ hvsh domblklist web01
error: 'domblklist' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2

[1]
$ hvsh schedinfo web01 weight=200
error: 'schedinfo' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2

[1]
$ hvsh -q domid web01 >/dev/null
# requests: 2
# and nothing of it is begun
$ for c in 'undefine db01' 'setmem db01 1G' 'setvcpus db01 2' 'desc db01 x' freecell; do hvsh -q $c; done
error: 'undefine' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
error: 'setmem' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
error: 'setvcpus' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
error: 'desc' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
error: 'freecell' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
[1]
# the refused command's own question, and what Windows it is
$ hvsh -q vcpuinfo web01
error: 'vcpuinfo' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
[1]
# requests: 2
$ hvsh -q 'domid web01; vcpucount web01; domstate web01'
2000
error: 'vcpucount' is not possible on Windows Server 2008 R2: it has no root/virtualization/v2
running
# requests: 4
# its shutdown service cannot reboot: the guest goes down and is started
$ hvsh -q 'domid web01; reboot web01; domstate web01; domid web01'
2000
running
2032
$ hvsh reboot db01
error: Failed to reboot domain 'db01': Requested operation is not valid: Domain is not active

[1]
