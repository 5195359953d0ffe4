# tests/cli/guest.t - what guests tell, and are told
$ hvsh domifaddr web01
 Name       MAC address          Protocol     Address
-------------------------------------------------------------------------------
 Network Adapter 00:15:5d:0a:00:01    ipv4         192.0.2.236/24
 -          -                    ipv6         fe80::215:5dff:fe0a:0001/64

# requests: 5
$ hvsh -q domifaddr web01 --full
 Network Adapter 00:15:5d:0a:00:01    ipv4         192.0.2.236/24
 Network Adapter 00:15:5d:0a:00:01    ipv6         fe80::215:5dff:fe0a:0001/64
$ hvsh -o json domifaddr web01 --interface 'Network Adapter'
[
{"interface":"Network Adapter","mac":"00:15:5d:0a:00:01","protocol":"ipv4","address":"192.0.2.236","prefix":24},
{"interface":"Network Adapter","mac":"00:15:5d:0a:00:01","protocol":"ipv6","address":"fe80::215:5dff:fe0a:0001","prefix":64}
]
$ hvsh domifaddr web01 --interface nosuch
error: interface 'nosuch' not found

[6]
$ hvsh domifaddr web01 --source lease
error: Unknown data source 'lease': addresses come from the guest, 'agent'

[2]
# requests: 0
$ hvsh domifaddr db01
error: Failed to query for interfaces addresses: domain 'db01' is not running

[1]
$ hvsh domhostname web01
web01.example.org

# requests: 5
$ hvsh domhostname "Bob's VM"
error: failed to get hostname: domain 'Bob's VM' is not running

[1]
$ hvsh domhostname web01 --source lease
error: Unknown data source 'lease': the name comes from the guest, 'agent'

[2]
$ hvsh guestinfo web01
os.name             : Windows Server 2019 Standard
os.version          : 10.0.17763
hostname            : web01.example.org
if.count            : 1
if.0.name           : Network Adapter
if.0.hwaddr         : 00:15:5d:0a:00:01
if.0.addr.count     : 2
if.0.addr.0.type    : ipv4
if.0.addr.0.addr    : 192.0.2.236
if.0.addr.0.prefix  : 24
if.0.addr.1.type    : ipv6
if.0.addr.1.addr    : fe80::215:5dff:fe0a:0001
if.0.addr.1.prefix  : 64

$ hvsh -o json guestinfo web01 --os
{"os.name":"Windows Server 2019 Standard","os.version":"10.0.17763"}
$ hvsh guestinfo web01 --filesystem
error: Option --filesystem is not supported: guests of Hyper-V do not tell that

[2]
$ hvsh guestinfo nosuch
error: Failed to get guest information: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)

[6]
#
# pairs: what the guest tells, and what it is told
$ hvsh kvp-list web01
 Name                       Source      Value
----------------------------------------------------------------------
 FullyQualifiedDomainName   intrinsic   web01.example.org
 NetworkAddressIPv4         intrinsic   192.0.2.236
 OSName                     intrinsic   Windows Server 2019 Standard
 OSVersion                  intrinsic   10.0.17763

$ hvsh kvp-set web01 role "<web> & 'co'"
Pair 'role' of domain 'web01' set

# requests: 6
$ hvsh -q kvp-set web01 role other
$ hvsh -q kvp-set db01 owner me --host-only
$ hvsh -q kvp-list web01 --source host
 role   host   other
$ hvsh -o json kvp-list db01
[
{"name":"owner","source":"host-only","value":"me"}
]
$ hvsh kvp-set web01 role --remove
Pair 'role' of domain 'web01' removed

$ hvsh kvp-set web01 role --remove
error: Failed to remove 'role' of domain 'web01': there is no pair 'role'

[6]
$ hvsh kvp-set web01 role
error: either a value or --remove must be given

[2]
$ hvsh kvp-set web01 role x --remove
error: either a value or --remove must be given

[2]
$ hvsh -q kvp-set web01 long "$(printf '%1024s' é)"
$ hvsh -q kvp-set web01 long "$(printf '%1026s' é)"
error: Failed to set 'long' of domain 'web01': Invalid parameter (32773)
hint: a guest takes names of up to 511 characters, and values of up to 1024
[1]
$ hvsh -q kvp-set web01 long --remove
$ hvsh kvp-set web01 '' x
error: Failed to get option 'name': Option argument is empty
[2]
$ hvsh kvp-list web01 --source nobody
error: 'nobody' is no source: it is host, guest, intrinsic or host-only

[2]
$ hvsh -r kvp-set web01 a b
error: read-only: 'kvp-set' would change the host

[4]
$ hvsh complete -- 'hvsh kvp-list db01 --source host' host
host
host-only
$ hvsh complete -- 'hvsh domifaddr web01 --interface 00' 00
00:15:5d:0a:00:01
$ hvsh complete -- 'hvsh guest-ip web01 --interface Net' Net
Network\ Adapter
$ hvsh -q kvp-set web01 'a name' x && hvsh -q kvp-set web01 note x --host-only
$ hvsh complete -- 'hvsh kvp-set web01 ' ''
a\ name
$ hvsh complete -- 'hvsh kvp-set web01 --host-only n' n
note
