# tests/cli/hot-old.t - what a host before 2016 does not change in a domain that
# runs, says the host; hvsh, what to do
# host: --os 2012r2
$ hvsh -q attach-interface web01 network Internal
error: Failed to attach interface: cannot add the network adapter: ...(code 32775)
hint: hvsh shutdown web01 (off, it can be changed)
[1]
$ hvsh -q detach-interface web01 network
error: Failed to detach interface: cannot remove the network adapter: ...(code 32775)
hint: hvsh shutdown web01 (off, it can be changed)
[1]
$ hvsh -q attach-interface db01 network Internal
