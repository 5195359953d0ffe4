# tests/cli/pools.t - pools and volumes, looked at; paths that are refused
$ hvsh pool-list
 Name      State    Autostart
-------------------------------
 default   active   yes

# requests: 2
$ hvsh pool-list --all --details
 Name      State     Autostart   Persistent   Capacity   Allocation   Available
---------------------------------------------------------------------------------
 default   running   yes         yes          1.95 TiB   1... GiB   1.80 TiB

# requests: 3
$ hvsh pool-list --inactive
 Name   State   Autostart
---------------------------

$ hvsh pool-list --transient --name

$ hvsh pool-list --type netfs,logical
 Name   State   Autostart
---------------------------

$ hvsh pool-list --type floppy
error: Invalid pool type 'floppy'

[2]
$ hvsh pool-info default
Name:           default
UUID:           120cb610-6374-8e98-96fe-fd685cb88aa3
State:          running
Persistent:     yes
Autostart:      yes
Capacity:       1.95 TiB
Allocation:     1... GiB
Available:      1.80 TiB

# requests: 3
$ hvsh pool-info --bytes "$(hvsh -q pool-list --uuid)" | sed -n '2p;6,8p'
UUID:           120cb610-6374-8e98-96fe-fd685cb88aa3
Capacity:       2147483648000
Allocation:     17...
Available:      1975...
$ hvsh pool-info C:/iso | head -3
Name:           C:\iso
UUID:           61d707d5-3d33-8311-9397-c2f7b45f2588
State:          running
$ hvsh pool-info D:/ | head -3
Name:           D:\
UUID:           cb481618-f4f6-86d5-83f1-eb18f12e1d16
State:          running
$ hvsh pool-info 'E:\none'
Name:           E:\none
UUID:           3ce01e6f-05af-813c-bc1e-bc9eb53a2d6b
State:          inactive
Persistent:     yes
Autostart:      yes

$ hvsh pool-info nix
error: failed to get pool 'nix'
hint: hvsh pool-list --all (shows the pools that have names; a folder's path is one, too)

[6]
$ hvsh pool-info '\\server\share'
error: '\\server\share' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
$ hvsh pool-info 'D:vms'
error: 'D:vms' is no path on the host; one begins as D:\ does

[2]
$ hvsh pool-dumpxml default
<pool type='dir'>
  <name>default</name>
  <uuid>120cb610-6374-8e98-96fe-fd685cb88aa3</uuid>
  <capacity unit='bytes'>2147483648000</capacity>
  <allocation unit='bytes'>17...</allocation>
  <available unit='bytes'>1975...</available>
  <source>
  </source>
  <target>
    <path>D:\Hyper-V\Virtual Hard Disks</path>
  </target>
</pool>

$ hvsh pool-dumpxml default --inactive --xpath //target/path
<path>D:\Hyper-V\Virtual Hard Disks</path>

$ hvsh pool-dumpxml c:/iso > pool.xml && virt-xml-validate pool.xml storagepool
pool.xml validates
$ hvsh pool-refresh default
Pool default refreshed

# requests: 2
$ hvsh pool-refresh 'E:\none'
error: Failed to refresh pool E:\none: the host has no folder 'E:\none'

[6]
#
# pools of the configuration file: also another default, and one that this
# host does not have
$ mkdir -p $XDG_CONFIG_HOME/hvsh; printf '[pool isos]\npath = c:/ISO\n[pool gone]\npath = E:\\x\n' > $XDG_CONFIG_HOME/hvsh/hvsh.conf
$ hvsh pool-list --all
 Name      State      Autostart
---------------------------------
 default   active     yes
 gone      inactive   yes
 isos      active     yes

$ hvsh -o json pool-list --inactive --details
[
{"name":"gone","state":"inactive","autostart":true,"persistent":true,"capacity_bytes":null,"allocation_bytes":null,"available_bytes":null}
]
$ hvsh vol-list isos
 Name                  Path
---------------------------------------------------
 debian-12.iso         C:\ISO\debian-12.iso
 tools & drivers.iso   C:\ISO\tools & drivers.iso
 windows-server.iso    C:\ISO\windows-server.iso

# requests: 2
$ hvsh vol-list gone
error: Failed to list volumes: the host has no folder 'E:\x'

[6]
$ printf '[pool default]\npath = c:/ISO\n' > $XDG_CONFIG_HOME/hvsh/hvsh.conf
$ hvsh vol-info debian-12.iso
Name:           debian-12.iso
Type:           file
Capacity:       631.00 MiB
Allocation:     631.00 MiB

# requests: 1
$ printf '[pool p]\npath = \\\\nas\\vms\n' > $XDG_CONFIG_HOME/hvsh/hvsh.conf
$ hvsh pool-list
error: Failed to list pools: pool 'p': '\\nas\vms' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
$ rm $XDG_CONFIG_HOME/hvsh/hvsh.conf
#
# (a checkpoint's avhdx may be there, too)
$ hvsh -o csv vol-list default | grep -v avhdx | cut -d, -f1 | tr -d '\r' | sort
Bob's VM.vhdx
_&_ _quoted_ _ 100%_[x].vhdx
db01-data.vhd
db01.vhdx
name
tab_here.vhdx
twin-2.vhdx
twin.vhdx
web01-data.vhdx
web01.vhdx
Прод-01.vhdx
日本語サーバー.vhdx
# requests: 3
$ hvsh vol-list --details 'c:/iso'
 Name                  Path                         Type   Capacity     Allocation
------------------------------------------------------------------------------------
 debian-12.iso         C:\ISO\debian-12.iso         file   631.00 MiB   631.00 MiB
 tools & drivers.iso   C:\ISO\tools & drivers.iso   file   598.45 MiB   598.45 MiB
 windows-server.iso    C:\ISO\windows-server.iso    file   4.70 GiB     4.70 GiB

# requests: 2
$ hvsh -o csv vol-list --details 'd:\hyper-v\virtual hard disks' | grep db01-data
db01-data.vhd,D:\Hyper-V\Virtual Hard Disks\db01-data.vhd,file,64424509440,64424509440
$ hvsh vol-list D:/
 Name   Path
--------------

$ hvsh vol-info web01.vhdx
Name:           web01.vhdx
Type:           file
Capacity:       40.00 GiB
Allocation:     4.00 MiB
Format:         vhdx
Disk type:      dynamic
Minimum:        20.00 GiB
Block size:     32.00 MiB
Sector size:    512 bytes
Phys. sector:   4096 bytes
Fragmented:     0 %
In use:         yes

# requests: 3
$ hvsh vol-info --bytes db01-data.vhd --pool default
Name:           db01-data.vhd
Type:           file
Capacity:       64424509440 bytes
Allocation:     64424509440 bytes
Format:         vhd
Disk type:      fixed
Minimum:        32212254720 bytes
Sector size:    512 bytes
Phys. sector:   512 bytes
Fragmented:     0 %
In use:         no

$ hvsh vol-info 'd:/hyper-v/virtual hard disks/прод-01.vhdx' --physical | head -4
Name:           прод-01.vhdx
Type:           file
Capacity:       40.00 GiB
Physical:       4.00 MiB
# requests: 2
$ hvsh vol-info "Bob's VM.vhdx" | head -1
Name:           Bob's VM.vhdx
$ hvsh -o json vol-info 'tools & drivers.iso' --pool C:/ISO
{"name":"tools & drivers.iso","type":"file","capacity_bytes":627519488,"allocation_bytes":627519488}
$ hvsh vol-path WEB01.VHDX
D:\Hyper-V\Virtual Hard Disks\web01.vhdx

# requests: 2
$ hvsh vol-path none.vhdx
error: failed to get vol 'none.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
$ hvsh vol-info none.vhdx
error: failed to get vol 'none.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
$ hvsh vol-info none.iso
error: failed to get vol 'none.iso'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)

[6]
$ hvsh vol-info 'a/b.vhdx'
error: 'a/b.vhdx' cannot be a file's name on Windows: < > : " / \ | ? * and control characters are not allowed

[2]
$ hvsh vol-info 'what?.vhdx'
error: 'what?.vhdx' cannot be a file's name on Windows: < > : " / \ | ? * and control characters are not allowed

[2]
$ hvsh vol-info //nas/vms/x.vhdx
error: '//nas/vms/x.vhdx' is on a share; a pool or volume is on a drive of the host (the host's WMI shows no others)

[2]
$ hvsh vol-info 'C:\Windows\notepad.exe'
error: failed to get vol 'C:\Windows\notepad.exe'
hint: hvsh vol-list 'C:\Windows' (shows the volumes there; --pool names another folder)

[6]
$ hvsh vol-dumpxml db01-data.vhd
<volume type='file'>
  <name>db01-data.vhd</name>
  <key>D:\Hyper-V\Virtual Hard Disks\db01-data.vhd</key>
  <capacity unit='bytes'>64424509440</capacity>
  <allocation unit='bytes'>64424509440</allocation>
  <target>
    <path>D:\Hyper-V\Virtual Hard Disks\db01-data.vhd</path>
    <format type='vpc'/>
  </target>
</volume>

$ hvsh vol-dumpxml Прод-01.vhdx > vol.xml && virt-xml-validate vol.xml storagevol
vol.xml validates
$ hvsh vol-dumpxml debian-12.iso --pool C:/ISO > iso.xml && virt-xml-validate iso.xml storagevol
iso.xml validates
$ hvsh vol-dumpxml web01.vhdx --wrap
error: Option --wrap wants --xpath

[2]
