# tests/cli/create-ctrl-c.sh - Ctrl-C in the middle of create-vm and clone-vm
#
# What was made is removed again all the same; what the host still makes is
# named, for its job goes on.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

files()
{
	"$HVSH" -o name vol-list default 2>/dev/null
	"$HVSH" -q list --all --name 2>/dev/null
}

# after_call METHOD COMMAND...: interrupted when the host was asked for it.
after_call()
{
	local method=$1 i pid

	shift
	"$HVSH" "$@" >out 2>&1 &
	pid=$!
	for ((i = 0; i < 400; i++)); do
		grep -q "/$method" "$REQUESTS" && break
		sleep 0.02
	done
	sleep 0.1
	kill -INT "$pid"
	wait "$pid"
}

# --- while a disk is made ---
start_hvsim --job-ms 1500 || exit 1
before=$(files)
after_call CreateVirtualHardDisk create-vm new --disk size=1G --disk size=2G
same 'Ctrl-C at the first disk' 130 $?
check 'it is named as one that may be there later' grep -qE \
	"job .*it may be there later: 'D:.*\\\\new.vhdx'" out
for ((i = 0; i < 100; i++)); do
	"$HVSH" -q vol-path new.vhdx >found 2>&1 && break
	sleep 0.1
done
same 'and there it is, and nothing else' "$(printf '%s\n' "$before" new.vhdx |
	sort)" "$(files | sort)"
stop_hvsim

# --- while the domain is made, when its disk is there ---
start_hvsim --latency 50 --job-ms 300 || exit 1
before=$(files)
after_call DefineSystem create-vm new --disk size=1G --network Internal
same 'Ctrl-C at the domain' 130 $?
check 'its disk is removed again' grep -qE "removed again: 'D:.*new.vhdx'" out
same 'and nothing is there' "$before" "$(files)"
stop_hvsim

start_hvsim --latency 50 --job-ms 300 || exit 1
before=$(files)
after_call AddResourceSettings clone-vm db01 --linked --name new
same 'Ctrl-C at the devices of a clone' 130 $?
check 'it says that all goes' grep -qE \
	"what was made is removed again; removed again: '.*new-1.vhd', '.*new.vhdx'" out
same 'and nothing is there' "$before" "$(files)"
stop_hvsim

# --- the start alone fails: what is there is said ---
start_hvsim --job-ms 50 || exit 1
"$HVSH" -q create-vm new --disk path=web01.vhdx --start >out 2>&1
same 'a start that fails' 1 $?
check 'the domain is there, and that is said' grep -qE \
	"^error: Failed to create domain 'new': it is there, but does not start: .*web01.vhdx" out
same 'and off' 'shut off' "$("$HVSH" -q domstate new 2>/dev/null)"
finish
