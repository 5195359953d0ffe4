# tests/cli/job.t - a job that takes its time
# host: --job-ms 600000
$ hvsh job-list
 Id   Domain   State   Progress   Job
---------------------------------------

$ hvsh --timeout 1 start db01
error: Failed to start domain 'db01': job ... has not ended within 1 s and runs on at 127.0.0.1
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)

[5]
$ hvsh job-list
 Id                                     Domain   State     Progress   Job
------------------------------------------------------------------------------------------------
 ...   db01     running   0 %        Starting Virtual Machine

# requests: 3
$ hvsh -o json job-list
[
{"id":"...","domain":"db01","state":"running","percent":0,"job":"Starting Virtual Machine","uuid":"...","start_time":...,"elapsed_ms":...,"cancellable":false,"error":null}
]
$ hvsh domjobinfo db01
Job type:       Bounded
Operation:      Starting Virtual Machine
Time elapsed:   ... ms
Progress:       0 %
State:          running
Id:             ...
Cancellable:    no

# requests: 4
$ hvsh domjobinfo db01 --completed
Job type:       None

$ hvsh domjobabort db01
error: the host cannot cancel job ... (Starting Virtual Machine)

[1]
$ hvsh job-abort "$(hvsh -o name job-list)"
error: the host cannot cancel job ... (Starting Virtual Machine)

[1]
$ hvsh --timeout 1 job-wait "$(hvsh -o name job-list)"
error: job ... has not ended within 1 s and runs on at 127.0.0.1
hint: hvsh job-wait ... (goes on waiting; job-abort cancels it)

[5]
$ hvsh domjobinfo web01
Job type:       None

$ hvsh domjobabort web01
error: Requested operation is not valid: no job is active on domain 'web01'

[1]
$ hvsh domjobinfo nope
error: failed to get domain 'nope'
hint: hvsh list --all (shows the domains there are)

[6]
$ hvsh job-wait nope
error: there is no job 'nope'
hint: hvsh job-list --all (shows those of the last minutes)

[6]
$ hvsh job-abort nope
error: there is no job 'nope'
hint: hvsh job-list --all (shows those of the last minutes)

[6]
$ hvsh job-wait
error: command 'job-wait' requires <job> option
[2]
$ hvsh -r job-abort x
error: read-only: 'job-abort' would change the host

[4]
$ hvsh complete -- 'hvsh job-wait ' ''
...
