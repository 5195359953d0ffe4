# tests/cli/volumes-job.t - long work on disks: what a job says when it fails,
# and where one is left that takes too long
# host: --fail 'job:32768:Datenträger <voll> & mehr' --job-ms 2500
$ hvsh vol-create-as default one 10G
error: Failed to create vol one: Datenträger <voll> & mehr (code 32768)

[1]
$ hvsh vol-info one.vhdx 2>&1 | grep ^error
error: failed to get vol 'one.vhdx'
$ hvsh --timeout 1 vol-create-as default one 10G
error: Failed to create vol one: job ... has not ended within 1 s and runs on at 127.0.0.1
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)

[5]
$ sleep 2.5; hvsh vol-info one.vhdx | grep Capacity
error: failed to get vol 'one.vhdx'
hint: hvsh vol-list 'D:\Hyper-V\Virtual Hard Disks' (shows the volumes there; --pool names another folder)
[1]
