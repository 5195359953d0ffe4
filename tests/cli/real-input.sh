#!/bin/bash
# tests/cli/real-input.sh - what hvsh makes of replies of real hosts, which
# hvsim loads (--load) or serves as they are (--fail fault:FILE). They are no
# part of the project: without ../shared this is skipped.
. "$TESTS/lib.sh"

[ -n "$SHARED" ] || skip 'there is no ../shared'
W=$SHARED/wire

# has NAME WANTED-LINE TEXT: blanks within a line count as one.
has()
{
	if tr -s ' ' <<<"$3" | grep -qxF -- "$2"; then
		echo "ok - $1: $2"
		return
	fi
	echo "not ok - $1: $2"
	sed 's/^/    /' <<<"$3"
	CHECKS_FAILED=1
}

# Files of a class whose replies go together, as --load options.
load()
{
	local f

	LOAD=()
	for f in "$@"; do
		LOAD+=(--load "$f")
	done
}

# host FOLDER STEM HYPERVISOR WINDOWS HOSTNAME MHZ MEMORY-KIB
host()
{
	local out c

	load "$W/$1"/Win32_{OperatingSystem,ComputerSystem,Processor}_"$2"_000.xml
	start_hvsim "${LOAD[@]}" || exit 1
	out=$(hvsh version 2>&1)
	has "$1 $2" "Running hypervisor: Hyper-V $3" "$out"
	check "$1 $2: Windows' own number" grep -qF "($4)" <<<"$out"
	same "$1 $2: hostname" "$5" "$(hvsh -q hostname 2>/dev/null | head -n 1)"
	out=$(hvsh nodeinfo 2>&1)
	has "$1 $2" 'CPU(s): 1' "$out"
	has "$1 $2" "CPU frequency: $6 MHz" "$out"
	has "$1 $2" 'CPU socket(s): 1' "$out"
	has "$1 $2" 'Core(s) per socket: 1' "$out"
	has "$1 $2" 'Thread(s) per core: 1' "$out"
	has "$1 $2" "Memory size: $7 KiB" "$out"
	check "$1 $2: CPU model" grep -q '^CPU model: .*E5645' <<<"$(tr -s ' ' <<<"$out")"
	stop_hvsim || CHECKS_FAILED=1
}

# Only 'star' has the class name in its items; 'all' are fragments.
for stem in star all; do
	host server-2012 "$stem" 602.9.200 6.2.9200 AMAZONA-SDFU7B1 2113 629364
	host server-2003 "$stem" 502.3.790 5.2.3790 AMAZON-9DC6EF03 2144 629200
done

# A Japanese host: its own row left out, one VM that is off.
load "$W"/hyperv-v2/recorded_computersystem_*.xml
start_hvsim "${LOAD[@]}" || exit 1
same 'Japanese host: list --all --name' scrubbed-9 \
	"$(hvsh list --all --name 2>/dev/null | grep .)"
same 'Japanese host: list --all --uuid' 00000000-0000-4000-8000-000000000012 \
	"$(hvsh list --all --uuid 2>/dev/null | grep .)"
same 'Japanese host: domstate' 'shut off' \
	"$(hvsh domstate scrubbed-9 2>/dev/null | grep .)"
same 'Japanese host: list' '' "$(hvsh list --name 2>/dev/null | grep .)"
stop_hvsim || CHECKS_FAILED=1

# fault FILE STATUS CODE WORDS: what is said holds the host's innermost words
# and its code, as number or as HRESULT.
fault()
{
	local out status=0

	start_hvsim --fail "fault:$W/faults/$1" || exit 1
	out=$(hvsh version 2>&1) || status=$?
	if [ "$status" = "$2" ] && grep -qF -- "$4" <<<"$out" &&
		grep -qiE -- "\b($3|$(printf '0x%08x' "$3"))\b" <<<"$out"; then
		echo "ok - $1"
	else
		echo "not ok - $1: status $status, not $2, or not '$4', $3:"
		sed 's/^/    /' <<<"$out"
		CHECKS_FAILED=1
	fi
	stop_hvsim || CHECKS_FAILED=1
}

fault TestInnerMessageFaultResponse.xml 6 2150858752 'cannot find the resource'
fault max_concurrent.xml 1 2150859174 'maximum number of 15 concurrent'
fault soap_fault_v2.xml 1 2150858778 'class does not exist in the given'
fault test_psrp_is_alive_invalid_selectors.9.response.xml 1 2150858843 \
	'contained invalid selectors'
fault test_psrp_is_alive_other_wsman_error.7.response.xml 1 2150858767 \
	'invalid timeout field'
fault test_winrs_fail_poll_process.3.response.xml 1 87 'parameter is incorrect'
fault test_winrs_no_cmd_shell.3.response.xml 1 2147942402 \
	'cannot find the file specified'
fault test_winrs_operation_timeout.7.response.xml 5 2150858793 \
	'within the time specified in OperationTimeout'
fault wmi_error_v2.xml 1 2150859173 'maximum number of 30 concurrent shells'

# Enumerations over several pages, derived classes among the items.
pages()
{
	local class=$1 want got

	load "$W/server-2012/$class"_star_*.xml
	start_hvsim "${LOAD[@]}" || exit 1
	want=$(cat "$W/server-2012/$class"_star_*.xml |
		grep -oE '<p:Name(>| )[^<]*' | sed 's/.*>//' | sort)
	got=$(hvsh --output json wql --namespace root/cimv2 "SELECT * FROM $class" 2>/dev/null |
		jq -r '.[] | .Name' | sort)
	check "$class: more than one page" test \
		"$(ls "$W/server-2012/$class"_star_*.xml | wc -l)" -gt 1
	same "$class: every item" "$want" "$got"
	stop_hvsim || CHECKS_FAILED=1
}
pages Win32_Service
pages Win32_Process
finish
