#!/bin/bash
# tests/cli/devices.sh - drives, interfaces, ports and processors of the lab's
# domains: what virsh does not show of them, in rows and in JSON, and in how
# few requests
. "$TESTS/lib.sh"

[ -d "$SHARED/lab/host" ] || skip "there is no shared/lab beside the repository"
start_hvsim --load "$SHARED/lab/host" || exit 1

OFF="O'Brien's VM"
TRUNK=Прод-01

# says NAME REQUESTS COMMAND...: standard input is what it prints.
says()
{
	local name=$1 want=$2 before out

	shift 2
	before=$(requests)
	out=$("$HVSH" -q "$@" 2>&1 | without_warning)
	same "$name" "$(cat)" "$out"
	check "$name: $want requests" test $(($(requests) - before)) = "$want"
}

says 'drives of all kinds' 5 domblklist --details "$OFF" <<'E'
 file   disk     hda   D:\VMs\O'Brien's VM\Virtual Hard Disks\O'Brien's VM.vhdx
 file   disk     hdb   D:\VMs\O'Brien's VM\Virtual Hard Disks\O'Brien's VM-data1.vhd
 file   cdrom    hdc   -
 file   disk     sda   D:\VMs\O'Brien's VM\Virtual Hard Disks\O'Brien's VM-data2.vhdx
 file   floppy   fda   -
E
guid=$("$HVSH" -q domuuid "$OFF" 2>/dev/null)
says 'the same by GUID' 5 --output name domblklist "$guid" <<'E'
hda
hdb
hdc
sda
fda
E
says 'interfaces' 5 domiflist "$TRUNK" <<'E'
 -   bridge    Internal          -          00:15:5d:38:01:04
 -   network   Private <&> Net   dec21140   00:15:5d:38:01:05
E
says 'interfaces, raw' 5 --output json domiflist "$OFF" <<'E'
[
{"interface":null,"type":"null","source":null,"model":null,"mac":"00:15:5d:38:01:06","name":"Network Adapter","switch_uuid":null,"vlan":null,"number":1,"mac_static":false,"link":"down","trunk":null,"native_vlan":null,"private_vlan":false,"limit":0,"reservation":0,"mac_spoofing":false,"dhcp_guard":false,"router_guard":false}
]
E
says 'their VLANs' 5 domiflist --details "$TRUNK" <<'E'
 1   Network Adapter          00:15:5d:38:01:04   Internal          up   101                        -   -   -
 2   Legacy Network Adapter   00:15:5d:38:01:05   Private <&> Net   up   trunk 10,20,30 native 10   -   -   -
E
says 'the link of an interface' 5 domif-getlink "$TRUNK" 00:15:5D:38:01:05 <<'E'
00:15:5D:38:01:05 up
E
says 'by its name' 5 domif-getlink "$OFF" 'Network Adapter' <<'E'
Network Adapter down
E
says 'a serial port' 5 ttyconsole "$TRUNK" <<'E'
\\.\pipe\Прод-01-com1
E
says 'processors of a domain that is off' 4 vcpuinfo --pretty "$OFF" <<'E'
VCPU:           0
CPU:            N/A
State:          N/A
CPU time:       N/A
CPU Affinity:   0-31 (out of 32)
E
says 'how many' 3 vcpucount --maximum "$OFF" <<'E'
240
E
says 'processors, raw' 3 --output json vcpucount "$OFF" <<'E'
{"maximum_config":240,"maximum_live":null,"current_config":1,"current_live":null}
E
says 'none of a domain that is off is live' 2 vcpucount --live "$OFF" <<'E'
error: domain 'O'Brien's VM' is not running
E
says 'shares, raw' 2 --output json schedinfo "$OFF" <<'E'
{"scheduler":"allocation","limit":100000,"reservation":0,"weight":100}
E
says 'a network by its GUID' 1 net-name 13F6A1E7-B124-4C1B-9D3F-578CEDE15FF1 <<'E'
Private <&> Net
E
says 'without regard to case' 1 net-uuid 'private <&> net' <<'E'
13f6a1e7-b124-4c1b-9d3f-578cede15ff1
E
says 'networks, raw' 1 --output json net-list --uuid <<'E'
[
{"uuid":"99fb6ec6-63bc-45c1-8c1a-87369f4b56d2"},
{"uuid":"1eefb5c0-fe3f-4f14-a06f-c89649f9b43a"},
{"uuid":"13f6a1e7-b124-4c1b-9d3f-578cede15ff1"}
]
E
says 'no network is transient' 1 net-list --transient </dev/null
says 'metadata' 5 metadata web-01 https://hvsh.invalid/ns/domain/1 <<'E'
<hvsh:vm xmlns:hvsh="https://hvsh.invalid/ns/domain/1">
  <hvsh:start action="always"/>
</hvsh:vm>
E
says 'a part of the XML' 5 dumpxml web-01 --xpath //target --wrap <<'E'
<nodes>
  <target dev="sda" bus="scsi"/>
  <target dev="sdbl" bus="scsi"/>
  <target port="1"/>
  <target port="2"/>
</nodes>
E

validate()
{
	"$HVSH" -q dumpxml "$1" 2>/dev/null >"$TMP/domain.xml" &&
		virt-xml-validate "$TMP/domain.xml" domain
}

# --- what is there is changed: by the ids that the host told ---
says 'a trunk for an access VLAN, a limit' 7 update-interface "$TRUNK" 1 \
	--trunk 1-4094 --limit 1G </dev/null
says 'a VLAN for a trunk, a guard' 7 update-interface "$TRUNK" 2 --vlan 7 \
	--dhcp-guard on </dev/null
says 'as it is then' 5 domiflist --details "$TRUNK" <<'E'
 1   Network Adapter          00:15:5d:38:01:04   Internal          up   trunk 1-4094   1 Gbit/s   -   -
 2   Legacy Network Adapter   00:15:5d:38:01:05   Private <&> Net   up   7              -          -   dhcp
E
says 'a switch and a VLAN for what had none' 8 update-interface "$OFF" 1 \
	--source 'Private <&> Net' --vlan 5 </dev/null
says 'and off again' 6 update-interface "$OFF" 1 --disconnect --vlan none \
	</dev/null
says 'as it was' 5 domiflist --details "$OFF" <<'E'
 1   Network Adapter   00:15:5d:38:01:06   -   down   -   -   -   -
E

if command -v virt-xml-validate >/dev/null; then
	for guid in $("$HVSH" -q list --all --uuid 2>/dev/null); do
		check "libvirt's schema takes $guid" validate "$guid"
	done
fi

stop_hvsim || exit 1
finish
