#!/bin/bash
# tests/wire/hvsim-clients.sh - what other clients send is answered: libvirt's
# driver and Microsoft's own, from their recorded requests
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

[ -n "$SHARED" ] || skip 'there are no recorded requests'
REQ=$SHARED/wire/requests
[ -d "$REQ/libvirt" ] && [ -d "$SHARED/lab/host" ] ||
	skip 'there are no recorded requests'

start_hvsim --load "$SHARED/lab/host" --hostname HV-LAB --os 2022 || exit 1

# replay NAME FILE ACTION
replay()
{
	post <"$2"
	same "$1" "200 $3" "$STATUS $(text //Header/Action)"
	check '  is XML' xmllint --noout "$TMP/reply"
}

replay 'libvirt: Enumerate' "$REQ/libvirt/Enumerate.xml" \
	"$NS_N/EnumerateResponse"
check '  gives a context alone' test -n "$(context)" -a \
	"$(xpath 'count(//EnumerateResponse/*)')" = 1
sed "s/uuid:325DB905-EE1A-49AC-A4C1-331761A02105/$(context)/" \
	"$REQ/libvirt/Pull.xml" >"$TMP/pull"
replay 'libvirt: Pull' "$TMP/pull" "$NS_N/PullResponse"
same '  gives the one product' 1 "$(count Win32_ComputerSystemProduct)"

# What it says of each is told by hvsim-config.sh.
for f in "$REQ"/libvirt/Invoke-*.xml; do
	name=${f##*/Invoke-}
	name=${name%.xml}
	replay "libvirt: $name" "$f" "$VIRT/${name/-//}Response"
	check '  tells a ReturnValue' test -n "$(text //ReturnValue)"
done

post < <(sed -e "s,{resource_uri},$WMI/root/cimv2/*," -e 's/{envelope_size}/512000/' \
	-e 's/{wql}/select * from Win32_OperatingSystem/' "$REQ/enumerate.xml")
same 'txwinrm: Enumerate' '200 1' "$STATUS $(count Win32_OperatingSystem)"
wql 'select * from Win32_OperatingSystem' '' '' root/cimv2
post < <(sed -e "s,{resource_uri},$WMI/root/cimv2/*," -e 's/{envelope_size}/512000/' \
	-e "s/{enumeration_context}/$(context)/" "$REQ/pull.xml")
same 'txwinrm: Pull' '200 1' "$STATUS $(count Win32_OperatingSystem)"

# refused NAME FILE SUBCODE CODE ACTION: what is not there is a proper fault.
refused()
{
	post <"$2"
	fault "$1" "$3" "$4" "$5"
	check '  is XML' xmllint --noout "$TMP/reply"
}
refused 'OMI: a query in a namespace that is not there' \
	"$REQ/omi_posthttp_test1.request.xml" n:CannotProcessFilter 2150858778 enumeration
refused 'OMI: a class that is not there' \
	"$REQ/omi_posthttp_test2.request.xml" a:DestinationUnreachable 2150858752 addressing
refused 'OMI: a method of such' \
	"$REQ/omi_posthttp_test3.request.xml" a:DestinationUnreachable 2150858752 addressing
for n in 1 2; do
	refused "OMI: Put of such, $n" "$REQ/omi_Put$n.xml" \
		a:DestinationUnreachable 2150858752 addressing
done
post < <(sed -e 's/root\/OMI/root\/virtualization\/v2/' \
	-e 's/OMI_Identify/Msvm_ComputerSystem/' "$REQ/omi_posthttp_test1.request.xml")
check 'OMI: the same query for what is there' test "$STATUS" = 200 -a \
	"$(xpath 'count(//Item/Msvm_ComputerSystem)')" -gt 1
refused 'winrm: a planned system that is not there' \
	"$REQ/RealizePlannedSystem_winrm_cli_request.xml" a:DestinationUnreachable 2150858752 addressing
sed -e 's/{envelope_size}/512000/' "$REQ/subscribe.xml" >"$TMP/subscribe"
refused 'events are not served' "$TMP/subscribe" \
	a:ActionNotSupported 2150858771 addressing
stop_hvsim || CHECKS_FAILED=1

# Enumerations as they were recorded, whole.
start_hvsim --replay "$SHARED/wire/server-2012"
wql 'select * from Win32_Service' "$OPTIMIZE$MAX" '' root/cimv2
n=$(count)
while [ -n "$(context)" ]; do
	pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
	n=$((n + $(count)))
done
same 'a recorded enumeration' \
	"$(cat "$SHARED"/wire/server-2012/Win32_Service_star_*.xml | grep -o '<p:Win32_[A-Za-z]* ' | wc -l)" "$n"
finish
