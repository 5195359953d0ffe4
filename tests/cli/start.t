# tests/cli/start.t - start, and what is refused
# the VM is looked for (1), started (1), its job looked at
$ hvsh start db01
Domain 'db01' started

$ hvsh domstate db01
running

$ hvsh start db01
error: Domain is already active

[1]
# requests: 1
$ hvsh start $(hvsh domuuid db01)
error: Domain is already active

[1]
# by GUID it is started without a search; the name is not known then
$ hvsh destroy db01
Domain 'db01' destroyed

$ hvsh start $(hvsh domuuid db01) | sed 's/[0-9a-f]\{12\}/XX/'
Domain '975835de-1c97-46ce-a468-XX' started

$ hvsh start "Bob's VM"
error: Domain is already active, but paused
hint: hvsh resume 'Bob'\''s VM' (lets it run on)

[1]
$ hvsh start $'tab\there'
error: Failed to start domain 'tab\x09here': Requested operation is not valid: Domain is saving

[1]
$ hvsh start 00000000-0000-0000-0000-000000000000
error: failed to get domain '00000000-0000-0000-0000-000000000000'
hint: hvsh list --all (shows the domains there are)

[6]
# requests: 2
$ hvsh start Прод-01
Domain 'Прод-01' started

$ hvsh domstate Прод-01
running

$ hvsh managedsave Прод-01
Domain 'Прод-01' state saved by hvsh

$ hvsh start --force-boot Прод-01
Domain 'Прод-01' started

$ hvsh domstate Прод-01
running

$ hvsh start twin
error: 2 domains are named 'twin': ..., ...
hint: name it by its UUID: ...

[1]
$ hvsh start nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh start
error: command 'start' requires <domain> option
[2]
$ hvsh start ''
error: Failed to get option 'domain': Option argument is empty
[2]
$ hvsh start db01 --paused
error: Option --paused is not supported: Hyper-V starts a domain running; see suspend
[2]
$ hvsh -r start db01
error: read-only: 'start' would change the host

[4]
# requests: 0
$ hvsh -q start nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)
[6]
$ hvsh -o json start db01
{"error":{"kind":"state","message":"Domain is already active","code":null,"hint":null,"status":1}}
[1]
