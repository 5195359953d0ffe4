# tests/cli/odd.t - VMs as no host should have them: an unknown state, none at
# all, control characters in a name, no name, names that differ in case alone,
# a name that is another's id; and nothing but Msvm_ComputerSystem
# host: --load "$TESTS/data/odd-vms.xml"
$ hvsh list --all
 Id     Name        State
------------------------------------
 5000   odd state   unknown (4711)
 5004   bell?       running
 5008   5000        pausing
 -                  shut off
 -      Case        shut off
 -      CASE        shut off
 -      no state    no state

$ hvsh list
 Id     Name        State
------------------------------------
 5000   odd state   unknown (4711)
 5004   bell?       running
 5008   5000        pausing

$ hvsh -o json list --all --state-other
[
{"id":5000,"name":"odd state","state":"unknown (4711)","uuid":"a0000000-0000-4000-8000-000000000001","state_code":4711},
{"id":5008,"name":"5000","state":"pausing","uuid":"a0000000-0000-4000-8000-000000000007","state_code":32776},
{"id":null,"name":"no state","state":"no state","uuid":"a0000000-0000-4000-8000-000000000002","state_code":null}
]
$ hvsh domstate 'odd state'
unknown (4711)

$ hvsh domstate --reason 'no state'
no state (unknown)

# the wire has '?' for it
$ hvsh domid $'bell\a'
5004

$ hvsh domid 'bell?'
5004

$ hvsh domname a0000000-0000-4000-8000-000000000004


$ hvsh domuuid Case
a0000000-0000-4000-8000-000000000005

$ hvsh domuuid CASE
a0000000-0000-4000-8000-000000000006

$ hvsh domuuid case
error: 2 domains are named 'case': a0000000-0000-4000-8000-000000000005, a0000000-0000-4000-8000-000000000006
hint: name it by its UUID: a0000000-0000-4000-8000-000000000005

[1]
# the id first
$ hvsh domname 5000
odd state

$ hvsh domstate a0000000-0000-4000-8000-000000000007
pausing

# the host is no domain
$ hvsh domstate ODDHOST
error: failed to get domain 'ODDHOST'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh dominfo 'bell?'
Id:             5004
Name:           bell?
UUID:           a0000000-0000-4000-8000-000000000003
OS Type:        hvm
State:          running
CPU(s):         -
Max memory:     -
Used memory:    -
Persistent:     yes
Autostart:      disable
Managed save:   no

$ hvsh list --all --title --autostart
 Id   Name   State   Title
----------------------------

$ hvsh shutdown 'bell?'
error: Failed to shutdown domain 'bell?': the guest does not answer Hyper-V's shutdown service (are its integration services running?)
hint: hvsh destroy 'bell?' (does not ask the guest)

[1]
