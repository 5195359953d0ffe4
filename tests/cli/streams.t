# tests/cli/streams.t - standard streams that are closed, full or gone; what a
# terminal gets and what a pipe gets
# a closed stdout must not become the number of the connection
$ hvsh hostname >&-
error: cannot write output: Bad file descriptor
[1]
$ hvsh hostname 2>&-
HVSIM

$ hvsh hostname <&-
HVSIM

$ hvsh hostname >/dev/full
error: cannot write output: No space left on device
[1]
# its status, above the one of who stopped reading
$ (set -o pipefail; hvsh hostname | true)
[141]
# what is said beside the data is JSON too, line by line
$ hvsh -o json domstate nosuch 2>&1 | jq -c keys
["warning"]
["error"]
# no control character, no turned direction, no stray byte
$ hvsh -o json domstate $'\u202e\u009b\e\xff' 2>&1 | grep -o "'.*'"
'\u202e\u009b\u001b�'
$ hvsh -o csv list --name | head -n 2 | od -An -c | tr -s ' '
 n a m e \r \n w e b 0 1 \r \n
$ printf 'hvsh -o csv "echo \033[31m\302\233"' >csv; script -qec 'bash csv' /dev/null </dev/null | cat -v
text^M
\x1b[31m\xc2\x9b^M
$ hvsh -o name echo one
one
# a state that cannot be kept
$ hvsh -c test:///nosuch/state.xml list
hvsim: cannot save the state in /nosuch/state.xml: No such file or directory
error: the simulated host ended with status 1 before it was ready
hint: what it says on stderr tells why; it was started as ...
[3]
# a script: a NUL would cut a line short, "destroy web01\0-test" for one
$ printf 'echo one\necho two\0three\necho four\n' | hvsh
one
error: the script has a NUL character in it
[2]
$ hvsh <.
error: cannot read the script: Is a directory
[1]
$ hvsh -q <<< $'echo one\r\n  # two\r\necho\tthree # four\r'
onethree
