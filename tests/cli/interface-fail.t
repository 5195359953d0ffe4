# tests/cli/interface-fail.t - what was changed before a failure is taken back
# host: --fail denied@13 --fail denied@28
$ hvsh -q update-interface web01 1 --vlan 10
# requests: 6
# the VLAN goes, the guard is refused, the VLAN comes back
$ hvsh update-interface web01 1 --vlan none --dhcp-guard on
error: Failed to update interface: cannot set the guards of a network adapter: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
# requests: 8
$ hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   10   -   -   -
# requests: 5
# the adapter is connected elsewhere, the guard is not set
$ hvsh update-interface web01 1 --source Internal --dhcp-guard on
error: Failed to update interface: cannot set the guards of a network adapter: Access is denied. (code 5, 0x00000005); what was changed before is undone
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
# requests: 17
$ hvsh -q domiflist web01 --details
 1   Network Adapter   00:15:5d:0a:00:01   External   up   10   -   -   -
# requests: 5
