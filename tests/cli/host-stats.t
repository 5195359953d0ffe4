# tests/cli/host-stats.t - the host's memory, firmware and capabilities
$ hvsh freecell --all
    0:   33554432 KiB
    1:   33554432 KiB
--------------------
Total:   67108864 KiB

# requests: 2
$ hvsh -q freecell --cellno 1
1: 33554432 KiB
$ hvsh --output json freecell --all
[
{"cell":0,"free_kib":33554432},
{"cell":1,"free_kib":33554432}
]
$ hvsh -q nodememstats --cell 0
free   :             33554432 KiB
# requests: 2
$ hvsh -q sysinfo
<sysinfo type='smbios'>
  <bios>
    <entry name='vendor'>Example Systems</entry>
    <entry name='version'>1.4.2</entry>
    <entry name='date'>03/15/2022</entry>
  </bios>
  <system>
    <entry name='manufacturer'>Example Systems</entry>
    <entry name='product'>Lab 2400</entry>
    <entry name='version'>1.0</entry>
    <entry name='serial'>SIM0001234</entry>
    <entry name='uuid'>7a1c4d20-5b3e-4f6a-9c81-2d0e6b7f1a35</entry>
  </system>
</sysinfo>
# requests: 3
$ hvsh -q capabilities | xmllint --xpath 'string(/capabilities/host/uuid)' -
7a1c4d20-5b3e-4f6a-9c81-2d0e6b7f1a35
# requests: 2
#
# the hypervisor's own counters
$ hvsh nodecpustats --cpu 1
user:                   900000000100
system:                  60000000000
idle:                  2640000000000

# requests: 1
$ hvsh -q nodecpustats
user:                 28800000049600
system:                1920000000000
idle:                 84480000000000
# requests: 1
$ hvsh -q nodecpustats --cpu 32
error: there is no processor 32
[6]
$ hvsh --output json nodecpustats --cpu 0
{"user_ns":900000000000,"system_ns":60000000000,"idle_ns":2640000000000}
# with a host that stands still nothing has been used
$ hvsh -q nodecpustats --percent
usage:            0.0%
user:             0.0%
system:           0.0%
idle:             0.0%
# requests: 2
