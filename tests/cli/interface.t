# tests/cli/interface.t - network adapters: changed, tuned, attached with options
$ hvsh update-interface web01 00:15:5d:0a:00:01 --vlan 10 --dhcp-guard on --limit 100M
Interface updated successfully

# requests: 6
$ hvsh domiflist web01 --details
 Number   Name              MAC                 Source     Link   VLAN   Limit        Guaranteed   Guards
-----------------------------------------------------------------------------------------------------------
 1        Network Adapter   00:15:5d:0a:00:01   External   up     10     100 Mbit/s   -            dhcp

# what differs is sent, each kind of it once
$ hvsh -q update-interface web01 'Network Adapter' --vlan none --mac-spoofing on --outbound 1000
# requests: 7
$ hvsh -q update-interface web01 1 --mac-spoofing on
# requests: 5
$ hvsh -q update-interface web01 00-15-5D-0A-00-01 --trunk 20-25,7,22 --native-vlan 7
$ hvsh domiflist web01 --details
 Number   Name              MAC                 Source     Link   VLAN                     Limit         Guaranteed   Guards
-----------------------------------------------------------------------------------------------------------------------------------------
 1        Network Adapter   00:15:5d:0a:00:01   External   up     trunk 7,20-25 native 7   8192 kbit/s   -            dhcp,mac-spoofing

$ hvsh dumpxml web01 | grep -A30 '<interface' | grep -B30 '</interface'
    <interface type='bridge'>
      <mac address='00:15:5d:0a:00:01' type='generated'/>
      <source bridge='External'/>
      <vlan trunk='yes'>
        <tag id='7' nativeMode='untagged'/>
        <tag id='20'/>
        <tag id='21'/>
        <tag id='22'/>
        <tag id='23'/>
        <tag id='24'/>
        <tag id='25'/>
      </vlan>
      <bandwidth>
        <outbound average='1000'/>
      </bandwidth>
    </interface>
$ hvsh dumpxml web01 | grep hvsh:nic
      <hvsh:nic number='1' mac='00:15:5d:0a:00:01' mac-spoofing='yes' dhcp-guard='yes'/>
$ hvsh -q net-port-list External | cut -c40-
 external   -         External_External        3c:fd:fe:0a:00:01   -
 host       -         External                 -                   -
 domain     db01      Legacy Network Adapter   00:15:5d:0a:00:03   -
 domain     twin      Network Adapter          00:15:5d:0a:00:07   -
 domain     web01     Network Adapter          00:15:5d:0a:00:01   trunk 7,20-25 native 7
 domain     Прод-01   Network Adapter          00:15:5d:0a:00:04   -
$ hvsh -o json net-port-list External | grep trunk.:.7
{"uuid":"...","type":"domain","domain":"web01","name":"Network Adapter","mac":"00:15:5d:0a:00:01","vlan":null,"trunk":"7,20-25","native_vlan":7},
$ hvsh -o json domiflist web01
[
{"interface":null,"type":"bridge","source":"External","model":null,"mac":"00:15:5d:0a:00:01","name":"Network Adapter","switch_uuid":"...","vlan":null,"number":1,"mac_static":false,"link":"up","trunk":"7,20-25","native_vlan":7,"private_vlan":false,"limit":8192000,"reservation":0,"mac_spoofing":true,"dhcp_guard":true,"router_guard":false}
]
$ hvsh -q update-interface web01 1 --native-vlan 0 --dhcp-guard off --limit 0
$ hvsh -q update-interface web01 1 --vlan 4094
# a new connection has what the old one had
$ hvsh -q update-interface web01 1 --disconnect; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   -   down   4094   -   -   mac-spoofing
$ hvsh -q update-interface web01 1 --source "Private <lab> & co"; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   Private <lab> & co   up   4094   -   -   mac-spoofing
$ hvsh -q update-interface web01 1 --source internal --vlan none --mac-spoofing off --name 'Сеть "1" & <x>'
$ hvsh domiflist web01 --details
 Number   Name             MAC                 Source     Link   VLAN   Limit   Guaranteed   Guards
-----------------------------------------------------------------------------------------------------
 1        Сеть "1" & <x>   00:15:5d:0a:00:01   Internal   up     -      -       -            -

$ hvsh -q domif-getlink web01 'Сеть "1" & <x>'
Сеть "1" & <x> up
# what is refused
$ hvsh update-interface web01 1
error: nothing is given that the interface should become

[2]
$ hvsh update-interface web01 1 --vlan 4095
error: '4095' is no VLAN: it is a number from 1 to 4094

[2]
$ hvsh update-interface web01 1 --vlan 7 --trunk 8,9
error: Options --vlan and --trunk are mutually exclusive

[2]
$ hvsh update-interface web01 1 --vlan 7 --native-vlan 8
error: Options --vlan and --native-vlan are mutually exclusive

[2]
$ hvsh update-interface web01 1 --trunk 9-8
error: '9-8' is no VLAN: it is a number from 1 to 4094

[2]
$ hvsh update-interface web01 1 --trunk 8,,9
error: '' is no VLAN: it is a number from 1 to 4094

[2]
$ hvsh update-interface web01 1 --native-vlan 8
error: Failed to update interface: --native-vlan is that of a trunk, which --trunk gives

[2]
$ hvsh update-interface web01 1 --trunk 8 --native-vlan 5000
error: 5000 is no VLAN: it is a number up to 4094

[2]
$ hvsh update-interface web01 1 --dhcp-guard yes
error: --dhcp-guard is on or off, not 'yes'

[2]
$ hvsh update-interface web01 1 --limit 100X
error: '100X' is no number of bits a second: 100M is one

[2]
$ hvsh update-interface web01 1 --limit 1G --outbound 100
error: Options --outbound and --limit are mutually exclusive

[2]
$ hvsh update-interface web01 1 --limit 1M --reservation 2M
error: the bandwidth that is guaranteed is more than its limit

[2]
$ hvsh update-interface web01 1 --limit 99999999999G
error: '99999999999G' is no number of bits a second: 100M is one

[2]
$ hvsh update-interface web01 1 --source Internal --disconnect
error: Options --source and --disconnect are mutually exclusive

[2]
$ hvsh update-interface web01 1 --mac 01:00:00:00:00:01
error: '01:00:00:00:00:01' is no MAC address of a network adapter

[2]
# requests: 0
$ hvsh update-interface web01 1 --source Infernal
error: Failed to update interface: failed to get network 'Infernal'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ hvsh update-interface web01 2 --vlan 7
error: Failed to update interface: Interface (dev: 2) not found.
hint: hvsh domiflist --details shows the interfaces there are

[6]
$ hvsh update-interface web01 00:15:5d:0a:00:99 --vlan 7
error: Failed to update interface: Interface (dev: 00:15:5d:0a:00:99) not found.
hint: hvsh domiflist --details shows the interfaces there are

[6]
$ hvsh update-interface nosuch 1 --vlan 7
error: Failed to update interface: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh update-interface web01 1 --mac 00:15:5d:11:22:33
error: Failed to update interface: Hyper-V changes the MAC address of a network adapter only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)

[1]
$ hvsh update-interface web01 1 --vlan 7 --config
error: Failed to update interface: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh update-interface db01 1 --vlan 7 --live
error: Failed to update interface: domain 'db01' is not running

[1]
$ hvsh update-interface 'Прод-01' 1 --vlan 7
error: Failed to update interface: domain 'Прод-01' is saved, and Hyper-V leaves its devices as they are until it is running or off
hint: hvsh start 'Прод-01' (restores it), hvsh managedsave-remove 'Прод-01' (drops what is saved)

[1]
# the switch counts in weights
$ hvsh update-interface web01 1 --vlan 9 --reservation 10M
error: Failed to update interface: cannot set the VLANs and bandwidth of a network adapter: Invalid parameter (32773)
hint: a bandwidth can be guaranteed on switches that were made so (New-VMSwitch -MinimumBandwidthMode Absolute)

[1]
$ hvsh -q domiflist web01 --details
 1   Сеть "1" & <x>   00:15:5d:0a:00:01   Internal   up   -   -   -   -
# a paused one, and one that is off
$ hvsh -q attach-interface "Bob's VM" network "Private <lab> & co"
$ hvsh -q update-interface "Bob's VM" 1 --vlan 12; hvsh -q domiflist "Bob's VM" --details
 1   Network Adapter   00:15:5d:0a:00:0a   Private <lab> & co   up   12   -   -   -
$ hvsh -q update-interface db01 1 --mac 00155dAABBCC --vlan 12; hvsh -q domiflist db01 --details
 1   Network Adapter          00:15:5d:aa:bb:cc   Internal   up   12   -   -   -
 2   Legacy Network Adapter   00:15:5d:0a:00:03   External   up   -    -   -   -
$ hvsh -q update-interface db01 1 --mac auto; hvsh dumpxml db01 | grep -c "00:15:5d:aa:bb:cc' type='generated'"
1
# two with one address, two with one name
$ hvsh -q attach-interface db01 network Internal --mac 00:15:5d:0a:00:03 --vlan 5
$ hvsh update-interface db01 00:15:5d:0a:00:03 --vlan 7
error: Failed to update interface: 2 interfaces have the MAC address 00:15:5d:0a:00:03
hint: name it by its number, which 'domiflist --details' shows

[1]
$ hvsh update-interface db01 'Network Adapter' --vlan 7
error: Failed to update interface: 2 interfaces are named 'Network Adapter'
hint: name it by its number, which 'domiflist --details' shows

[1]
$ hvsh domif-getlink db01 00:15:5d:0a:00:03
error: 2 interfaces have the MAC address 00:15:5d:0a:00:03
hint: name it by its number, which 'domiflist --details' shows

[1]
$ hvsh -q update-interface db01 3 --vlan 8; hvsh -q domiflist db01 --details
 1   Network Adapter          00:15:5d:aa:bb:cc   Internal   up   12   -   -   -
 2   Legacy Network Adapter   00:15:5d:0a:00:03   External   up   -    -   -   -
 3   Network Adapter          00:15:5d:0a:00:03   Internal   up   8    -   -   -
# generation 1 while it runs: a legacy adapter stays, and is connected elsewhere
$ hvsh -q start db01
$ hvsh attach-interface db01 network Internal --model dec21140
error: Failed to attach interface: Hyper-V changes legacy network adapters only while the domain is off
hint: hvsh shutdown db01 (asks the guest to)

[1]
$ hvsh attach-interface db01 network Internal
error: Failed to attach interface: Hyper-V changes the network adapters of generation 1 only while the domain is off
hint: hvsh shutdown db01 (asks the guest to)

[1]
$ hvsh -q update-interface db01 2 --vlan 33 --source Internal; hvsh -q domiflist db01 --details
 1   Network Adapter          00:15:5d:aa:bb:cc   Internal   up   12   -   -   -
 2   Legacy Network Adapter   00:15:5d:0a:00:03   Internal   up   33   -   -   -
 3   Network Adapter          00:15:5d:0a:00:03   Internal   up   8    -   -   -
# --- attach-interface ---
$ hvsh attach-interface web01 network Internal --vlan 7 --mac-spoofing --outbound 100 --disconnected --print-xml
<interface type='network'>
  <source network='Internal'/>
  <vlan>
    <tag id='7'/>
  </vlan>
  <bandwidth>
    <outbound average='100'/>
  </bandwidth>
  <hvsh:nic xmlns:hvsh='https://hvsh.invalid/ns/domain/1' mac-spoofing='yes'/>
  <link state='down'/>
</interface>

# requests: 0
$ hvsh -q attach-interface web01 network Internal --trunk 5,6 --native-vlan 5 --router-guard --limit 1500k --disconnected
$ hvsh -q attach-interface web01 null --mac 52:54:00:00:00:07
$ hvsh domiflist web01 --details
 Number   Name              MAC                 Source     Link   VLAN                 Limit         Guaranteed   Guards
--------------------------------------------------------------------------------------------------------------------------
 1        Сеть "1" & <x>    00:15:5d:0a:00:01   Internal   up     -                    -             -            -
 2        Network Adapter   00:15:5d:0a:00:02   Internal   down   trunk 5,6 native 5   1500 kbit/s   -            router
 3        Network Adapter   52:54:00:00:00:07   -          down   -                    -             -            -

$ hvsh attach-interface web01 network
error: command 'attach-interface' requires <source> option

[2]
$ hvsh attach-interface web01 null Internal
error: an interface of type 'null' has no source

[2]
$ hvsh attach-interface web01 network Internal --outbound 100,200
error: Hyper-V limits the average alone, which is never exceeded: no peak, no burst

[2]
$ hvsh attach-interface web01 network Internal --native-vlan 5
error: --native-vlan is that of a trunk, which --trunk gives

[2]
$ hvsh attach-interface web01 network Internal --outbound x
error: field 'average' is malformed

[2]
$ hvsh attach-interface web01 network Internal --outbound 1,1,0,4
error: rate has more than three fields: average,peak,burst

[2]
# what fails half-way is gone again
$ hvsh attach-interface web01 network Internal --reservation 1M
error: Failed to attach interface: cannot set the bandwidth of a network adapter: Invalid parameter (32773); what was changed before is undone
hint: a bandwidth can be guaranteed on switches that were made so (New-VMSwitch -MinimumBandwidthMode Absolute)

[1]
$ hvsh -q domiflist web01 | wc -l
3
# --- domif-setlink ---
$ hvsh domif-setlink web01 1 down
Device updated successfully

# requests: 7
$ hvsh domif-getlink web01 1
1 down

$ hvsh domif-setlink web01 1 up --print-xml
<interface type='bridge'>
  <mac address='00:15:5d:0a:00:01' type='generated'/>
  <source bridge='Internal'/>
  <boot order='4'/>
  <hvsh:nic xmlns:hvsh='https://hvsh.invalid/ns/domain/1' name='Сеть &quot;1&quot; &amp; &lt;x&gt;'/>
</interface>

$ hvsh domif-setlink web01 1 up
Device updated successfully

$ hvsh domif-setlink web01 1 sideways
error: invalid link state 'sideways'

[2]
$ hvsh domif-setlink web01 1 down --config
error: Failed to update interface link state: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh domif-setlink web01 52:54:00:00:00:07 up
error: Failed to update interface link state: interface '52:54:00:00:00:07' is connected to no switch
hint: hvsh update-interface web01 52:54:00:00:00:07 --source SWITCH

[1]
$ hvsh domif-setlink web01 nosuch up
error: Failed to update interface link state: Interface (dev: nosuch) not found.
hint: hvsh domiflist --details shows the interfaces there are

[6]
# --- domiftune ---
$ hvsh domiftune web01 1
inbound.average: 0
inbound.peak   : 0
inbound.burst  : 0
inbound.floor  : 0
outbound.average: 0
outbound.peak  : 0
outbound.burst : 0

$ hvsh domiftune web01 1 --outbound 2000

$ hvsh domiftune web01 1
inbound.average: 0
inbound.peak   : 0
inbound.burst  : 0
inbound.floor  : 0
outbound.average: 2000
outbound.peak  : 0
outbound.burst : 0

$ hvsh -q update-interface web01 1 --limit 100M; hvsh -o json domiftune web01 1
{"outbound_average_kib":12207,"limit":100000000,"reservation":0}
$ hvsh domiftune web01 1 --outbound 0; hvsh -q domiftune web01 1 | grep outbound.average

outbound.average: 0
$ hvsh domiftune web01 1 --outbound 5,6
error: Unable to set interface parameters: Hyper-V limits the average alone, which is never exceeded: no peak, no burst

[2]
$ hvsh domiftune web01 1 --outbound 5 --inbound 5
error: Option --inbound is not supported: Hyper-V limits what an adapter sends, not what it receives
[2]
$ hvsh domiftune web01 nosuch
error: Unable to get interface parameters: Interface (dev: nosuch) not found.
hint: hvsh domiflist --details shows the interfaces there are

[6]
$ hvsh domiftune web01 1 --outbound 5 --current --live
error: Unable to set interface parameters: Options --live and --current are mutually exclusive

[2]
$ hvsh -r domiftune web01 1 --outbound 5
error: read-only: 'domiftune' would change the host

[4]
$ hvsh -r -q domiftune web01 1 | grep outbound.average
outbound.average: 0
# --- a checkpoint brings back what was ---
$ hvsh -q snapshot-create-as "Bob's VM" before
$ hvsh -q update-interface "Bob's VM" 1 --vlan none --router-guard on --limit 5M; hvsh -q domiflist "Bob's VM" --details
 1   Network Adapter   00:15:5d:0a:00:0a   Private <lab> & co   up   -   5 Mbit/s   -   router
$ hvsh -q snapshot-revert "Bob's VM" before --yes; hvsh -q domiflist "Bob's VM" --details
 1   Network Adapter   00:15:5d:0a:00:0a   Private <lab> & co   up   12   -   -   -
# --- completion ---
$ hvsh complete -- 'hvsh update-interface web01 ' ''
00:15:5d:0a:00:01
00:15:5d:0a:00:02
52:54:00:00:00:07
Network\ Adapter
Сеть\ \"1\"\ \&\ \<x\>
$ hvsh complete -- 'hvsh domif-setlink web01 1 ' ''
down
up
$ hvsh complete -- 'hvsh domiftune web01 5' 5
52:54:00:00:00:07
$ hvsh complete -- 'hvsh update-interface web01 1 --source I' I
Internal
$ hvsh complete -- 'hvsh update-interface web01 1 --dhcp-guard ' ''
off
on
$ hvsh complete -- 'hvsh attach-interface web01 n' n
network
null
