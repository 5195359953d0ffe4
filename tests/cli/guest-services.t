# tests/cli/guest-services.t - integration services, and files for guests
$ hvsh domservices web01
 Service          Enabled   State
-----------------------------------
 shutdown         yes       ok
 time-sync        yes       ok
 heartbeat        yes       ok
 kvp              yes       ok
 vss              yes       ok
 guest-services   no        -

# requests: 9
$ hvsh -o json domservices db01
[
{"name":"shutdown","enabled":true,"state":null},
{"name":"time-sync","enabled":true,"state":null},
{"name":"heartbeat","enabled":true,"state":null},
{"name":"kvp","enabled":true,"state":null},
{"name":"vss","enabled":true,"state":null},
{"name":"guest-services","enabled":false,"state":null}
]
# requests: 2
$ hvsh copy-to-guest web01 'C:\ISO\debian-12.iso' 'C:\Windows\Temp'
error: Failed to copy into domain 'web01': the guest services are off
hint: hvsh domservices web01 --enable guest-services

[1]
# requests: 3
$ hvsh domservices web01 --enable guest-services
Integration services of domain 'web01' changed

$ hvsh domservices web01 --enable guest-services
Integration services of domain 'web01' changed

# requests: 3
$ hvsh -q domservices web01 | tail -n 1
 guest-services   yes   ok
$ hvsh -q domservices "Bob's VM" --disable vss,heartbeat --enable guest-services
$ hvsh -q domservices "Bob's VM"
 shutdown         yes   no contact
 time-sync        yes   no contact
 heartbeat        no    -
 kvp              yes   no contact
 vss              no    -
 guest-services   yes   no contact
$ hvsh domservices web01 --enable vss --disable vss
error: 'vss' cannot be switched both on and off

[2]
$ hvsh domservices web01 --enable vss,guest-service
error: there is no service 'guest-service': shutdown, time-sync, heartbeat, kvp, vss, guest-services, rdv
hint: did you mean guest-services?

[2]
# requests: 0
$ hvsh domservices web01 --enable ,vss
error: there is no service '': shutdown, time-sync, heartbeat, kvp, vss, guest-services, rdv

[2]
$ hvsh domservices web01 --enable rdv
error: domain 'web01' has no service 'rdv'

[6]
$ hvsh domservices nosuch
error: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r -q domservices web01 | wc -l
6
$ hvsh -r domservices web01 --enable vss
error: read-only: 'domservices' would change the host

[4]
#
# what is off, is not asked
$ hvsh -q domservices web01 --disable kvp,shutdown
$ hvsh domhostname web01
error: failed to get hostname: the data exchange with 'web01' is off
hint: hvsh domservices web01 --enable kvp

[1]
$ hvsh shutdown web01
error: Failed to shutdown domain 'web01': Hyper-V's shutdown service is off for it (domservices --enable shutdown)
hint: hvsh destroy web01 (does not ask the guest)

[1]
$ hvsh -q domservices web01 --enable kvp,shutdown
$ hvsh domhostname web01
web01.example.org

#
# files
$ hvsh copy-to-guest web01 'C:\ISO\debian-12.iso' 'C:\Windows\Temp'
'C:\ISO\debian-12.iso' copied to 'C:\Windows\Temp' in domain 'web01'

$ hvsh copy-to-guest web01 c:/iso/debian-12.iso 'C:\Windows\Temp\debian-12.iso'
error: Failed to copy into domain 'web01': 'web01' failed to copy files to the guest: The file exists. (0x80070050) (code 32768)
hint: --overwrite replaces the file

[1]
$ hvsh -q copy-to-guest web01 'C:\ISO\debian-12.iso' 'C:\Windows\Temp' --overwrite
$ hvsh copy-to-guest web01 'C:\ISO\tools & drivers.iso' 'C:\new <1>\x y.iso'
error: Failed to copy into domain 'web01': 'web01' failed to copy files to the guest: The system cannot find the path specified. (0x80070003) (code 32768)
hint: --create-path makes the folders

[1]
$ hvsh -q copy-to-guest web01 'C:\ISO\tools & drivers.iso' 'C:\new <1>\x y.iso' --create-path
$ hvsh -o json wql 'SELECT Path, Size FROM Hvsim_GuestFile' --namespace root/hvsim
[
{"__CLASS":null,"Path":"C:\\Windows\\Temp\\debian-12.iso","Size":"661651456"},
{"__CLASS":null,"Path":"C:\\new <1>\\x y.iso","Size":"627519488"}
]
$ hvsh copy-to-guest web01 'C:\no\such' /tmp
error: Failed to copy into domain 'web01': 'web01' failed to copy files to the guest: The system cannot find the file specified. (0x80070002) (code 32768)

[1]
$ hvsh copy-to-guest web01 file.txt /tmp
error: 'file.txt' is no full path of a file on the Hyper-V host
hint: the file must be there already, as in D:\files\x.txt

[2]
# requests: 0
$ hvsh copy-to-guest web01 'C:\x' ''
error: Failed to get option 'target': Option argument is empty
[2]
$ hvsh copy-to-guest "Bob's VM" 'C:\x' /tmp
error: Failed to copy into domain 'Bob's VM': domain is not running

[1]
# requests: 1
$ hvsh copy-to-guest nosuch 'C:\x' /tmp
error: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -r copy-to-guest web01 'C:\x' /tmp
error: read-only: 'copy-to-guest' would change the host

[4]
$ hvsh complete -- 'hvsh domservices web01 --enable vss,t' vss,t
vss,time-sync
$ hvsh complete -- 'hvsh domservices db' db
db01
