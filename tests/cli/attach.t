# tests/cli/attach.t - attach-disk, attach-interface, attach-device
$ hvsh domblklist db01
 Target   Source
-------------------------------------------------------
 hda      D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 hdb      D:\Hyper-V\Virtual Hard Disks\db01-data.vhd
 hdc      -
 fda      -

$ hvsh attach-disk db01 'D:\Hyper-V\Virtual Hard Disks\web01.vhdx' sdd
Disk attached successfully

# requests: 7
$ hvsh domblklist db01
 Target   Source
-------------------------------------------------------
 hda      D:\Hyper-V\Virtual Hard Disks\db01.vhdx
 hdb      D:\Hyper-V\Virtual Hard Disks\db01-data.vhd
 hdc      -
 sdd      D:\Hyper-V\Virtual Hard Disks\web01.vhdx
 fda      -

# what is taken stays
$ hvsh attach-disk db01 'C:\any.vhdx' sdd
error: Failed to attach disk: operation failed: SCSI 0:3 has a drive already
hint: hvsh domblklist shows which targets are taken

[1]
$ hvsh attach-disk db01 'C:\no\such.vhdx' sde
error: Failed to attach disk: cannot add the disk: 'db01' failed to add device 'Virtual Hard Disk'. (Virtual machine ID ...) Cannot get information for attachment 'C:\no\such.vhdx'. The system cannot find the file specified. (0x80070002) (code 32768); what was changed before is undone

[1]
$ hvsh domblklist db01 | grep -c sde
0
[1]
$ hvsh attach-disk db01 'C:\x.vhdx' sdx --address scsi:0.0.9 --print-xml
<disk type='file' device='disk'>
  <source file='C:\x.vhdx'/>
  <target dev='sdx'/>
  <address type='drive' controller='0' bus='0' unit='9'/>
</disk>

$ hvsh attach-disk db01 'C:\x.iso' sdb --type cdrom --mode readonly --targetbus scsi --print-xml
<disk type='file' device='cdrom'>
  <source file='C:\x.iso'/>
  <target dev='sdb' bus='scsi'/>
  <readonly/>
</disk>

$ hvsh attach-disk db01 'C:\x.vhdx' sdx --address pci:0.0.9
error: Invalid address 'pci:0.0.9': it is scsi:CONTROLLER.BUS.UNIT or ide:CONTROLLER.BUS.UNIT

[2]
$ hvsh attach-disk db01 'C:\x.vhdx' vda
error: Failed to attach disk: neither bus= nor the name of the target say on which bus the disk is

[2]
$ hvsh attach-disk db01 'C:\x.vhdx' sdx --mode shareable
error: Option --mode shareable is not supported: only readonly

[2]
$ hvsh attach-disk db01 x sdx --sourcetype network
error: Option --sourcetype network is not supported: only file and block

[2]
$ hvsh attach-disk db01 99 sdx --sourcetype block
error: Failed to attach disk: the host has no disk 99 that can be passed through

[6]
$ hvsh attach-disk db01 x sdx --cache none
error: Option --cache is not supported: Hyper-V decides itself how it caches
[2]
$ hvsh attach-disk db01 'C:\x.vhdx' sdx --live
error: Failed to attach disk: domain 'db01' is not running

[1]
$ hvsh attach-disk web01 'C:\x.vhdx' sdx --config
error: Failed to attach disk: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh attach-disk web01 'C:\x.vhdx' sdx --config --current
error: Options --config and --current are mutually exclusive

[2]
$ hvsh attach-disk web01 'C:\x.vhdx' hda
error: Failed to attach disk: the domain has no IDE controller 0

[1]
# network adapters
$ hvsh attach-interface db01 network Infernal
error: Failed to attach interface: failed to get network 'Infernal'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ hvsh attach-interface db01 user Internal
error: No support for interface type 'user': only bridge, network and null

[2]
$ hvsh attach-interface db01 network Internal --mac 52:54:00:aa:bb:cc --config
Interface attached successfully

$ hvsh attach-interface db01 bridge internal --mac 01:00:00:00:00:01
error: Failed to attach interface: '01:00:00:00:00:01' is no MAC address of a network adapter

[2]
$ hvsh attach-interface db01 bridge Internal --model e1000
error: Failed to attach interface: a network adapter of model 'e1000' is not possible on Hyper-V: no <model>, or 'dec21140' for the legacy one

[2]
$ hvsh attach-interface web01 bridge Internal --model dec21140
error: Failed to attach interface: a domain of generation 2 has no legacy network adapter

[1]
$ hvsh attach-interface db01 bridge Internal --inbound 1000
error: Option --inbound is not supported: Hyper-V limits what an adapter sends, not what it receives
[2]
$ hvsh attach-interface db01 bridge 'LAN <&> 1' --mac 52:54:00:aa:bb:cd --print-xml
<interface type='bridge'>
  <source bridge='LAN &lt;&amp;&gt; 1'/>
  <mac address='52:54:00:aa:bb:cd'/>
</interface>

$ hvsh domiflist db01
 Interface   Type     Source     Model      MAC
---------------------------------------------------------------
 -           bridge   Internal   -          00:15:5d:0a:00:02
 -           bridge   External   dec21140   00:15:5d:0a:00:03
 -           bridge   Internal   -          52:54:00:aa:bb:cc

# from a file
$ printf '<controller type="scsi" index="1"/>' >c.xml; hvsh attach-device db01 c.xml
Device attached successfully

$ hvsh attach-device db01 c.xml
error: Failed to attach device from c.xml: operation failed: the domain has SCSI controller 1

[1]
$ printf '<serial type="pipe">\n<source path="\\\\.\\pipe\\x"/>\n<target port="2"/></serial>' >s.xml; hvsh -o json attach-device db01 s.xml
{"done":"Device attached successfully"}
$ hvsh attach-device db01 s.xml
error: Failed to attach device from s.xml: operation failed: COM port 2 is connected to \\.\pipe\x already

[1]
$ hvsh dumpxml db01 | grep -c 'pipe.x\|scsi. index=.1'
2
$ printf '<disk>\n<source>\n' >bad.xml; hvsh attach-device db01 bad.xml
error: Failed to attach device from bad.xml: bad.xml: line 3: Premature end of data in tag source line 2

[2]
$ printf '<disk type="file" device="disk">\n<source file="x"/>\n<target dev="sdq" bus="virtio"/></disk>' >bad.xml; hvsh attach-device db01 bad.xml
error: Failed to attach device from bad.xml: bad.xml: line 3: bus='virtio' is not possible on Hyper-V: only ide, scsi and fdc

[2]
$ printf '<hostdev/>' >bad.xml; hvsh attach-device db01 bad.xml
error: Failed to attach device from bad.xml: bad.xml: line 1: this <hostdev> is not possible on Hyper-V

[2]
$ hvsh attach-device db01 none.xml
error: Failed to attach device from none.xml: Failed to open file 'none.xml': No such file or directory

[2]
$ hvsh attach-device nonesuch s.xml
error: Failed to attach device from s.xml: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r attach-device db01 s.xml
error: read-only: 'attach-device' would change the host

[4]
