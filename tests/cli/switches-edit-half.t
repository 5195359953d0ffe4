# tests/cli/switches-edit-half.t - a switch whose change is refused half-way
# host: --fail denied@16
$ mkdir -p t; TMPDIR=$PWD/t EDITOR='sed -i "s,<name>.*,<name>in</name>,;s,</network>,<vlan><tag id=\"5\"/></vlan>&,"' hvsh -q net-edit Internal
warning: what was edited is kept in '...'
error: Failed to edit network 'Internal': already changed: its settings; but: the VLAN of the host's port cannot be changed: Access is denied. (code 5, 0x00000005)
hint: the user must be in the host's group 'Administrators', ...
[4]
# requests: 16
$ ls t | wc -l; hvsh -q net-list --name
1
External
in
Private <lab> & co
