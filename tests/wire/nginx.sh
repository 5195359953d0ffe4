#!/bin/bash
# tests/wire/nginx.sh - TLS and HTTP with a server that is not ours: nginx, as
# a TLS proxy in front of hvsim, and with answers no WinRM service gives
. "$TESTS/lib.sh"

NGINX=$(PATH=$PATH:/usr/sbin command -v nginx) || skip 'there is no nginx'
command -v openssl >/dev/null || skip 'there is no openssl'
start_hvsim || exit 1
cd "$TMP" || exit 1

# A CA, and its certificate for 127.0.0.1 alone.
{
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Test CA' \
		-keyout ca.key -out ca.pem &&
	openssl req -newkey rsa:2048 -nodes -subj '/CN=hv' \
		-keyout hv.key -out hv.csr &&
	openssl x509 -req -in hv.csr -CA ca.pem -CAkey ca.key -days 2 \
		-CAcreateserial -out hv.pem \
		-extfile <(echo 'subjectAltName = IP:127.0.0.1')
} >openssl.log 2>&1 || { cat openssl.log; exit 1; }
FINGERPRINT=$(openssl x509 -in hv.pem -noout -fingerprint -sha256 |
	sed 's/.*=//')

# nginx takes no port 0: try some.
start_nginx()
{
	local i

	for ((i = 0; i < 20; i++)); do
		P=$((20000 + RANDOM % 12000))
		sed -e "s|@TLS@|$P|g" -e "s|@HTTP@|$((P + 1))|g" \
			-e "s|@HVSIM@|$PORT|g" -e "s|@TMP@|$TMP|g" <<'CONF' >nginx.conf
daemon off;
master_process off;
pid @TMP@/nginx.pid;
error_log @TMP@/nginx.err;
events { }
http {
	access_log off;
	client_body_temp_path @TMP@/body;
	proxy_temp_path @TMP@/proxy;
	fastcgi_temp_path @TMP@/fastcgi;
	uwsgi_temp_path @TMP@/uwsgi;
	scgi_temp_path @TMP@/scgi;
	upstream hvsim { server 127.0.0.1:@HVSIM@; keepalive 4; }
	server {
		listen 127.0.0.1:@TLS@ ssl;
		listen [::1]:@TLS@ ssl;
		ssl_certificate @TMP@/hv.pem;
		ssl_certificate_key @TMP@/hv.key;
		location / {
			proxy_pass http://hvsim;
			proxy_http_version 1.1;
			proxy_set_header Connection "";
		}
	}
	server {
		listen 127.0.0.1:@HTTP@;
		location / { return 302 http://127.0.0.1:@HVSIM@/wsman; }
	}
}
CONF
		# The configuration has no IPv6 where the machine has none.
		[ -e /proc/net/if_inet6 ] || sed -i '/\[::1\]/d' nginx.conf
		"$NGINX" -p "$TMP" -c "$TMP/nginx.conf" -e "$TMP/nginx.err" \
			>nginx.out 2>&1 &
		NGINX_PID=$!
		for ((j = 0; j < 100; j++)); do
			[ -s nginx.pid ] && return
			kill -0 "$NGINX_PID" 2>/dev/null || break
			sleep 0.05
		done
	done
	cat nginx.out nginx.err
	return 1
}
start_nginx || exit 1
trap 'kill "$NGINX_PID" 2>/dev/null' EXIT

# over NAME STATUS QUERY [WORDS]: 'hvsh hostname' over the proxy
over()
{
	local out status=0

	out=$(hvsh -c "hyperv://$HOST:$P/?$3" hostname 2>&1) || status=$?
	if [ "$status" = "$2" ] && grep -qiE -- "${4:-.}" <<<"$out"; then
		echo "ok - $1"
	else
		echo "not ok - $1: status $status, not $2, or not '$4'"
		sed 's/^/    /' <<<"$out"
		CHECKS_FAILED=1
	fi
}

HOST=127.0.0.1
NAME=$(hvsh hostname 2>/dev/null | head -n 1)
over 'its CA' 0 "cacert=$TMP/ca.pem" "^$NAME\$"
over 'no CA for it' 3 '' 'certificate'
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Other CA' \
	-keyout other.key -out other.pem 2>/dev/null
over 'another CA' 3 "cacert=$TMP/other.pem" 'certificate'
over 'a CA file without a certificate' 2 'cacert=/dev/null' 'cacert'
over 'fingerprint' 0 "fingerprint=SHA256:$FINGERPRINT" "^$NAME\$"
over 'another fingerprint' 3 \
	"fingerprint=SHA256:$(printf '00:%.0s' {1..31})00" 'fingerprint'
over 'no_verify' 0 'no_verify=1' "^$NAME\$"
same 'no_verify warns once' 1 "$(hvsh -c "hyperv://127.0.0.1:$P/?no_verify=1" \
	'hostname; hostname' 2>&1 >/dev/null | grep -c 'not verified')"
HOST=localhost
over 'another name than the certificate has' 3 "cacert=$TMP/ca.pem" .
HOST=127.0.0.1 P=$((P + 1))
before=$(requests)
over 'a redirect is not followed' 1 'transport=http' 'redirects.*302'
same 'no request came by the redirect' "$before" "$(requests)"
finish
