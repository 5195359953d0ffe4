# tests/cli/switches-xml.t - virtual switches from XML, and what completes them
$ hvsh complete -- 'hvsh net-create-as x --external I' I
Intel\(R\)\ Ethernet\ Controller\ X710\ \#2
$ printf '<network>\n <name> net &amp; 1 </name>\n <uuid>11111111-2222-4333-8444-555555555555</uuid>\n <bridge name="br0" stp="off"/>\n</network>' >n.xml; hvsh net-define n.xml
warning: Hyper-V chooses the UUID of a new network: that of the XML is not kept
Network net & 1 defined from n.xml

$ hvsh net-create n.xml
error: Failed to create network from n.xml: network 'net & 1' already exists with uuid ...

[1]
$ hvsh -q net-port-list 'net & 1' | cut -c40-
 host   -   net & 1   -   -
$ hvsh -q net-dumpxml 'net & 1' | sed '/uuid/d' >again.xml; hvsh -q net-undefine 'net & 1' --yes; hvsh net-create again.xml
Network net & 1 created from again.xml

$ printf '<network><name>up</name><forward mode="bridge"><interface dev="Intel(R) Ethernet Controller X710 #2"/></forward><vlan><tag id="7"/></vlan></network>' >up.xml; hvsh -q net-define up.xml; hvsh -q net-port-list up | cut -c40-
 external   -   up_External   3c:fd:fe:0a:00:02   -
 host       -   up            -                   7
$ printf '<network>\n<name>x</name>\n<forward mode="nat"/></network>' >x.xml; hvsh net-define x.xml
error: Failed to define network from x.xml: x.xml: line 3: mode='nat' of <forward> is not possible on Hyper-V: a switch is 'bridge' or has no <forward>

[2]
# requests: 0
$ printf '<network>\n<name>x</name>\n<ip address="10.0.0.1"/></network>' >x.xml; hvsh net-create x.xml
error: Failed to create network from x.xml: x.xml: line 3: <ip> in <network> is not possible on Hyper-V

[2]
$ printf '<network><name>x</name>\n<metadata><s:switch xmlns:s="https://hvsh.invalid/ns/domain/1" type="private"/></metadata><vlan><tag id="7"/></vlan></network>' >x.xml; hvsh net-create x.xml
error: Failed to create network from x.xml: x.xml: line 2: <vlan> is that of the host's own port, which this network does not have

[2]
$ printf '<network><name>p</name><metadata><s:switch xmlns:s="https://hvsh.invalid/ns/domain/1" type="private"/></metadata></network>' >x.xml; hvsh net-create x.xml; hvsh -q net-port-list p
Network p created from x.xml

$ printf '<network>\n<name>x' >x.xml; hvsh net-create x.xml
error: Failed to create network from x.xml: x.xml: line 2: Premature end of data in tag name line 2

[2]
$ hvsh net-define nosuch.xml
error: Failed to define network from nosuch.xml: Failed to open file 'nosuch.xml': No such file or directory

[2]
#
# completion
$ hvsh complete -- 'hvsh net-destroy E' E
External
$ hvsh complete -- 'hvsh net-port-' net-port-
net-port-list
$ hvsh help net-create-as | sed -n '/OPTIONS/,$p'
  OPTIONS
    [--name] <string>  name of the network
    --external <adapter>  through this adapter of the host
    --internal       domains and the host reach each other
    --private        domains reach each other alone
    --vlan <number>  VLAN of the host's own port
    --no-management  no port for the host itself (with --external)


