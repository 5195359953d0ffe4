#!/bin/bash
# tests/wire/hvsim-faults.sh - Get and Invoke of the simulated host, and every
# way in which it says no
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

CS=Msvm_ComputerSystem
VSMS=Msvm_VirtualSystemManagementService
ENUM="<n:Enumerate>$OPTIMIZE<w:Filter Dialect=\"$WQL\">SELECT Name FROM $CS</w:Filter></n:Enumerate>"
ACTION="<a:Action>$NS_N/Enumerate</a:Action>"
URI="<w:ResourceURI>$VIRT/*</w:ResourceURI>"

start_hvsim || exit 1
wql "SELECT Name FROM $CS WHERE ElementName = 'db01'"
guid=$(text //Items//Name)
VM=$(selectors CreationClassName $CS Name "$guid")

# --- Get ---
get "$VIRT/$CS" "$VM"
same 'Get' "200 $NS_X/GetResponse db01" \
	"$STATUS $(text //Action) $(text //Body/$CS/ElementName)"
has 'prefixes s a x w p' "xmlns:a=\"$NS_A\" xmlns:x=\"$NS_X\" xmlns:w=\"$NS_W\" xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\"><s:Header>"
has 'the item itself' "<s:Body><p:$CS xmlns:xsi="
get "$VIRT/${CS^^}" "$(selectors NAME "${guid,,}" creationCLASSname "${CS^^}")"
same 'names and keys in any case' "200 db01" "$STATUS $(text //ElementName)"
get "$VIRT/$CS" "$(selectors Name "$guid")"
fault 'a key is missing' a:DestinationUnreachable 2150858752 addressing
has '  in the detail' faultDetail/InvalidResourceURI
get "$VIRT/$CS" "$(selectors CreationClassName $CS Name none)"
fault 'no such instance' a:DestinationUnreachable 2150858752 addressing
get "$VIRT/$CS" "$(selectors CreationClassName $CS Name "$guid" Foo x)"
fault 'no such key' w:InvalidSelectors 2150858813 wsman
get "$VIRT/Msvm_Nothing" "$VM"
fault 'no such class' a:DestinationUnreachable 2150858752 addressing
get "http://example.com/x" "$VM"
fault 'no such resource' a:DestinationUnreachable 2150858754 addressing
get "$VIRT/$CS" "$VM" '<w:FragmentTransfer s:mustUnderstand="true">ElementName/text()</w:FragmentTransfer>'
has "a fragment's text" '<s:Body><w:XmlFragment>db01</w:XmlFragment></s:Body>'
has '  named in the header' '<w:FragmentTransfer>ElementName/text()</w:FragmentTransfer>'
get "$VIRT/$CS" "$VM" '<w:FragmentTransfer s:mustUnderstand="true">ElementName</w:FragmentTransfer>'
has 'a fragment' '<ElementName>db01</ElementName></w:XmlFragment>'
get "$VIRT/$CS" "$VM" '<w:FragmentTransfer s:mustUnderstand="true">/ElementName</w:FragmentTransfer>'
fault 'a fragment of an absolute path' w:CannotProcessFilter 2150858899 wsman
for what in Create Delete Put; do
	post < <(envelope "$NS_X/$what" "$VIRT/$CS" '' "$VM")
	fault "no $what" w:InternalError 2150859010 wsman
done

# --- Invoke ---
ref()
{
	printf '<a:Address>%s</a:Address><a:ReferenceParameters><w:ResourceURI>%s</w:ResourceURI>%s</a:ReferenceParameters>' \
		"$ANONYMOUS" "$VIRT/$1" "$2"
}
invoke $CS RequestStateChange "$VM" '<q:RequestedState>2</q:RequestedState>'
same 'Invoke' "200 $VIRT/$CS/RequestStateChangeResponse 4096" \
	"$STATUS $(text //Action) $(text //ReturnValue)"
has 'its output has no type' "<p:RequestStateChange_OUTPUT xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:p=\"$VIRT/$CS\" xmlns:cim=\"http://schemas.dmtf.org/wbem/wscim/1/common\"><p:Job xmlns:a="
has 'ReturnValue is the last' '<p:ReturnValue>4096</p:ReturnValue></p:RequestStateChange_OUTPUT>'
job=$(text '//Job//Selector[@Name="InstanceID"]')
uri=$(text //Job//ResourceURI)
get "$uri" "$(selectors InstanceID "$job")"
same 'the job is there' "200 $job" "$STATUS $(text //InstanceID)"
sleep 0.2
get "$uri" "$(selectors InstanceID "$job")"
same '  and ends' 7 "$(text //JobState)"
invoke $CS RequestStateChange "$VM" '<q:RequestedState>77</q:RequestedState>'
check 'what cannot be is told by ReturnValue' test "$(text //ReturnValue)" -ge 32768
invoke $CS RequestStateChange "$VM" '<q:RequestedState>3</q:RequestedState><q:TimeoutPeriod xsi:nil="true"/>'
same 'a parameter that is nil' '200 4096' "$STATUS $(text //ReturnValue)"
sleep 0.2
post < <(envelope "$VIRT/$CS/RequestStateChange" "$VIRT/$CS" \
	"<z:RequestStateChange_INPUT xmlns:z='urn:z'><z:RequestedState>2</z:RequestedState></z:RequestStateChange_INPUT>" "$VM")
same "the input's namespace is not looked at" '200 4096' "$STATUS $(text //ReturnValue)"
sleep 0.2
post < <(envelope "$VIRT/$CS/RequestStateChange" "$VIRT/$CS" '<q:Other_INPUT xmlns:q="x"/>' "$VM")
fault '  its name is' w:SchemaValidationError 2150858817 wsman
invoke $CS NoSuchMethod "$VM" ''
fault 'no such method' a:ActionNotSupported 2150858771 addressing
invoke $CS RequestStateChange "$(selectors CreationClassName $CS Name none)" '<q:RequestedState>2</q:RequestedState>'
fault 'no such object' a:DestinationUnreachable 2150858752 addressing
invoke $CS RequestStateChange '' '<q:RequestedState>2</q:RequestedState>'
fault 'no object at all' a:DestinationUnreachable 2150858752 addressing
invoke $CS RequestStateChange "$VM" '<q:Frob>2</q:Frob>'
fault 'no such parameter' w:InternalError 2147749935 wsman
post < <(envelope "urn:what" "$VIRT/$CS" '' "$VM")
fault 'no such action' a:ActionNotSupported 2150858771 addressing

settings()      # SELECTORS REFERENCE
{
	invoke $VSMS GetSummaryInformation "$1" \
		"<q:SettingData>$2</q:SettingData><q:RequestedInformation>0</q:RequestedInformation><q:RequestedInformation>1</q:RequestedInformation>"
}
VSSD=$(ref Msvm_VirtualSystemSettingData "$(selectors InstanceID "Microsoft:$guid")")
settings "$(selectors CreationClassName $VSMS)" "$VSSD"
same 'a service by CreationClassName, a reference' '200 0' \
	"$STATUS $(text //ReturnValue)"
same '  an embedded object' "$VIRT/Msvm_SummaryInformation db01" \
	"$(xpath 'namespace-uri(//SummaryInformation/ElementName)') $(text //SummaryInformation/ElementName)"
settings "$(selectors CreationClassName $VSMS SystemCreationClassName $CS)" "$VSSD"
same '  by two keys' 200 "$STATUS"
settings "$(selectors CreationClassName $VSMS SystemCreationClassName $CS Name vmms SystemName HVSIM)" "$VSSD"
same '  by all' 200 "$STATUS"
settings "$(selectors CreationClassName $VSMS)" "<a:EndpointReference>$VSSD</a:EndpointReference>"
fault 'a wrapped reference' w:SchemaValidationError 2150858817 wsman
settings '' "$VSSD"
fault 'a service without selectors' w:InternalError 2147749935 wsman
invoke Msvm_ImageManagementService GetVirtualHardDiskSettingData '' '<q:Path>C:\x</q:Path>'
fault '  another one' w:InternalError 2150859010 wsman
settings "$(selectors Name nobody)" "$VSSD"
fault '  of another name' a:DestinationUnreachable 2150858752 addressing
invoke $VSMS ModifySystemSettings "$(selectors CreationClassName $VSMS)" \
	'<q:SystemSettings><INSTANCE CLASSNAME="Msvm_VirtualSystemSettingData"/></q:SystemSettings>'
fault 'an inline instance where text is wanted' w:SchemaValidationError 2150858817 wsman

# --- headers ---
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<w:MaxEnvelopeSize>8191</w:MaxEnvelopeSize>" "$ENUM")
fault 'MaxEnvelopeSize is too small' w:EncodingLimit 2150858878 wsman
has '  in the detail' faultDetail/MinimumEnvelopeLimit
post < <(raw "$ACTION$URI$MESSAGE_ID" "$ENUM")
fault 'no ReplyTo' a:MessageInformationHeaderRequired 2150858769 addressing
post < <(raw "$ACTION$URI$REPLY_TO" "$ENUM")
fault 'no MessageID' a:MessageInformationHeaderRequired 2150858769 addressing
check '  nothing to relate to' not grep -q RelatesTo "$TMP/reply"
post < <(raw "$URI$REPLY_TO$MESSAGE_ID" "$ENUM")
fault 'no Action' a:MessageInformationHeaderRequired 2150858769 addressing
has '  what it relates to' '<a:RelatesTo>uuid:11111111-'
post < <(raw "$ACTION$URI<a:ReplyTo><a:Address>http://me/</a:Address></a:ReplyTo>$MESSAGE_ID" "$ENUM")
fault 'a ReplyTo elsewhere' w:UnsupportedFeature 2150858870 wsman
has '  in the detail' faultDetail/AddressingMode
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<w:Locale xml:lang='de' s:mustUnderstand='true'/>" "$ENUM")
fault 'a locale that must be' w:UnsupportedFeature 2150858887 wsman
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<w:Locale xml:lang='de' s:mustUnderstand='false'/>" "$ENUM")
same '  one that may' 200 "$STATUS"
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<w:OperationTimeout>PT-1S</w:OperationTimeout>" "$ENUM")
fault 'a negative timeout' a:InvalidMessageInformationHeader 2150858767 addressing
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<u:Foo xmlns:u='urn:u' s:mustUnderstand='true'/>" "$ENUM")
same 'an unknown header that must be understood' '500 s:MustUnderstand' \
	"$STATUS $(text //Fault/Code/Value)"
has '  named' '<s:NotUnderstood qname="h:Foo" xmlns:h="urn:u"/>'
lacks '  without a detail' WSManFault
post < <(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID<u:Foo xmlns:u='urn:u'/>" "$ENUM")
same '  one that need not' 200 "$STATUS"

# --- bodies ---
for bad in 'no XML' '<a/>' '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>' \
	'<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>' "$(raw "$ACTION$URI$REPLY_TO$MESSAGE_ID" '')"; do
	post <<<"$bad"
	fault "a body that is none: ${bad:0:20}" w:SchemaValidationError 2150858817 wsman
done

# --- shapes ---
wql 'SELECT * FROM Msvm_Nothing'
fault 'no such class in a query' n:CannotProcessFilter 2150858778 enumeration
has 'prefixes of a fault: x e n w p' "xmlns:x=\"$NS_X\" xmlns:e=\"http://schemas.xmlsoap.org/ws/2004/08/eventing\" xmlns:n=\"$NS_N\" xmlns:w=\"$NS_W\" xmlns:p="
same 'the provider and its own message' 'WMI Provider 2150858778 HVSIM ExecQuery' \
	"$(text //ProviderFault/@provider) $(text //ProviderFault/WSManFault/@Code) $(text //ProviderFault/WSManFault/@Machine) $(text //ExtendedError//Operation)"
wql 'SELECT FROM'
fault 'no WQL' n:CannotProcessFilter 2150858778 enumeration
wql 'SELECT * FROM Msvm_Nothing' "$OPTIMIZE" '' root/virtualization/v3
fault 'no such namespace' n:CannotProcessFilter 2150858778 enumeration
stop_hvsim || CHECKS_FAILED=1

start_hvsim --fail wmierror
wql 'SELECT * FROM Msvm_Nothing'
same 'the other shape' '500 2150858778 HRESULT 0x8033801a true' \
	"$STATUS $(text //MSFT_WmiError/error_Code) $(text //MSFT_WmiError/MessageID) $(xpath 'string(//MSFT_WmiError/@*[local-name()="IsCIM_Error"])')"
wql "SELECT Name FROM $CS"
same '  of faults alone' 200 "$STATUS"
finish
