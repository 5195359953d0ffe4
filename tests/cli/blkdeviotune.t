# tests/cli/blkdeviotune.t - blkdeviotune
# limits
$ hvsh blkdeviotune web01 sdb
total_iops_sec : 0
total_iops_sec_min: 0
size_iops_sec  : 8192

$ hvsh blkdeviotune web01 sdb --total-iops-sec 500 --total-iops-sec-min 100 --live

$ hvsh -o json blkdeviotune web01 'D:\Hyper-V\Virtual Hard Disks\web01-data.vhdx'
{"total_iops_sec":500,"total_iops_sec_min":100,"size_iops_sec":8192}
$ hvsh -q dumpxml web01 | grep -A1 '<iotune\|iops-min'
      <hvsh:disk target='sdb' iops-min='100'/>
    </hvsh:vm>
--
      <iotune>
        <total_iops_sec>500</total_iops_sec>
$ hvsh blkdeviotune web01 sdb --total-iops-sec-min 600
error: Unable to change block I/O throttle: the minimum, 600, is above the limit, 500

[2]
$ hvsh blkdeviotune web01 sdb --total-iops-sec 0 --total-iops-sec-min 0

$ hvsh blkdeviotune web01 sdb
total_iops_sec : 0
total_iops_sec_min: 0
size_iops_sec  : 8192

$ hvsh blkdeviotune web01 sdc --total-iops-sec 5
error: Hyper-V limits the operations of virtual hard disks only, and 'sdc' is none

[1]
$ hvsh blkdeviotune web01 sdz
error: No disk found whose source path or target is sdz
hint: hvsh domblklist shows the targets there are

[6]
$ hvsh blkdeviotune web01 sdb --total-bytes-sec 5
error: Option --total-bytes-sec is not supported: Hyper-V limits operations, of 8 KiB each; see --total-iops-sec
[2]
$ hvsh blkdeviotune web01 sdb --total-iops-sec 5 --config
error: domain 'web01' is running: Hyper-V cannot change this for the next boot alone
hint: without --config it changes now and for good

[1]
$ hvsh -r blkdeviotune web01 sdb --total-iops-sec 5
error: read-only: 'blkdeviotune' would change the host

[4]
$ hvsh -r blkdeviotune db01 hda
total_iops_sec : 0
total_iops_sec_min: 0
size_iops_sec  : 8192

$ hvsh blkdeviotune Прод-01 sda --total-iops-sec 5
error: Unable to change block I/O throttle: domain 'Прод-01' is saved, and Hyper-V leaves its devices as they are until it is running or off
hint: hvsh start 'Прод-01' (restores it), hvsh managedsave-remove 'Прод-01' (drops what is saved)

[1]
