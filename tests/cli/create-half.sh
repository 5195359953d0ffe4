# tests/cli/create-half.sh - create-vm and clone-vm, when any step of them fails
#
# Afterwards either the host is as it was, or the error names what remains.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

state()
{
	"$HVSH" -q list --all --name 2>/dev/null
	"$HVSH" -o name vol-list default 2>/dev/null
}

create()
{
	"$HVSH" -q create-vm 'новый "1"' --disk size=1G --disk size=2G \
		--cdrom 'C:\ISO\debian-12.iso' --network Internal,vlan=3 "$@" \
		>out 2>&1
}

clone()
{
	"$HVSH" -q clone-vm db01 --name 'новый "1"' >out 2>&1
}

linked()
{
	"$HVSH" -q clone-vm db01 --linked --name 'новый "1"' >out 2>&1
}

# each_job WHAT: each of its jobs fails in turn.
each_job()
{
	local n jobs before

	start_hvsim --fail job@99 || exit 1
	"$1"
	same "$1 works" 0 $?
	jobs=$("$HVSH" -o json job-list --all 2>/dev/null | jq length)
	check 'in several jobs' test "$jobs" -ge 6
	stop_hvsim
	for ((n = 1; n <= jobs; n++)); do
		start_hvsim --fail "job@$n:32778:Nicht genug <Platz>" || exit 1
		before=$(state)
		"$1"
		same "$1: job $n of $jobs fails" 1 $?
		check 'in the words of the host' \
			grep -qF 'Nicht genug <Platz> (code 32778)' out
		same 'and nothing remains' "$before" "$(state)"
		check 'which is said' grep -qE \
			'removed again|cannot make the disk .*1_\.vhdx' out
		stop_hvsim
	done
}

# each_request WHAT FAILURE: each of its requests fails in turn.
each_request()
{
	local n last before before_it status

	start_hvsim || exit 1
	state >out
	before_it=$(requests)
	"$1"
	last=$(($(requests) - before_it))
	stop_hvsim
	for ((n = 1; n <= last; n++)); do
		start_hvsim --fail "$2@$((before_it + n))" || exit 1
		before=$(state)
		"$1"
		status=$?
		# a look at a job less was enough, or it was asked again
		[ "$status" = 0 ] ||
			same "$1: $2 at request $n of $last: what is there is named" \
				'' "$(unsaid "$before" "$(state)")"
		stop_hvsim
	done
}

# unsaid BEFORE AFTER: of the lines that are new, those that are not in out.
unsaid()
{
	local line

	diff <(echo "$1") <(echo "$2") | sed -n 's/^[<>] //p' |
	while read -r line; do
		grep -qF -- "$line" out || echo "$line"
	done
}

each_job create
each_job clone
each_job linked
each_request create denied
each_request clone denied
# the answer is lost, whether it was done or not: the name is told
each_request create cut
finish
