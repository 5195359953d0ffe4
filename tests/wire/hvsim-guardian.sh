# tests/wire/hvsim-guardian.sh - guardians and key protectors of the simulated
# host: methods of a class, called without selectors, and objects as parameters
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

HGS=root/Microsoft/Windows/Hgs

# hgs CLASS METHOD PARAMETERS
hgs()
{
	post < <(envelope "$WMI/$HGS/$1/$2" "$WMI/$HGS/$1" \
		"<q:$2_INPUT xmlns:q=\"$WMI/$HGS/$1\">$3</q:$2_INPUT>")
}

# security METHOD [PARAMETERS]
security()
{
	invoke Msvm_SecurityService "$1" \
		"$(selectors CreationClassName Msvm_SecurityService)" \
		"<q:SecuritySettingData>$settings</q:SecuritySettingData>$2"
}

# guardian NAME [TYPE]: as owner, the one that was made but for these.
guardian()
{
	printf '<q:Owner xmlns:e="%s" xsi:type="e:%s_Type">%s</q:Owner>' \
		"$WMI/$HGS/MSFT_HgsGuardian" "${2:-MSFT_HgsGuardian}" \
		"$(sed "s/<e:Name>[^<]*/<e:Name>$1/" guardian)"
}

same_fault()
{
	same "$1" "$2" "$(xpath 'string(//WSManFault/@Code)')"
}

cd "$TMP" || exit 1
start_hvsim || exit 1

hgs MSFT_HgsClientConfiguration Get ''
same 'local mode' '1 0' "$(text //cmdletOutput/Mode) $(text //ReturnValue)"
wql 'SELECT * FROM MSFT_HgsGuardian' "$OPTIMIZE$MAX" '' "$HGS"
same 'no guardian at first' 0 "$(count)"

new='<q:Name>One</q:Name><q:GenerateCertificates>true</q:GenerateCertificates>'
hgs MSFT_HgsGuardian NewByGenerateCertificates "$new"
same 'one is made' '0 One true' "$(text //ReturnValue) $(text \
	//cmdletOutput/Name) $(text //cmdletOutput/HasPrivateSigningKey)"
has 'the object says what it is' 'xsi:type="e:MSFT_HgsGuardian_Type"'
same 'octets are numbers' 115 \
	"$(text '//cmdletOutput/SigningCertificate[1]')"
sed -E 's/.*<p:cmdletOutput[^>]*>//; s/<\/p:cmdletOutput>.*//' \
	reply >guardian
hgs MSFT_HgsGuardian NewByGenerateCertificates "$new"
same 'not twice' 500 "$STATUS"
wql "SELECT Name FROM MSFT_HgsGuardian WHERE Name = 'one'" "$OPTIMIZE$MAX" '' \
	"$HGS"
same 'it is there' 1 "$(count)"

trust='<q:AllowUntrustedRoot>true</q:AllowUntrustedRoot>'
hgs MSFT_HgsKeyProtector NewByGuardians "$trust$(guardian One)"
same 'it gives a key protector' 0 "$(text //ReturnValue)"
same 'whose owner it is' One "$(text //cmdletOutput/Owner/Name)"
protector=$( (for n in $(xpath //cmdletOutput/RawData |
	grep -o "[0-9]*</" | tr -d "</"); do
	printf "\\x$(printf %x "$n")"
done) | base64 -w0)
check 'of more than four octets' test "${#protector}" -gt 8

hgs MSFT_HgsKeyProtector NewByGuardians "$(guardian One)"
same 'not when the root needs to be trusted' 500 "$STATUS"
hgs MSFT_HgsKeyProtector NewByGuardians "$trust$(guardian Two)"
same 'not for another one' 500 "$STATUS"
hgs MSFT_HgsKeyProtector NewByGuardians "$trust$(guardian One CIM_Thing)"
same_fault 'the type must be right' 2150858817
hgs MSFT_HgsKeyProtector NewByGuardians \
	"$trust<q:Owner>&lt;INSTANCE CLASSNAME=\"MSFT_HgsGuardian\"/&gt;</q:Owner>"
same_fault 'text is no object' 2150858817

"$HVSH" -q destroy web01 2>/dev/null
wql 'SELECT InstanceID FROM Msvm_SecuritySettingData'
id=$(text //InstanceID)
settings="&lt;INSTANCE CLASSNAME=\"Msvm_SecuritySettingData\"&gt;&lt;PROPERTY NAME=\"InstanceID\" TYPE=\"string\"&gt;&lt;VALUE&gt;$id&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;"
security GetKeyProtector
same 'none: an empty octet string' AAAABA== "$(text //KeyProtector)"
security SetKeyProtector '<q:KeyProtector>AQIDBA==</q:KeyProtector>'
same 'any octets will not do' 32773 "$(text //ReturnValue)"
security SetKeyProtector "<q:KeyProtector>$protector</q:KeyProtector>"
same 'this one does' 0 "$(text //ReturnValue)"
security GetKeyProtector
same 'and is kept' "$protector" "$(text //KeyProtector)"
stop_hvsim

start_hvsim --os 2012r2 || exit 1
wql 'SELECT * FROM MSFT_HgsGuardian' "$OPTIMIZE$MAX" '' "$HGS"
same_fault 'hosts before 2016 have no such namespace' 2150858778
stop_hvsim
finish
