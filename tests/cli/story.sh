# tests/cli/story.sh - one VM from its making to its end
#
# Made, started, a checkpoint, changed, reverted, a larger disk, another ISO
# image, a network adapter with a VLAN, cloned, and removed with its disks: the
# host is then as it was. The same when each third request takes its time, and
# when each of its jobs fails in turn, after which either all is as before the
# step or the error names what is not, and the story goes on.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

# A line a step, as the shell of hvsh reads it.
cat >story <<'S'
create-vm 'Прод "2" & co' --memory 1G --disk size=8G --disk size=1G,type=fixed --cdrom C:\\ISO\\debian-12.iso --network Internal --description 'first <try>'
start 'Прод "2" & co'
snapshot-create-as 'Прод "2" & co' 'vor "A" <&>'
attach-interface 'Прод "2" & co' network External --config --live
desc 'Прод "2" & co' --new-desc changed
destroy 'Прод "2" & co'
setvcpus 'Прод "2" & co' 3
setmem 'Прод "2" & co' 2G
snapshot-create-as 'Прод "2" & co' second
snapshot-revert 'Прод "2" & co' 'vor "A" <&>' --yes
managedsave-remove 'Прод "2" & co'
snapshot-delete 'Прод "2" & co' --children 'vor "A" <&>' --yes --wait
vol-resize 'Прод _2_ & co.vhdx' 12G
change-media 'Прод "2" & co' sdc 'C:\ISO\tools & drivers.iso' --update
attach-interface 'Прод "2" & co' network Internal --vlan 10 --mac 52:54:00:00:00:02
update-interface 'Прод "2" & co' 52:54:00:00:00:02 --vlan 20
clone-vm 'Прод "2" & co' --name copy
clone-vm 'Прод "2" & co' --linked --name leaf
start leaf
destroy leaf
undefine leaf --remove-all-storage --yes
undefine copy --remove-all-storage --yes
snapshot-create-as 'Прод "2" & co' last
undefine 'Прод "2" & co' --remove-all-storage --snapshots-metadata --yes
S
mapfile -t STEPS <story
VM='Прод "2" & co'

# All that a look at the host shows of what the story touches.
state()
{
	{
		echo 'list --all --title'
		echo 'vol-list default --details'
		echo 'net-port-list Internal'
		echo 'net-port-list External'
		for name in "$VM" copy leaf db01; do
			echo "dumpxml --inactive '$name'"
			echo "snapshot-list --tree '$name'"
		done
	} | "$HVSH" -q 2>/dev/null
}

# What the host itself keeps, but for the jobs that it remembers.
kept()
{
	"$HVSH" -q list --all >out 2>&1     # what is due has happened
	sleep 1.2                           # within a second it is saved
	grep -oE '<p:[A-Za-z0-9]+_[A-Za-z0-9]+' state.xml | sort | uniq -c |
		grep -v Job
}

# run FROM TO: these steps, in one shell.
run()
{
	: >out
	[ "$1" -le "$2" ] || return 0
	sed -n "$1,$2p" story | "$HVSH" -q >out 2>&1
}

whole()
{
	local before

	before=$(state)
	run 1 "${#STEPS[@]}"
	same "$1: it works" 0 $?
	same "$1: nothing is said but what has to be" \
		"warning: domain '$VM' must not be started while 'leaf' is there: what its disks are based on must stay as it is" \
		"$(without_warning out)"
	same "$1: the host is as it was" "$before" "$(state)"
}

# --- as it should be ---
start_hvsim --state state.xml || exit 1
before=$(kept)
whole 'the story'
same 'what the host keeps is as it was' "$before" "$(kept)"
check 'which is a lot' test "$(wc -l <<<"$before")" -gt 30
stop_hvsim

# --- what is true in between ---
start_hvsim || exit 1
run 1 4
same 'it runs' running "$("$HVSH" -q domstate "$VM" 2>/dev/null)"
same 'with two adapters' 2 "$("$HVSH" -q domiflist "$VM" 2>/dev/null |
	grep -c bridge)"
run 5 8
same 'its memory is changed' '<currentMemory unit="KiB">2097152</currentMemory>' "$("$HVSH" -q dumpxml "$VM" \
	--xpath '//currentMemory' 2>/dev/null)"
run 9 12
same 'reverted, it has its old memory' '<currentMemory unit="KiB">1048576</currentMemory>' "$("$HVSH" -q dumpxml "$VM" \
	--xpath '//currentMemory' 2>/dev/null)"
same "and its adapter" 1 "$("$HVSH" -q domiflist "$VM" 2>/dev/null |
	grep -c bridge)"
run 13 16
same 'another ISO image is in its drive' 1 "$("$HVSH" -q domblklist "$VM" \
	2>/dev/null | grep -cF 'sdc   C:\ISO\tools & drivers.iso')"
same 'its disk is larger' 12884901888 "$("$HVSH" -o json vol-info \
	'Прод _2_ & co.vhdx' 2>/dev/null | jq .capacity_bytes)"
same "the VLAN is the second one" '<tag id="20"/>' "$("$HVSH" -q dumpxml "$VM" \
	--xpath '//tag' 2>/dev/null)"
run 17 18
same "the clone of it has it, too" '<tag id="20"/>' "$("$HVSH" -q dumpxml leaf \
	--xpath '//tag' 2>/dev/null)"
stop_hvsim

# --- each third request takes its time ---
start_hvsim --fail slow/3:120 || exit 1
whole 'a slow host'
stop_hvsim

# --- each job in turn ---
# Which step the Nth job is of: JOB_STEP[N].
start_hvsim --job-ms 5 --fail job@999 || exit 1
declare -a JOB_STEP=()
for ((i = 1; i <= ${#STEPS[@]}; i++)); do
	run "$i" "$i"
	n=$("$HVSH" -o json job-list --all 2>/dev/null | jq length)
	for ((k = ${#JOB_STEP[@]} + 1; k <= n; k++)); do
		JOB_STEP[k]=$i
	done
done
stop_hvsim
check 'it takes many jobs' test "${#JOB_STEP[@]}" -ge 40

# unsaid BEFORE AFTER: of what is there and was not, that which out does not name.
unsaid()
{
	diff <(echo "$1") <(echo "$2") | sed -n "s/^> *//p" |
	while read -r line; do
		grep -qF -- "$(sed "s/  .*//" <<<"$line")" out || echo "$line"
	done
}

# Of each step the first and the last: those between are in create-half.sh.
for n in "${!JOB_STEP[@]}"; do
	step=${JOB_STEP[n]}
	[ "$step" = "${JOB_STEP[n - 1]}" ] &&
		[ "$step" = "${JOB_STEP[n + 1]}" ] && continue
	start_hvsim --job-ms 5 --fail "job@$n:32778:Kein <Platz>" || exit 1
	first=$(state)
	run 1 $((step - 1))
	before=$(state)
	run "$step" "$step"
	status=$?
	after=$(state) changed=
	name="job $n fails, in step $step: ${STEPS[step - 1]%% *}"
	if [ "$status" = 0 ]; then
		echo "ok - $name: done all the same"
	elif [ "$before" = "$after" ]; then
		check "$name: nothing is changed, and it says why" \
			grep -q 'Kein <Platz>' out
		run "$step" "$step"
		same "$name: again" 0 $?
	else
		changed=1       # what was to be merged is not
		check "$name: it says what is done" grep -qE \
			"is (deleted|undefined), but .*Kein <Platz>" out
		same "$name: and what is left" "" \
			"$(unsaid "$before" "$after")"
	fi
	run $((step + 1)) "${#STEPS[@]}"
	[ "$changed" ] || same "$name: and the rest says no more" "" \
		"$(without_warning out |
		grep -v "^warning: domain .* must not be started")"
	same "$name: the end is the same" "$first" "$(state)"
	stop_hvsim
done
finish
