# tests/cli/refused.t - no connection: the command has not begun, and no empty
# line ends it
# host: none
$ HVSH_PASSWORD=x hvsh -c 'hyperv://u@127.0.0.1:1/?transport=http' list
error: Failed to list domains: cannot connect to 127.0.0.1 port 1: Connection refused
hint: WinRM must be running there (winrm quickconfig); ...
[3]
