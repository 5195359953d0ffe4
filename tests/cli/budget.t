# tests/cli/budget.t - how many HTTP requests each command makes
# host: --job-ms 0 --guest-ms 0
#
# Where a change takes time there is a job, and it costs a request each time it
# is looked at; here the host does everything at once.

$ hvsh version >/dev/null
# requests: 1
$ hvsh hostname >/dev/null
# requests: 1
$ hvsh nodeinfo >/dev/null
# requests: 3
$ hvsh uri >/dev/null
# requests: 0
$ hvsh list >/dev/null
# requests: 1
$ hvsh list --all >/dev/null
# requests: 1
$ hvsh list --all --name >/dev/null
# requests: 1
$ hvsh dominfo web01 >/dev/null
# requests: 3
$ hvsh dominfo $(hvsh -q domuuid web01) >/dev/null
# requests: 4
# (one of them was domuuid's)
$ hvsh domstate web01 >/dev/null
# requests: 1
$ hvsh domid web01 >/dev/null
# requests: 1
$ hvsh domuuid web01 >/dev/null
# requests: 1
$ hvsh domname web01 >/dev/null
# requests: 1
#
# find, and ask
$ hvsh -q start db01
# requests: 2
$ hvsh -q suspend db01
# requests: 2
$ hvsh -q resume db01
# requests: 2
$ hvsh -q reset db01
# requests: 2
$ hvsh -q managedsave db01
# requests: 2
$ hvsh -q managedsave-remove db01 --yes
# requests: 2
#
# a GUID need not be found (one of the two is domuuid's)
$ hvsh -q start $(hvsh -q domuuid db01)
# requests: 2
$ hvsh -q destroy db01
# requests: 2
#
# several in one run share what is known of the host, but ask each time
$ hvsh -q 'domstate web01; domstate db01'
running
shut off
# requests: 2
#
# what is wrong before the host has to be asked costs nothing
$ hvsh start --no-such-option web01 2>/dev/null
[2]
# requests: 0
$ hvsh -q -r start web01 2>/dev/null
[4]
# requests: 0
#
# pools and volumes: where "default" is costs a request, a path does not; a
# disk is asked for its settings and its state
$ hvsh pool-list >/dev/null
# requests: 2
$ hvsh vol-list default >/dev/null
# requests: 3
$ hvsh vol-list C:/ISO >/dev/null
# requests: 2
$ hvsh vol-info web01.vhdx >/dev/null
# requests: 3
$ hvsh -q vol-create-as default budget 1G
# requests: 2
$ hvsh -q vol-create-as D:/ budget 1G
# requests: 1
$ hvsh vol-path D:/budget.vhdx >/dev/null
# requests: 1
$ hvsh vol-check D:/budget.vhdx >/dev/null
# requests: 3
#
# the configuration: the VM, and all its parts at the same time
$ hvsh dumpxml db01 | grep -c '<disk \|<interface '
5
# requests: 5
$ hvsh -q setmem db01 1G
# requests: 3
$ hvsh -q setvcpus db01 2
# requests: 3
