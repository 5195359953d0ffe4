# tests/cli/switches-fail.t - a switch whose making fails
# host: --fail 'job:32768:The adapter was pulled out.'
$ hvsh net-create-as lab --external 'Intel(R) Ethernet Controller X710 #2'
error: Failed to create network 'lab': The adapter was pulled out. (code 32768)

[1]
$ hvsh -q net-list --name
External
Internal
Private <lab> & co
$ hvsh -q iface-list
 Intel(R) Ethernet Controller X710      active   3c:fd:fe:0a:00:01   External
 Intel(R) Ethernet Controller X710 #2   active   3c:fd:fe:0a:00:02   -
