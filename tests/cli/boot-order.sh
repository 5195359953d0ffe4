# tests/cli/boot-order.sh - <boot order=> and <boot dev=> of a domain's XML
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

# order NAME: what the domain boots from, as domfirmware has it
order()
{
	"$HVSH" -q domfirmware "$1" 2>/dev/null |
		sed -n 's/^Boot order: *//p'
}

# vm FILE NAME OS DISK CDROM NIC: a domain with the boot elements given
vm()
{
	cat >"$1" <<X
<domain type='hyperv'>
  <name>$2</name>
  <memory unit='MiB'>512</memory>
  <os firmware='efi'><type>hvm</type>$3</os>
  <devices>
    <disk type='file' device='cdrom'><target dev='sdb' bus='scsi'/>$5</disk>
    <disk type='file' device='disk'><target dev='sda' bus='scsi'/>$4</disk>
    <interface type='null'><mac address='52:54:00:00:00:01'/>$6</interface>
  </devices>
</domain>
X
}

# defined WANT OS DISK CDROM NIC
defined()
{
	N=$((N + 1))
	vm new.xml "vm $N" "$2" "$3" "$4" "$5"
	"$HVSH" -q define new.xml >out 2>&1 || cat out
	same "$2 $3 $4 $5" "$1" "$(order "vm $N")"
	"$HVSH" -q dumpxml --inactive "vm $N" >in.xml 2>/dev/null
	"$HVSH" -q undefine "vm $N" --yes >out 2>&1
	"$HVSH" -q define in.xml >out 2>&1
	same 'and once more from what was dumped' "$1" "$(order "vm $N")"
	"$HVSH" -q dumpxml --inactive "vm $N" >again.xml 2>/dev/null
	same 'which is dumped again' "$(cat in.xml)" "$(cat again.xml)"
}

start_hvsim || exit 1
NIC=52:54:00:00:00:01

# --- a new domain, generation 2 ---
defined "sda,sdb,$NIC" '' '' '' ''
check 'the usual order is not dumped' test "$(grep -c '<boot' in.xml)" = 0
defined "sda,sdb,$NIC" "<boot dev='hd'/>" '' '' ''
defined "$NIC,sdb,sda" "<boot dev='network'/><boot dev='cdrom'/>" '' '' ''
check 'by devices, of generation 2' \
	test "$(grep -c "<boot order='[123]'/>" in.xml)" = 3
defined "$NIC,sda" '' "<boot order='9'/>" '' "<boot order='3'/>"
defined 'sdb' '' '' "<boot order='1'/>" ''

# --- one that is there: its system's entry stays, with the first disk ---
"$HVSH" dumpxml web01 >web.xml 2>/dev/null
before=$(requests)
"$HVSH" -q define web.xml 2>/dev/null
same 'as it is: no ModifySystemSettings' 0 \
	"$(tail -n +$((before + 1)) "$REQUESTS" | grep -c Modify)"
sed "/<interface/a <boot order='1'/>
	/device='disk'/{
		n
		a <boot order='2'/>
	}" web.xml | awk "/<boot order='2'/ && n++ { sub(/2/, 3) } 1" >net.xml
"$HVSH" -q define net.xml >out 2>&1 || cat out
same 'the network first, no DVD' '00:15:5d:0a:00:01,file,sda,sdb' \
	"$(order web01)"
"$HVSH" -q define web.xml >out 2>&1 || cat out
same 'and the usual order again' 'file,sda,sdb,sdc,00:15:5d:0a:00:01' \
	"$(order web01)"

# --- devices that come and go ---
cat >disk.xml <<X
<disk type='file' device='cdrom'>
  <target dev='sdg' bus='scsi'/><boot order='2'/>
</disk>
X
sed 's/sdg/sdf/; s/<boot.*>//' disk.xml >last.xml
"$HVSH" -q attach-device web01 last.xml >out 2>&1 || cat out
same 'a new one comes last' 'file,sda,sdb,sdc,00:15:5d:0a:00:01,sdf' \
	"$(order web01)"
"$HVSH" -q attach-device web01 disk.xml >out 2>&1 || cat out
same 'or where it says' 'file,sda,sdg,sdb,sdc,00:15:5d:0a:00:01,sdf' \
	"$(order web01)"
sed 's/sdg/hdd/; s/scsi/ide/' disk.xml >ide.xml
"$HVSH" attach-device db01 ide.xml >out 2>&1
same 'generation 1: exit status' 1 $?
check 'generation 1 has an order of kinds' \
	grep -q 'order of kinds of devices, not of single ones' out

# --- checkpoints bring it back ---
"$HVSH" -q snapshot-create-as web01 before >out 2>&1 || cat out
"$HVSH" -q domfirmware web01 --boot network >out 2>&1 || cat out
"$HVSH" -q snapshot-revert web01 before --yes >out 2>&1 || cat out
same 'after a revert' 'file,sda,sdg,sdb,sdc,00:15:5d:0a:00:01,sdf' \
	"$(order web01)"

# --- what fails half-way leaves the order as it was ---
"$HVSH" -q destroy web01 >out 2>&1
"$HVSH" dumpxml web01 2>/dev/null |
	sed "s/<currentMemory.*/<currentMemory>64<\/currentMemory>/
		s/<boot order='1'/<boot order='99'/" >bad.xml
"$HVSH" define bad.xml >out 2>&1
same 'a change that the host refuses' 1 $?
same 'the order is what it was' \
	'file,sda,sdg,sdb,sdc,00:15:5d:0a:00:01,sdf' "$(order web01)"

finish
