# tests/cli/denied.t - a user who may log in, and no more
# host: --fail denied
$ hvsh list
error: Failed to list domains: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
$ hvsh version
error: failed to get the hypervisor version: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
$ hvsh start db01
error: failed to get domain 'db01': Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
$ hvsh dominfo db01
error: failed to get domain 'db01': Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
$ hvsh nodeinfo
error: failed to get node information: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', or in 'Hyper-V Administrators' and 'Remote Management Users' with the right 'Remote Enable' on the WMI namespace (wmimgmt.msc)

[4]
