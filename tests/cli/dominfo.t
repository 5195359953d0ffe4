# tests/cli/dominfo.t - one VM: dominfo, domstate, domid, domuuid, domname
$ hvsh dominfo web01
Id:             2000
Name:           web01
UUID:           ...
OS Type:        hvm
State:          running
CPU(s):         2
Max memory:     2097152 KiB
Used memory:    2097152 KiB
Persistent:     yes
Autostart:      enable
Managed save:   no

# requests: 3
$ hvsh dominfo $(hvsh domuuid web01)
Id:             2000
Name:           web01
UUID:           ...
OS Type:        hvm
State:          running
CPU(s):         2
Max memory:     2097152 KiB
Used memory:    2097152 KiB
Persistent:     yes
Autostart:      enable
Managed save:   no

# requests: 4
$ hvsh dominfo Прод-01
Id:             -
Name:           Прод-01
UUID:           ...
OS Type:        hvm
State:          saved
CPU(s):         2
Max memory:     4194304 KiB
Used memory:    4194304 KiB
Persistent:     yes
Autostart:      disable
Managed save:   yes

$ hvsh dominfo '<&> "quoted" \ 100%_[x]'
Id:             2008
Name:           <&> "quoted" \ 100%_[x]
UUID:           ...
OS Type:        hvm
State:          running
CPU(s):         1
Max memory:     2097152 KiB
Used memory:    524288 KiB
Persistent:     yes
Autostart:      disable
Managed save:   no

$ hvsh -o json dominfo db01
{"id":null,"name":"db01","uuid":"...","os_type":"hvm","state":"shut off","state_code":3,"cpus":4,"max_memory_kib":8388608,"memory_kib":8388608,"persistent":true,"autostart":false,"managed_save":false,"start_action":"as-it-was","start_delay_s":0,"stop_action":"save"}
$ hvsh domstate web01
running

# requests: 1
$ hvsh domstate --reason web01
running (unknown)

$ hvsh domstate --domain=Прод-01 --reason
saved (saved)

$ hvsh -o json domstate --reason "Bob's VM"
{"state":"paused","state_code":9,"reason":"unknown"}
$ hvsh domuuid web01 | grep -xc '[0-9a-f]\{8\}\(-[0-9a-f]\{4\}\)\{3\}-[0-9a-f]\{12\}'
1
# by id, by name in another case, by GUID in any case
$ hvsh domname $(hvsh domid web01)
web01

$ hvsh domname WEB01
web01

$ hvsh domname $(hvsh domuuid web01 | tr a-f A-F)
web01

$ hvsh domname ПРОД-01
Прод-01

$ hvsh domname "Bob's VM"
Bob's VM

$ SHELL=/bin/sh script -qec "hvsh -q domname 'tab"$'\t'"here'" /dev/null 2>&1 | grep -v '^warning' | tr -d '\r'
tab\x09here
$ hvsh domname $'tab\there'
tab	here

$ hvsh domname 日本語サーバー
日本語サーバー

$ hvsh domid db01
-

$ hvsh domname twin
error: 2 domains are named 'twin': ..., ...
hint: name it by its UUID: ...

[1]
$ hvsh domstate nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh domstate 00000000-0000-0000-0000-000000000000
error: failed to get domain '00000000-0000-0000-0000-000000000000'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh domstate ''
error: Failed to get option 'domain': Option argument is empty
[2]
# requests: 0
# LIKE and WQL characters mean themselves
$ hvsh domstate 'web0_'
error: failed to get domain 'web0_'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh domstate "x' OR ElementName LIKE '%"
error: failed to get domain 'x' OR ElementName LIKE '%'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh domstate 'web0?'
error: failed to get domain 'web0?'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh -o json domstate nonesuch
{"error":{"kind":"not-found","message":"failed to get domain 'nonesuch'","code":null,"hint":"hvsh list --all (shows the domains there are)","status":6}}
[6]
