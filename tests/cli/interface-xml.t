# tests/cli/interface-xml.t - what an adapter has, in the XML of domains and devices
$ hvsh -q update-interface web01 1 --trunk 20,30 --native-vlan 10 --limit 100M --mac-spoofing on
# what was dumped changes nothing
$ hvsh dumpxml web01 >a.xml; grep -E 'tag|hvsh:nic|average' a.xml
      <hvsh:nic number='1' mac='00:15:5d:0a:00:01' mac-spoofing='yes' limit='100000000'/>
        <tag id='10' nativeMode='untagged'/>
        <tag id='20'/>
        <tag id='30'/>
$ hvsh -q define a.xml
# requests: 6
# guards, the limit and the native VLAN are changed; all of it is taken away
$ sed "s/ limit='100000000'/ dhcp-guard='yes'/; s/nativeMode='untagged'//" a.xml >b.xml; hvsh -q define b.xml; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   trunk 10,20,30   -   -   dhcp,mac-spoofing
$ sed "/<vlan/,/<.vlan/d; /hvsh:nic/d" a.xml >b.xml; hvsh -q define b.xml; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   -   -   -   -
# a limit in libvirt's unit, and one that is in both
$ sed "s/ limit='100000000'//; s/<\/vlan>/&<bandwidth><outbound average='1000'\/><\/bandwidth>/" a.xml >b.xml; hvsh -q define b.xml; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   trunk 10,20,30 native 10   8192 kbit/s   -   mac-spoofing
$ sed "s/<\/vlan>/&<bandwidth><outbound average='1000'\/><\/bandwidth>/" a.xml >b.xml; hvsh -q define b.xml
error: Failed to define domain from b.xml: b.xml: line 9: limit= and <outbound> say the same: only one of them can be given
[2]
# another address, in one place of two
$ sed "s/address='00:15:5d:0a:00:01'/address='00:15:5d:0a:00:77'/" a.xml >b.xml; hvsh -q define b.xml
error: Failed to define domain from b.xml: b.xml: line 9: no interface has the MAC address 00:15:5d:0a:00:01: where number 1 is meant, it is told here, too
[2]
# an adapter alone
$ printf '<interface type="network"><source network="Internal"/><vlan><tag id="7"/></vlan><hvsh:nic xmlns:hvsh="https://hvsh.invalid/ns/domain/1" name="Второй" router-guard="yes"/></interface>' >n.xml; hvsh -q attach-device web01 n.xml; hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   trunk 10,20,30 native 10   8192 kbit/s   -   mac-spoofing
 2   Второй            00:15:5d:0a:00:0a   Internal   up   7                          -             -   router
$ printf '<interface type="network">\n<source network="Internal"/><bandwidth>\n<inbound average="7"/></bandwidth></interface>' >n.xml; hvsh -q attach-device web01 n.xml
error: Failed to attach device from n.xml: n.xml: line 3: <inbound> is not possible on Hyper-V, which limits what an adapter sends alone
[2]
