#!/bin/bash
# tests/cli/long-work.sh - what takes the host longer: a bar on a terminal, the
# job's id for who will not wait, a question before anything is destroyed
. "$TESTS/lib.sh"
command -v expect >/dev/null || skip "expect is not there"
cd "$TMP" || exit 1
export TERM=vt100

# interrupted NAME COMMAND...: Ctrl-C while its job runs.
interrupted()
{
	local name=$1 pid i id status

	shift
	"$HVSH" "$@" >out 2>&1 </dev/null &
	pid=$!
	for ((i = 0; i < 400; i++)); do
		id=$("$HVSH" -o name job-list 2>/dev/null)
		[ -n "$id" ] && break
		sleep 0.02
	done
	kill -INT "$pid"
	wait "$pid"
	status=$?
	same "$name: Ctrl-C" 130 "$status"
	check "$name: names its job" grep -q "$id" out
	check "$name: says how to go on" \
		grep -q "^hint: hvsh job-wait $id (goes on waiting" out
	"$HVSH" -q job-wait "$id" >out 2>&1
	same "$name: which works" 0 $?
}

quietly()
{
	"$HVSH" -q "$@" 2>/dev/null
}

start_hvsim --job-ms 600 || exit 1
quietly domservices web01 --enable guest-services
for words in 'start db01' 'snapshot-create-as web01 one' \
	'vol-create-as default new.vhdx 1G' 'setmem web01 1G' \
	'domservices web01 --disable vss' 'vol-compact new.vhdx' \
	'destroy web01' ; do
	eval "interrupted '${words%% *}' $words"
done
quietly start web01
interrupted copy-to-guest copy-to-guest web01 'C:\ISO\debian-12.iso' /tmp
stop_hvsim

start_hvsim --job-ms 4000 || exit 1
"$HVSH" --timeout 1 start db01 >out 2>&1
same '--timeout ends the waiting' 5 $?
check 'and says how to go on' \
	grep -qE '^hint: hvsh job-wait [0-9A-F-]{36} \(goes on waiting' out
stop_hvsim

# on_terminal COMMAND...: what it prints there; every question is answered "n".
on_terminal()
{
	LINE=$(printf '%q ' "$HVSH" "$@") expect -c '
		set timeout 20
		spawn -noecho bash -c $env(LINE)
		expect {
			-re {Really [^\r]*\[y/N\] } { send "n\r"; exp_continue }
			eof
		}
		exit [lindex [wait] 3]' >out 2>&1
}

start_hvsim --job-ms 300 || exit 1
on_terminal start db01
same 'a start on a terminal' 0 $?
check 'has a bar' grep -qE '[0-9]+ %' out
quietly snapshot-create-as "Bob's VM" now

before()
{
	quietly list --all; quietly net-list; quietly vol-list default
	quietly snapshot-list "Bob's VM"; quietly snapshot-list Прод-01
}

# harmless WORD COMMAND...: "n" on a terminal, no --yes elsewhere, and --dry-run all
# leave the host as it is, and name what it is about.
harmless()
{
	local asked=$1 name=$2 was now

	shift
	was=$(before)
	on_terminal "$@"
	same "$name: 'n' is a failure" 1 $?
	check "$name: the question names it" grep -q "Really.*$asked" out
	"$HVSH" "$@" >out 2>&1 </dev/null
	same "$name: --yes is needed without a terminal" 2 $?
	check "$name: and said" grep -q '^hint: --yes' out
	"$HVSH" "$@" --dry-run >out 2>&1
	same "$name: --dry-run" 0 $?
	check "$name: tells what would be done" grep -q "$asked" out
	now=$(before)
	same "$name: nothing was done" "$was" "$now"
}

quietly destroy web01
harmless web01.vhdx vol-delete web01.vhdx --force
harmless now snapshot-delete "Bob's VM" now
harmless now snapshot-revert "Bob's VM" now
harmless now snapshot-prune "Bob's VM" --keep 0
harmless Прод-01 managedsave-remove Прод-01
harmless web01 undefine web01
quietly net-create-as spare --private
harmless spare net-destroy spare
harmless spare net-undefine spare
quietly vol-create-as default base.vhdx 1G
quietly vol-create-as default kid.vhdx 1G --backing-vol base.vhdx
harmless kid.vhdx vol-merge kid.vhdx
harmless kid.vhdx vol-reparent kid.vhdx db01.vhdx --ignore-mismatch
finish
