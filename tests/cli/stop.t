# tests/cli/stop.t - destroy, shutdown, reboot, reset
$ hvsh destroy web01
Domain 'web01' destroyed

$ hvsh domstate web01
shut off

$ hvsh destroy web01
error: Failed to destroy domain 'web01': Requested operation is not valid: Domain is not active

[1]
# requests: 1
$ hvsh shutdown web01
error: Failed to shutdown domain 'web01': Requested operation is not valid: Domain is not active

[1]
$ hvsh reboot web01
error: Failed to reboot domain 'web01': Requested operation is not valid: Domain is not active

[1]
$ hvsh reset web01
error: Failed to reset domain 'web01': Requested operation is not valid: Domain is not active

[1]
# a saved state is not thrown away by accident
$ hvsh destroy Прод-01
error: Failed to destroy domain 'Прод-01': Requested operation is not valid: Domain is not active
hint: hvsh managedsave-remove 'Прод-01' (discards its saved state)

[1]
$ hvsh domstate Прод-01
saved

$ hvsh shutdown "Bob's VM"
error: Failed to shutdown domain 'Bob's VM': Requested operation is not valid: Domain is paused
hint: hvsh resume 'Bob'\''s VM' (lets it run on)

[1]
$ hvsh start web01
Domain 'web01' started

$ hvsh reset web01
Domain 'web01' was reset

$ hvsh reboot web01
Domain 'web01' is being rebooted

# requests: 3
$ sleep 1; hvsh destroy --graceful web01
Domain 'web01' destroyed

$ hvsh domstate web01
shut off

$ hvsh start web01
Domain 'web01' started

$ hvsh shutdown web01
Domain 'web01' is being shutdown

# requests: 3
$ sleep 1; hvsh domstate web01
shut off

$ hvsh destroy --timeout 5 web01
error: Option --timeout is for --graceful alone

[2]
$ hvsh destroy --graceful --timeout x web01
error: Numeric value 'x' for <timeout> option is malformed or out of range
[2]
$ hvsh shutdown --mode acpi web01
error: Option --mode is not supported: Hyper-V knows one way, its integration services
[2]
$ hvsh destroy 日本語サーバー
Domain '日本語サーバー' destroyed

