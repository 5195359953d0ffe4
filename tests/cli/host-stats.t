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
