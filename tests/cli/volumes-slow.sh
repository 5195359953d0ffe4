#!/bin/bash
# tests/cli/volumes-slow.sh - a host that is far away: what many disks are
# asked goes there at the same time
. "$TESTS/lib.sh"
cd "$TMP" || exit 1

LATENCY=200

# together NAME COMMAND...: its requests take less than half the time that
# they would one after the other.
together()
{
	local name=$1 before start ms n

	shift
	before=$(requests)
	start=$(date +%s%N)
	"$HVSH" "$@" >out 2>&1
	same "$name works" 0 $?
	ms=$((($(date +%s%N) - start) / 1000000))
	n=$(($(requests) - before))
	check "$name asks much ($n requests)" test "$n" -ge 8
	check "$name asks together ($n requests in $ms ms)" \
		test "$ms" -lt $((n * LATENCY / 2))
}

start_hvsim --latency "$LATENCY" || exit 1
together vol-users vol-users web01.vhdx
together vol-orphans vol-orphans default
together vol-delete vol-delete db01-data.vhd --force --dry-run
together 'vol-list --details' vol-list default --details
finish
