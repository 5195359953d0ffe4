# tests/cli/empty-host.t - a host on which nobody has made a VM yet
# host: --vms 0
$ hvsh list --all
 Id   Name   State
--------------------

$ hvsh -o json list --all
[]
$ hvsh -q vol-orphans default
$ hvsh -q vol-list default
$ hvsh -q net-list --name | head -1
External
$ hvsh -q job-list --all
$ hvsh -q start web01
error: failed to get domain 'web01'
hint: hvsh list --all (shows the domains there are)
[6]
# the first one, and the host is empty again
$ hvsh -q create-vm first --disk size=1G --network Internal --start
$ hvsh -q snapshot-create-as first one
$ hvsh -q destroy first
$ hvsh -q undefine first --remove-all-storage --yes
$ hvsh -q list --all
$ hvsh -q vol-list default
