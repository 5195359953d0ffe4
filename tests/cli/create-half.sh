# tests/cli/create-half.sh - create-vm, when any step of it fails
#
# Afterwards either the host is as it was, or the error names what remains.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

state()
{
	"$HVSH" -q list --all --uuid 2>/dev/null | sort
	"$HVSH" -o name vol-list default 2>/dev/null
}

make()
{
	"$HVSH" -q create-vm 'новый "1"' --disk size=1G --disk size=2G \
		--cdrom 'C:\ISO\debian-12.iso' --network Internal,vlan=3 "$@" \
		>out 2>&1
}

start_hvsim --fail job@99 || exit 1
make
same 'it works' 0 $?
jobs=$("$HVSH" -o json job-list --all 2>/dev/null | jq length)
check 'in several jobs' test "$jobs" -ge 6
stop_hvsim

# how many requests there are before it, and how many it takes
start_hvsim || exit 1
state >out
before_it=$(requests)
make
last=$(($(requests) - before_it))
stop_hvsim

for ((n = 1; n <= jobs; n++)); do
	start_hvsim --fail "job@$n:32778:Nicht genug <Platz>" || exit 1
	before=$(state)
	make
	same "job $n of $jobs fails" 1 $?
	check 'in the words of the host' grep -qF 'Nicht genug <Platz> (code 32778)' out
	same 'and nothing remains' "$before" "$(state)"
	check 'which is said' grep -qE 'removed again|cannot make the disk .*1_\.vhdx' out
	stop_hvsim
done

# a request that is refused
for ((n = 1; n <= last; n++)); do
	start_hvsim --fail "denied@$((before_it + n))" || exit 1
	before=$(state)
	make
	status=$?
	if [ "$status" = 0 ]; then     # a look at a job less was enough
		stop_hvsim
		continue
	fi
	if [ "$(state)" != "$before" ]; then
		same "request $n of $last is refused: what remains is named" '' \
			"$(diff <(echo "$before") <(state) | sed -n 's/^> //p' |
			while read -r left; do
				grep -qF -- "$left" out || echo "$left"
			done)"
	else
		check "request $n of $last is refused: nothing remains" \
			test "$status" = 4
	fi
	stop_hvsim
done
finish
