#!/bin/bash
# tests/wire/hvsim-fail.sh - the simulated host misbehaves as it is told, when
# it is told, and only then
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

ONE='SELECT Name FROM Msvm_ComputerSystem WHERE Name = "HVSIM"'

# statuses N: of that many requests.
statuses()
{
	local i all=

	for ((i = 0; i < $1; i++)); do
		wql "$ONE"
		all+="${all:+ }$STATUS"
	done
	echo "$all"
}

again()
{
	stop_hvsim || CHECKS_FAILED=1
	start_hvsim "$@"
}

# --- when ---
again --fail 403@2
same '@N: one' '200 403 200 200' "$(statuses 4)"
again --fail 404/2
same '/N: each of them' '200 404 200 404' "$(statuses 4)"
again --fail '500*2'
same '*N: the first' '500 500 200' "$(statuses 3)"
again --fail 401@1 --fail 413@3
same 'several' '401 200 413' "$(statuses 3)"
again --fail 401
same 'always' '401 401' "$(statuses 2)"
check 'its headers are those of a 401' grep -q '^WWW-Authenticate: Basic' "$TMP/headers"
again --fail 500
wql "$ONE"
same 'no body' '500 0' "$STATUS $(wc -c <"$TMP/reply")"

# --- what ---
again --fail cut
code=0
curl -s -m 10 -u "$TEST_USER:$TEST_PASSWORD" -o "$TMP/reply" --data-binary \
	@<(envelope "$NS_N/Enumerate" "$VIRT/*" "<n:Enumerate>$OPTIMIZE<w:Filter Dialect=\"$WQL\">$ONE</w:Filter></n:Enumerate>") \
	"http://127.0.0.1:$PORT/wsman" || code=$?
same 'cut: curl says partial file' 18 "$code"
check '  after half of it' test "$(wc -c <"$TMP/reply")" -gt 200
check '  and no more' not grep -q '</s:Envelope>' "$TMP/reply"

again --fail garbage
wql "$ONE"
check 'garbage is no XML' not xmllint --noout "$TMP/reply" 2>"$TMP/why"
same '  with a good status' 200 "$STATUS"

again --fail html
wql "$ONE"
same 'a web page' '200 text/html' "$STATUS $(tr -d '\r' <"$TMP/headers" | sed -n 's/^Content-Type: //p')"

again --fail redirect:http://127.0.0.2:1/wsman?a=@2
wql "$ONE"
same 'a redirect' '302 http://127.0.0.2:1/wsman?a=@2' "$STATUS $(tr -d '\r' <"$TMP/headers" | sed -n 's/^Location: //p')"

again --fail hang@1
CURL=(-m 1)
wql "$ONE"
same 'a hang' 000 "$STATUS"
CURL=()
wql "$ONE"
same '  of that one alone' 200 "$STATUS"

again --fail slow:600
start=$(date +%s%N)
wql "$ONE"
took=$((($(date +%s%N) - start) / 1000000))
check "a slow reply takes its time: $took ms" test "$took" -ge 500 -a "$took" -lt 5000
same '  and is whole' '200 HVSIM' "$STATUS $(text //Items//Name)"

again --fail timeout@1 --fail quota@2 --fail denied@3
wql "$ONE"
fault 'TimedOut' w:TimedOut 2150858793 wsman
wql "$ONE"
fault 'the quota' w:InternalError 2150859174 wsman
wql "$ONE"
fault 'access denied' w:AccessDenied 5 wsman
wql "$ONE"
same '  no more' 200 "$STATUS"

echo '<a>a fault</a>' >"$TMP/doc"
again --fail "fault@1:$TMP/doc" --fail "reply@2:$TMP/doc"
wql "$ONE"
same 'a fault from a file' '500 <a>a fault</a>' "$STATUS $(<"$TMP/reply")"
wql "$ONE"
same 'a reply from a file' '200 <a>a fault</a>' "$STATUS $(<"$TMP/reply")"

# --- jobs ---
again --fail 'job*1:32769:The disk is on fire'
vm()
{
	wql "SELECT Name FROM Msvm_ComputerSystem WHERE ElementName = 'db01'"
	selectors CreationClassName Msvm_ComputerSystem Name "$(text //Items//Name)"
}
start_vm()
{
	invoke Msvm_ComputerSystem RequestStateChange "$VM" \
		'<q:RequestedState>2</q:RequestedState>'
	job=$(text '//Job//Selector[@Name="InstanceID"]')
	uri=$(text //Job//ResourceURI)
	sleep 0.2
	get "$uri" "$(selectors InstanceID "$job")"
}
VM=$(vm)
start_vm
same 'a job fails as ordered' '10 32769 The disk is on fire' \
	"$(text //JobState) $(text //ErrorCode) $(text //ErrorDescription)"
start_vm
same '  once' 7 "$(text //JobState)"

# --- recorded replies ---
mkdir "$TMP/replay"
page()
{
	printf '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><Page>%s</Page></s:Body></s:Envelope>' "$1"
}
page first >"$TMP/replay/Win32_Service_star_000.xml"
page second >"$TMP/replay/Win32_Service_star_001.xml"
page named >"$TMP/replay/Win32_Service_all_000.xml"
again --replay "$TMP/replay"
wql 'select * from Win32_Service' "$OPTIMIZE" '' root/cimv2
same 'an Enumerate replayed' first "$(text //Page)"
pull uuid:whatever
same '  its Pull' second "$(text //Page)"
pull uuid:whatever
fault '  and no more' n:InvalidEnumerationContext 2150858779 enumeration
wql 'select Name from Win32_Service' "$OPTIMIZE" '' root/cimv2
same '  with named properties' named "$(text //Page)"
wql "$ONE"
same 'others are answered as ever' HVSIM "$(text //Items//Name)"
finish
