# tests/cli/merge.t - disks that are merged after a checkpoint is deleted
# host: --job-ms 1000
$ hvsh snapshot-create-as db01 a
Domain snapshot a created

$ hvsh snapshot-delete db01 a --yes
Domain snapshot a deleted

$ hvsh domjobinfo db01
Job type:       Bounded
Operation:      Merging Disks of Virtual Machine
Time elapsed:   ... ms
Progress:       ... %
State:          running
Id:             ...
Cancellable:    yes

$ hvsh -q job-list
 ...   db01   running   ... %   Merging Disks of Virtual Machine
# a domain whose disks are merged cannot be deleted
$ hvsh undefine db01 --yes
error: Failed to undefine domain 'db01': Invalid state for this operation (32775)

[1]
$ hvsh domjobabort db01
Job ... of domain 'db01' aborted

$ hvsh domjobinfo db01
Job type:       None

$ hvsh -q job-list
$ hvsh domjobinfo db01 --completed
Job type:       Failed
Operation:      Merging Disks of Virtual Machine
Time elapsed:   ... ms
Progress:       ... %
State:          terminated
Id:             ...
Cancellable:    yes
Error:          The operation was cancelled.

$ hvsh job-abort "$(hvsh -o json job-list --all | jq -r '.[] | select(.state == "terminated").id')"
error: job ... has ended

[1]
$ hvsh snapshot-create-as db01 b >/dev/null & until j=$(hvsh -o name job-list) && [ "$j" ]; do :; done; hvsh job-wait "$j"; wait
Job ... completed

$ hvsh snapshot-delete db01 b --yes --wait
Domain snapshot b deleted

$ hvsh -q job-list
