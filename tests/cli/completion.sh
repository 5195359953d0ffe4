#!/bin/bash
# tests/cli/completion.sh - TAB in a real bash: each case types a line and
# reads back what bash then runs
. "$TESTS/lib.sh"

command -v expect >/dev/null || skip "expect is not there"

export LC_ALL=C.UTF-8 TERM=dumb
completions=$(cd "$TESTS/../completions" && pwd)
mkdir "$TMP/work" && cd "$TMP/work" || exit 1
mkdir 'some folder' && : >'some folder/file one'

# bash with nothing but our completion; 'hvsh' is the real program when TAB
# asks it, else it prints its words
cat >"$TMP/rc" <<END
PS1='ready> '
bind 'set enable-bracketed-paste off'
bind 'set bell-style none'
HISTFILE=
. '$completions/hvsh'
hvsh()
{
	if [ "\$1" = complete ]; then
		command hvsh "\$@"
	else
		printf '{%s}' "\$@"
		echo END
	fi
}
END

# typed KEYS: the words that the line has become
typed()
{
	KEYS=$1 RC=$TMP/rc expect -c '
		log_user 0
		set timeout 10
		spawn -noecho bash --noprofile --rcfile $env(RC) -i
		expect "ready> "
		send -- "$env(KEYS)"
		sleep 0.3
		send "\r"
		expect -re {\n(\{[^\r]*\})END} { puts $expect_out(1,string) }
		send "exit\r"
		expect eof
	'
}

becomes()
{
	same "$(printf '%q' "$1")" "$2" "$(typed "$1")"
}

# --- commands, options, values ---
becomes $'hvsh ec\t' '{echo}'
becomes $'hvsh echo --sh\t x' '{echo}{--shell}{x}'
becomes $'hvsh help conn\t' '{help}{connect}'
becomes $'hvsh --read\tpw\t' '{--readonly}{pwd}'
becomes $'hvsh -o js\tpw\t' '{-o}{json}{pwd}'
becomes $'hvsh --output=js\tpw\t' '{--output=json}{pwd}'
becomes $'hvsh -c hyperv://h:1/ ec\t' '{-c}{hyperv://h:1/}{echo}'
becomes $'hvsh --connect=hyperv://h:1/ ec\t' '{--connect=hyperv://h:1/}{echo}'
becomes $'hvsh \'ec\t' '{echo}'
becomes $'hvsh "ec\t' '{echo}'
becomes $'hvsh compl\t' '{compl}'
becomes $'hvsh nosuch fo\t' '{nosuch}{fo}'

# --- short names of hosts ---
mkdir -p "$XDG_CONFIG_HOME/hvsh"
printf "[host lab one]\nuri=hyperv://h1/\n[host лаб2]\nuri=hyperv://h2/\n" \
	>"$XDG_CONFIG_HOME/hvsh/hvsh.conf"
becomes $'hvsh -c la\techo' '{-c}{lab one}{echo}'
becomes $'hvsh -c "la\t' '{-c}{lab one}'
becomes $'hvsh --connect=ла\tpw\t' '{--connect=лаб2}{pwd}'
becomes $'hvsh connect ла\t' '{connect}{лаб2}'
becomes $'hvsh -c hyper\t' '{-c}{hyper}'
echo broken >>"$XDG_CONFIG_HOME/hvsh/hvsh.conf"
becomes $'hvsh -c la\t' '{-c}{la}'
rm "$XDG_CONFIG_HOME/hvsh/hvsh.conf"

# --- files ---
becomes $'hvsh cd some\tfi\t' '{cd}{some folder/file one}'
becomes $'hvsh --log some\t' '{--log}{some folder/}'

# --- silent, and through within a second ---
start_hvsim
same 'plain HTTP: no warning' web01 \
	"$("$HVSH" complete -- 'hvsh domname web' web 2>&1)"
stop_hvsim
# 192.0.2.1 (RFC 5737) answers nobody
export HVSH_DEFAULT_URI=hyperv://user@192.0.2.1/ HVSH_PASSWORD=x
start=$(date +%s%N)
out=$("$HVSH" complete -- 'hvsh domname w' w 2>&1)
ms=$((($(date +%s%N) - start) / 1000000))
same 'a host that does not answer: nothing' '' "$out"
check "a host that does not answer: $ms ms" test "$ms" -lt 1500
unset HVSH_PASSWORD
same 'no password: nothing' '' "$("$HVSH" complete -- 'hvsh domname w' w 2>&1)"
HVSH_DEFAULT_URI='rubbish'
same 'no URI: nothing' '' "$("$HVSH" complete -- 'hvsh domname w' w 2>&1)"
unset HVSH_DEFAULT_URI

# --- names of VMs ---
start_hvsim || exit 1
becomes $'hvsh start db\t' '{start}{db01}'
becomes $'hvsh start web\t' '{start}{web}'
becomes $'hvsh destroy we\t' '{destroy}{web01}'
becomes $'hvsh resume \t' "{resume}{Bob's VM}"
becomes $'hvsh domname B\t' "{domname}{Bob's VM}"
becomes $'hvsh domname \'B\t' "{domname}{Bob's VM}"
becomes $'hvsh domname "B\t' "{domname}{Bob's VM}"
becomes $'hvsh domname Bob\\\'s\\ \t' "{domname}{Bob's VM}"
becomes $'hvsh domfirmware web01 --boot cd\t' '{domfirmware}{web01}{--boot}{cdrom}'
becomes $'hvsh domfirmware web01 --boot cdrom,sdb\t' '{domfirmware}{web01}{--boot}{cdrom,sdb}'
becomes $'hvsh domfirmware web01 --secure-boot li\t' '{domfirmware}{web01}{--secure-boot}{linux}'
becomes $'hvsh domname --domain=B\t' "{domname}{--domain=Bob's VM}"
becomes $'hvsh domname \\<\t' '{domname}{<&> "quoted" \ 100%_[x]}'
becomes $'hvsh domname "<\t' '{domname}{<&> "quoted" \ 100%_[x]}'
becomes $'hvsh domname \'<\t' '{domname}{<&> "quoted" \ 100%_[x]}'
becomes $'hvsh domname Пр\t' '{domname}{Прод-01}'
becomes $'hvsh domname "日\t' '{domname}{日本語サーバー}'
becomes $'hvsh domname ta\t' $'{domname}{tab\there}'
becomes $'hvsh domname "ta\t' $'{domname}{tab\there}'
becomes "hvsh -c $HVSH_DEFAULT_URI domname web"$'\t' \
	"{-c}{$HVSH_DEFAULT_URI}{domname}{web01}"

# --- files of the host ---
# without a folder those that domains have images from
becomes $'hvsh create-vm x --cdrom C\t' '{create-vm}{x}{--cdrom}{C:\ISO\}'
becomes $'hvsh create-vm x --cdrom \'C:\\ISO\\d\t' '{create-vm}{x}{--cdrom}{C:\ISO\debian-12.iso}'
becomes $'hvsh create-vm x --cdrom C:/ISO/t\t' '{create-vm}{x}{--cdrom}{C:/ISO/tools & drivers.iso}'
becomes $'hvsh change-media web01 sdc \'C:\\ISO\\w\t' '{change-media}{web01}{sdc}{C:\ISO\windows-server.iso}'
becomes $'hvsh create-vm x --disk size=1G,type=f\t' '{create-vm}{x}{--disk}{size=1G,type=fixed}'
becomes $'hvsh create-vm x --network Internal,vlan=\t' '{create-vm}{x}{--network}{Internal,vlan=}'
becomes $'hvsh vol-convert web01.vhdx x --type di\t' '{vol-convert}{web01.vhdx}{x}{--type}{di}'

# --- devices of a VM ---
becomes $'hvsh detach-disk db01 hdb\t' '{detach-disk}{db01}{hdb}'
becomes $'hvsh change-media web01 s\t' '{change-media}{web01}{sdc}'
becomes $'hvsh blkdeviotune db01 hdc\t' '{blkdeviotune}{db01}{hdc}'
becomes $'hvsh change-media --pool C:/ISO web01 sdc tools\t' \
	'{change-media}{--pool}{C:/ISO}{web01}{sdc}{tools & drivers.iso}'
becomes $'hvsh detach-interface db01 bridge --mac 00:15:5d:0a:00:02\t' \
	'{detach-interface}{db01}{bridge}{--mac}{00:15:5d:0a:00:02}'
becomes $'hvsh nodedev-dumpxml disk_\t' '{nodedev-dumpxml}{disk_}'
becomes $'hvsh attach-disk --sourcetype block db01 disk_3\t' \
	'{attach-disk}{--sourcetype}{block}{db01}{disk_3}'

# --- pools and volumes ---
becomes $'hvsh pool-info de\t' '{pool-info}{default}'
becomes $'hvsh vol-info web01-\t' '{vol-info}{web01-data.vhdx}'
becomes $'hvsh vol-info Bob\t' "{vol-info}{Bob's VM.vhdx}"
becomes $'hvsh vol-info --pool C:/ISO tools\t' \
	'{vol-info}{--pool}{C:/ISO}{tools & drivers.iso}'
becomes $'hvsh vol-resize --pool C:/ISO tools\t' \
	'{vol-resize}{--pool}{C:/ISO}{tools}'
becomes $'hvsh vol-create-as default x 1G --type f\t' \
	'{vol-create-as}{default}{x}{1G}{--type}{fixed}'

# --- and in the shell itself ---
inner()
{
	KEYS=$1 expect -c '
		log_user 0
		set timeout 10
		spawn -noecho hvsh -q
		expect -ex "hvsh # "
		send -- "$env(KEYS)"
		sleep 0.5
		send "\r"
		expect -re {\n([0-9a-f]{8}-[0-9a-f-]{27})\r} { puts $expect_out(1,string) }
		expect -ex "hvsh # "
		send "quit\r"
		expect eof
	'
}

for keys in $'B\t' $'\'B\t' $'"B\t' $'Bob\\\'\t'; do
	same "shell: domuuid $(printf '%q' "$keys")" "$(hvsh -q domuuid "Bob's VM" 2>/dev/null)" \
		"$(inner "domuuid $keys")"
done

finish
