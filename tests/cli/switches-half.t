# tests/cli/switches-half.t - a switch that is made, but whose VLAN is refused
# host: --fail denied@8
$ hvsh net-create-as lab --internal --vlan 5
error: Failed to create network 'lab': it is there, but VLAN 5 of the host's port on it is not set: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
# requests: 8
$ hvsh -q net-port-list lab | cut -c40-
 host   -   lab   -   -
