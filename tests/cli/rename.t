# tests/cli/rename.t - domrename
$ hvsh domrename web01 'веб "1" & Co'
Domain successfully renamed

# requests: 3
$ hvsh -q domuuid 'веб "1" & Co'
...
#
# of a domain that runs; its checkpoints keep their names
$ hvsh -q domstate 'веб "1" & Co'; hvsh -q snapshot-create-as 'веб "1" & Co' one; hvsh -q domrename 'веб "1" & Co' web01; hvsh -q snapshot-list web01 --name
running
one
$ hvsh -q snapshot-dumpxml web01 one --xpath '//name'
<name>one</name>
$ hvsh -q dumpxml web01 --xpath '/domain/name'
<name>web01</name>
#
# a UUID names it as well as a name
$ hvsh -q domrename $(hvsh -q domuuid web01) web02; hvsh -q domrename web02 web01
#
# what cannot be
$ hvsh domrename web01 db01
error: operation failed: domain 'db01' already exists with uuid ...

[1]
# requests: 2
$ hvsh domrename web01 web01
error: Requested operation is not valid: Can't rename domain to itself

[1]
$ hvsh domrename web01 ''
error: Failed to get option 'new-name': Option argument is empty
[2]
# requests: 0
# what the wire cannot carry, and a line feed, which virsh has not in names either
$ hvsh -q domrename web01 $'a\nb'
error: name 'a b' cannot contain the character U+000A
[2]
# requests: 0
$ hvsh -q domrename web01 $'a\001b'
error: name 'a\x01b' cannot contain the character U+0001
[2]
# requests: 0
$ hvsh -q domrename web01 $'a\377'
error: name 'a\xff' is not UTF-8, at byte 2
[2]
# requests: 0
$ hvsh -q create-vm $'a\001b'
error: Failed to create domain 'a\x01b': name 'a\x01b' cannot contain the character U+0001
[2]
$ hvsh -q clone-vm db01 --name $'a\377' --dry-run
error: ...name 'a\xff' is not UTF-8, at byte 2
[2]
$ hvsh domrename web01
error: command 'domrename' requires <new-name> option
[2]
# requests: 0
$ hvsh -q domrename nosuch x
error: failed to get domain 'nosuch'
hint: hvsh list --all (shows the domains there are)
[6]
$ hvsh -q -r domrename web01 x
error: read-only: 'domrename' would change the host
[4]
# requests: 0
#
# its letters in another case are another name
$ hvsh -q domrename web01 WEB01; hvsh -q list --all --name | grep -i web01; hvsh -q domrename WEB01 web01
WEB01
$ hvsh complete -- 'hvsh domrename db' db
db01
