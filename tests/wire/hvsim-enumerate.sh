#!/bin/bash
# tests/wire/hvsim-enumerate.sh - Enumerate, Pull and Release of the simulated
# host: the form of items, the size of pages, contexts, filters
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

CS=Msvm_ComputerSystem
ALL="SELECT Name, ElementName, EnabledState FROM $CS"
XSI=http://www.w3.org/2001/XMLSchema-instance
CIM=http://schemas.dmtf.org/wbem/wscim/1/common
SELECTOR_FILTER=http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter
ASSOC_FILTER=http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter

start_hvsim || exit 1

# --- the envelope ---
wql "SELECT * FROM $CS"
same 'one line without a prolog' '0 <s:Envelope xml:lang="en-US"' \
	"$(wc -l <"$TMP/reply") $(head -c 28 "$TMP/reply")"
has 'prefixes s a n w' "<s:Envelope xml:lang=\"en-US\" xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"$NS_A\" xmlns:n=\"$NS_N\" xmlns:w=\"$NS_W\"><s:Header><a:Action>$NS_N/EnumerateResponse</a:Action><a:MessageID>uuid:"
check 'ids in capitals' grep -qE '<a:MessageID>uuid:[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}</a:MessageID>' "$TMP/reply"
has 'To and RelatesTo' "</a:MessageID><a:To>$ANONYMOUS</a:To><a:RelatesTo>uuid:11111111-2222-3333-4444-555555555555</a:RelatesTo></s:Header>"
wql "$ALL" "$OPTIMIZE$MAX" '<p:OperationID s:mustUnderstand="false">uuid:AB</p:OperationID><p:SequenceId>1</p:SequenceId>'
has 'OperationID and SequenceId come back' '<p:OperationID s:mustUnderstand="false">uuid:AB</p:OperationID><p:SequenceId>1</p:SequenceId>'

# --- a typed item ---
wql "SELECT * FROM $CS WHERE ElementName = 'db01'"
has 'an item' "<w:Items><p:$CS xmlns:xsi=\"$XSI\" xmlns:p=\"$VIRT/$CS\" xmlns:cim=\"$CIM\" xsi:type=\"p:${CS}_Type\"><p:Caption>"
has 'complete: an empty context, w:EndOfSequence' '<n:EnumerateResponse><n:EnumerationContext></n:EnumerationContext><w:Items>'
has '  at its end' '</w:Items><w:EndOfSequence/></n:EnumerateResponse></s:Body></s:Envelope>'
names=$(xpath "//Items/$CS/*" | grep -oE '<p:[A-Za-z]+' | sed 's/<p://' | uniq)
same 'sorted without regard to case' "$(sort -f <<<"$names")" "$names"
has 'a null scalar' '<p:CommunicationStatus xsi:nil="true"/>'
check 'a time' grep -qE '<p:InstallDate><cim:Datetime>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\.[0-9]{0,5}[1-9])?Z</cim:Datetime></p:InstallDate>' "$TMP/reply"
lacks 'a null array is absent' AvailableRequestedStates
wql "SELECT * FROM $CS WHERE ElementName = 'db01'" "$OPTIMIZE$MAX" \
	'<w:OptionSet><w:Option Name="msftwinrm:UsePreciseArrays" Type="xs:boolean">true</w:Option></w:OptionSet>'
has 'unless arrays are to be precise' '<p:AvailableRequestedStates xmlns:m="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" xsi:nil="true" m:IsNullArray="true"/>'
wql 'SELECT * FROM Msvm_ElementSettingData'
has 'a reference, without a wrapper' "xmlns:a=\"$NS_A\" xmlns:w=\"$NS_W\"><a:Address>$ANONYMOUS</a:Address><a:ReferenceParameters><w:ResourceURI>$VIRT/"
lacks '  indeed' EndpointReference

# --- a projection ---
wql "SELECT Name, EnabledState, elementname, InstallDate, ProcessID, AvailableRequestedStates FROM $CS WHERE ElementName = 'db01'"
check 'fragments: sorted, no prefixes, own spelling' grep -qE "<w:Items><w:XmlFragment xmlns:xsi=\"$XSI\" xmlns:w=\"$NS_W\"><ElementName>db01</ElementName><EnabledState>3</EnabledState><InstallDate><Datetime>[^<]*</Datetime></InstallDate><Name>[^<]*</Name><ProcessID xsi:nil=\"true\"/></w:XmlFragment></w:Items>" "$TMP/reply"
wql 'SELECT ElementName FROM Msvm_ComputerSystem'
has 'escapes' '<ElementName>&lt;&amp;&gt; &quot;quoted&quot; \ 100%_[x]</ElementName>'
has '  the apostrophe' '<ElementName>Bob&apos;s VM</ElementName>'
lacks 'no control characters' "$(printf '\001')"
total=$(count)

# --- pages ---
wql "$ALL" "$MAX"
same 'not optimised: a context alone' "200 1" \
	"$STATUS $(xpath 'count(//EnumerateResponse/*)')"
first=$(context)
pull "$first"
has 'a Pull' "<a:Action>$NS_N/PullResponse</a:Action>"
same 'without MaxElements: one item' 1 "$(count)"
second=$(context)
check 'the context changes' test -n "$second" -a "$second" != "$first"
pull "$first"
fault 'the old one is unknown' n:InvalidEnumerationContext 2150858779 enumeration
pull "$second" '<n:MaxElements>3</n:MaxElements>'
same 'as many as are wanted' 3 "$(count)"
pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
same 'the rest' $((total - 4)) "$(count)"
check 'the last page has no context' not grep -q EnumerationContext "$TMP/reply"
has '  but an end' '</n:Items><n:EndOfSequence/></n:PullResponse>'
wql "$ALL" "$OPTIMIZE"
same 'optimised, without MaxElements: one item' 1 "$(count)"
release "$(context)"
same 'Release' "200 $NS_N/ReleaseResponse" "$STATUS $(text //Action)"
wql "SELECT * FROM $CS WHERE Name = 'none'" ''
pull "$(context)"
has 'an empty last page' '<n:PullResponse><n:Items/><n:EndOfSequence/></n:PullResponse>'
wql "SELECT * FROM $CS WHERE Name = 'none'"
has 'nothing, optimised' '<n:EnumerationContext></n:EnumerationContext><w:Items/><w:EndOfSequence/>'
pull 'uuid:00000000-0000-0000-0000-000000000000'
fault 'no such context' n:InvalidEnumerationContext 2150858779 enumeration
pull ''
fault 'an empty context' n:InvalidEnumerationContext 2150858779 enumeration
wql "$ALL" "$MAX"
pull "$(context)" '<n:MaxElements>0</n:MaxElements>'
fault 'no elements' w:SchemaValidationError 2150858817 wsman

# --- modes ---
wql "SELECT * FROM $CS WHERE ElementName = 'db01'" \
	"$OPTIMIZE$MAX<w:EnumerationMode>EnumerateEPR</w:EnumerationMode>"
check 'EnumerateEPR' grep -qE "<w:Items><a:EndpointReference><a:Address>$ANONYMOUS</a:Address><a:ReferenceParameters><w:ResourceURI>$VIRT/$CS</w:ResourceURI><w:SelectorSet><w:Selector Name=\"CreationClassName\">$CS</w:Selector><w:Selector Name=\"Name\">[0-9A-F-]{36}</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference></w:Items>" "$TMP/reply"
wql "SELECT * FROM $CS WHERE ElementName = 'db01'" \
	"$OPTIMIZE$MAX<w:EnumerationMode>EnumerateObjectAndEPR</w:EnumerationMode>"
check 'EnumerateObjectAndEPR' grep -qE "<w:Items><w:Item><p:$CS .*</p:$CS><a:EndpointReference>.*</a:EndpointReference></w:Item></w:Items>" "$TMP/reply"
wql "$ALL" "$OPTIMIZE<w:EnumerationMode>x</w:EnumerationMode>"
fault 'no such mode' w:SchemaValidationError 2150858817 wsman

# --- filters ---
enumerate "$VIRT/$CS" "$OPTIMIZE$MAX"
same 'a class, without a filter' "$total" "$(count $CS)"
enumerate "${VIRT/virtualization/VIRTUALIZATION}/msvm_computersystem" "$OPTIMIZE$MAX"
same '  in any case' "$total" "$(count $CS)"
enumerate "$VIRT/CIM_ComputerSystem" "$OPTIMIZE$MAX"
check '  and of what is derived' test "$(count $CS)" -eq "$total"
enumerate "$VIRT/$CS" "$OPTIMIZE<w:Filter Dialect=\"$WQL\">$ALL</w:Filter>"
fault 'WQL wants a star' n:CannotProcessFilter 2150858778 enumeration
enumerate "$VIRT/*" "$OPTIMIZE"
fault 'a star wants a filter' w:UnsupportedFeature 2150858831 wsman
enumerate "$VIRT/*" "$OPTIMIZE<w:Filter Dialect=\"x\">y</w:Filter>"
fault 'an unknown dialect' n:FilterDialectRequestedUnavailable 2150858777 enumeration
by_selector()
{
	enumerate "${3:-$VIRT/$CS}" "$OPTIMIZE$MAX<w:Filter Dialect=\"$SELECTOR_FILTER\">$(selectors "$1" "$2")</w:Filter>"
}
by_selector elementname TWIN
same 'the selector filter' 2 "$(count $CS)"
by_selector EnabledState 3
check '  by a number' test "$(count $CS)" -ge 1
by_selector InstallDate x
fault '  not by a time' n:CannotProcessFilter 2150858778 enumeration
by_selector OperationalStatus 2
fault '  not by an array' n:CannotProcessFilter 2150858778 enumeration
by_selector ElementName "Bob's VM"
fault '  not with a quote' n:CannotProcessFilter 2150858778 enumeration
by_selector ElementName x "$VIRT/*"
fault '  not over all classes' n:CannotProcessFilter 2150858778 enumeration

wql "SELECT Name FROM $CS WHERE ElementName = 'db01'"
guid=$(text //Items//Name)
by_association()
{
	enumerate "$VIRT/*" "$OPTIMIZE$MAX<w:Filter Dialect=\"$ASSOC_FILTER\"><b:$1 xmlns:b=\"http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd\"><b:Object><a:EndpointReference><a:Address>$ANONYMOUS</a:Address><a:ReferenceParameters><w:ResourceURI>$VIRT/$CS</w:ResourceURI>$(selectors Name "$2" CreationClassName $CS)</a:ReferenceParameters></a:EndpointReference></b:Object>$3</b:$1></w:Filter>"
}
by_association AssociatedInstances "$guid" \
	'<b:ResultClassName>Msvm_VirtualSystemSettingData</b:ResultClassName>'
check 'the association filter' test "$(count Msvm_VirtualSystemSettingData)" -ge 1
n=$(count Msvm_VirtualSystemSettingData)
wql "ASSOCIATORS OF {$CS.CreationClassName='$CS',Name='$guid'} WHERE ResultClass = Msvm_VirtualSystemSettingData"
same '  says what ASSOCIATORS OF does' "$n" "$(count Msvm_VirtualSystemSettingData)"
by_association AssociationInstances "$guid" ''
check '  the associations themselves' test "$(count)" -ge "$n"
has '  are references' "<w:Selector Name=\"Name\">$guid</w:Selector>"
by_association AssociatedInstances none ''
fault '  of nothing' a:DestinationUnreachable 2150858752 addressing

# --- the CIM cmdlets' form ---
wql_cim()
{
	enumerate 'http://schemas.dmtf.org/wbem/wscim/1/*' "$OPTIMIZE$MAX<w:EnumerationMode>EnumerateObjectAndEPR</w:EnumerationMode><w:Filter Dialect=\"$WQL\">$1</w:Filter>" "$(selectors __cimnamespace "$2")"
}
wql_cim "SELECT * FROM $CS WHERE ElementName = 'db01'" root/virtualization/v2
has 'CIM URIs' "xmlns:p=\"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/$CS\""
has '  the namespace as a selector' '<w:Selector Name="__cimnamespace">root/virtualization/v2</w:Selector>'
wql "$ALL" "$OPTIMIZE" "$(selectors __cimnamespace root/cimv2)"
fault 'against the URI' w:InternalError 2150859067 wsman
wql 'SELECT * FROM Win32_OperatingSystem' "$OPTIMIZE" '' root/cimv2
same 'the other namespace' 10.0.17763 "$(text //Items//Version)"
stop_hvsim || CHECKS_FAILED=1

# --- many: pages are as large as fits ---
start_hvsim --vms 600 --hostname BIG --lang ja-JP
same 'the language of the host' ja-JP "$(wql "$ALL"; text /Envelope/@*)"
wql "SELECT * FROM $CS"
check "all that fits of 500 kB: $(units) units" \
	test "$(units)" -gt 245000 -a "$(units)" -le 256000
got=$(count)
pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
check "so for a Pull: $(units) units" \
	test "$(units)" -gt 245000 -a "$(units)" -le 256000
got=$((got + $(count)))
while [ -n "$(context)" ]; do
	pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
	got=$((got + $(count)))
done
same 'none was lost' 601 "$got"
wql "$ALL" "$OPTIMIZE<w:MaxElements>7</w:MaxElements>"
same 'MaxElements' 7 "$(count)"
wql "SELECT * FROM $CS" "$OPTIMIZE$MAX" '<w:MaxEnvelopeSize>32768</w:MaxEnvelopeSize>'
check "MaxEnvelopeSize: $(units) units" \
	test "$(units)" -gt 10000 -a "$(units)" -le 16384
wql 'SELECT * FROM Win32_OperatingSystem' "$OPTIMIZE$MAX" \
	'<w:MaxEnvelopeSize>8192</w:MaxEnvelopeSize>' root/cimv2
fault 'one item that is too large' w:EncodingLimit 2150858824 wsman
stop_hvsim || CHECKS_FAILED=1

start_hvsim --vms 300 --os 2012
wql "SELECT * FROM $CS"
same '2012: what is not complete has one item' 1 "$(count)"
pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
check "  pages of 150 kB: $(units) units" \
	test "$(units)" -gt 73000 -a "$(units)" -le 76800
wql 'SELECT * FROM Win32_OperatingSystem' "$OPTIMIZE$MAX" '' root/cimv2
has '  what is complete has no context' '<w:EndOfSequence/>'
stop_hvsim || CHECKS_FAILED=1

# Old hosts allow fifteen operations, the oldest twenty items a page.
{
	printf '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:n="%s"><s:Body><n:EnumerateResponse><n:Items>' "$NS_N"
	for ((i = 0; i < 30; i++)); do
		printf '<p:Win32_Service xmlns:p="%s/root/cimv2/Win32_Service"><p:Name>service%d</p:Name></p:Win32_Service>' "$WMI" "$i"
	done
	printf '</n:Items></n:EnumerateResponse></s:Body></s:Envelope>\n'
} >"$TMP/services.xml"
start_hvsim --os 2008 --load "$TMP/services.xml"
services()
{
	wql 'SELECT * FROM Win32_Service' "${1-$OPTIMIZE$MAX}" '' root/cimv2
}
services
same '2008: one item' 1 "$(count)"
pull "$(context)" '<n:MaxElements>32000</n:MaxElements>'
same '  then twenty' 20 "$(count)"
last=$(context)
for ((i = 0; i < 14; i++)); do
	services "$MAX"
done
same '  fifteen operations are open' 200 "$STATUS"
services "$MAX"
fault '  one more is refused' w:InternalError 2150859174 wsman
pull "$last" '<n:MaxElements>32000</n:MaxElements>'
same '  until one has ended' 9 "$(count)"
services "$MAX"
same '  then it is not' 200 "$STATUS"
finish
