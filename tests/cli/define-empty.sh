# tests/cli/define-empty.sh - what dumpxml prints, defined on an empty host
#
# Each domain of a host is dumped, all are removed, and each is defined from
# what was dumped; libvirt's schema takes it, and it is the same when it is
# dumped again. Then two domains with all that the two generations have, and a
# TPM.
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"
cd "$TMP" || exit 1

hv()
{
	"$HVSH" -q "$@" 2> >(without_warning >&2)
}

valid()
{
	if ! command -v virt-xml-validate >/dev/null; then
		echo "ok - the schema # SKIP there is no virt-xml-validate"
		return
	fi
	check "libvirt's schema takes $1" virt-xml-validate "$1" domain
}

# again NAME FILE: defined from FILE, and dumped as it.
again()
{
	hv define "$2" >out 2>&1 || cat out
	hv dumpxml --inactive "$1" >again.xml
	same "defined again: $2" "$(cat "$2")" "$(cat again.xml)"
}

# remove_all N: all but N, which are for ever on their way to another state.
remove_all()
{
	local guid

	for guid in $(hv list --all --uuid); do
		hv destroy "$guid" 2>/dev/null
		hv undefine --yes --managed-save "$guid" 2>/dev/null || rm "$guid.in"
	done
	same "$1 remain on the host" "$1" "$(hv list --all --uuid | grep -c .)"
}

# no_checkpoints GUID: their disks are merged, so that its own stay.
no_checkpoints()
{
	local id

	for id in $(hv -o json snapshot-list --roots "$1" | jq -r ".[].id"); do
		hv snapshot-delete "$1" "$id" --children --yes --wait
	done
}

# empty_host N
empty_host()
{
	local guid file

	rm -f -- *.in
	for guid in $(hv list --all --uuid); do
		no_checkpoints "$guid"
		hv dumpxml "$guid" >"$guid.xml"
		valid "$guid.xml"
		hv dumpxml --inactive "$guid" >"$guid.in"
		hv domname "$guid" >"$guid.name"
	done
	remove_all "$1"
	for file in *.in; do
		again "$(sed -n 1p "${file%.in}.name")" "$file"
		# two may have one name, but not be defined so
		hv undefine --yes "$(sed -n 1p "${file%.in}.name")"
	done
	same 'eight of them' 8 "$(ls -- *.in | wc -l)"
}

start_hvsim || exit 1
empty_host 1

# --- all there is in generation 1 ---
cat >one.xml <<'X'
<domain type='hyperv'>
  <name>one</name>
  <description>two
lines &lt;&amp;&gt; "q" 'a'</description>
  <metadata>
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:memory minimum='256' buffer='21' weight='5001'/>
      <hvsh:cpu limit='50000' reservation='1000' weight='200' nested='yes'/>
      <hvsh:start action='always' delay='30'/>
      <hvsh:stop action='shutdown'/>
      <hvsh:checkpoints kind='production-only'/>
      <hvsh:disk target='hda' iops-min='100'/>
      <hvsh:nic number='1' name='my &amp; &lt;nic&gt;'/>
    </hvsh:vm>
  </metadata>
  <memory unit='GiB'>4</memory>
  <currentMemory unit='GiB'>1</currentMemory>
  <vcpu>2</vcpu>
  <os><type>hvm</type><boot dev='fd'/><boot dev='hd'/></os>
  <devices>
    <disk type='file' device='disk'>
      <source file='D:\Hyper-V\Virtual Hard Disks\web01.vhdx'/>
      <target dev='hda' bus='ide'/>
      <iotune><total_iops_sec>500</total_iops_sec></iotune>
    </disk>
    <disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>
    <disk type='file' device='disk'>
      <source file='D:\Hyper-V\Virtual Hard Disks\db01.vhdx'/>
      <target dev='sdbl' bus='scsi'/>
    </disk>
    <disk type='file' device='cdrom'><target dev='sdbm' bus='scsi'/></disk>
    <interface type='null'>
      <mac address='52:54:00:12:34:56'/><model type='dec21140'/>
    </interface>
    <interface type='network'>
      <mac address='52:54:00:12:34:57'/><source network='Internal'/>
      <vlan trunk='yes'><tag id='5'/><tag id='10' nativeMode='untagged'/></vlan>
    </interface>
    <interface type='network'><source network='SWITCH'/></interface>
    <serial type='pipe'>
      <source path='\\.\pipe\a b&amp;c'/><target port='1'/>
    </serial>
  </devices>
</domain>
X
sed -i "s/SWITCH/$(hv net-uuid 'Private <lab> & co')/" one.xml
hv define one.xml || echo 'not ok - define one.xml'
hv dumpxml one >one.out
valid one.out
same 'drives and adapters' '4 3' \
	"$(grep -c '<disk ' one.out) $(grep -c '<interface ' one.out)"
check 'a switch by its GUID is shown by its name' \
	grep -qF "<source network='Private &lt;lab&gt; &amp; co'/>" one.out
for line in "memory minimum='256' buffer='21' weight='5001'" \
	"cpu limit='50000' reservation='1000' weight='200' nested='yes'" \
	"start action='always' delay='30'" "stop action='shutdown'" \
	"checkpoints kind='production-only'" \
	"disk target='hda' iops-min='100'" \
	"nic number='1' mac='52:54:00:12:34:56' name='my &amp; &lt;nic&gt;'"; do
	check "$line" grep -qF "<hvsh:$line/>" one.out
done
hv undefine one --yes
again one one.out

# --- a TPM, for which the host makes a key protector ---
cat >two.xml <<'X'
<domain type='hyperv'>
  <name>two</name>
  <metadata>
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:secure-boot template='MicrosoftUEFICertificateAuthority'/>
    </hvsh:vm>
  </metadata>
  <memory unit='GiB'>1</memory>
  <vcpu>2</vcpu>
  <os firmware='efi'><type>hvm</type></os>
  <devices>
    <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
  </devices>
</domain>
X
hv define two.xml
same 'in one step' 0 $?
hv dumpxml two >two.out
valid two.out
check 'and shown' grep -q "<tpm model='tpm-crb'>" two.out
check 'with the template' \
	grep -q "template='MicrosoftUEFICertificateAuthority'" two.out
hv define two.out
same 'the same again' "$(cat two.out)" "$(hv dumpxml two)"
stop_hvsim

# --- the lab ---
if [ -d "$SHARED/lab/host" ]; then
	start_hvsim --load "$SHARED/lab/host" || exit 1
	empty_host 0
	stop_hvsim
	# at most four round trips, whatever is in it
	start_hvsim --load "$SHARED/lab/host" --latency 500 || exit 1
	start=${EPOCHREALTIME/[.,]/}
	hv dumpxml Прод-01 >out
	ms=$(((${EPOCHREALTIME/[.,]/} - start) / 1000))
	same 'disks and adapters' '3 2' \
		"$(grep -c '<disk ' out) $(grep -c '<interface ' out)"
	check "four round trips at most ($ms ms)" test "$ms" -lt 2400
	same 'in five requests' 5 "$(requests)"
else
	echo "ok - the lab's domains # SKIP there is no shared/lab beside the repository"
fi
finish
