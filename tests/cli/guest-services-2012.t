# tests/cli/guest-services-2012.t - a host that has no guest services yet
# host: --os 2012
$ hvsh -q domservices web01
 shutdown    yes   ok
 time-sync   yes   ok
 heartbeat   yes   ok
 kvp         yes   ok
 vss         yes   ok
$ hvsh domservices web01 --enable guest-services
error: domain 'web01' has no service 'guest-services'

[6]
$ hvsh copy-to-guest web01 'C:\ISO\debian-12.iso' /tmp
error: Failed to copy into domain 'web01': the host has no guest services
hint: they came with Windows Server 2012 R2

[1]
