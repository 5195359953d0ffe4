# tests/cli/change-undo.sh - a change of devices that fails half-way
#
# The disk of db01 is taken out in two steps, its image first; hvsim refuses
# one request or the other, by its number.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

# refused N...: db01's hdb is detached while the host denies these requests.
refused()
{
	local n options=()

	for n; do
		options+=(--fail "denied@$n")
	done
	start_hvsim "${options[@]}" || exit 1
	"$HVSH" detach-disk db01 hdb >out 2>&1
	status=$?
	"$HVSH" -q dumpxml db01 2>/dev/null >now.xml
	methods=$(grep -c 'VirtualSystemManagementService/' "$REQUESTS")
}

start_hvsim || exit 1
"$HVSH" -q dumpxml db01 2>/dev/null >was.xml
stop_hvsim
start_hvsim || exit 1
"$HVSH" -q detach-disk db01 hdb >out 2>&1
image=$(grep -n RemoveResourceSettings "$REQUESTS" | sed -n '1s/:.*//p')
drive=$(grep -n RemoveResourceSettings "$REQUESTS" | sed -n '2s/:.*//p')
stop_hvsim
check 'two steps' [ -n "$drive" ]

# --- the first step ---
refused "$image"
same 'refused at once: the status' 4 "$status"
check 'nothing is said to be undone' sh -c '! grep -q undone out'
same 'and nothing was changed' "$(cat was.xml)" "$(cat now.xml)"
same 'with one method' 1 "$methods"
stop_hvsim

# --- the second step ---
refused "$drive"
same 'refused half-way: the status' 4 "$status"
check 'the error says that it is undone' grep -q \
	'cannot remove the disk: .*; what was changed before is undone$' out
same 'which is true' "$(cat was.xml)" "$(cat now.xml)"
back=$(grep -n AddResourceSettings "$REQUESTS" | sed -n '1s/:.*//p')
stop_hvsim

# --- and then what would undo it ---
refused "$drive" "$back"
same 'refused, and not undone: the status' 4 "$status"
check 'the error says what remains' grep -q \
	'what was changed before could not be undone (.*): the disk at IDE 0:1 is empty$' out
check 'and where to look' grep -q '^hint: hvsh dumpxml db01 ' out
check 'which is true' sh -c '! grep -q db01-data now.xml && grep -q hdb now.xml'
stop_hvsim

# --- and then every answer ---
last=$((back + 40))
refused $(seq "$drive" "$last")
check 'the error says that nobody knows' grep -q \
	'could not be undone (.*), and the host does not tell what remains' out
stop_hvsim

# --- what was added is there, and which it is nobody tells ---
start_hvsim --job-ms 1 || exit 1
"$HVSH" -q dumpxml web01 >was.xml 2>/dev/null
before=$(requests)
"$HVSH" -q attach-interface web01 network Internal --vlan 10 >out 2>&1
add=$(tail -n "+$((before + 1))" "$REQUESTS" | grep -n AddResourceSettings |
	sed -n '1s/:.*//p')
stop_hvsim
start_hvsim --job-ms 1 --fail "cut@$((add + 2))" || exit 1
"$HVSH" attach-interface web01 network Internal --vlan 10 >out 2>&1
same 'cut off after an adapter was added: the status' 3 $?
check 'the error says that it is undone' grep -q \
	'cut the connection; what was changed before is undone$' out
"$HVSH" -q dumpxml web01 >now.xml 2>/dev/null
same 'which is true' "$(cat was.xml)" "$(cat now.xml)"
stop_hvsim

# --- a new file for a disk that is not attached ---
start_hvsim || exit 1
"$HVSH" -q attach-disk db01 new.vhdx sdb --create 10G >out 2>&1
same 'a new disk' 0 $?
check 'its file is there' sh -c '"$HVSH" -q vol-list default 2>/dev/null | grep -q new.vhdx'
add=$(grep -n AddResourceSettings "$REQUESTS" | sed -n '2s/:.*//p')
stop_hvsim
start_hvsim --fail "denied@$add" || exit 1
"$HVSH" attach-disk db01 new.vhdx sdb --create 10G >out 2>&1
same 'the new disk is not attached' 4 $?
check 'its file is gone, and the error says so' grep -q \
	'is undone; the new file is removed again$' out
check 'which is true' sh -c '! "$HVSH" -q vol-list default 2>/dev/null | grep -q new.vhdx'
stop_hvsim

create=$(grep -n CreateVirtualHardDisk "$REQUESTS" | sed -n '1s/:.*//p')
start_hvsim --fail "cut@$create" || exit 1
"$HVSH" attach-disk db01 new.vhdx sdb --create 10G >out 2>&1
same 'cut off while the file is made: the status' 3 $?
check 'the error says that it may be there' grep -q \
	"cannot create '.*; the new file may be there, or come later\$" out
stop_hvsim

start_hvsim --fail 'job:32768:Kein Platz' || exit 1
"$HVSH" attach-disk db01 new.vhdx sdb --create 10G >out 2>&1
same 'a file that cannot be made' 1 $?
check 'is said so' grep -q "cannot create '.*new.vhdx': .*Kein Platz" out
stop_hvsim
finish
