# tests/cli/define.sh - define, create, undefine; what fails leaves nothing
#
# Whatever dumpxml prints of a domain, define makes of it one that dumpxml
# prints so again: for each domain of the default host, and of the lab's.
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

# hv NAME EXPECTED COMMAND...: what hvsh prints, and its status where it is
# not 0.
hv()
{
	local name=$1 want=$2 status=0 got

	shift 2
	BEFORE=$(requests)
	"$HVSH" -q "$@" >out 2>&1 || status=$?
	SENT=$(($(requests) - BEFORE))
	got=$(without_warning out)
	[ "$status" = 0 ] || got+=$'\n'"[$status]"
	same "$name" "$want" "$got"
}

# no_checkpoints UUID: their disks are merged, so that its own stay.
no_checkpoints()
{
	local id

	for id in $("$HVSH" -o json snapshot-list --roots "$1" | jq -r ".[].id"); do
		"$HVSH" -q snapshot-delete "$1" "$id" --children --yes --wait
	done
}

# round_trip: every domain of the host is removed, and defined anew from what was
# dumped of it, its UUID included. One that cannot be removed, or whose name
# another one has too, is defined beside the old one under another name.
round_trip()
{
	local uuid name n=0 kept=0

	for uuid in $("$HVSH" -q list --all --uuid 2>/dev/null); do
		n=$((n + 1))
		no_checkpoints "$uuid" >out 2>&1
		"$HVSH" -q dumpxml --inactive "$uuid" >in.xml 2>/dev/null
		"$HVSH" -q destroy "$uuid" >out 2>&1
		"$HVSH" -q managedsave-remove "$uuid" --yes >out 2>&1
		name=$("$HVSH" -q domname "$uuid" 2>/dev/null)
		if [ "$(names | grep -cxF "$name")" = 1 ] &&
		   "$HVSH" -q undefine --yes "$uuid" >out 2>&1; then
			kept=$((kept + 1))
			"$HVSH" -q define in.xml >out 2>&1 || cat out
			"$HVSH" -q dumpxml "$uuid" >again.xml 2>/dev/null
		else
			sed -i "0,/<name>.*/s//<name>again-$n<\\/name>/
				/^  <uuid>/d" in.xml
			"$HVSH" -q define in.xml >out 2>&1 || cat out
			"$HVSH" -q dumpxml "again-$n" 2>/dev/null |
				sed '/^  <uuid>/d' >again.xml
		fi
		same "defined as it was dumped: $uuid" "$(cat in.xml)" \
			"$(cat again.xml)"
	done
	check 'there were domains' test "$n" -ge 8
	check 'most of them with their UUID' test "$kept" -ge 6
}

names()
{
	"$HVSH" -q list --all --name 2>/dev/null
}

start_hvsim || exit 1
round_trip
stop_hvsim

start_hvsim || exit 1
cat >vm.xml <<'X'
<domain type='hyperv'>
  <name>new &amp; shiny</name>
  <uuid>11111111-2222-3333-4444-555555555555</uuid>
  <description>made by define</description>
  <metadata>
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:nic number='1' dhcp-guard='yes' mac-spoofing='yes'/>
    </hvsh:vm>
  </metadata>
  <memory unit='MiB'>1025</memory>
  <vcpu>3</vcpu>
  <os firmware='efi'>
    <type>hvm</type>
  </os>
  <devices>
    <disk type='file' device='disk'>
      <source file='C:\no\such.vhdx'/>
      <target dev='sdb' bus='scsi'/>
    </disk>
    <interface type='network'>
      <mac address='52:54:00:12:34:56'/>
      <source network='Internal'/>
      <vlan><tag id='7'/></vlan>
      <bandwidth><outbound average='1000'/></bandwidth>
    </interface>
  </devices>
</domain>
X
sed '/<disk/,/<\/disk>/d' vm.xml >ok.xml
sed 's/Internal/Infernal/' ok.xml >switch.xml

# --- what is refused before anything is made ---
before=$(names)
hv 'no such file' "error: Failed to define domain from no.xml: Failed to open file 'no.xml': No such file or directory
[2]" define no.xml
same 'and no request' 0 "$SENT"
sed '4s/.*/<emulaton\/>/' ok.xml >line.xml
hv 'an element that is none' "error: Failed to define domain from line.xml: line.xml: line 4: <emulaton> in <domain> is not possible on Hyper-V
[2]" define line.xml --validate
same 'and no request' 0 "$SENT"
sed 12q ok.xml >cut.xml
"$HVSH" define cut.xml >out 2>&1
check 'XML that ends early, with its line' grep -q 'cut.xml: line 1[234]: ' out
sed 's/<vcpu>3/<vcpu>0/' ok.xml >cpus.xml
"$HVSH" define cpus.xml >out 2>&1
check 'no processors, with the line' grep -q 'cpus.xml: line 11: ' out
hv 'no such switch' "error: Failed to define domain from switch.xml: failed to get network 'Infernal'
hint: hvsh net-list --all (shows the networks there are)
[6]" define switch.xml
sed 's/new &amp; shiny/web01/' ok.xml >taken.xml
"$HVSH" define taken.xml >out 2>&1
check 'a name that is taken' grep -qE \
	"domain 'web01' already exists with uuid [0-9a-f-]{36}" out
same 'nothing was made' "$before" "$(names)"
same 'no method was called' 0 "$(grep -c DefineSystem "$REQUESTS")"

# --- half-way ---
"$HVSH" define vm.xml >out 2>&1
same 'the exit status' 1 $?
check 'a disk that is not there: its path' grep -qF 'C:\no\such.vhdx' out
check 'and that nothing remains' grep -q 'what was made is removed again' out
same 'nothing remains' "$before" "$(names)"

# --- done ---
BEFORE=$(requests)
"$HVSH" -q define ok.xml >out 2>&1
same 'requests of define' 13 $(($(requests) - BEFORE))
same "the UUID is the XML's" 11111111-2222-3333-4444-555555555555 \
	"$("$HVSH" -q domuuid 'new & shiny' 2>/dev/null)"
check 'memory is rounded up, and a warning says so' grep -qE \
	'^warning: .*1025 MiB become 1026 MiB' out
hv 'its memory' '<memory unit="KiB">1050624</memory>' \
	dumpxml --xpath //memory 'new & shiny'
hv 'its VLAN' '<tag id="7"/>' dumpxml --xpath //tag 'new & shiny'
hv 'its bandwidth' '<outbound average="1000"/>' \
	dumpxml --xpath //outbound 'new & shiny'
check 'its guards' grep -qF "<hvsh:nic number='1' mac='52:54:00:12:34:56' mac-spoofing='yes' dhcp-guard='yes'/>" \
	<("$HVSH" -q dumpxml 'new & shiny' 2>/dev/null)
hv 'its notes' 'made by define' desc 'new & shiny'

# --- again, with the UUID that it has ---
"$HVSH" -q dumpxml 'new & shiny' 2>/dev/null >is.xml
sed 's/1050624/524288/g; s/made by/changed by/; s/>3</>2</' is.xml >changed.xml
hv 'a domain is redefined' '' define changed.xml
same 'as the XML says' "$(cat changed.xml)" \
	"$("$HVSH" -q dumpxml 'new & shiny' 2>/dev/null)"
hv 'and nothing changes it' '' define changed.xml
same 'no method is called' 0 "$(tail -n "$SENT" "$REQUESTS" | grep -c VirtualSystemManagementService/)"
sed "s/Internal/Private/; s/<vlan>/<vlan trunk='yes'>/" changed.xml >nic.xml
"$HVSH" define nic.xml >out 2>&1
check 'a network adapter cannot be changed so' grep -qE \
	'network adapter 1|failed to get network' out
sed '/<interface/,/<\/interface>/d; /<metadata/,/<\/metadata/d' changed.xml >less.xml
hv 'it is taken out' '' define less.xml
same 'in one request' 1 "$(tail -n "$SENT" "$REQUESTS" | grep -c VirtualSystemManagementService/)"
check 'none is left' sh -c "! '$HVSH' -q dumpxml 'new & shiny' 2>/dev/null | grep -q '<interface'"
hv 'and put in again' '' define changed.xml
sed "s/ firmware='efi'//; /<firmware>/,/<\/firmware>/d" changed.xml >gen1.xml
"$HVSH" define gen1.xml >out 2>&1
check 'its generation stays' grep -q \
	'the domain is of generation 2, which Hyper-V never changes' out
sed 's/new &amp; shiny/old/' changed.xml >renamed.xml
"$HVSH" define renamed.xml >out 2>&1
check 'nor its name' grep -q \
	"domain 'new & shiny' is already defined with uuid" out
"$HVSH" create changed.xml >out 2>&1
check 'and create is for new ones' grep -q \
	"domain 'new & shiny' already exists with uuid" out
hv 'unchanged' "$(cat changed.xml)" dumpxml 'new & shiny'

# --- undefine ---
hv 'undefine' '' undefine 'new & shiny' --yes
same 'requests of undefine' 3 "$SENT"
"$HVSH" undefine 'Прод-01' >out 2>&1
check 'not with a saved state' grep -q 'managed save image exists' out
"$HVSH" undefine web01 >out 2>&1
check 'not while it runs' grep -q "'web01'.* is active" out
for option in wipe-storage checkpoints-metadata nvram keep-tpm; do
	"$HVSH" undefine db01 "--$option" >out 2>&1
	same "undefine --$option is wrong usage" 2 $?
	check 'and the reason is given' grep -qE \
		"^error: Option --$option is not supported: .* (none|with it|with the domain)\$" out
done
hv 'undefine --managed-save' '' undefine 'Прод-01' --managed-save --yes
check 'it is gone' [ "$(names | grep -c Прод-01)" = 0 ]

# --- create ---
hv 'create' "warning: Hyper-V gives memory in pieces of 2 MiB: 1025 MiB become 1026 MiB" \
	create <(sed '/<uuid>/d' ok.xml)
hv 'it runs' running domstate 'new & shiny'
hv 'create --paused' "error: Option --paused is not supported: Hyper-V starts a domain running; see suspend
[2]" create ok.xml --paused
before=$(names)
image=$("$HVSH" -q dumpxml web01 2>/dev/null |
	sed -n "/device='disk'/{n;s/.*file='\\(.*\\)'.*/\\1/p;q}")
awk -v image="${image//\\/\\\\}" '/such.vhdx/ {
		print "<source file=\047" image "\047/>"
		next
	} !/<uuid>/ { sub("shiny", "shared"); print }' vm.xml >shared.xml
"$HVSH" create shared.xml >out 2>&1
same 'create of what does not start' 1 $?
check 'says so' grep -q 'it does not start: .*removed again' out
same 'and leaves nothing' "$before" "$(names)"

# --- the host fails, too, when the half-made domain is to be removed ---
stop_hvsim
start_hvsim || exit 1
"$HVSH" define vm.xml >out 2>&1
last=$(grep -n DestroySystem "$REQUESTS" | cut -d : -f 1)
stop_hvsim
start_hvsim --fail "denied@$last" || exit 1
"$HVSH" define vm.xml >out 2>&1
same 'not removed' 1 $?
check 'the error has the UUID of what remains' grep -qE \
	'such.vhdx.*what was made is still there, as domain [0-9a-f-]{36}: ' out
check 'which is true' [ "$("$HVSH" -q list --all --uuid 2>/dev/null |
	grep -c "$(sed -nE 's/.*as domain ([0-9a-f-]{36}).*/\1/p' out)")" = 1 ]
check 'and how to remove it' grep -qE '^hint: hvsh undefine [0-9a-f-]{36} ' out
stop_hvsim

# --- the answer to DefineSystem is lost ---
n=$(grep -n DefineSystem "$REQUESTS" | cut -d : -f 1)
start_hvsim --fail "cut@$n" || exit 1
"$HVSH" define ok.xml >out 2>&1
same 'no answer' 3 $?
check 'the hint says where to look' grep -qF \
	"hint: hvsh list --all (shows whether 'new & shiny' was made" out
stop_hvsim

# --- Ctrl-C ---
# interrupted N COMMAND...: stopped when the host has had N requests more.
interrupted()
{
	local n=$(($1 + $(requests))) i pid

	shift
	"$HVSH" "$@" >out 2>&1 &
	pid=$!
	for ((i = 0; i < 400; i++)); do
		[ "$(requests)" -ge "$n" ] && break
		sleep 0.02
	done
	kill -INT "$pid"
	wait "$pid"
}

# when the new domain is read, and when it is changed
for more in 1 6; do
	start_hvsim --latency 100 --job-ms 400 || exit 1
	before=$(names)
	interrupted $((n + more)) define ok.xml
	same "Ctrl-C, $more requests after DefineSystem" 130 $?
	check 'what is made is removed' grep -q 'removed again' out
	same 'and nothing is there' "$before" "$(names)"
	stop_hvsim
done

# --- the host takes no UUID ---
start_hvsim --fail 'job*1:32768:Read-only' || exit 1
"$HVSH" -q define ok.xml >out 2>&1
same 'defined all the same' 0 $?
check 'with another UUID, and a warning says so' grep -qE \
	'^warning: Hyper-V chose .* not 11111111-' out
same 'one domain was made' 1 "$(names | grep -c shiny)"
stop_hvsim

# --- every job fails ---
start_hvsim --fail 'job:32768:Kein Platz <mehr>' || exit 1
before=$(names)
"$HVSH" define ok.xml >out 2>&1
same 'a job that fails' 1 $?
check 'in the words of the host' grep -q 'Kein Platz <mehr> (code 32768)' out
same 'and nothing was made' "$before" "$(names)"
stop_hvsim

# --- the lab ---
if [ -d "$SHARED/lab/host" ]; then
	start_hvsim --load "$SHARED/lab/host" || exit 1
	round_trip
else
	echo "ok - the lab's domains # SKIP there is no shared/lab beside the repository"
fi
finish
