#!/bin/bash
# tests/wire/hvsim-http.sh - the HTTP side of the simulated host: who may come
# in, where, with how much, in which encoding, over which socket
. "$TESTS/lib.sh"
. "$TESTS/soap.sh"

IDENTIFY=$(raw '' '<i:Identify xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"/>')
ONE='SELECT Name FROM Msvm_ComputerSystem WHERE Name = "HVSIM"'

# status [CURL OPTION...]: of that request.
status()
{
	curl -s -m 20 -D "$TMP/headers" -o "$TMP/reply" -w '%{http_code}' "$@"
}

header()
{
	tr -d '\r' <"$TMP/headers" | sed -n "s/^$1: //p"
}

start_hvsim || exit 1
URL=http://127.0.0.1:$PORT/wsman
USERPWD=$TEST_USER:$TEST_PASSWORD

# --- who ---
same '401 without credentials' 401 "$(status -d x "$URL")"
same 'the schemes, a header each' $'Negotiate\nBasic realm="WSMAN"' \
	"$(header WWW-Authenticate)"
same 'server' Microsoft-HTTPAPI/2.0 "$(header Server)"
same 'no content' 0 "$(header Content-Length)"
same '401 with a wrong password' 401 "$(status -u "$TEST_USER:x" -d x "$URL")"
same '401 with a longer password' 401 \
	"$(status -u "$USERPWD+" -d x "$URL")"
same '401 with an empty password' 401 "$(status -u "$TEST_USER:" -d x "$URL")"
same '401 for a wrong user' 401 "$(status -u "x:$TEST_PASSWORD" -d x "$URL")"
wql "$ONE"
same 'who knows the password is served' '200 1' "$STATUS $(count)"
same 'as what' 'application/soap+xml;charset=UTF-8' "$(header Content-Type)"
wql "$ONE" "$OPTIMIZE" '' root/virtualization/v2
CURL=(-u "aDMINISTRATOR:$TEST_PASSWORD")
wql "$ONE"
same "a user's name in any case" 200 "$STATUS"
CURL=()

# --- where ---
same '404 elsewhere' 404 "$(status -u "$USERPWD" -d x "${URL}x")"
same '404 elsewhere, to anybody' 404 "$(status -d x "http://127.0.0.1:$PORT/")"
same '405 for GET' 405 "$(status -u "$USERPWD" "$URL")"
same 'POST would do' POST "$(header Allow)"
same '500, empty, for an empty body' '500 0' \
	"$(status -u "$USERPWD" -d '' "$URL") $(header Content-Length)"

# --- how much ---
head -c 512001 /dev/zero | tr '\0' ' ' >"$TMP/big"
same '413 for more than 500 kB' 413 \
	"$(status -u "$USERPWD" --data-binary "@$TMP/big" "$URL")"
same '413 for more than 500 kB, chunked' 413 \
	"$(status -u "$USERPWD" -H 'Transfer-Encoding: chunked' \
		--data-binary "@$TMP/big" "$URL")"
head -c 512000 "$TMP/big" >"$TMP/blank"
same '500 kB are read' 500 \
	"$(status -u "$USERPWD" --data-binary "@$TMP/blank" "$URL")"
post -H 'Transfer-Encoding: chunked' < <(envelope "$NS_N/Enumerate" "$VIRT/*" \
	"<n:Enumerate>$OPTIMIZE<w:Filter Dialect=\"$WQL\">$ONE</w:Filter></n:Enumerate>")
same 'a chunked request' 200 "$STATUS"

# --- again ---
envelope "$NS_N/Enumerate" "$VIRT/*" "<n:Enumerate>$OPTIMIZE<w:Filter Dialect=\"$WQL\">$ONE</w:Filter></n:Enumerate>" >"$TMP/request"
same 'the connection is kept' '1 0 0 ' "$(curl -s -m 20 -u "$USERPWD" \
	-w '%{num_connects} ' --data-binary "@$TMP/request" \
	-o "$TMP/1" "$URL" -o "$TMP/2" "$URL" -o "$TMP/3" "$URL")"
same 'also after a 401' '1 0 ' "$(curl -s -m 20 -w '%{num_connects} ' \
	--data-binary "@$TMP/request" -o "$TMP/1" "$URL" -o "$TMP/2" "$URL")"
exec 3<>"/dev/tcp/127.0.0.1/$PORT"
{
	printf 'POST /wsman HTTP/1.1\r\nHost: x\r\n'
	printf 'Authorization: Basic %s\r\n' "$(printf %s "$USERPWD" | base64 -w0)"
	printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$TMP/request")"
	head -c 100 "$TMP/request"
	sleep 0.3
	tail -c +101 "$TMP/request"
} >&3
read -r -t 10 line <&3
exec 3>&-
same 'a body in two pieces' 'HTTP/1.1 200 OK' "${line%$'\r'}"

# --- in which encoding ---
for mark in '' '\xff\xfe'; do
	{
		printf "$mark"
		iconv -f UTF-8 -t UTF-16LE "$TMP/request"
	} >"$TMP/wide"
	post -H 'Content-Type: application/soap+xml;charset=UTF-16' \
		<"$TMP/wide"
	same "UTF-16 ${mark:-without a mark}" \
		'200 application/soap+xml;charset=UTF-16 fffe' \
		"$STATUS $(header Content-Type) $(head -c 2 "$TMP/reply" | od -An -tx1 | tr -d ' \n')"
	same '  and it is XML' HVSIM "$(text //Items//Name)"
done
{ printf '\xfe\xff'; iconv -f UTF-8 -t UTF-16BE "$TMP/request"; } >"$TMP/wide"
post <"$TMP/wide"
same 'UTF-16, big end first' '200 HVSIM' "$STATUS $(text //Items//Name)"

# --- which service ---
post <<<"$IDENTIFY"
same 'Identify' '200 Microsoft Corporation OS: 10.0.17763 SP: 0.0 Stack: 3.0' \
	"$STATUS $(text //ProductVendor) $(text //ProductVersion)"
same 'its profiles' 1 "$(xpath 'count(//SecurityProfiles/SecurityProfileName)')"
anonymous()
{
	status -H 'WSMANIDENTIFY: unauthenticated' --data-binary "$1" "$URL"
}
same 'Identify, unauthenticated' '200 OS: 0.0.0 SP: 0.0 Stack: 3.0' \
	"$(anonymous "$IDENTIFY") $(text //ProductVersion)"
lacks 'without profiles' SecurityProfile
same 'nothing else goes unauthenticated' '401 0' \
	"$(anonymous "$(<"$TMP/request")") $(wc -c <"$TMP/reply")"
same 'Identify needs the header' 401 \
	"$(status --data-binary "$IDENTIFY" "$URL")"
stop_hvsim

start_hvsim --os 2008r2
URL=http://127.0.0.1:$PORT/wsman
post <<<"$IDENTIFY"
same 'Identify on 2008 R2' 'OS: 6.1.7600 SP: 0.0 Stack: 2.0' \
	"$(text //ProductVersion)"
lacks 'no profiles there' SecurityProfile
head -c 153601 "$TMP/big" >"$TMP/big2"
same '413 for more than 150 kB there' 413 \
	"$(status -u "$USERPWD" --data-binary "@$TMP/big2" "$URL")"
stop_hvsim || CHECKS_FAILED=1

# --- at the same time ---
start_hvsim --latency 400
URL=http://127.0.0.1:$PORT/wsman
start=$(date +%s%N)
for i in 1 2 3 4 5; do
	curl -s -m 20 -u "$USERPWD" --data-binary "@$TMP/request" \
		-o "$TMP/p$i" "$URL" &
	pids[i]=$!
done
wait "${pids[@]}"
took=$((($(date +%s%N) - start) / 1000000))
check "five at 400 ms each take $took ms" \
	test "$took" -ge 400 -a "$took" -lt 1500
check 'all were answered' grep -q EndOfSequence "$TMP"/p[1-5]
stop_hvsim || CHECKS_FAILED=1

# --- encrypted ---
start_hvsim --tls || exit 1
URL=https://localhost:$PORT/wsman
openssl s_client -connect "127.0.0.1:$PORT" -showcerts </dev/null \
	2>/dev/null | sed -n '/-BEGIN/,/-END/p' >"$TMP/cert.pem"
same 'the fingerprint that it prints' "$(sed -n 's/^fingerprint //p' "$TMP/hvsim.out")" \
	"SHA256:$(openssl x509 -in "$TMP/cert.pem" -outform DER | sha256sum | cut -d' ' -f1)"
for host in localhost 127.0.0.1; do
	URL=https://$host:$PORT/wsman
	CURL=(--cacert "$TMP/cert.pem")
	post <"$TMP/request"
	same "TLS, verified as $host" '200 HVSIM' "$STATUS $(text //Items//Name)"
done
check 'the certificate names ::1' openssl x509 -in "$TMP/cert.pem" -noout \
	-checkip ::1 -out "$TMP/checked"
CURL=(--cacert /dev/null)
post <"$TMP/request"
same 'not trusted by others' 000 "$STATUS"
CURL=()
stop_hvsim || CHECKS_FAILED=1

openssl req -x509 -newkey rsa:2048 -nodes -keyout "$TMP/own.key" \
	-out "$TMP/own.pem" -days 2 -subj /CN=own -addext \
	subjectAltName=IP:127.0.0.1 2>/dev/null
start_hvsim --tls --tls-cert "$TMP/own.pem" --tls-key "$TMP/own.key"
URL=https://127.0.0.1:$PORT/wsman
CURL=(--cacert "$TMP/own.pem")
post <"$TMP/request"
same 'TLS with a certificate of our own' 200 "$STATUS"
CURL=()
finish
