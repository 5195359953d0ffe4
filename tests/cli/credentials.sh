#!/bin/bash
# tests/cli/credentials.sh - every way to name a host and to prove who one is,
# and that the password shows nowhere
. "$TESTS/lib.sh"

start_hvsim || exit 1
unset HVSH_USERNAME HVSH_PASSWORD HVSIM_PASSWORD
URI=$HVSH_DEFAULT_URI
AUTH=$XDG_CONFIG_HOME/libvirt/auth.conf
mkdir -p "$XDG_CONFIG_HOME/libvirt" "$XDG_CONFIG_HOME/hvsh"
printf '%s\nnot this line\n' "$TEST_PASSWORD" >"$TMP/pw"
chmod 600 "$TMP/pw"

# Without a terminal, whoever runs the tests. Output in $TMP/out and $TMP/err.
detached()
{
	setsid -w "$HVSH" "$@" >"$TMP/out" 2>"$TMP/err.raw" </dev/null
	STATUS=$?
	without_warning "$TMP/err.raw" >"$TMP/err"
	return "$STATUS"
}

works()
{
	detached "$@" hostname && [ -s "$TMP/out" ] && [ ! -s "$TMP/err" ] &&
		return
	cat "$TMP/out" "$TMP/err"
	return 1
}

# fails STATUS PATTERN ARGUMENT...: the error is said, the password is not.
fails()
{
	local status=$1 pattern=$2

	shift 2
	detached "$@"
	[ "$STATUS" = "$status" ] && grep -q -- "$pattern" "$TMP/err" &&
		! grep -q . "$TMP/out" && ! grep -qF -- "$TEST_PASSWORD" "$TMP/err" &&
		return
	echo "exit status $STATUS"
	cat "$TMP/out" "$TMP/err"
	return 1
}

auth_file()
{
	mkdir -p "$(dirname "$1")"
	cat >"$1" <<-END
	[credentials-lab]
	username=$3
	password=$4
	[auth-hyperv-$2]
	credentials=lab
	END
	chmod 600 "$1"
}

check 'no credentials, no terminal: says what helps' \
	fails 4 'hint: .*HVSH_PASSWORD.*--password-file' hostname
HVSH_PASSWORD=$TEST_PASSWORD check 'HVSH_PASSWORD; the user is Administrator' \
	works
HVSH_USERNAME=$TEST_USER HVSH_PASSWORD=$TEST_PASSWORD \
	check 'HVSH_USERNAME and HVSH_PASSWORD' works
HVSH_PASSWORD="${TEST_PASSWORD}x" check 'a wrong password' \
	fails 4 '^error: ' hostname
HVSH_USERNAME=nobody HVSH_PASSWORD=$TEST_PASSWORD check 'a wrong user' \
	fails 4 nobody hostname
check '--password-file' works --password-file "$TMP/pw"
check '--password-command' works --password-command "cat '$TMP/pw'"
check '--password-command that fails' fails 4 'status 3' \
	--password-command "cat '$TMP/pw'; exit 3" hostname
check 'a password in the URI' fails 2 'must not hold a password' \
	-c "hyperv://u:${TEST_PASSWORD// /%20}@127.0.0.1:$PORT/" hostname
chmod 644 "$TMP/pw"
detached --password-file "$TMP/pw" hostname
check '--password-file that others can read: a warning' \
	grep -q "^warning: .*$TMP/pw" "$TMP/err"
check 'after the warning it goes on' test "$STATUS" = 0

auth_file "$AUTH" 127.0.0.1 "$TEST_USER" "$TEST_PASSWORD"
check "libvirt's auth.conf" works
auth_file "$AUTH" default "$TEST_USER" "$TEST_PASSWORD"
check "libvirt's auth.conf, default" works
auth_file "$AUTH" 127.0.0.1 "$TEST_USER" wrong
auth_file "$TMP/auth" 127.0.0.1 "$TEST_USER" "$TEST_PASSWORD"
check 'the wrong one in auth.conf' fails 4 '^error: ' hostname
LIBVIRT_AUTH_FILE=$TMP/auth check 'LIBVIRT_AUTH_FILE' works
HVSH_AUTH_FILE=$TMP/auth LIBVIRT_AUTH_FILE=$AUTH check 'HVSH_AUTH_FILE' works
HVSH_AUTH_FILE=$TMP/none check 'HVSH_AUTH_FILE that is not there' \
	fails 2 "$TMP/none" hostname
rm "$AUTH"

export HVSH_PASSWORD=$TEST_PASSWORD
unset HVSH_DEFAULT_URI
check 'no host: says how to name one' \
	fails 2 'hint: .*hyperv://HOST.*test:///default' hostname
printf 'default_uri=lab\n[host lab]\nuri="%s"\n' "$URI" \
	>"$XDG_CONFIG_HOME/hvsh/hvsh.conf"
check 'default_uri of hvsh.conf' works
check 'a short name' works -c lab
check 'an unknown short name' fails 2 'lab$' -c lob hostname
LIBVIRT_DEFAULT_URI=qemu:///system check 'a LIBVIRT_DEFAULT_URI of others' works
echo nonsense >>"$XDG_CONFIG_HOME/hvsh/hvsh.conf"
check 'a bad line of hvsh.conf' fails 2 'hvsh.conf:4: ' hostname
VIRSH_DEFAULT_CONNECT_URI=$URI check 'VIRSH_DEFAULT_CONNECT_URI' works
LIBVIRT_DEFAULT_URI=$URI check 'LIBVIRT_DEFAULT_URI' works
rm "$XDG_CONFIG_HOME/hvsh/hvsh.conf"
export HVSH_DEFAULT_URI=$URI

detached --debug 0 --log "$TMP/log" hostname
CODED=$(printf %s "$TEST_USER:$TEST_PASSWORD" | base64)
check 'the trace shows the request' grep -q Envelope "$TMP/err"
for secret in "$TEST_PASSWORD" "$CODED"; do
	check 'the trace does not show the password' \
		test -z "$(grep -F -- "$secret" "$TMP/err" "$TMP/log")"
done
detached hostname
same 'plain HTTP is warned of, once' 1 \
	"$(grep -cE "$PLAIN_HTTP_WARNING" "$TMP/err.raw")"

# On a terminal: as virsh asks, the password unseen.
cat >"$TMP/ask.exp" <<'END'
set timeout 20
log_user 0
log_file -a -noappend $env(TMP)/terminal
proc bad {} { puts stderr "no such question"; exit 9 }
spawn $env(HVSH) -c $env(URI) hostname
expect timeout bad eof bad -ex {Enter username for 127.0.0.1 [administrator]: }
send "$env(TEST_USER)\r"
expect timeout bad eof bad -ex "Enter $env(TEST_USER)'s password for 127.0.0.1: "
send "$env(TEST_PASSWORD)\r"
expect timeout bad eof {}
exit [lindex [wait] 3]
END
unset HVSH_PASSWORD HVSH_DEFAULT_URI
export URI TEST_USER TEST_PASSWORD
if command -v expect >/dev/null; then
	check 'questions on the terminal' expect "$TMP/ask.exp"
	check 'the password is not shown' \
		test -z "$(grep -F -- "$TEST_PASSWORD" "$TMP/terminal")"
else
	echo 'ok - questions on the terminal # SKIP expect is not installed'
fi

# The private host, and nothing of it after.
check 'test:///default' works -c test:///default
same 'nothing is left of it' '' "$(ls -A "$XDG_RUNTIME_DIR")"
check 'test:///FILE' works -c "test://$TMP/a%20host.xml"
mkdir -p "$TMP/alone"
cp "$HVSH" "$TMP/alone/hvsh"
HVSH=$TMP/alone/hvsh PATH=/usr/bin:/bin check 'hvsim cannot be found' \
	fails 3 'hint: hvsim comes with hvsh' -c test:///default hostname
finish
