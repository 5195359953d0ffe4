# tests/cli/switches.t - virtual switches made and removed, and their ports
$ hvsh iface-list --all
 Name                                   State    MAC Address         Network
-------------------------------------------------------------------------------
 Intel(R) Ethernet Controller X710      active   3c:fd:fe:0a:00:01   External
 Intel(R) Ethernet Controller X710 #2   active   3c:fd:fe:0a:00:02   -

# requests: 5
$ hvsh iface-list --inactive
 Name   State   MAC Address   Network
---------------------------------------

$ hvsh net-port-list external
 UUID                                   Type       Domain    Name                     MAC                 VLAN
----------------------------------------------------------------------------------------------------------------
 ...   external   -         External_External        3c:fd:fe:0a:00:01   -
 ...   host       -         External                 -                   -
 ...   domain     db01      Legacy Network Adapter   00:15:5d:0a:00:03   -
 ...   domain     twin      Network Adapter          00:15:5d:0a:00:07   -
 ...   domain     web01     Network Adapter          00:15:5d:0a:00:01   -
 ...   domain     Прод-01   Network Adapter          00:15:5d:0a:00:04   -

# requests: 8
$ hvsh -q net-port-list External --uuid | wc -l
6
$ hvsh --output json net-port-list internal
[
{"uuid":"...","type":"host","domain":null,"name":"Internal","mac":null,"vlan":null,"trunk":null,"native_vlan":null},
{"uuid":"...","type":"domain","domain":"<&> \"quoted\" \\ 100%_[x]","name":"Network Adapter","mac":"00:15:5d:0a:00:05","vlan":null,"trunk":null,"native_vlan":null},
{"uuid":"...","type":"domain","domain":"db01","name":"Network Adapter","mac":"00:15:5d:0a:00:02","vlan":null,"trunk":null,"native_vlan":null},
{"uuid":"...","type":"domain","domain":"tab\there","name":"Network Adapter","mac":"00:15:5d:0a:00:08","vlan":null,"trunk":null,"native_vlan":null}
]
#
# external, with a VLAN for the host
$ hvsh net-create-as lab --external 'Intel(R) Ethernet Controller X710 #2' --vlan 12
Network lab created

$ hvsh -q net-port-list lab
 ...   external   -   lab_External   3c:fd:fe:0a:00:02   -
 ...   host       -   lab            -                   12
$ hvsh -q iface-list
 Intel(R) Ethernet Controller X710      active   3c:fd:fe:0a:00:01   External
 Intel(R) Ethernet Controller X710 #2   active   3c:fd:fe:0a:00:02   lab
#
# the name is taken, in any case; the adapter is; there is no such adapter
$ hvsh net-create-as LAB --private
error: Failed to create network 'LAB': network 'lab' already exists with uuid ...

[1]
# requests: 3
$ hvsh net-create-as other --external 3c:fd:fe:0a:00:02
error: Failed to create network 'other': the adapter 'Intel(R) Ethernet Controller X710 #2' serves another network
hint: hvsh iface-list --all (shows which)

[1]
# requests: 3
$ hvsh net-create-as other --external nosuch
error: Failed to create network 'other': the host has no network adapter 'nosuch'
hint: hvsh iface-list --all (shows those that there are)

[6]
# requests: 3
#
# nobody can be asked; then it goes, and its adapter is free
$ hvsh net-destroy lab
error: there is no terminal to confirm on: destroy network 'lab', on which the host itself has a port
hint: --yes (does it without a question)

[2]
# requests: 3
$ hvsh net-destroy lab --yes
Network lab destroyed

# requests: 4
$ hvsh net-info lab
error: failed to get network 'lab'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ hvsh -q net-create-as other --external 3C:FD:FE:0A:00:02 --no-management
$ hvsh -q net-port-list other | cut -c40-
 external   -   other_External   3c:fd:fe:0a:00:02   -
$ hvsh net-undefine other --yes
Network other has been undefined

#
# internal has a port for the host, private none; names are any text
$ hvsh net-create-as "<a> & 'b'" --private
Network <a> & 'b' created

# requests: 4
$ hvsh -q net-port-list "<a> & 'b'"
$ hvsh -q net-create-as in --internal
$ hvsh -q net-port-list in | cut -c40-
 host   -   in   -   -
$ hvsh -q net-list --name
<a> & 'b'
External
in
Internal
Private <lab> & co
#
# what is used stays, also by domains that are off
$ hvsh net-undefine External --yes
error: Failed to undefine network External: it is used by 'db01', 'twin', 'web01', 'Прод-01'
hint: hvsh domiflist 'Прод-01' (shows the interfaces; detach-interface takes them off)

[1]
# requests: 3
$ hvsh net-destroy nosuch --yes
error: failed to get network 'nosuch'
hint: hvsh net-list --all (shows the networks there are)

[6]
$ hvsh net-destroy '' --yes
error: Failed to get option 'network': Option argument is empty
[2]
$ hvsh -r net-destroy in --yes
error: read-only: 'net-destroy' would change the host

[4]
#
# words that do not go together, before the host is asked
$ hvsh net-create-as x
error: one of --internal, --private and --external must be given

[2]
# requests: 0
$ hvsh net-create-as x --private --internal
error: one of --internal, --private and --external must be given

[2]
$ hvsh net-create-as x --external ''
error: Failed to get option 'external': Option argument is empty
[2]
$ hvsh net-create-as '' --private
error: Failed to get option 'name': Option argument is empty
[2]
$ hvsh net-create-as x --private --vlan 3
error: --vlan is that of the host's own port, which this network would not have

[2]
$ hvsh net-create-as x --internal --no-management
error: --no-management is for --external: a private network is without the host, an internal one is for it

[2]
$ hvsh net-create-as x --internal --vlan 4095
error: VLAN 4095 is not from 1 to 4094

[2]
$ hvsh net-create-as x --internal --vlan 0
error: VLAN 0 is not from 1 to 4094

[2]
$ hvsh net-port-list in --uuid --table
error: Only one argument from --table and --uuid may be specified.

[2]
