# tests/cli/slow.t - a guest that does not go, a job that takes its time
# host: --guest-ms 600000 --job-ms 600000
# the image is on its way out, and nobody takes the drive out after it
$ hvsh -q --timeout 1 detach-disk web01 sdb
error: Failed to detach disk: cannot remove the disk: job ... has not ended within 1 s and runs on at 127.0.0.1; steps that were to follow are not done
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)
[5]
$ hvsh destroy --graceful --timeout 1 web01
error: Failed to destroy domain 'web01': the guest is not off after 1 s
hint: hvsh destroy web01 (does not ask the guest)

[5]
$ hvsh --timeout 2 start db01 2>&1 | sed 's/job [0-9A-F-]*/job GUID/'
error: Failed to start domain 'db01': job GUID has not ended within 2 s and runs on at 127.0.0.1
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)

# the host names what nobody waited for
$ hvsh -q --timeout 1 snapshot-create-as "Bob's VM" mine --halt
error: Failed to create a snapshot of domain 'Bob's VM': job ... has not ended within 1 s and runs on at 127.0.0.1; what it makes is named by the host (snapshot-rename changes that); the domain is not halted
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)
[5]
# nobody sets the VLAN, or starts the domain, when the host is done
$ hvsh -q --timeout 1 net-create-as lab --external 'Intel(R) Ethernet Controller X710 #2' --vlan 5
error: Failed to create network 'lab': job ... has not ended within 1 s and runs on at 127.0.0.1; VLAN 5 of the host's port is not set
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)
[5]
$ hvsh -q --timeout 1 snapshot-revert Прод-01 installed --running --yes
error: Failed to revert domain 'Прод-01' to snapshot 'installed': job ... has not ended within 1 s and runs on at 127.0.0.1; it is not started after that
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)
[5]
