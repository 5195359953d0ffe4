# tests/cli/pause.t - suspend, resume, managedsave and its removal, autostart
$ hvsh suspend web01
Domain 'web01' suspended

$ hvsh domstate web01
paused

$ hvsh suspend web01
error: Failed to suspend domain 'web01': Requested operation is not valid: Domain is paused

[1]
# requests: 1
$ hvsh resume web01
Domain 'web01' resumed

$ hvsh domstate web01
running

$ hvsh resume web01
error: Failed to resume domain 'web01': Requested operation is not valid: Domain is not paused

[1]
# the same request would start it
$ hvsh resume db01
error: Failed to resume domain 'db01': Requested operation is not valid: Domain is not paused

[1]
$ hvsh resume Прод-01
error: Failed to resume domain 'Прод-01': Requested operation is not valid: Domain is not paused

[1]
$ hvsh domstate db01
shut off

$ hvsh suspend db01
error: Failed to suspend domain 'db01': Requested operation is not valid: Domain is not active

[1]
$ hvsh suspend 日本語サーバー
error: Failed to suspend domain '日本語サーバー': Requested operation is not valid: Domain is starting

[1]
$ hvsh managedsave web01
Domain 'web01' state saved by hvsh

$ hvsh domstate web01 --reason
saved (saved)

$ hvsh managedsave web01
error: Failed to save domain 'web01' state: Requested operation is not valid: Domain is not active

[1]
$ hvsh managedsave-remove web01
error: Failed to remove managed save image for domain 'web01': there is no terminal to confirm on: discard the saved memory of domain 'web01'
hint: --yes (does it without a question)

[2]
$ hvsh managedsave-remove web01 --dry-run
Would discard the saved memory of domain 'web01'

# requests: 1
$ hvsh managedsave-remove web01 --yes
Removed managedsave image for domain 'web01'

$ hvsh domstate web01
shut off

# running VMs and those that are off have nothing to remove
$ hvsh managedsave-remove web01
Domain 'web01' has no manage save image; removal skipped

# requests: 1
$ hvsh managedsave --verbose "Bob's VM"
Domain 'Bob's VM' state saved by hvsh

$ hvsh managedsave db01
error: Failed to save domain 'db01' state: Requested operation is not valid: Domain is not active

[1]
$ hvsh autostart db01
Domain 'db01' marked as autostarted

# requests: 2
$ hvsh dominfo db01 | grep Autostart
Autostart:      enable
$ hvsh autostart db01
Domain 'db01' marked as autostarted

$ hvsh autostart --disable db01
Domain 'db01' unmarked as autostarted

$ hvsh dominfo db01 | grep Autostart
Autostart:      disable
$ hvsh autostart nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
