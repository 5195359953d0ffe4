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
$ hvsh domblkinfo db01 hda
Capacity:       42949672960
Allocation:     4194304
Physical:       4194304
Merging:        ... %
Job:            ...
Chain:          db01_....avhdx -> db01.vhdx

$ hvsh domblkinfo db01 --all
 Target   Capacity      Allocation   Physical   Merging   Chain
---...
 hda      42949672960   4194304      4194304    ... %...db01_....avhdx -> db01.vhdx
 hdb      64424509440   4194304      4194304    ... %...db01-data_....avhd -> db01-data.vhd
 hdc      -             -            -          -         -
 fda      -             -            -          -         -

$ hvsh -o json domblkinfo db01 hda | jq -r '.chain, (.merging_percent | type)'
D:\Hyper-V\Virtual Hard Disks\db01_....avhdx -> D:\Hyper-V\Virtual Hard Disks\db01.vhdx
number
# a domain whose disks are merged cannot be deleted
$ hvsh undefine db01 --yes
error: Failed to undefine domain 'db01': Invalid state for this operation (32775)
hint: hvsh domjobinfo db01 (shows whether the host is at work on it)

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
# nothing is merged any more; of the merge that was aborted the disk is left, so
# that there might be one: three more questions
$ hvsh domblkinfo db01 hda
Capacity:       42949672960
Allocation:     4194304
Physical:       4194304

# requests: 10
$ hvsh -o json domblkinfo db01 --all | jq -c '.[0]'
{"target":"hda","capacity_bytes":42949672960,"allocation_bytes":4194304,"physical_bytes":4194304,"merging_percent":null,"chain":null}
$ hvsh -q domblkinfo web01 sda
Capacity:       42949672960
Allocation:     4194304
Physical:       4194304
# requests: 7
$ hvsh complete -- 'hvsh domblkinfo web01 ' ''
sda
sdb
sdc
