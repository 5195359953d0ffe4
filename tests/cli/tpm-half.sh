# tests/cli/tpm-half.sh - a domain with a TPM, when any step of it fails
#
# Afterwards the host is as it was, or the error names what remains. A host may
# want objects and octets in another form, and may be guarded.
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"
cd "$TMP" || exit 1

HGS=root/Microsoft/Windows/Hgs
GUARDED="the guardian 'UntrustedGuardian', which was made on the host, stays there"
GIVEN='the key protector that it was given stays with the domain'

# Names of domains, of guardians, how many key protectors there are.
state()
{
	"$HVSH" -q list --all --name 2>/dev/null
	"$HVSH" -o name wql 'SELECT Name FROM MSFT_HgsGuardian' \
		--namespace $HGS 2>/dev/null
	"$HVSH" -o name wql 'SELECT InstanceID FROM Hvsim_Protector' \
		--namespace root/hvsim 2>/dev/null | grep -c .
}

create()
{
	"$HVSH" -q create-vm новый --tpm >out 2>&1
}

# A domain that has none gets one.
change()
{
	"$HVSH" -q define there.xml >out 2>&1
}

prepare()
{
	before=$(state)
	[ "$1" = change ] || return 0
	"$HVSH" -q create-vm there 2>/dev/null
	"$HVSH" -q dumpxml there 2>/dev/null | sed 's,</devices>,<tpm model="tpm-crb"><backend type="emulator" version="2.0"/></tpm>&,' >there.xml
	before=$(state)
}

# unsaid: what is new, and not in the error.
unsaid()
{
	local after line

	after=$(state)
	diff <(echo "$before") <(echo "$after") | sed -n 's/^> //p' |
	while read -r line; do
		case $line in
		1)	grep -qF "$GIVEN" out ;;
		*)	grep -qF -- "$line" out ;;
		esac || echo "$line"
	done
}

# each_request WHAT FAILURE: each of its requests fails in turn.
each_request()
{
	local n start last

	start_hvsim || exit 1
	prepare "$1"
	start=$(requests)
	"$1"
	same "$1 works" 0 $?
	last=$(($(requests) - start))
	stop_hvsim
	for ((n = 1; n <= last; n++)); do
		start_hvsim --fail "$2@$((start + n))" || exit 1
		prepare "$1"
		# a question that went along with another was not needed
		if ! "$1"; then
			same "$1: $2 at request $n of $last: what remains is named" \
				'' "$(unsaid)"
			"$1"
			same 'and then it works' 0 $?
		fi
		check 'it has its TPM' test -n "$("$HVSH" -q dumpxml \
			"$(sed -n '$p' <<<"$("$HVSH" -q list --all --name \
			2>/dev/null | grep -E 'there|новый')")" \
			--xpath //tpm 2>/dev/null)"
		stop_hvsim
	done
}

each_request create denied
each_request change denied

# number METHOD: which of create's requests calls it.
number()
{
	grep -n "/$1	" calls | head -n 1 | cut -d: -f1
}

start_hvsim || exit 1
create
cp "$REQUESTS" calls
stop_hvsim

# --- what the error says ---
start_hvsim --fail "denied@$(number NewByGuardians)" || exit 1
create
check 'the guardian stays' grep -qF \
	"cannot change the TPM: cannot make a key protector: " out
check '  and is named' grep -qF "$GUARDED; what was made is removed again" out
stop_hvsim
start_hvsim --fail "denied@$(number ModifySecuritySettings)" || exit 1
create
check 'the key protector went with it' \
	grep -qF "$GIVEN; what was made is removed again" out
stop_hvsim

# --- other forms of objects and octets ---
raw '' '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>w:SchemaValidationError</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="">no</s:Text></s:Reason><s:Detail><f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150858817"><f:Message>no</f:Message></f:WSManFault></s:Detail></s:Fault>' >schema
start_hvsim --fail "fault@$(number NewByGuardians):schema" || exit 1
create
same 'an object that is not taken inline is sent as text, once' 2 \
	"$(grep -c '/NewByGuardians	' "$REQUESTS")"
check '  which this host does not take' grep -qF 2150858817 out
stop_hvsim
start_hvsim --fail "fault@$(number SetKeyProtector):schema" || exit 1
create
same 'octets that are not taken as base64 are sent one by one' 0 $?
octets=$("$HVSH" -o json wql "SELECT Octets FROM Hvsim_Protector" \
	--namespace root/hvsim 2>/dev/null)
check '  and are whole' grep -q "104.*118.*115.*255" <<<"$(tr -d "\n" <<<"$octets")"
stop_hvsim

# --- a guarded host ---
start_hvsim || exit 1
post < <(envelope "$WMI/$HGS/MSFT_HgsClientConfiguration/Get" \
	"$WMI/$HGS/MSFT_HgsClientConfiguration" \
	"<q:Get_INPUT xmlns:q=\"$WMI/$HGS/MSFT_HgsClientConfiguration\"/>")
sed 's,<e:Mode>1</e:Mode>,<e:Mode>2</e:Mode>,' reply >guarded
check 'in other words' not cmp -s reply guarded
before=$(state)
stop_hvsim
start_hvsim --fail "reply@$(number MSFT_HgsClientConfiguration/Get):guarded" ||
	exit 1
create
same 'a guarded host refuses' 1 $?
check '  with a reason' grep -qF 'guarded by a Host Guardian Service' out
same '  and is as it was' "$before" "$(state)"
stop_hvsim
finish
