# tests/cli/guest-ip.t - a guest is told which addresses to use
$ hvsh guest-ip web01 --address 10.1.2.3/16,fd00::3/64 --gateway 10.1.0.1 --dns 10.1.0.53,10.1.0.54
Addresses of 'Network Adapter' in domain 'web01' set

$ hvsh -q domifaddr web01
 Network Adapter 00:15:5d:0a:00:01    ipv4         10.1.2.3/16
 -          -                    ipv6         fd00::3/64
$ hvsh -q guest-ip web01 --dhcp --interface 00:15:5D:0A:00:01
$ hvsh -q domifaddr web01
 Network Adapter 00:15:5d:0a:00:01    ipv4         192.0.2.236/24
 -          -                    ipv6         fe80::215:5dff:fe0a:0001/64
$ hvsh guest-ip db01 --dhcp
error: Failed to set the guest's addresses: domain 'db01' is not running

[1]
$ hvsh guest-ip web01 --dhcp --interface nosuch
error: Failed to set the guest's addresses: interface 'nosuch' not found

[6]
#
# before the host is asked
$ hvsh guest-ip web01
error: either --address or --dhcp must be given

[2]
# requests: 0
$ hvsh guest-ip web01 --dhcp --address 10.0.0.1/8
error: either --address or --dhcp must be given

[2]
$ hvsh guest-ip web01 --dhcp --dns 10.0.0.1
error: --gateway and --dns go with --address: DHCP brings its own

[2]
$ hvsh guest-ip web01 --address 10.0.0.1
error: '10.0.0.1' does not end in a prefix, such as /24

[2]
$ hvsh guest-ip web01 --address 10.0.0.1/33
error: '10.0.0.1/33' does not end in a prefix, such as /24

[2]
$ hvsh guest-ip web01 --address 10.0.0/8
error: '10.0.0/8' is no IP address

[2]
$ hvsh guest-ip web01 --address 10.0.0.1/8 --gateway 10.0.0.256
error: '10.0.0.256' is no IP address

[2]
$ hvsh guest-ip web01 --address ,
error: ',' is no IP address

[2]
$ hvsh -r guest-ip web01 --dhcp
error: read-only: 'guest-ip' would change the host

[4]
#
# what cannot be asked
$ hvsh domtime web01
error: Hyper-V tells no guest's time, and sets none
hint: hvsh domservices web01 (its time-sync keeps it the host's)

[1]
$ hvsh domfsinfo web01
error: guests of Hyper-V do not tell their file systems
hint: hvsh domblklist (shows the disks)

[1]
$ hvsh complete -- 'hvsh guest-ip web01 --interface 0' 0
00:15:5d:0a:00:01
