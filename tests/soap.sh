# tests/soap.sh - WS-Management by curl and xmllint, for scripts that look at
# what the simulated host sends
#
#	. "$TESTS/lib.sh"
#	. "$TESTS/soap.sh"
#	start_hvsim
#	wql 'SELECT * FROM Msvm_ComputerSystem'
#	same 'one item' 1 "$(count Msvm_ComputerSystem)"
#
# A reply is in $TMP/reply, its headers in $TMP/headers, its HTTP status in
# STATUS. CURL holds further options of curl, URL the address.

NS_A=http://schemas.xmlsoap.org/ws/2004/08/addressing
NS_N=http://schemas.xmlsoap.org/ws/2004/09/enumeration
NS_X=http://schemas.xmlsoap.org/ws/2004/09/transfer
NS_W=http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd
WMI=http://schemas.microsoft.com/wbem/wsman/1/wmi
VIRT=$WMI/root/virtualization/v2
WQL=http://schemas.microsoft.com/wbem/wsman/1/WQL
ANONYMOUS=$NS_A/role/anonymous
REPLY_TO="<a:ReplyTo><a:Address>$ANONYMOUS</a:Address></a:ReplyTo>"
MESSAGE_ID='<a:MessageID>uuid:11111111-2222-3333-4444-555555555555</a:MessageID>'
OPTIMIZE='<w:OptimizeEnumeration/>'
MAX='<w:MaxElements>32000</w:MaxElements>'
CURL=()

# raw HEADER BODY: an envelope.
raw()
{
	cat <<E
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="$NS_A" xmlns:n="$NS_N" xmlns:w="$NS_W" xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><s:Header>$1</s:Header><s:Body>$2</s:Body></s:Envelope>
E
}

# envelope ACTION RESOURCE BODY [HEADERS]: one with the usual headers.
envelope()
{
	raw "<a:Action s:mustUnderstand=\"true\">$1</a:Action><w:ResourceURI s:mustUnderstand=\"true\">$2</w:ResourceURI>$REPLY_TO$MESSAGE_ID$4" "$3"
}

# post [CURL OPTION...] <REQUEST
post()
{
	STATUS=$(curl -s -m 20 -u "$TEST_USER:$TEST_PASSWORD" \
		-H 'Content-Type: application/soap+xml;charset=UTF-8' \
		-D "$TMP/headers" -o "$TMP/reply" -w '%{http_code}' \
		--data-binary @- "${CURL[@]}" "$@" \
		"${URL:-http://127.0.0.1:$PORT/wsman}")
}

# enumerate RESOURCE CONTENT [HEADERS]
enumerate()
{
	post < <(envelope "$NS_N/Enumerate" "$1" \
		"<n:Enumerate>$2</n:Enumerate>" "$3")
}

# wql QUERY [CONTENT [HEADERS [NAMESPACE]]]: an optimised query by default.
wql()
{
	enumerate "$WMI/${4:-root/virtualization/v2}/*" \
		"${2-$OPTIMIZE$MAX}<w:Filter Dialect=\"$WQL\">$1</w:Filter>" "$3"
}

# pull CONTEXT [CONTENT [HEADERS]]
pull()
{
	post < <(envelope "$NS_N/Pull" "$VIRT/*" "<n:Pull><n:EnumerationContext>$1</n:EnumerationContext>$2</n:Pull>" "$3")
}

release()
{
	post < <(envelope "$NS_N/Release" "$VIRT/*" "<n:Release><n:EnumerationContext>$1</n:EnumerationContext></n:Release>")
}

# selectors NAME VALUE ...
selectors()
{
	printf '<w:SelectorSet>'
	while [ $# -gt 1 ]; do
		printf '<w:Selector Name="%s">%s</w:Selector>' "$1" "$2"
		shift 2
	done
	printf '</w:SelectorSet>'
}

# get RESOURCE SELECTORS [HEADERS]
get()
{
	post < <(envelope "$NS_X/Get" "$1" '' "$2$3")
}

# invoke CLASS METHOD SELECTORS PARAMETERS [HEADERS]
invoke()
{
	post < <(envelope "$VIRT/$1/$2" "$VIRT/$1" \
		"<q:$2_INPUT xmlns:q=\"$VIRT/$1\">$4</q:$2_INPUT>" "$3$5")
}

# xpath EXPRESSION: of the reply. Names go without their namespace: //Items
xpath()
{
	local e

	e=$(sed -E "s#/([A-Za-z_][A-Za-z_0-9]*)#/*[local-name()='\1']#g" <<<"$1")
	xmllint --xpath "$e" "$TMP/reply" 2>&1
}

text()
{
	xpath "string($1)"
}

count()
{
	xpath "count(//Items/${1:-*})"
}

context()
{
	text //EnumerationContext
}

# units: how many UTF-16 units the reply takes.
units()
{
	echo $(($(iconv -f UTF-8 -t UTF-16LE "$TMP/reply" | wc -c) / 2))
}

# has NAME PATTERN / lacks NAME PATTERN: what the reply's text holds.
has()
{
	check "$1" grep -qF -- "$2" "$TMP/reply"
}

lacks()
{
	check "$1" not grep -qF -- "$2" "$TMP/reply"
}

not()
{
	! "$@"
}

# fault NAME SUBCODE CODE ACTION: the reply is that fault.
fault()
{
	same "$1" "500 $2 $3 $4" "$STATUS $(text //Subcode/Value) $(text //Detail/WSManFault/@Code) $(text //Header/Action | sed 's,.*/\([^/]*\)/fault$,\1,')"
}
